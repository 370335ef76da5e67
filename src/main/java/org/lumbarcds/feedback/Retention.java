package org.lumbarcds.feedback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.errors.FailureLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes what was kept long enough, every hour, a bounded batch at a time. */
public final class Retention implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private static final int BATCH = 1000;
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofHours(1);

    private final Database database;
    private final Clock clock;
    private final Duration kept;
    private volatile @Nullable ScheduledExecutorService schedule;

    /** @param days how long cards, feedback, firings and counts are kept */
    Retention(Database database, Clock clock, int days) {
        this.database = database;
        this.clock = clock;
        this.kept = Duration.ofDays(days);
    }

    /**
     * Deletes everything that is too old.
     *
     * @return how many cards, feedback entries, firings and counts were deleted
     * @throws StoreUnavailableException when the database can't be had; what was deleted before stays deleted
     */
    public int sweep() {
        Instant until = clock.instant().minus(kept);
        OffsetDateTime time = until.atOffset(ZoneOffset.UTC);
        int deleted = all(jdbc -> {
            List<UUID> cards = oldest(jdbc, "card", "uuid", "issued_at", UUID.class, time);
            // An answer goes with its card: on its own it would look like one to a card that was never issued.
            return delete(jdbc, "feedback", "card", cards) + delete(jdbc, "card", "uuid", cards);
        });
        deleted += all(jdbc ->
                delete(jdbc, "feedback", "id", oldest(jdbc, "feedback", "id", "received_at", UUID.class, time)));
        deleted +=
                all(jdbc -> delete(jdbc, "firing", "id", oldest(jdbc, "firing", "id", "fired_at", Long.class, time)));
        LocalDate day = LocalDate.ofInstant(until, ZoneOffset.UTC);
        deleted += database.write(
                jdbc -> jdbc.update("DELETE FROM call_count WHERE called_on < ?", java.sql.Date.valueOf(day)));
        if (deleted > 0) {
            LOG.info("Deleted {} cards, answers and counts older than {} days", deleted, kept.toDays());
        }
        return deleted;
    }

    private int all(ToIntFunction<JdbcClient> batch) {
        int deleted = 0;
        int last;
        do {
            last = database.write(jdbc -> batch.applyAsInt(JdbcClient.create(jdbc)));
            deleted += last;
        } while (last > 0 && !Thread.currentThread().isInterrupted());
        return deleted;
    }

    private static <T> List<T> oldest(
            JdbcClient jdbc, String table, String key, String time, Class<T> type, OffsetDateTime until) {
        return jdbc.sql("SELECT " + key + " FROM " + table + " WHERE " + time + " < ? ORDER BY " + time
                        + " FETCH FIRST " + BATCH + " ROWS ONLY")
                .param(until)
                .query(type)
                .list();
    }

    /** By their keys: H2 would look for the oldest rows again for each row of a nested query. */
    private static int delete(JdbcClient jdbc, String table, String column, List<?> keys) {
        return keys.isEmpty()
                ? 0
                : jdbc.sql("DELETE FROM " + table + " WHERE " + column + " IN (:keys)")
                        .param("keys", keys)
                        .update();
    }

    private void sweepOnSchedule() {
        try {
            sweep();
        } catch (StoreUnavailableException e) {
            LOG.debug("Nothing was deleted: the database can't be had");
        } catch (RuntimeException e) {
            FailureLog.error(LOG, "Old records could not be deleted", e);
        }
    }

    @Override
    public void start() {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lumbar-retention");
            thread.setDaemon(true);
            return thread;
        });
        executor.scheduleWithFixedDelay(this::sweepOnSchedule, FIRST.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
        schedule = executor;
    }

    @Override
    public void stop() {
        ScheduledExecutorService executor = schedule;
        schedule = null;
        if (executor != null) {
            executor.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return schedule != null;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
