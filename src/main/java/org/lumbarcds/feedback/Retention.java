package org.lumbarcds.feedback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Deletes what was kept long enough, a bounded batch at a time. */
public final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private static final int BATCH = 1000;

    private static final String OLD_CARDS =
            "(SELECT uuid FROM card WHERE issued_at < ? ORDER BY issued_at, uuid FETCH FIRST " + BATCH + " ROWS ONLY)";

    private final Database database;
    private final Clock clock;
    private final Duration kept;

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
            // An answer goes with its card: on its own it would look like one to a card that was never issued.
            int answers = jdbc.update("DELETE FROM feedback WHERE card IN " + OLD_CARDS, time);
            return answers + jdbc.update("DELETE FROM card WHERE uuid IN " + OLD_CARDS, time);
        });
        deleted += all(jdbc -> jdbc.update(oldest("feedback", "id", "received_at"), time));
        deleted += all(jdbc -> jdbc.update(oldest("firing", "id", "fired_at"), time));
        LocalDate day = LocalDate.ofInstant(until, ZoneOffset.UTC);
        deleted += database.write(
                jdbc -> jdbc.update("DELETE FROM call_count WHERE called_on < ?", java.sql.Date.valueOf(day)));
        if (deleted > 0) {
            LOG.info("Deleted {} cards, answers and counts older than {} days", deleted, kept.toDays());
        }
        return deleted;
    }

    private int all(ToIntFunction<JdbcTemplate> batch) {
        int deleted = 0;
        int last;
        do {
            last = database.write(batch::applyAsInt);
            deleted += last;
        } while (last > 0 && !Thread.currentThread().isInterrupted());
        return deleted;
    }

    private static String oldest(String table, String key, String time) {
        return "DELETE FROM " + table + " WHERE " + key + " IN (SELECT " + key + " FROM " + table + " WHERE " + time
                + " < ? ORDER BY " + time + " FETCH FIRST " + BATCH + " ROWS ONLY)";
    }
}
