package org.lumbarcds.guideline.course;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.course.Supply.Certainty;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.orders.Dosage;
import org.lumbarcds.guideline.model.orders.MedicationOrder;

/**
 * The days an order covers. "Interval: from boundsPeriod.start, else authoredOn (draft: else today), for that many days.
 * A stopped order ends at boundsPeriod.end, else on the day of meta.lastUpdated if within its supply, else with its
 * supply." Specification 2.3.
 *
 * @param order the order
 * @param supply how long it lasts
 * @param start first day, or null when not known to the day
 * @param end last day, or null when start or length is unknown
 */
public record OrderDays(
        MedicationOrder order,
        Supply supply,
        @Nullable LocalDate start,
        @Nullable LocalDate end) {

    private static final int LAST_WRITTEN_YEAR = 9999;

    /** The span of an order on record. */
    public static OrderDays ofRecorded(MedicationOrder order) {
        @Nullable LocalDate start = startOf(order);
        Supply supply = Supply.of(order);
        @Nullable LocalDate end = endOf(start, supply);
        return new OrderDays(order, supply, start, order.status().equals("stopped") ? stopped(order, start, end) : end);
    }

    /** The span of a draft; without a date of its own it starts today. */
    static OrderDays ofDraft(MedicationOrder order, LocalDate today) {
        @Nullable LocalDate start = startOf(order);
        LocalDate from = start != null ? start : today;
        Supply supply = Supply.of(order);
        return new OrderDays(order, supply, from, endOf(from, supply));
    }

    private static @Nullable LocalDate endOf(@Nullable LocalDate start, Supply supply) {
        return start == null || !supply.isKnown() ? null : start.plusDays(supply.days() - 1);
    }

    private static @Nullable LocalDate startOf(MedicationOrder order) {
        @Nullable LocalDate first = null;
        for (Dosage dosage : order.dosages()) {
            if (dosage.bounds() instanceof Dosage.Bounds.Period period) {
                @Nullable LocalDate start = exact(period.start());
                if (start != null && (first == null || start.isBefore(first))) {
                    first = start;
                }
            }
        }
        return first != null ? first : exact(order.authored());
    }

    private static @Nullable LocalDate stopped(
            MedicationOrder order, @Nullable LocalDate start, @Nullable LocalDate supplied) {
        @Nullable LocalDate last = null;
        for (Dosage dosage : order.dosages()) {
            if (dosage.bounds() instanceof Dosage.Bounds.Period period) {
                @Nullable LocalDate end = exact(period.end());
                if (end != null && !isBefore(end, start) && !isBefore(end, last)) {
                    last = end;
                }
            }
        }
        if (last != null) {
            return last;
        }
        @Nullable LocalDate updated = exact(order.lastUpdated());
        boolean within = updated != null
                && start != null
                && supplied != null
                && !updated.isBefore(start)
                && !updated.isAfter(supplied);
        return within ? updated : supplied;
    }

    private static boolean isBefore(LocalDate day, @Nullable LocalDate other) {
        return other != null && day.isBefore(other);
    }

    private static @Nullable LocalDate exact(@Nullable PartialDate date) {
        return date != null && date.isExact() ? date.earliest() : null;
    }

    /** Its last day, for a card; null also when it lies beyond the years that are written with four digits. */
    @Nullable
    LocalDate writtenEnd() {
        return end == null || end.getYear() > LAST_WRITTEN_YEAR ? null : end;
    }

    /** Both ends known, so that it can be chained. */
    public boolean isKnown() {
        return start != null && end != null;
    }

    private boolean isActive() {
        return order.status().equals("active");
    }

    /** Active, with an end that is not known: its length is unknown, or known as a least number that has passed. */
    public boolean isOpenEnded(LocalDate today) {
        return isActive() && (end == null || supply.certainty() == Certainty.AT_LEAST && end.isBefore(today));
    }

    /** "An order runs on a day that its computed interval covers", both ends known. */
    public boolean covers(LocalDate day) {
        return start != null && end != null && !day.isBefore(start) && !day.isAfter(end);
    }

    /** "Status active with unknown length: taken as running for 90 days from its start." */
    boolean isAssumedRunning(LocalDate today, CourseNumbers numbers) {
        return isOpenEnded(today)
                && start != null
                && !today.isBefore(start)
                && ChronoUnit.DAYS.between(start, today) < numbers.assumedRunningDays();
    }

    public boolean runs(LocalDate today, CourseNumbers numbers) {
        return isGiven() && (covers(today) || isAssumedRunning(today, numbers));
    }

    /**
     * "Possibly taken: running, or status active with unknown length, or status active and ended at most 30 days ago."
     */
    public boolean isPossiblyTaken(LocalDate today, CourseNumbers numbers) {
        if (!isGiven()) {
            return false;
        }
        return runs(today, numbers)
                || isOpenEnded(today)
                || isActive() && endedWithin(numbers.possiblyTakenDays(), today);
    }

    /** Whether its last day is past, at most {@code days} ago. */
    public boolean endedWithin(int days, LocalDate today) {
        return end != null && end.isBefore(today) && ChronoUnit.DAYS.between(end, today) <= days;
    }

    /** Whether it was ever more than a draft: drafts, intentions, cancelled orders and errors were never taken. */
    public boolean isGiven() {
        return switch (order.status()) {
            case "draft", "cancelled", "entered-in-error", MedicationOrder.INTENDED -> false;
            default -> !order.doNotPerform();
        };
    }
}
