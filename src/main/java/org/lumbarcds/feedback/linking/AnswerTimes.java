package org.lumbarcds.feedback.linking;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How long answers took, from the card to its answer: to a tenth of a second up to 100 seconds, and to three digits beyond
 * that. So a day's answers take little room however many they are.
 */
public final class AnswerTimes {

    private static final String BETWEEN_CLASSES = " ";
    private static final char BEFORE_COUNT = '*';

    /** By tenths of a second. */
    private final TreeMap<Long, Long> counts = new TreeMap<>();

    /** Adds what {@link #text} gave; an empty text adds nothing. */
    public void add(String text) {
        if (text.isEmpty()) {
            return;
        }
        for (String part : text.split(BETWEEN_CLASSES)) {
            int at = part.indexOf(BEFORE_COUNT);
            count(Long.parseLong(part.substring(0, at)), Long.parseLong(part.substring(at + 1)));
        }
    }

    void add(AnswerTimes others) {
        others.counts.forEach(this::count);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Adds answers that took so long; takes them away if there are fewer than none. */
    void add(long milliseconds, int answers) {
        count(tenths(milliseconds), answers);
    }

    private void count(long tenths, long answers) {
        counts.merge(tenths, answers, (a, b) -> a + b == 0 ? null : a + b);
    }

    /** The middle one, or the mean of the middle two; null when there is none. */
    public @Nullable Double medianSeconds() {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        return all <= 0 ? null : (at((all - 1) / 2) + at(all / 2)) / 20.0;
    }

    /** The tenths of the answer that so many were quicker than. */
    private long at(long rank) {
        long quicker = 0;
        for (Map.Entry<Long, Long> each : counts.entrySet()) {
            quicker += each.getValue();
            if (rank < quicker) {
                return each.getKey();
            }
        }
        return counts.lastKey();
    }

    /** As it is stored: {@code 205*3 1200*1} are three after 20.5 seconds and one after two minutes. */
    String text() {
        return counts.entrySet().stream()
                .map(each -> "" + each.getKey() + BEFORE_COUNT + each.getValue())
                .collect(Collectors.joining(BETWEEN_CLASSES));
    }

    /** The migration that made the first counts does the same. */
    private static long tenths(long milliseconds) {
        if (milliseconds < 100_000) {
            return (milliseconds + 50) / 100;
        }
        long unit = 1000;
        while (unit < 1_000_000 && milliseconds >= unit * 1000) {
            unit *= 10;
        }
        return (milliseconds + unit / 2) / unit * (unit / 100);
    }
}
