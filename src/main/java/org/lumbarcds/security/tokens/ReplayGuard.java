package org.lumbarcds.security.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * "{@code jti} once only, remembered until {@code exp}". Only tokens with a good signature get here, and each client has
 * its own room, so nobody fills another's. A full memory refuses: to forget would let a token through twice.
 */
public final class ReplayGuard {

    /** What became of a token. */
    enum Use {
        FIRST,
        REPLAYED,
        NOT_REMEMBERED
    }

    /** Longer than the clock's ticks and the cache's own precision. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final Map<String, Cache<TokenId, Instant>> byClient = new ConcurrentHashMap<>();
    private final int most;
    private final Clock clock;

    /** @param most tokens that are remembered per client */
    public ReplayGuard(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /** A digest, so that a long {@code jti} takes no more room than a short one. */
    private record TokenId(long high, long low) {

        static TokenId of(String jti) {
            try {
                ByteBuffer digest = ByteBuffer.wrap(
                        MessageDigest.getInstance("SHA-256").digest(jti.getBytes(StandardCharsets.UTF_8)));
                return new TokenId(digest.getLong(), digest.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }
    }

    /**
     * Of two uses at the same instant one is the first.
     *
     * @param iss the client's
     * @param until the instant from which the token is refused as expired anyway
     */
    Use use(String iss, String jti, Instant until) {
        Cache<TokenId, Instant> used = byClient.computeIfAbsent(iss, client -> memory());
        TokenId id = TokenId.of(jti);
        if (used.asMap().containsKey(id)) {
            return Use.REPLAYED;
        }
        if (isFull(used)) {
            return Use.NOT_REMEMBERED;
        }
        return used.asMap().putIfAbsent(id, until) == null ? Use.FIRST : Use.REPLAYED;
    }

    /** What a use would be, without being one. */
    Use peek(String iss, String jti) {
        Cache<TokenId, Instant> used = byClient.get(iss);
        if (used == null) {
            return Use.FIRST;
        }
        if (used.asMap().containsKey(TokenId.of(jti))) {
            return Use.REPLAYED;
        }
        return isFull(used) ? Use.NOT_REMEMBERED : Use.FIRST;
    }

    private boolean isFull(Cache<TokenId, Instant> used) {
        if (used.estimatedSize() < most) {
            return false;
        }
        used.cleanUp();
        return used.estimatedSize() >= most;
    }

    private Cache<TokenId, Instant> memory() {
        return Caffeine.newBuilder()
                .ticker(() -> nanos(clock.instant()))
                .expireAfter(Expiry.<TokenId, Instant>creating(
                        (id, until) -> Duration.between(clock.instant(), until).plus(MARGIN)))
                .build();
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }
}
