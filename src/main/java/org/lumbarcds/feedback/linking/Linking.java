package org.lumbarcds.feedback.linking;

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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.store.BatchSize;
import org.lumbarcds.store.Database;
import org.lumbarcds.store.StoreUnavailableException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts the latest answer to a card beside its findings, where analytics counts. A card is recorded a little after its call
 * was answered, so an answer may be there first: it is looked at again for two minutes. What still waits then is looked at
 * the first time and every hour: its card may never come, or come late because the database was away.
 */
public final class Linking {

    private static final int BATCH = 500;
    private static final Duration WAITED_FOR = Duration.ofMinutes(2);
    private static final Duration BETWEEN_ALL = Duration.ofHours(1);

    /** Until all are looked at again when that failed: the database may be away, or so full that it takes too long. */
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMinutes(1);

    /** What one statement looks through. */
    private static final Duration STRETCH = Duration.ofDays(1);

    /** How far another service's clock may be ahead. */
    private static final Duration WELL_AHEAD = Duration.ofDays(1);

    private static final String WAITING =
            "SELECT f.id, f.received_at, f.card, c.issued_at, f.outcome, f.outcome_at, f.reason_code FROM feedback f"
                    + " JOIN card c ON c.uuid = f.card AND c.client = f.client"
                    + " WHERE f.linked = FALSE AND f.received_at >= ? AND f.received_at < ?"
                    + " ORDER BY f.linked, f.received_at, f.id FETCH FIRST %d ROWS ONLY";

    private final Database database;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final BatchSize size = new BatchSize(BATCH);
    private Instant nextOfAll = Instant.MIN;
    private Instant last = Instant.MIN;

    public Linking(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Links what can be linked. One at a time: a second one waits for the first.
     *
     * @return how many answers were linked
     * @throws StoreUnavailableException when the database can't be had
     */
    public int link() {
        lock.lock();
        try {
            Instant now = clock.instant();
            // A clock that was ahead and is right again would else put it off for as long as it was ahead.
            boolean isSetBack = now.isBefore(last);
            last = now;
            if (now.isBefore(nextOfAll) && !isSetBack) {
                return link(now.minus(WAITED_FOR), now);
            }
            nextOfAll = now.plus(BETWEEN_ATTEMPTS);
            Instant first = database.read(Linking::first);
            int linked = first == null ? 0 : link(first, now);
            nextOfAll = now.plus(BETWEEN_ALL);
            return linked;
        } finally {
            lock.unlock();
        }
    }

    /** When the oldest answer that waits arrived; null when none waits. */
    private static @Nullable Instant first(JdbcClient jdbc) {
        OffsetDateTime first = jdbc.sql("SELECT MIN(received_at) FROM feedback WHERE linked = FALSE")
                .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .orElse(null);
        return first == null ? null : first.toInstant();
    }

    /** What arrived since then; another service's clock may be ahead. */
    private int link(Instant from, Instant now) {
        int linked = 0;
        Instant at = from;
        while (true) {
            Instant begin = at;
            Instant end = at.plus(STRETCH);
            boolean isLast = end.isAfter(now);
            Instant until = isLast ? now.plus(WELL_AHEAD) : end;
            int most;
            int batch;
            do {
                most = size.now();
                batch = size.attempt(answers -> database.write(jdbc -> link(jdbc, begin, until, answers)));
                linked += batch;
            } while (batch == most);
            if (isLast) {
                return linked;
            }
            at = end;
        }
    }

    private static int link(JdbcTemplate template, Instant from, Instant until, int most) {
        JdbcClient jdbc = JdbcClient.create(template);
        List<Answer> answers = jdbc.sql(WAITING.formatted(most))
                .params(from.atOffset(ZoneOffset.UTC), until.atOffset(ZoneOffset.UTC))
                .query((row, number) -> Answer.of(row))
                .list();
        if (answers.isEmpty()) {
            return 0;
        }
        putBesideFindings(template, answers, kinds(jdbc, answers));
        template.batchUpdate(
                "UPDATE feedback SET linked = TRUE WHERE id = ?",
                answers.stream().map(answer -> new Object[] {answer.id()}).toList());
        return answers.size();
    }

    /**
     * An accepted answer counts before others, then the latest, in whatever order they come in; of several at one time, the
     * last that came. The findings are locked first: another service may be at the same answers.
     */
    private static void putBesideFindings(JdbcTemplate template, List<Answer> answers, Map<UUID, String> kinds) {
        Map<UUID, List<Answer>> byCard = answers.stream().collect(Collectors.groupingBy(Answer::card));
        JdbcClient jdbc = JdbcClient.create(template);
        EpisodeAnswers episodes = EpisodeAnswers.lock(jdbc, byCard.keySet());
        List<AnsweredFinding> findings = jdbc.sql(AnsweredFinding.OF_CARDS)
                .param("cards", byCard.keySet())
                .query((row, number) -> AnsweredFinding.of(row))
                .list();
        RuleCounts counts = new RuleCounts();
        List<@Nullable Object[]> updates = new ArrayList<>();
        List<EpisodeAnswers.Change> changes = new ArrayList<>();
        for (AnsweredFinding finding : findings) {
            AnsweredFinding answered = finding;
            for (Answer answer : byCard.getOrDefault(finding.card(), List.of())) {
                answered = answered.with(answer.latest(kinds.get(answer.id())));
            }
            if (!answered.equals(finding)) {
                counts.remove(finding.key(), finding.milliseconds());
                counts.add(answered.key(), answered.milliseconds());
                updates.add(answered.update());
                changes.add(new EpisodeAnswers.Change(finding, answered));
            }
        }
        template.batchUpdate(AnsweredFinding.UPDATE, updates);
        episodes.count(template, changes, counts);
        counts.write(template);
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
            OffsetDateTime issued,
            String outcome,
            OffsetDateTime at,
            @Nullable String reason) {

        static Answer of(ResultSet row) throws SQLException {
            return new Answer(
                    row.getObject("id", UUID.class),
                    row.getObject("received_at", OffsetDateTime.class),
                    row.getObject("card", UUID.class),
                    row.getObject("issued_at", OffsetDateTime.class),
                    row.getString("outcome"),
                    row.getObject("outcome_at", OffsetDateTime.class),
                    row.getString("reason_code"));
        }

        AnsweredFinding.Latest latest(@Nullable String kind) {
            return new AnsweredFinding.Latest(
                    outcome,
                    time().toInstant(),
                    Duration.between(issued, time()).toMillis(),
                    reason,
                    kind);
        }

        /**
         * When it was given: not after it came, nor before its card, whatever the client's clock says. Else an answer from
         * the future would outlast every later one, and silence a rule for ever.
         */
        private OffsetDateTime time() {
            OffsetDateTime notAhead = at.isAfter(received) ? received : at;
            return notAhead.isBefore(issued) ? issued : notAhead;
        }
    }
}
