package org.lumbarcds.analytics;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.analytics.question.Dimension;
import org.lumbarcds.analytics.question.Question;
import org.lumbarcds.feedback.linking.Linking;
import org.lumbarcds.store.Database;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers questions about what became of the cards. */
final class Analytics {

    /**
     * What is younger may still be answered: EHRs send answers as they come, at the end of a visit, or once a night. A day is
     * the shortest time that covers the last of these.
     */
    static final Duration ANSWERS_COME_WITHIN = Duration.ofHours(24);

    private static final int MOST_NAMES = 200;

    /** A chart has room for so many. */
    private static final int MOST_DAYS_BY_DAY = 100;

    private final Database database;
    private final Linking linking;
    private final Clock clock;

    Analytics(Database database, Linking linking, Clock clock) {
        this.database = database;
        this.linking = linking;
        this.clock = clock;
    }

    /**
     * The figures of a question and what they are of.
     *
     * @param calls answered calls in all, by their outcome
     * @param unmatchedFeedback answers to cards that this service did not issue, or no longer knows
     * @param figures one entry a group, in the order of their values
     */
    record Report(Map<String, Long> calls, long unmatchedFeedback, List<Figures> figures) {}

    /**
     * @throws org.lumbarcds.store.StoreUnavailableException when the database can't be had
     */
    Report report(Question question) {
        linking.link();
        return database.read(
                jdbc -> new Report(calls(jdbc, question), unmatched(jdbc, question), figures(jdbc, question)));
    }

    /**
     * What the page shows besides: the same figures by rule, over time and in all.
     *
     * @param report what was asked
     * @param byRule the same selection by rule
     * @param overTime the same by {@code unit}
     * @param total the same in one sum; null when no rule found anything
     * @param unit a day, or a month where the days are many
     * @param clients names of clients that were advised in these days, sorted
     * @param tenants likewise
     */
    record Overview(
            Report report,
            List<Figures> byRule,
            List<Figures> overTime,
            @Nullable Figures total,
            Dimension unit,
            List<String> clients,
            List<String> tenants) {}

    /**
     * @throws org.lumbarcds.store.StoreUnavailableException when the database can't be had
     */
    Overview overview(Question question) {
        linking.link();
        Dimension unit = ChronoUnit.DAYS.between(question.from(), question.to()) < MOST_DAYS_BY_DAY
                ? Dimension.DAY
                : Dimension.MONTH;
        return database.read(jdbc -> new Overview(
                new Report(calls(jdbc, question), unmatched(jdbc, question), figures(jdbc, question)),
                figures(jdbc, question.by(List.of(Dimension.RULE))),
                figures(jdbc, question.by(List.of(unit))),
                figures(jdbc, question.by(List.of())).stream().findFirst().orElse(null),
                unit,
                names(jdbc, "client", question),
                names(jdbc, "tenant", question)));
    }

    private static List<String> names(JdbcClient jdbc, String column, Question question) {
        return jdbc.sql("SELECT DISTINCT " + column + " FROM rule_count WHERE counted_on BETWEEN ? AND ? AND " + column
                        + " <> '' ORDER BY " + column + " FETCH FIRST " + MOST_NAMES + " ROWS ONLY")
                .param(Date.valueOf(question.from()))
                .param(Date.valueOf(question.to()))
                .query(String.class)
                .list();
    }

    private List<Figures> figures(JdbcClient jdbc, Question question) {
        Map<List<String>, Figures.Sum> sums = new HashMap<>();
        int at = question.by().size();
        jdbc.sql("SELECT " + dimensions(question) + "fate, detail, findings, episodes, answered FROM rule_count"
                        + where("counted_on", question) + " AND findings > 0")
                .params(parameters(question))
                .query(row -> {
                    sums.computeIfAbsent(values(question, row), v -> new Figures.Sum(question.by(), v))
                            .add(
                                    row.getString(at + 1),
                                    row.getString(at + 2),
                                    row.getLong(at + 3),
                                    row.getLong(at + 4),
                                    row.getString(at + 5));
                });
        addYoung(jdbc, question, sums);
        return sums.entrySet().stream()
                .sorted((a, b) -> compare(a.getKey(), b.getKey()))
                .map(entry -> entry.getValue().figures())
                .toList();
    }

