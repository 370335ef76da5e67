package org.lumbarcds.feedback.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.clients.Client;
import org.lumbarcds.feedback.FeedbackEntry;
import org.lumbarcds.feedback.FeedbackEntry.Outcome;
import org.lumbarcds.feedback.FeedbackEntry.OverrideReason;
import org.lumbarcds.feedback.calls.StoreFixture;
import org.lumbarcds.record.CallEvent;
import org.lumbarcds.store.Retention;
import org.springframework.core.io.ClassPathResource;

/** What analytics counts is what the findings say, whatever happened to them before. */
abstract class RuleCountsContract {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final String[] REASONS = {"already-considered", "other", null, "r".repeat(150)};

    private StoreFixture store;

    abstract StoreFixture open();

    @BeforeEach
    void create() {
        store = open();
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Sums of the findings and firings that are there now. */
    private Map<String, Long> findings() {
        Map<String, Long> sums = new TreeMap<>();
        store.jdbc
                .sql("SELECT issued_on, rule, rule_version, content_version, client, tenant, outcome, kind, reason"
                        + " FROM card_finding")
                .query(row -> {
                    String outcome = row.getString("outcome");
                    String detail =
                            outcome == null ? null : row.getString(outcome.equals("accepted") ? "kind" : "reason");
                    String day = row.getString("issued_on");
                    sums.merge(key(row, day, outcome == null ? "unanswered" : outcome, detail), 1L, Long::sum);
                });
        store.jdbc
                .sql("SELECT fired_at, rule, rule_version, content_version, client, tenant, fate FROM firing"
                        + " WHERE fate <> 'shown'")
                .query(row -> {
                    OffsetDateTime at = row.getObject("fired_at", OffsetDateTime.class);
                    String day = at.withOffsetSameInstant(ZoneOffset.UTC)
                            .toLocalDate()
                            .toString();
                    sums.merge(key(row, day, row.getString("fate"), null), 1L, Long::sum);
                });
        return sums;
    }

    private static String key(java.sql.ResultSet row, String day, String fate, String detail)
            throws java.sql.SQLException {
        String tenant = row.getString("tenant");
        return String.join(
                "|",
                day,
                row.getString("rule"),
                row.getString("rule_version"),
                row.getString("content_version"),
                row.getString("client"),
                tenant == null ? "" : tenant,
                fate,
                detail == null ? "" : detail.substring(0, Math.min(100, detail.length())));
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        store.jdbc.sql("SELECT * FROM rule_count WHERE findings <> 0").query(row -> {
            counts.put(
                    key(row, row.getString("counted_on"), row.getString("fate"), row.getString("detail")),
                    row.getLong("findings"));
        });
        return counts;
    }

    /** Tenths of seconds and how many answers took them. */
    private Map<String, Long> times() {
        Map<String, Long> times = new TreeMap<>();
        store.jdbc.sql("SELECT answered FROM rule_count WHERE answered <> ''").query(row -> {
            for (String each : row.getString(1).split(" ")) {
                String[] parts = each.split("\\*");
                times.merge(parts[0], Long.valueOf(parts[1]), Long::sum);
            }
        });
        return times;
    }

    private Map<String, Long> timesOfFindings() {
        Map<String, Long> times = new TreeMap<>();
        store.jdbc
                .sql("SELECT answered_ms FROM card_finding WHERE outcome IS NOT NULL")
                .query(row -> {
                    AnswerTimes one = new AnswerTimes();
                    one.add(row.getLong(1), 1);
                    times.merge(one.text().substring(0, one.text().indexOf('*')), 1L, Long::sum);
                });
        return times;
    }

    /** Sums of the findings that stand for their episode, those of an old schema included, and of the firings. */
    private Map<String, Long> episodes() {
        Map<String, Long> sums = new TreeMap<>();
        store.jdbc
                .sql(
                        "SELECT f.issued_on, f.rule, f.rule_version, f.content_version, f.client, f.tenant, f.outcome, f.kind,"
                                + " f.reason FROM card_finding f LEFT JOIN card_showing s ON s.card = f.card AND s.place = f.place"
                                + " WHERE s.card IS NULL OR s.counted = TRUE")
                .query(row -> {
                    String outcome = row.getString("outcome");
                    String detail =
                            outcome == null ? null : row.getString(outcome.equals("accepted") ? "kind" : "reason");
                    String day = row.getString("issued_on");
                    sums.merge(key(row, day, outcome == null ? "unanswered" : outcome, detail), 1L, Long::sum);
                });
        findings().forEach((key, count) -> {
            if (!key.matches("(?s).*\\|(unanswered|accepted|overridden)\\|.*")) {
                sums.put(key, count);
            }
        });
        return sums;
    }

    private Map<String, Long> countedEpisodes() {
        Map<String, Long> counts = new TreeMap<>();
        store.jdbc.sql("SELECT * FROM rule_count WHERE episodes <> 0").query(row -> {
            counts.put(
                    key(row, row.getString("counted_on"), row.getString("fate"), row.getString("detail")),
                    row.getLong("episodes"));
        });
        return counts;
    }

    /** One finding of each episode, and none that another answer is better than. */
    private void assertEveryEpisodeIsCountedOnceByItsBestAnswer() {
        assertThat(store.jdbc
                        .sql("SELECT MAX(c) FROM (SELECT COUNT(*) AS c FROM card_showing WHERE counted = TRUE"
                                + " GROUP BY episode) AS counts")
                        .query(Long.class)
                        .optional()
                        .orElse(1L))
                .isLessThanOrEqualTo(1);
        assertThat(store.jdbc
                        .sql(
                                "SELECT COUNT(*) FROM card_showing s JOIN card_finding f ON f.card = s.card AND f.place = s.place"
                                        + " JOIN card_showing t ON t.episode = s.episode AND t.counted = FALSE"
                                        + " JOIN card_finding g ON g.card = t.card AND g.place = t.place"
                                        + " WHERE s.counted = TRUE AND (g.outcome = 'accepted' AND COALESCE(f.outcome, '') <> 'accepted'"
                                        + " OR g.outcome IS NOT NULL AND f.outcome IS NULL)")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void assertCountsAreThoseOfTheFindings() {
        assertThat(findings()).isNotEmpty();
        assertThat(countedEpisodes()).isEqualTo(episodes());
        assertEveryEpisodeIsCountedOnceByItsBestAnswer();
        assertThat(counts()).isEqualTo(findings());
        assertThat(times()).isEqualTo(timesOfFindings());
    }

    private static Caller caller(int number) {
        return number == 0
                ? StoreFixture.OTHER
                : new Caller(new Client("ehr", java.util.Set.of(), null, null, false), "tenant" + number);
    }

    private static FeedbackEntry answer(Random random, UUID card, Instant issued) {
        Instant at = issued.plusSeconds(random.nextInt(-100, 300_000)).plusMillis(random.nextInt(1000));
        if (random.nextBoolean()) {
            String suggestion = random.nextInt(3) == 0 ? "unknown" : "s-" + card;
            return new FeedbackEntry(card, Outcome.ACCEPTED, List.of(suggestion), null, null, at);
        }
        String reason = REASONS[random.nextInt(REASONS.length)];
        return new FeedbackEntry(
                card,
                Outcome.OVERRIDDEN,
                List.of(),
                reason == null ? null : new OverrideReason("http://example.org/r", reason, null),
                null,
                at);
    }

    private void recordAndAnswer(Random random, int cards, Duration period) {
        for (int i = 0; i < cards; i++) {
            Caller caller = caller(random.nextInt(3));
            UUID card = new UUID(random.nextLong(), random.nextLong());
            Instant issued = StoreFixture.NOW.minusSeconds(random.nextLong(period.toSeconds()));
            CallEvent call = StoreFixture.call(caller, List.of(StoreFixture.card(card, "one")), issued);
            boolean isAnsweredFirst = random.nextInt(5) == 0;
            if (isAnsweredFirst) {
                store.feedback.keep(caller, StoreFixture.SIGN, List.of(answer(random, card, issued)));
                store.linking().link();
            }
            store.record(call);
            for (int answers = random.nextInt(4); answers > 0; answers--) {
                store.feedback.keep(caller, StoreFixture.SIGN, List.of(answer(random, card, issued)));
                if (random.nextBoolean()) {
                    store.linking().link();
                }
            }
        }
        store.linking().link();
    }

    @Test
    void counts_areThoseOfTheFindings_afterManyAnswers() {
        store.started();
        recordAndAnswer(new Random(20261126), 150, YEAR);
        assertCountsAreThoseOfTheFindings();
    }

    @Test
    void counts_areThoseOfTheFindings_afterRetentionAndLaterAnswers() {
        store.started();
        recordAndAnswer(new Random(5), 100, YEAR);
        Instant until = StoreFixture.NOW.minus(Duration.ofDays(100)).truncatedTo(java.time.temporal.ChronoUnit.DAYS);
        Retention retention = new Retention(
                store.database, java.time.Clock.fixed(until.plus(Duration.ofDays(30)), ZoneOffset.UTC), 30);
        assertThat(retention.sweep()).isPositive();
        assertCountsAreThoseOfTheFindings();
        recordAndAnswer(new Random(6), 20, YEAR);
        assertCountsAreThoseOfTheFindings();
    }

    @Test
    void counts_areThoseOfTheFindings_whenTwoServicesRecordAndLinkAtOnce() throws Exception {
        store.started();
        List<Callable<Object>> work = new ArrayList<>();
        for (int service = 0; service < 2; service++) {
            Random random = new Random(service);
            work.add(Executors.callable(() -> recordAndAnswer(random, 60, Duration.ofMinutes(5))));
        }
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            for (Future<Object> done : executor.invokeAll(work, 120, TimeUnit.SECONDS)) {
                done.get();
            }
        } finally {
            executor.shutdownNow();
        }
        assertCountsAreThoseOfTheFindings();
    }

    /** What one of them says about its tenant, another says about its reason. */
    @Test
    void counts_ofNamesWithLineBreaks_areApart() {
        store.started();
        Caller one = new Caller(StoreFixture.EHR.client(), "x");
        Caller other = new Caller(StoreFixture.EHR.client(), "x\noverridden");
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        store.record(
                StoreFixture.call(one, List.of(StoreFixture.card(first)), StoreFixture.NOW),
                StoreFixture.call(other, List.of(StoreFixture.card(second)), StoreFixture.NOW));
        store.feedback.keep(one, StoreFixture.SIGN, List.of(overridden(first, "overridden\nz")));
        store.feedback.keep(other, StoreFixture.SIGN, List.of(overridden(second, "z")));
        store.linking().link();
        assertCountsAreThoseOfTheFindings();
    }

    private static FeedbackEntry overridden(UUID card, String code) {
        return new FeedbackEntry(
                card, Outcome.OVERRIDDEN, List.of(), new OverrideReason(null, code, null), null, StoreFixture.NOW);
    }

    @Test
    void counts_ofAnOldSchema_areThoseOfItsFindings_andGoOn() {
        store.flyway().target(MigrationVersion.fromVersion("3")).load().migrate();
        Random random = new Random(7);
        long[] boundaries = {
            0,
            49,
            50,
            99_949,
            99_950,
            99_999,
            100_000,
            100_499,
            100_500,
            999_499,
            999_500,
            999_999,
            1_000_000,
            1_004_999,
            1_005_000,
            9_999_999,
            10_000_000,
            99_999_999,
            100_000_000,
            5_000_000_000L
        };
        for (int i = 0; i < 60; i++) {
            insertOldFinding(random, boundaries[i % boundaries.length]);
        }
        store.started();
        assertThat(store.count("card_finding")).isEqualTo(60);
        assertCountsAreThoseOfTheFindings();
        for (UUID card :
                store.jdbc.sql("SELECT uuid FROM card").query(UUID.class).list()) {
            store.feedback.keep(
                    StoreFixture.EHR,
                    StoreFixture.SIGN,
                    List.of(new FeedbackEntry(
                            card, Outcome.ACCEPTED, List.of("x"), null, null, StoreFixture.NOW.minusSeconds(1))));
        }
        assertThat(store.linking().link()).isEqualTo(60);
        assertThat(counts().keySet())
                .filteredOn(key -> key.contains("overridden"))
                .isEmpty();
        assertCountsAreThoseOfTheFindings();
    }

    /** H2 keeps the statements before the one at which the service ended. */
    @Test
    void counts_whenTheServiceEndedInTheMiddleOfItsMigration_areThoseOfTheFindings() throws IOException {
        store.flyway().target(MigrationVersion.fromVersion("3")).load().migrate();
        Random random = new Random(8);
        for (int i = 0; i < 20; i++) {
            insertOldFinding(random, 1000L * i);
        }
        List<String> statements = statements("db/migration/V4__counts_by_day_and_rule.sql");
        assertThat(statements).hasSizeGreaterThan(5);
        for (int ended = 1; ended <= statements.size(); ended++) {
            for (String statement : statements.subList(0, ended)) {
                store.jdbc.sql(statement).update();
            }
        }
        store.jdbc
                .sql(
                        "INSERT INTO \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\","
                                + " \"script\", \"installed_by\", \"execution_time\", \"success\") VALUES (9, '4',"
                                + " 'counts by day and rule', 'SQL', 'V4__counts_by_day_and_rule.sql', 'sa', 1, FALSE)")
                .update();
        store.started();
        assertThat(store.database.isReady()).isTrue();
        assertCountsAreThoseOfTheFindings();
    }

    private static List<String> statements(String migration) throws IOException {
        String sql = new ClassPathResource(migration).getContentAsString(StandardCharsets.UTF_8);
        return Arrays.stream(sql.replaceAll("(?m)^ *--.*", "").split(";"))
                .filter(statement -> !statement.isBlank())
                .toList();
    }

    /** Some cards are shown again and again while their draft changes. */
    @Test
    void counts_ofCardsThatAreShownAgain() {
        store.started();
        Random random = new Random(9);
        List<UUID> cards = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            UUID card = new UUID(random.nextLong(), random.nextLong());
            String draft = "draft" + random.nextInt(12);
            Instant issued = StoreFixture.NOW.minusSeconds(random.nextInt(20_000));
            store.record(StoreFixture.call(StoreFixture.EHR, List.of(StoreFixture.card(card, draft)), issued));
            cards.add(card);
            UUID answered = cards.get(random.nextInt(cards.size()));
            if (random.nextBoolean()) {
                store.feedback.keep(
                        StoreFixture.EHR,
                        StoreFixture.SIGN,
                        List.of(answer(random, answered, StoreFixture.NOW.minusSeconds(5000))));
            }
            if (random.nextInt(4) == 0) {
                store.linking().link();
            }
        }
        store.linking().link();
        assertCountsAreThoseOfTheFindings();
        assertThat(store.jdbc
                        .sql("SELECT COUNT(*) FROM card_showing WHERE counted = FALSE")
                        .query(Long.class)
                        .single())
                .isGreaterThan(20);
    }

    /** What an older version had put beside the finding last is put right by the first link. */
    @Test
    void anAcceptedAnswerOfAnOldSchema_isAcceptedAgain() {
        store.flyway().target(MigrationVersion.fromVersion("3")).load().migrate();
        UUID card = insertOldFinding(new Random(3), 1000, "overridden");
        for (String outcome : List.of("accepted", "overridden")) {
            store.jdbc
                    .sql("INSERT INTO feedback (id, received_at, client, service, card, outcome, outcome_at, linked)"
                            + " VALUES (?, ?, 'ehr', 'lbp-order-sign', ?, ?, ?, TRUE)")
                    .params(
                            UUID.randomUUID(),
                            StoreFixture.NOW.atOffset(ZoneOffset.UTC),
                            card,
                            outcome,
                            StoreFixture.NOW.minusSeconds(10).atOffset(ZoneOffset.UTC))
                    .update();
        }
        store.started();
        assertThat(store.linking().link()).isEqualTo(1);
        assertThat(store.jdbc
                        .sql("SELECT outcome FROM card_finding")
                        .query(String.class)
                        .single())
                .isEqualTo("accepted");
        assertThat(countedEpisodes()).isEqualTo(episodes());
        assertThat(counts()).isEqualTo(findings());
    }

    private void insertOldFinding(Random random, long answeredMs) {
        insertOldFinding(random, answeredMs, new String[] {"accepted", "overridden", null}[random.nextInt(3)]);
    }

    private UUID insertOldFinding(Random random, long answeredMs, String outcome) {
        UUID card = new UUID(random.nextLong(), random.nextLong());
        OffsetDateTime time =
                StoreFixture.NOW.minusSeconds(random.nextInt(10_000_000) + 60).atOffset(ZoneOffset.UTC);
        String tenant = random.nextBoolean() ? "north" : null;
        store.jdbc
                .sql("INSERT INTO card (uuid, issued_at, client, tenant, service, hook, content_version)"
                        + " VALUES (?, ?, 'ehr', ?, 'lbp-order-sign', 'order-sign', '0123456789abcdef')")
                .params(card, time, tenant)
                .update();
        store.jdbc
                .sql(
                        "INSERT INTO card_finding (card, place, rule, indicator, subject, issued_on, client, tenant,"
                                + " content_version, rule_version, outcome, outcome_at, answered_ms, reason, kind)"
                                + " VALUES (?, 0, 'bed-rest', 'info', '0123', ?, 'ehr', ?, '0123456789abcdef', '1.0.0', ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        card,
                        time.toLocalDate(),
                        tenant,
                        outcome,
                        outcome == null ? null : time,
                        outcome == null ? null : answeredMs,
                        "overridden".equals(outcome) ? REASONS[random.nextInt(REASONS.length)] : null,
                        "accepted".equals(outcome) && random.nextBoolean() ? "replace" : null))
                .update();
        store.jdbc
                .sql("INSERT INTO firing (fired_at, fired_on, client, tenant, service, hook, rule, rule_version,"
                        + " indicator, fate, content_version) VALUES (?, ?, 'ehr', ?, 'lbp-order-sign', 'order-sign',"
                        + " 'bed-rest', '1.0.0', 'info', ?, '0123456789abcdef')")
                .params(Arrays.asList(
                        time,
                        time.toLocalDate(),
                        tenant,
                        new String[] {"shown", "shadowed", "snoozed"}[random.nextInt(3)]))
                .update();
        return card;
    }
}
