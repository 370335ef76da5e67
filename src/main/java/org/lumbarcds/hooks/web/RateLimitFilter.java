package org.lumbarcds.hooks.web;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.clients.Client;
import org.lumbarcds.clients.PerMinute;
import org.lumbarcds.clients.RemoteNetwork;
import org.lumbarcds.errors.Refusal;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * "Rate limit per client with 429": a client that runs wild does not take the others' share. Runs once the caller is known;
 * callers without a name are told apart by their address.
 */
public final class RateLimitFilter extends OncePerRequestFilter {

    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final PerMinute calls;
    private final Predicate<HttpServletRequest> counted;
    private final Counter refused;

    /** @param counted whether requests count yet; while the service warms up they don't */
    public RateLimitFilter(int perMinute, TimeMeter time, Predicate<HttpServletRequest> counted, MeterRegistry meters) {
        this.calls = new PerMinute(perMinute, time);
        this.counted = counted;
        this.refused = meters.counter("lumbar.throttled", "limit", "calls-per-minute");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!counted.test(request)) {
            chain.doFilter(request, response);
            return;
        }
        ConsumptionProbe probe = calls.of(key(request)).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            chain.doFilter(request, response);
        } else {
            refused.increment();
            long seconds = (probe.getNanosToWaitForRefill() + NANOS - 1) / NANOS;
            Refusal.tooManyRequests(Math.max(1, seconds)).writeTo(response);
        }
    }

    private static String key(HttpServletRequest request) {
        Client client = Caller.of(request).client();
        return client.equals(Client.ANYBODY) ? "address " + RemoteNetwork.of(request) : "client " + client.name();
    }
}
