package org.lumbarcds.guideline.course;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.dose.DurationText;
import org.lumbarcds.guideline.dose.EndDateText;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.model.orders.Dosage;
import org.lumbarcds.guideline.model.orders.MedicationOrder;

/**
 * "Update the draft in whole so that the course ends by day 21 (never more than was ordered; only when the new last day is
 * not past and at least 3 days of the order remain)", and why that is not offered. Specification 3.2.
 *
 * @param course that is too long
 * @param drafts of the course, the last one first
 * @param carrier the draft that would be shortened
 * @param maxDays the longest course
 */
record Shortening(Course course, List<OrderDays> drafts, MedicationOrder carrier, LocalDate today, int maxDays) {

    Shortening {
        drafts = List.copyOf(drafts);
    }

    /**
     * Empty also when the order's length is unknown, when another draft of the course ends later still, or when the dosage
     * names a duration or tapers.
     *
     * @param shortestDays days of the order that must remain
     */
    Optional<Proposal> proposal(int shortestDays) {
        LocalDate first = course.last().start();
        LocalDate lastDay = lastDay();
        if (first == null || lastDay == null || isTooShort(shortestDays) || isByHand()) {
            return Optional.empty();
        }
        int days = (int) (lastDay.toEpochDay() - first.toEpochDay()) + 1;
        return Optional.of(new Proposal.EndBy(carrier, first, lastDay, days));
    }

    /** Says on the card why no shorter order is offered, while "end it by day 21" is still asked for. */
    void describeNotOffered(int shortestDays, Facts facts) {
        LocalDate limit = limit();
        boolean told = lastDay() != null && !isPast();
        boolean tooShort = told && limit != null && daysUntil(limit) < shortestDays;
        facts.put("limitDay", limit)
                .put("shortestDays", shortestDays)
                .flag("tooShort", tooShort)
                .flag("shortenByHand", told && !tooShort && isByHand());
    }

    /** "'End by day 21' only while it can be done": not when that day is past, or before the order's first day. */
    boolean isPast() {
        LocalDate first = course.last().start();
        LocalDate latest = first != null && first.isAfter(today) ? first : today;
        LocalDate limit = limit();
        return limit == null ? course.lengthUnknown() : limit.isBefore(latest);
    }

    /** The last day that the limit allows, or null when nobody knows when the course began. */
    private @Nullable LocalDate limit() {
        return course.start() == null ? null : course.start().plusDays(maxDays - 1L);
    }

    /** The order's new last day; null when it can't be told, or when another order ends the course. */
    private @Nullable LocalDate lastDay() {
        LocalDate limit = limit();
        LocalDate first = course.last().start();
        if (limit == null
                || first == null
                || course.lengthUnknown()
                || !carrier.equals(course.last().order())) {
            return null;
        }
        LocalDate ordered = first.plusDays(course.last().supply().ordered() - 1);
        return limit.isBefore(ordered) ? limit : ordered;
    }

    private boolean isTooShort(int shortestDays) {
        LocalDate lastDay = lastDay();
        return lastDay != null && daysUntil(lastDay) < shortestDays;
    }

    /** Days of the order from today on, to {@code day}, both counted. */
    private long daysUntil(LocalDate day) {
        LocalDate first = course.last().start();
        LocalDate from = first == null || first.isBefore(today) ? today : first;
        return ChronoUnit.DAYS.between(from, day) + 1;
    }

    /** Words would contradict the new end, or something would have to change that no one can change safely. */
    private boolean isByHand() {
        boolean tapers = carrier.dosages().stream()
                        .map(Dosage::sequence)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count()
                > 1;
        boolean named = carrier.dosages().stream()
                .map(Dosage::text)
                .anyMatch(text -> DurationText.isNamed(text) || EndDateText.isNamed(text));
        LocalDate limit = limit();
        boolean othersLater = drafts.stream()
                .filter(span -> span != course.last())
                .anyMatch(span ->
                        span.end() == null || limit == null || span.end().isAfter(limit));
        return tapers || named || othersLater;
    }
}
