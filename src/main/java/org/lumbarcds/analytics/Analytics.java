package org.lumbarcds.analytics;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lumbarcds.analytics.question.Question;
import org.lumbarcds.feedback.linking.Linking;
import org.lumbarcds.store.Database;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers questions about what became of the cards. */
final class Analytics {

    private final Database database;
    private final Linking linking;

    Analytics(Database database, Linking linking) {
        this.database = database;
        this.linking = linking;
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

    private static List<Figures> figures(JdbcClient jdbc, Question question) {
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
        return sums.entrySet().stream()
                .sorted((a, b) -> compare(a.getKey(), b.getKey()))
                .map(entry -> entry.getValue().figures())
                .toList();
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