    /** Of findings, since counts know the day only; there are as many as cards in that time. */
    private void addYoung(JdbcClient jdbc, Question question, Map<List<String>, Figures.Sum> sums) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(clock.instant().minus(ANSWERS_COME_WITHIN).atOffset(ZoneOffset.UTC));
        parameters.addAll(parameters(question));
        int at = question.by().size();
        jdbc.sql("SELECT " + dimensions(question) + "1 FROM (SELECT f.issued_on AS counted_on, f.rule, f.rule_version,"
                        + " f.content_version, f.client, COALESCE(f.tenant, '') AS tenant"
                        + " FROM card c JOIN card_finding f ON f.card = c.uuid"
                        + " WHERE c.issued_at > ? AND f.outcome IS NULL) young"
                        + where("counted_on", question))
                .params(parameters)
                .query(row -> {
                    Figures.Sum sum = sums.get(values(question, row));
                    if (sum != null) {
                        sum.addYoung(row.getLong(at + 1));
                    }
                });
    }

    private static Map<String, Long> calls(JdbcClient jdbc, Question question) {
        Map<String, Long> calls = new LinkedHashMap<>();
        Question ofCalls = new Question(
                question.from(),
                question.to(),
                null,
                null,
                question.content(),
                question.client(),
                question.tenant(),
                List.of());
        jdbc.sql("SELECT outcome, SUM(calls) FROM call_count" + where("called_on", ofCalls)
                        + " GROUP BY outcome ORDER BY outcome")
                .params(parameters(ofCalls))
                .query(row -> {
                    calls.put(row.getString(1), row.getLong(2));
                });
        return calls;
    }

    /** An answer that stands beside no finding and can't any more. */
    private static long unmatched(JdbcClient jdbc, Question question) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(question.from().atStartOfDay().atOffset(ZoneOffset.UTC));
        parameters.add(question.to().plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
        String sql = "SELECT COUNT(*) FROM feedback WHERE linked = FALSE AND received_at >= ? AND received_at < ?";
        if (question.client() != null) {
            sql += " AND client = ?";
            parameters.add(question.client());
        }
        if (question.tenant() != null) {
            sql += " AND tenant = ?";
            parameters.add(question.tenant());
        }
        return jdbc.sql(sql).params(parameters).query(Long.class).single();
    }

    private static String dimensions(Question question) {
        return question.by().stream().map(each -> each.column() + ", ").collect(Collectors.joining());
    }

    private static String where(String day, Question question) {
        return " WHERE " + day + " BETWEEN ? AND ?"
                + (question.rule() == null ? "" : " AND rule = ?")
                + (question.version() == null ? "" : " AND rule_version = ?")
                + (question.content() == null ? "" : " AND content_version = ?")
                + (question.client() == null ? "" : " AND client = ?")
                + (question.tenant() == null ? "" : " AND tenant = ?");
    }

    private static List<Object> parameters(Question question) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(Date.valueOf(question.from()));
        parameters.add(Date.valueOf(question.to()));
        for (String value : new String[] {
            question.rule(), question.version(), question.content(), question.client(), question.tenant()
        }) {
            if (value != null) {
                parameters.add(value);
            }
        }
        return parameters;
    }

    private static List<String> values(Question question, ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= question.by().size(); i++) {
            values.add(row.getString(i));
        }
        return values;
    }

    private static int compare(List<String> a, List<String> b) {
        return IntStream.range(0, a.size())
                .map(i -> a.get(i).compareTo(b.get(i)))
                .filter(order -> order != 0)
                .findFirst()
                .orElse(0);
    }
}
