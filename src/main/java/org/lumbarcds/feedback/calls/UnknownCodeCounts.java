package org.lumbarcds.feedback.calls;

import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lumbarcds.guideline.model.meaning.UnknownCode;
import org.lumbarcds.record.CallEvent;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Adds to the counts of codes that no table has ({@code unknown_code}). A day has so many rows and no more, whatever a client
 * sends: what finds no room is counted as further codes.
 */
final class UnknownCodeCounts {

    /** Far more than a site will look at; two years of such days are some tens of megabytes. */
    static final int MOST_A_DAY = 500;

    private UnknownCodeCounts() {}

    /** What is counted by; in order, so that two services never wait for each other's rows. */
    private record Key(LocalDate day, String kind, String system, String code, String effect)
            implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparing(Key::day)
                .thenComparing(Key::kind)
                .thenComparing(Key::system)
                .thenComparing(Key::code)
                .thenComparing(Key::effect);

        static Key of(CallEvent call, CallEvent.Unknown unknown) {
            return new Key(
                    LocalDate.ofInstant(call.time(), ZoneOffset.UTC),
                    unknown.what().kind().label(),
                    unknown.what().code().system(),
                    unknown.what().code().code(),
                    unknown.effect().label());
        }

        boolean isFurther() {
            return code.equals(UnknownCode.FURTHER.code());
        }

        Key further() {
            return new Key(day, kind, UnknownCode.FURTHER.system(), UnknownCode.FURTHER.code(), effect);
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** Adds what these calls did not know to the rows of their days. */
    static void add(JdbcTemplate jdbc, List<CallEvent> calls) {
        Map<Key, Integer> counts = new TreeMap<>();
        calls.forEach(call -> call.unknown().forEach(unknown -> counts.merge(Key.of(call, unknown), 1, Integer::sum)));
        // After all others, in their own order.
        Map<Key, Integer> further = new TreeMap<>();
        Map<LocalDate, Integer> rows = new HashMap<>();
        counts.forEach((key, calledOn) -> {
            if (key.isFurther() || !isAdded(jdbc, key, calledOn, rows)) {
                further.merge(key.further(), calledOn, Integer::sum);
            }
        });
        further.forEach((key, calledOn) -> {
            if (!isUpdated(jdbc, key, calledOn)) {
                insert(jdbc, key, calledOn);
            }
        });
    }

    /** False when the day has no room for one more row. */
    private static boolean isAdded(JdbcTemplate jdbc, Key key, int calls, Map<LocalDate, Integer> rows) {
        if (isUpdated(jdbc, key, calls)) {
            return true;
        }
        int taken = rows.computeIfAbsent(key.day(), day -> rowsOf(jdbc, day));
        if (taken >= MOST_A_DAY) {
            return false;
        }
        insert(jdbc, key, calls);
        rows.put(key.day(), taken + 1);
        return true;
    }

    private static int rowsOf(JdbcTemplate jdbc, LocalDate day) {
        Integer rows = jdbc.queryForObject(
                "SELECT COUNT(*) FROM unknown_code WHERE counted_on = ? AND code <> ?",
                Integer.class,
                Date.valueOf(day),
                UnknownCode.FURTHER.code());
        return rows == null ? 0 : rows;
    }

    private static boolean isUpdated(JdbcTemplate jdbc, Key key, int calls) {
        return jdbc.update(
                        "UPDATE unknown_code SET calls = calls + ? WHERE counted_on = ? AND kind = ? AND code_system = ?"
                                + " AND code = ? AND effect = ?",
                        values(key, calls))
                > 0;
    }

    private static void insert(JdbcTemplate jdbc, Key key, int calls) {
        jdbc.update(
                "INSERT INTO unknown_code (calls, counted_on, kind, code_system, code, effect) VALUES (?, ?, ?, ?, ?, ?)",
                values(key, calls));
    }

    private static Object[] values(Key key, int calls) {
        return new Object[] {calls, Date.valueOf(key.day()), key.kind(), key.system(), key.code(), key.effect()};
    }
}
