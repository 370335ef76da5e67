package org.lumbarcds.feedback;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Puts the latest answer to a card beside its findings, where analytics counts. A card is recorded a little after its call
 * was answered, so an answer may be there first: it is looked at again until its card has come, for an
 * hour. The first time all answers are looked at.
 */
public final class Linking {

    private static final int BATCH = 1000;
    private static final Duration WAITED_FOR = Duration.ofHours(1);

    private static final String FOUND =
            """
            SELECT f.id, f.card, f.outcome, f.outcome_at, f.reason_code, c.issued_at,
                   (SELECT MIN(s.kind) FROM feedback_suggestion a
                    JOIN card_suggestion s ON s.card = f.card AND s.uuid = a.suggestion
                    WHERE a.feedback = f.id) AS kind
            FROM feedback f
            JOIN card c ON c.uuid = f.card AND c.client = f.client
            WHERE f.linked = FALSE AND f.received_at >= ?
            ORDER BY f.received_at, f.id
            FETCH FIRST 1000 ROWS ONLY""";

    private final Database database;
    private final Clock clock;
    private volatile boolean all = true;

    Linking(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Links what can be linked.
     *
     * @return how many answers were linked
     * @throws StoreUnavailableException when the database can't be had
     */
    public int link() {
        Instant from = all ? Instant.EPOCH : clock.instant().minus(WAITED_FOR);
        OffsetDateTime since = from.atOffset(ZoneOffset.UTC);
        int linked = 0;
        int last;
        do {
            last = database.write(jdbc -> link(jdbc, since));
            linked += last;
        } while (last == BATCH);
        all = false;
        return linked;
    }

    private static int link(JdbcTemplate jdbc, OffsetDateTime since) {
        List<Answer> answers = jdbc.query(FOUND, (row, number) -> Answer.of(row), since);
        if (answers.isEmpty()) {
            return 0;
        }
        List<@Nullable Object[]> updates = new ArrayList<>();
        List<Object[]> ids = new ArrayList<>();
        for (Answer answer : answers) {
            updates.add(new @Nullable Object[] {
                answer.outcome(),
                answer.at(),
                answer.milliseconds(),
                answer.reason(),
                answer.kind(),
                answer.card(),
                answer.at()
            });
            ids.add(new Object[] {answer.id()});
        }
        // The latest answer counts, in whatever order they come in.
        jdbc.batchUpdate(
                "UPDATE card_finding SET outcome = ?, outcome_at = ?, answered_ms = ?, reason = ?, kind = ?"
                        + " WHERE card = ? AND (outcome_at IS NULL OR outcome_at <= ?)",
                updates);
        jdbc.batchUpdate("UPDATE feedback SET linked = TRUE WHERE id = ?", ids);
        return answers.size();
    }

    private record Answer(
            UUID id,
            UUID card,
            String outcome,
            OffsetDateTime at,
            long milliseconds,
            @Nullable String reason,
            @Nullable String kind) {

        static Answer of(ResultSet row) throws SQLException {
            OffsetDateTime at = row.getObject("outcome_at", OffsetDateTime.class);
            OffsetDateTime issued = row.getObject("issued_at", OffsetDateTime.class);
            return new Answer(
                    row.getObject("id", UUID.class),
                    row.getObject("card", UUID.class),
                    row.getString("outcome"),
                    at,
                    Math.max(0, Duration.between(issued, at).toMillis()),
                    row.getString("reason_code"),
                    row.getString("kind"));
        }
    }
}
