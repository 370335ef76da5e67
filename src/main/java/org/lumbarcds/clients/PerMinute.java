package org.lumbarcds.clients;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** So many a minute for each who asks. A quiet minute lets a whole minute's through at once. */
public final class PerMinute {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** The least recently seen are forgotten, and start anew. */
    private static final int MOST_ASKERS = 10_000;

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_ASKERS)
            .expireAfterAccess(PERIOD.multipliedBy(2))
            .build();
    private final int most;
    private final TimeMeter time;

    /** @param most how many a minute each may have */
    public PerMinute(int most, TimeMeter time) {
        this.most = most;
        this.time = time;
    }

    /** What this one has left. */
    public Bucket of(String asker) {
        return buckets.get(asker, unknown -> bucket(most, time));
    }

    /** For all together. */
    public static Bucket bucket(int most, TimeMeter time) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, PERIOD))
                .withCustomTimePrecision(time)
                .build();
    }
}
