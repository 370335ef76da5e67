package org.lumbarcds.security.keys;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's public keys: "cached, refreshed on an unknown {@code kid} at most once a minute". They are read anew in the
 * background too, and the last good ones go on serving while their source is down. Nothing here is shared between
 * clients, and few calls of one wait for its source at the same time.
 */
public final class ClientKeys implements JWKSource<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(ClientKeys.class);

    /** Between two readings for the sake of an unknown key, and after a failed one. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    /** A key that was withdrawn meanwhile must not be trusted for ever. */
    static final Duration LONGEST = Duration.ofHours(24);

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_WAITING = 8;
    private static final int LEAST_RSA_BITS = 2048;

    private final String client;
    private final KeySource source;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Semaphore places = new Semaphore(MOST_WAITING);

    private volatile @Nullable Keys keys;
    private volatile boolean failing;
    private @Nullable Instant asked;
    private @Nullable Instant tried;
    private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);

    private record Keys(JWKSet set, Instant at) {}

    /** @param client name for logs and figures */
    public ClientKeys(String client, KeySource source, Clock clock, MeterRegistry meters) {
        this.client = client;
        this.source = source;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        if (!isKnown(selector.getMatcher().getKeyIDs())) {
            await(onUnknownKey());
        }
        Keys now = current();
        if (now == null) {
            throw new KeySourceException("No keys");
        }
        return selector.select(now.set());
    }

    private boolean isKnown(@Nullable Set<String> keyIds) {
        Keys now = current();
        return now != null
                && keyIds != null
                && now.set().getKeys().stream().anyMatch(key -> keyIds.contains(key.getKeyID()));
    }

    private @Nullable Keys current() {
        Keys last = keys;
        return last == null || passed(last.at(), LONGEST) ? null : last;
    }

    private synchronized CompletableFuture<Void> onUnknownKey() {
        if (reading.isDone() && passed(asked, PAUSE)) {
            asked = clock.instant();
            return read();
        }
        return reading;
    }

    /** Reads them when it is time to; called often. */
    synchronized void readWhenDue() {
        Duration pause = failing && source.period().compareTo(PAUSE) > 0 ? PAUSE : source.period();
        if (reading.isDone() && passed(tried, pause)) {
            read();
        }
    }

    /** Done when nothing is being read. */
    public synchronized CompletableFuture<Void> underWay() {
        return reading;
    }

    /** Reads them now. */
    public synchronized CompletableFuture<Void> read() {
        tried = clock.instant();
        reading = source.read().thenAccept(this::accept).handle((done, failure) -> {
            note(failure);
            return null;
        });
        return reading;
    }

    private void accept(byte[] bytes) {
        keys = new Keys(parse(bytes), clock.instant());
    }

    /**
     * The keys of a JWK set that can prove a signature and that nobody can break. Private parts are dropped.
     *
     * @throws CompletionException when it is no JWK set
     */
    public static JWKSet parse(byte[] bytes) {
        try {
            return new JWKSet(
                    JWKSet.parse(new String(bytes, StandardCharsets.UTF_8)).toPublicJWKSet().getKeys().stream()
                            .filter(ClientKeys::isUsable)
                            .toList());
        } catch (ParseException | RuntimeException e) {
            throw new CompletionException("No JWK set", null);
        }
    }

    private static boolean isUsable(JWK key) {
        boolean strong = KeyType.EC.equals(key.getKeyType())
                || KeyType.RSA.equals(key.getKeyType()) && key.size() >= LEAST_RSA_BITS;
        return strong
                && key.getKeyID() != null
                && (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()))
                && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY));
    }

    private void note(@Nullable Throwable failure) {
        meters.counter("lumbar.client.keys", "client", client, "outcome", failure == null ? "read" : "failed")
                .increment();
        if (failure != null && !failing) {
            LOG.warn(
                    "The keys of client {} can't be read ({}); the last ones serve for {} hours at most",
                    client,
                    kind(failure),
                    LONGEST.toHours());
        } else if (failure == null && failing) {
            LOG.info("The keys of client {} can be read again", client);
        }
        Keys now = keys;
        if (failure == null && now != null && now.set().isEmpty()) {
            LOG.warn("The JWK set of client {} has no usable key, so none of its calls is accepted", client);
        }
        failing = failure != null;
    }

    private static String kind(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof CompletionException
                ? "no JWK set"
                : cause.getClass().getSimpleName();
    }

    private void await(CompletableFuture<Void> reading) {
        if (reading.isDone() || !places.tryAcquire()) {
            return;
        }
        try {
            reading.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("The keys of client {} did not come in time", client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    /** A clock that was set back must not stop anything for long. */
    private boolean passed(@Nullable Instant since, Duration time) {
        return since == null || Duration.between(since, clock.instant()).abs().compareTo(time) >= 0;
    }
}
