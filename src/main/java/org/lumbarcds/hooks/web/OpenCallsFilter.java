package org.lumbarcds.hooks.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.lumbarcds.clients.RemoteNetwork;
import org.lumbarcds.errors.Refusal;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds the calls under way from one address, so that one that stalls in the middle of its bodies can't hold every thread
 * of the server. Before everything that costs.
 */
public final class OpenCallsFilter extends OncePerRequestFilter {

    /** Only addresses with a call under way: no more of them than connections. */
    private final ConcurrentMap<String, Integer> open = new ConcurrentHashMap<>();

    private final int most;
    private final Counter refused;

    public OpenCallsFilter(int most, MeterRegistry meters) {
        this.most = most;
        this.refused = meters.counter("lumbar.throttled", "limit", "open-calls-per-address");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String network = RemoteNetwork.of(request);
        int now = open.merge(network, 1, Integer::sum);
        try {
            if (now > most) {
                refused.increment();
                Refusal.overload().writeTo(response);
                return;
            }
            chain.doFilter(request, response);
        } finally {
            open.computeIfPresent(network, (key, count) -> count == 1 ? null : count - 1);
        }
    }
}
