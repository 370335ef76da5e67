package org.lumbarcds.security.operators;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import org.apache.catalina.Globals;
import org.lumbarcds.clients.Operator;
import org.lumbarcds.clients.PerMinute;
import org.lumbarcds.clients.RemoteNetwork;
import org.lumbarcds.errors.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Before analytics: "open on the loopback default and else for a configured operator role only". Passwords can't be tried
 * in large numbers, and without operators only this very machine is let in, not what a proxy on it hands on.
 */
public final class OperatorDoor extends OncePerRequestFilter {

    /** Who is let in. */
    public enum Open {
        /** Who shows an operator's password, which is judged behind this filter. */
        TO_OPERATORS,
        /** Everybody on this machine: no client, no operator, and the service listens on loopback. */
        TO_THIS_MACHINE,
        /** Nobody: others can reach the service, and no operator is named. */
        TO_NOBODY
    }

    private static final int PER_MINUTE = 120;
    private static final int WRONG_PER_MINUTE = 10;

    /** What proxies add to a request that they hand on. */
    private static final Set<String> OF_PROXIES =
            Set.of("forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip");

    private static final String FORWARDED = "x-forwarded-";

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Open open;
    private final PerMinute questions;
    private final PerMinute wrong;

    public OperatorDoor(Open open, TimeMeter time) {
        this.open = open;
        this.questions = new PerMinute(PER_MINUTE, time);
        this.wrong = new PerMinute(WRONG_PER_MINUTE, time);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean letIn =
                switch (open) {
                    case TO_OPERATORS -> true;
                    case TO_THIS_MACHINE -> isFromHere(request);
                    case TO_NOBODY -> false;
                };
        if (!letIn) {
            Refusal.operatorsOnly().writeTo(response);
        } else if (!questions.of(RemoteNetwork.of(request)).tryConsume(1)) {
            Refusal.tooManyQuestions().writeTo(response);
        } else if (open == Open.TO_OPERATORS && request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            judge(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** A try is taken before it is judged and given back when it was right, so that many at once are no way around. */
    private void judge(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Bucket tries = wrong.of(RemoteNetwork.of(request));
        if (!tries.tryConsume(1)) {
            Refusal.tooManyQuestions().writeTo(response);
            return;
        }
        chain.doFilter(request, response);
        Authentication operator = SecurityContextHolder.getContext().getAuthentication();
        if (operator != null && operator.isAuthenticated()) {
            tries.addTokens(1);
            new Operator(operator.getName()).attachTo(request);
        }
    }

    /** The host name too: a page of elsewhere may have its own name point to this machine. */
    private static boolean isFromHere(HttpServletRequest request) {
        // Tomcat takes the headers of a proxy that it knows away, and believes the address in them.
        return request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE) == null
                && Collections.list(request.getHeaderNames()).stream().noneMatch(OperatorDoor::isOfAProxy)
                && THIS_MACHINE.contains(request.getServerName())
                && isLoopback(request.getRemoteAddr());
    }

    private static boolean isOfAProxy(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return name.startsWith(FORWARDED) || OF_PROXIES.contains(name);
    }

    private static boolean isLoopback(String address) {
        try {
            // An address, never a name: nothing is looked up.
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
