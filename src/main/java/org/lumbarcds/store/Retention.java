package org.lumbarcds.store;

import java.sql.Date;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes what was kept long enough, a bounded batch at a time. */
public final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private static final int BATCH = 1000;

    private final Database database;
    private final Clock clock;
    private final Duration kept;
    private final BatchSize size = new BatchSize(BATCH);

    /** @param days how long cards, feedback, firings and counts are kept */
    public Retention(Database database, Clock clock, int days) {
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
        deleted += before(day, "call_count", "called_on")
                + before(day, "rule_count", "counted_on")
                + before(day, "unknown_code", "counted_on");
        if (deleted > 0) {
            LOG.info("Deleted {} cards, answers and counts older than {} days", deleted, kept.toDays());
        }
        return deleted;
    }

    /** Whole days, one after the other: sums name nobody. */
    private int before(LocalDate day, String table, String column) {
        return all(jdbc -> jdbc.sql("DELETE FROM " + table + " WHERE " + column + " < ? AND " + column
                        + " <= (SELECT MIN(" + column + ") FROM " + table + ")")
                .param(Date.valueOf(day))
                .update());
    }

    private int all(ToIntFunction<JdbcClient> batch) {
        int deleted = 0;
        int last;
        do {
            last = size.attempt(now -> database.write(jdbc -> batch.applyAsInt(JdbcClient.create(jdbc))));
            deleted += last;
        } while (last > 0 && !Thread.currentThread().isInterrupted());
        return deleted;
    }

    private <T> List<T> oldest(
            JdbcClient jdbc, String table, String key, String time, Class<T> type, OffsetDateTime until) {
        return jdbc.sql("SELECT " + key + " FROM " + table + " WHERE " + time + " < ? ORDER BY " + time
                        + " FETCH FIRST " + size.now() + " ROWS ONLY")
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
}
