package org.lumbarcds.feedback;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts the latest answer to a card beside its findings, where analytics counts. A card is recorded a little after its call
 * was answered, so an answer may be there first: it is looked at again until its card has come, for an
 * hour. The first time all answers are looked at.
 */
public final class Linking {

    private static final int BATCH = 1000;
    private static final Duration WAITED_FOR = Duration.ofHours(1);

    private static final String WAITING =
            "SELECT id, received_at, card, client, outcome, outcome_at, reason_code FROM feedback"
                    + " WHERE linked = FALSE AND received_at >= ?";

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
        Page page = new Page(0, 0, from.atOffset(ZoneOffset.UTC), null);
        int linked = 0;
        do {
            Page before = page;
            page = database.write(jdbc -> link(jdbc, before));
            linked += page.linked();
        } while (page.read() == BATCH);
        all = false;
        return linked;
    }

    /**
     * What was done in one transaction, and where the next goes on.
     *
     * @param read answers looked at
     * @param linked those whose card was there
     * @param received of the last one looked at
     * @param id of the last one looked at; null before the first
     */
    private record Page(
            int read,
            int linked,
            OffsetDateTime received,
            @Nullable UUID id) {}

    private static Page link(JdbcTemplate template, Page before) {
        JdbcClient jdbc = JdbcClient.create(template);
        List<Answer> answers = next(jdbc, before);
        if (answers.isEmpty()) {
            return new Page(0, 0, before.received(), before.id());
        }
        Map<UUID, Issue> issues = issues(jdbc, answers);
        Map<UUID, String> kinds = kinds(jdbc, answers);
        List<@Nullable Object[]> updates = new ArrayList<>();
        List<Object[]> ids = new ArrayList<>();
        for (Answer answer : answers) {
            Issue issue = issues.get(answer.card());
            if (issue != null && issue.client().equals(answer.client())) {
                updates.add(answer.update(issue, kinds.get(answer.id())));
                ids.add(new Object[] {answer.id()});
            }
        }
        // The latest answer counts, in whatever order they come in.
        template.batchUpdate(
                "UPDATE card_finding SET outcome = ?, outcome_at = ?, answered_ms = ?, reason = ?, kind = ?"
                        + " WHERE card = ? AND (outcome_at IS NULL OR outcome_at <= ?)",
                updates);
        template.batchUpdate("UPDATE feedback SET linked = TRUE WHERE id = ?", ids);
        Answer last = answers.get(answers.size() - 1);
        return new Page(answers.size(), ids.size(), last.received(), last.id());
    }

    private static List<Answer> next(JdbcClient jdbc, Page before) {
        List<Object> parameters = new ArrayList<>(List.of(before.received()));
        String sql = WAITING;
        if (before.id() != null) {
            sql += " AND (received_at > ? OR id > ?)";
            parameters.addAll(List.of(before.received(), before.id()));
        }
        sql += " ORDER BY received_at, id FETCH FIRST " + BATCH + " ROWS ONLY";
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, number) -> Answer.of(row))
                .list();
    }

    /** When a card was issued, and to whom. */
    private record Issue(String client, OffsetDateTime at) {}

    private static Map<UUID, Issue> issues(JdbcClient jdbc, List<Answer> answers) {
        Map<UUID, Issue> issues = new HashMap<>();
        jdbc.sql("SELECT uuid, client, issued_at FROM card WHERE uuid IN (:cards)")
                .param("cards", answers.stream().map(Answer::card).distinct().toList())
                .query(row -> {
                    OffsetDateTime at = row.getObject("issued_at", OffsetDateTime.class);
                    issues.put(row.getObject("uuid", UUID.class), new Issue(row.getString("client"), at));
                });
        return issues;
    }

    /** The first accepted suggestion of each answer, in the order of its card. */
    private static Map<UUID, String> kinds(JdbcClient jdbc, List<Answer> answers) {
        Map<UUID, String> kinds = new HashMap<>();
        jdbc.sql("SELECT f.id, s.kind FROM feedback f JOIN feedback_suggestion a ON a.feedback = f.id"
                        + " JOIN card_suggestion s ON s.card = f.card AND s.uuid = a.suggestion"
                        + " WHERE f.id IN (:ids) ORDER BY f.id, s.place")
                .param("ids", answers.stream().map(Answer::id).toList())
                .query(row -> {
                    kinds.putIfAbsent(row.getObject(1, UUID.class), row.getString(2));
                });
        return kinds;
    }

    private record Answer(
            UUID id,
            OffsetDateTime received,
            UUID card,
            String client,
            String outcome,
            OffsetDateTime at,
            @Nullable String reason) {

        static Answer of(ResultSet row) throws SQLException {
            return new Answer(
                    row.getObject("id", UUID.class),
                    row.getObject("received_at", OffsetDateTime.class),
                    row.getObject("card", UUID.class),
                    row.getString("client"),
                    row.getString("outcome"),
                    row.getObject("outcome_at", OffsetDateTime.class),
                    row.getString("reason_code"));
        }

        @Nullable
        Object[] update(Issue issue, @Nullable String kind) {
            long milliseconds = Math.max(0, Duration.between(issue.at(), at).toMillis());
            return new @Nullable Object[] {outcome, at, milliseconds, reason, kind, card, at};
        }
    }
}
