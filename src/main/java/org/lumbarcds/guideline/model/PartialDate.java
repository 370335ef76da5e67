package org.lumbarcds.guideline.model;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/**
 * A date known to the day, the month or the year, as the interval of days it may be. "Partial dates are intervals: a
 * time rule fires only if it holds for the whole interval."
 *
 * @param earliest first day it may be
 * @param latest last day it may be; the same day when the date is exact
 */
public record PartialDate(LocalDate earliest, LocalDate latest) implements Comparable<PartialDate> {

    public PartialDate {
        if (latest.isBefore(earliest)) {
            throw new IllegalArgumentException("latest before earliest");
        }
    }

    public static PartialDate of(LocalDate day) {
        return new PartialDate(day, day);
    }

    public static PartialDate of(YearMonth month) {
        return new PartialDate(month.atDay(1), month.atEndOfMonth());
    }

    public static PartialDate ofYear(int year) {
        return new PartialDate(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    public boolean isExact() {
        return earliest.equals(latest);
    }

    /** Is it at least {@code days} days before {@code today}? */
    public Truth atLeastDaysBefore(long days, LocalDate today) {
        LocalDate limit = today.minusDays(days);
        if (!latest.isAfter(limit)) {
            return Truth.YES;
        }
        return earliest.isAfter(limit) ? Truth.NO : Truth.UNKNOWN;
    }

    /** Is it on or after {@code day}? */
    public Truth onOrAfter(LocalDate day) {
        if (!earliest.isBefore(day)) {
            return Truth.YES;
        }
        return latest.isBefore(day) ? Truth.NO : Truth.UNKNOWN;
    }

    /** Is it before {@code day}? */
    public Truth before(LocalDate day) {
        return onOrAfter(day).not();
    }

    /** Days from the latest day it may be to {@code today}; negative when that is in the future. */
    public long leastDaysBefore(LocalDate today) {
        return ChronoUnit.DAYS.between(latest, today);
    }

    /** Days from the earliest day it may be to {@code today}; negative when that is in the future. */
    public long mostDaysBefore(LocalDate today) {
        return ChronoUnit.DAYS.between(earliest, today);
    }

    /** By the latest day it may be, then by the earliest. */
    @Override
    public int compareTo(PartialDate other) {
        int byLatest = latest.compareTo(other.latest);
        return byLatest != 0 ? byLatest : earliest.compareTo(other.earliest);
    }

    /** As a clinician would read it: {@code 2026-11-23}, {@code 2026-11}, {@code 2026}, or {@code a to b}. */
    @Override
    public String toString() {
        if (isExact()) {
            return earliest.toString();
        }
        YearMonth month = YearMonth.from(earliest);
        if (equals(of(month))) {
            return month.toString();
        }
        if (equals(ofYear(earliest.getYear()))) {
            return String.valueOf(earliest.getYear());
        }
        return earliest + " to " + latest;
    }
}
