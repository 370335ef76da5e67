package org.lumbarcds.hooks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
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
import java.util.function.BooleanSupplier;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.clients.Client;
import org.lumbarcds.clients.RemoteNetwork;
import org.lumbarcds.errors.Refusal;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * "Rate limit per client with 429": a client that runs wild does not take the others' share. Runs once the caller is known;
 * callers without a name are told apart by their address. A quiet minute lets a whole minute's calls through at once.
 */
final class RateLimitFilter extends OncePerRequestFilter {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** The least recently seen are forgotten, and start anew. */
    private static final int MOST_CALLERS = 10_000;

    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(PERIOD.multipliedBy(2))
            .build();
    private final int perMinute;
    private final TimeMeter time;
    private final BooleanSupplier counted;
    private final Counter refused;

    /** @param counted whether requests count yet; while the service warms up they don't */
    RateLimitFilter(int perMinute, TimeMeter time, BooleanSupplier counted, MeterRegistry meters) {
        this.perMinute = perMinute;
        this.time = time;
        this.counted = counted;
        this.refused = meters.counter("lumbar.throttled", "limit", "calls-per-minute");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!counted.getAsBoolean()) {
            chain.doFilter(request, response);
            return;
        }
        ConsumptionProbe probe = buckets.get(key(request), key -> bucket()).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            chain.doFilter(request, response);
        } else {
            refused.increment();
            long seconds = (probe.getNanosToWaitForRefill() + NANOS - 1) / NANOS;
            Refusal.tooManyRequests(Math.max(1, seconds)).writeTo(response);
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, PERIOD))
                .withCustomTimePrecision(time)
                .build();
    }

    private static String key(HttpServletRequest request) {
        Client client = Caller.of(request).client();
        return client.equals(Client.ANYBODY) ? "address " + RemoteNetwork.of(request) : "client " + client.name();
    }
}
