package org.lumbarcds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * Prints a shipped example as a client would send it on another day: every date as many days later as the day is after the
 * one that the examples are written for, so that the story stays the same.
 */
public final class PrintExample {

    /** The day that the shipped examples are written for. */
    public static final LocalDate WRITTEN_FOR = LocalDate.of(2026, 11, 23);

    private static final Pattern DATE = Pattern.compile("(?<![\\w-])\\d{4}-\\d{2}-\\d{2}(?![\\d-])");

    private PrintExample() {}

    /**
     * @param args a file, and the day, such as 2027-03-01; without one today, as the service counts days (UTC)
     * @throws IOException when the file can't be read
     */
    public static void main(String[] args) throws IOException {
        try {
            LocalDate day = args.length > 1 ? LocalDate.parse(args[1]) : LocalDate.now(ZoneOffset.UTC);
            System.out.print(moved(Files.readString(Path.of(args[0])), WRITTEN_FOR, day));
        } catch (DateTimeException e) {
            System.err.println("Write the day as 2027-03-01.");
            System.exit(2);
        }
    }

    /** A text with each of its dates moved by the days between two others. */
    public static String moved(String text, LocalDate from, LocalDate to) {
        long days = ChronoUnit.DAYS.between(from, to);
        return DATE.matcher(text)
                .replaceAll(date -> LocalDate.parse(date.group()).plusDays(days).toString());
    }
}
