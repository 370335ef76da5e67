package org.lumbarcds.feedback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lumbarcds.record.Snoozes;
import org.lumbarcds.store.Database;
import org.lumbarcds.store.StoreUnavailableException;

/**
 * The findings that clinicians said they had considered already, in memory: a call must not wait for the database. While
 * the database is away, what was known goes on.
 */
public final class ConsideredFindings implements Snoozes {

    /** Code of the override reason that asks for silence. */
    public static final String REASON = "already-considered";

    /** Rows are few; a bound all the same, the newest first. */
    private static final String CONSIDERED = """
            SELECT subject, outcome_at FROM card_finding
            WHERE outcome = 'overridden' AND reason = ? AND outcome_at >= ?
            ORDER BY outcome_at DESC
            FETCH FIRST 100000 ROWS ONLY""";

    private final Database database;
    private final Clock clock;
    private final Duration silence;
    private volatile Map<String, Instant> since = Map.of();

    /** @param days how long a finding is silent after it was considered */
    public ConsideredFindings(Database database, Clock clock, int days) {
        this.database = database;
        this.clock = clock;
        this.silence = Duration.ofDays(days);
    }

    @Override
    public boolean covers(String subject) {
        Instant considered = since.get(subject);
        return considered != null && clock.instant().isBefore(considered.plus(silence));
    }

    /**
     * Reads what is new.
     *
     * @throws StoreUnavailableException when the database can't be had
     */
    public void refresh() {
        OffsetDateTime from = clock.instant().minus(silence).atOffset(ZoneOffset.UTC);
        Map<String, Instant> read = new ConcurrentHashMap<>();
        database.read(jdbc -> {
            jdbc.sql(CONSIDERED).param(REASON).param(from).query(row -> {
                Instant at = row.getObject("outcome_at", OffsetDateTime.class).toInstant();
                read.merge(row.getString("subject"), at, (a, b) -> a.isAfter(b) ? a : b);
            });
            return read.size();
        });
        since = read;
    }
}
