package org.lumbarcds.hooks.web;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.audit.AuditLog;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.clients.PerMinute;
import org.lumbarcds.services.CdsService;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has written down what never became a call: refused for who sent it, how often, or where it went. So many a minute; more
 * are counted only, so that a stranger can't fill the disk.
 */
public final class RefusalAuditFilter extends OncePerRequestFilter {

    private static final String RECORDED = RefusalAuditFilter.class.getName();
    private static final int PER_MINUTE = 600;

    private final AuditLog audit;
    private final Predicate<HttpServletRequest> recording;
    private final Bucket lines;
    private final Counter leftOut;

    public RefusalAuditFilter(
            AuditLog audit, Predicate<HttpServletRequest> recording, TimeMeter time, MeterRegistry meters) {
        this.audit = audit;
        this.recording = recording;
        this.lines = PerMinute.bucket(PER_MINUTE, time);
        this.leftOut = meters.counter("lumbar.audit.left.out");
    }

    /** This request has its line. */
    public static void recorded(ServletRequest request) {
        request.setAttribute(RECORDED, true);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long arrival = System.nanoTime();
        boolean real = recording.test(request);
        int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            boolean post = HttpMethod.POST.matches(request.getMethod());
            boolean refused = status >= HttpServletResponse.SC_BAD_REQUEST;
            if ((post || refused) && request.getAttribute(RECORDED) == null && real && hasRoom(refused)) {
                audit.refused(
                        Caller.of(request),
                        service(request.getServletPath()),
                        String.valueOf(request.getRemoteAddr()),
                        status,
                        Duration.ofNanos(System.nanoTime() - arrival));
            }
        }
    }

    private boolean hasRoom(boolean refused) {
        if (!refused || lines.tryConsume(1)) {
            return true;
        }
        leftOut.increment();
        return false;
    }

    /** Only an id that we gave: any other path may say anything. */
    private static @Nullable String service(String path) {
        return Arrays.stream(CdsService.values())
                .map(CdsService::id)
                .filter(id -> path.equals("/cds-services/" + id) || path.startsWith("/cds-services/" + id + "/"))
                .findFirst()
                .orElse(null);
    }
}
