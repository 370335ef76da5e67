package org.lumbarcds.page;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * Shipped examples as a client would send them on another day: every date as many days later as the day is after the one that
 * the examples are written for, so that the story stays the same.
 */
public final class MovedDates {

    /** The day that the shipped examples are written for. */
    public static final LocalDate WRITTEN_FOR = LocalDate.of(2026, 11, 23);

    private static final Pattern DATE = Pattern.compile("(?<![\\w-])\\d{4}-\\d{2}-\\d{2}(?![\\d-])");

    private MovedDates() {}

    /** A text with each of its dates moved by the days between two others. */
    public static String moved(String text, LocalDate from, LocalDate to) {
        long days = ChronoUnit.DAYS.between(from, to);
        return DATE.matcher(text)
                .replaceAll(date -> LocalDate.parse(date.group()).plusDays(days).toString());
    }
}
