package org.lumbarcds.hooks.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.lumbarcds.audit.AuditLog;
import org.lumbarcds.clients.Operator;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Has written down who looked at analytics or checked a client, and who tried to; of explanations the refused tries alone. */
public final class OperatorAuditFilter extends OncePerRequestFilter {

    private static final String EXPLAIN = "/explain/";

    private static final List<String> GUARDED = List.of("/analytics", "/connect/", EXPLAIN);

    /** At the door: no operator, none of them, too many tries. */
    private static final Set<Integer> REFUSED = Set.of(
            HttpServletResponse.SC_UNAUTHORIZED,
            HttpServletResponse.SC_FORBIDDEN,
            HttpStatus.TOO_MANY_REQUESTS.value());

    private final AuditLog audit;

    public OperatorAuditFilter(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return guarded(request).isEmpty();
    }

    /** The beginning of a path that is written down; empty for any other. */
    private static String guarded(HttpServletRequest request) {
        return GUARDED.stream()
                .filter(request.getServletPath()::startsWith)
                .findFirst()
                .orElse("");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long arrival = System.nanoTime();
        int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            if (!guarded(request).equals(EXPLAIN) || REFUSED.contains(status)) {
                write(request, status, Duration.ofNanos(System.nanoTime() - arrival));
            }
        }
    }

    private void write(HttpServletRequest request, int status, Duration took) {
        Operator operator = Operator.of(request);
        audit.analytics(
                operator == null ? null : operator.name(),
                String.valueOf(request.getRemoteAddr()),
                // What is not there may be called anything.
                status < HttpStatus.BAD_REQUEST.value() ? request.getServletPath() : guarded(request),
                status,
                took);
    }
}
