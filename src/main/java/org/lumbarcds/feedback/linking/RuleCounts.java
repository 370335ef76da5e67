package org.lumbarcds.feedback.linking;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.store.StorableText;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Changes of what analytics counts ({@code rule_count}), gathered and then written in the transaction of what they count:
 * the counts are those of the findings at any time.
 */
public final class RuleCounts {

    public static final String UNANSWERED = "unanswered";

    private static final int MOST_DETAIL = 100;

    private static final String KEY = "counted_on = ? AND rule = ? AND rule_version = ? AND content_version = ?"
            + " AND client = ? AND tenant = ? AND fate = ? AND detail = ?";

    /**
     * What findings are counted by; in order, so that two services never wait for each other's rows.
     *
     * @param day in UTC
     * @param tenant or null when the client named none
     * @param fate {@value UNANSWERED}, the outcome of the answer, or why it was not shown
     * @param detail kind of the accepted suggestion or code of the override reason, or null
     */
    public record Key(
            LocalDate day,
            String rule,
            String ruleVersion,
            String contentVersion,
            String client,
            @Nullable String tenant,
            String fate,
            @Nullable String detail)
            implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparing(Key::day)
                .thenComparing(Key::rule)
                .thenComparing(Key::ruleVersion)
                .thenComparing(Key::contentVersion)
                .thenComparing(Key::client)
                .thenComparing(key -> key.tenant)
                .thenComparing(Key::fate)
                .thenComparing(key -> key.detail);

        public Key {
            tenant = tenant == null ? "" : tenant;
            detail = detail == null ? "" : StorableText.of(detail, MOST_DETAIL);
        }

        private Object[] columns() {
            return new Object[] {Date.valueOf(day), rule, ruleVersion, contentVersion, client, tenant, fate, detail};
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** More or fewer findings and episodes, and the times of the answers. */
    private static final class Change {
        private long findings;
        private long episodes;
        private final AnswerTimes times = new AnswerTimes();

        boolean isNone() {
            return findings == 0 && episodes == 0 && times.isEmpty();
        }
    }

    private record Row(long findings, long episodes, String answered) {}

    private final Map<Key, Change> changes = new TreeMap<>();

    /** One finding more. */
    public void add(Key key, @Nullable Long answeredMilliseconds) {
        change(key, 1, answeredMilliseconds);
    }

    /** One finding fewer. */
    void remove(Key key, @Nullable Long answeredMilliseconds) {
        change(key, -1, answeredMilliseconds);
    }

    /** One episode more; one that was not shown is one by itself. */
    public void addEpisode(Key key) {
        changes.computeIfAbsent(key, k -> new Change()).episodes++;
    }

    /** One episode fewer. */
    void removeEpisode(Key key) {
        changes.computeIfAbsent(key, k -> new Change()).episodes--;
    }

    private void change(Key key, int findings, @Nullable Long answeredMilliseconds) {
        Change change = changes.computeIfAbsent(key, k -> new Change());
        change.findings += findings;
        if (answeredMilliseconds != null) {
            change.times.add(answeredMilliseconds, findings);
        }
    }

    public void write(JdbcTemplate jdbc) {
        changes.forEach((key, change) -> {
            if (!change.isNone()) {
                write(jdbc, key, change);
            }
        });
    }

    private static void write(JdbcTemplate jdbc, Key key, Change change) {
        List<Row> rows = jdbc.query(
                "SELECT findings, episodes, answered FROM rule_count WHERE " + KEY + " FOR UPDATE",
                (row, number) -> new Row(row.getLong(1), row.getLong(2), row.getString(3)),
                key.columns());
        if (rows.isEmpty() && change.findings <= 0) {
            // Retention has deleted the day.
            return;
        }
        AnswerTimes times = new AnswerTimes();
        rows.forEach(row -> times.add(row.answered()));
        times.add(change.times);
        Object[] columns = key.columns();
        Object[] values = new Object[columns.length + 3];
        values[0] = change.findings + (rows.isEmpty() ? 0 : rows.get(0).findings());
        values[1] = change.episodes + (rows.isEmpty() ? 0 : rows.get(0).episodes());
        values[2] = times.text();
        System.arraycopy(columns, 0, values, 3, columns.length);
        jdbc.update(
                rows.isEmpty()
                        ? "INSERT INTO rule_count (findings, episodes, answered, counted_on, rule, rule_version,"
                                + " content_version, client, tenant, fate, detail)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        : "UPDATE rule_count SET findings = ?, episodes = ?, answered = ? WHERE " + KEY,
                values);
    }
}
