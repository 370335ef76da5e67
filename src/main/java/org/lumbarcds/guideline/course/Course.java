package org.lumbarcds.guideline.course;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.course.Supply.Certainty;
import org.lumbarcds.guideline.model.orders.MedicationOrder;

/**
 * Orders of one drug that follow each other: "chain the draft with earlier orders of the same drug (status active,
 * completed, on-hold, stopped) whose gaps are at most 7 days; overlaps merge, they don't add." Specification 2.4.
 *
 * @param last the order the course ends with
 * @param earlier the orders chained before it, first one first
 * @param notChained earlier orders of the drug that could belong to it but whose days are not known
 * @param start first day of the course, or null when not known
 */
public record Course(
        OrderDays last,
        List<OrderDays> earlier,
        List<MedicationOrder> notChained,
        @Nullable LocalDate start) {

    private static final Set<String> CHAINED = Set.of("active", "completed", "on-hold", "stopped");

    public Course {
        earlier = List.copyOf(earlier);
        notChained = List.copyOf(notChained);
    }

    /** The course that ends with {@code last}, among other orders of the same drug. */
    static Course endingWith(OrderDays last, List<OrderDays> others, CourseNumbers numbers) {
        List<OrderDays> chainable = new ArrayList<>();
        List<MedicationOrder> notChained = new ArrayList<>();
        for (OrderDays other : others) {
            if (other.isKnown()) {
                chainable.add(other);
            } else if (couldReach(last, other, numbers)) {
                notChained.add(other.order());
            }
        }
        @Nullable LocalDate start = last.start();
        List<OrderDays> earlier = new ArrayList<>();
        if (start != null) {
            chainable.removeIf(span -> startOf(span).isAfter(startOf(last)));
            chainable.sort(Comparator.comparing(Course::endOf).reversed());
            for (OrderDays span : chainable) {
                if (ChronoUnit.DAYS.between(endOf(span), start) - 1 <= numbers.gapDays()) {
                    earlier.add(span);
                    start = startOf(span).isBefore(start) ? startOf(span) : start;
                }
            }
        }
        earlier.sort(Comparator.comparing(Course::startOf).thenComparing(Course::endOf));
        return new Course(last, earlier, notChained, start);
    }

    /**
     * "An earlier order of unknown length is not chained (the card names it)": an active one always, another unless it
     * began too long ago for the days it would be assumed to run.
     */
    private static boolean couldReach(OrderDays last, OrderDays other, CourseNumbers numbers) {
        LocalDate from = other.start();
        LocalDate to = last.start();
        if (!isChained(other.order()) || from != null && to != null && from.isAfter(to)) {
            return false;
        }
        return other.order().status().equals("active")
                || from == null
                || to == null
                || ChronoUnit.DAYS.between(from, to) <= numbers.assumedRunningDays() + numbers.gapDays();
    }

    /** Whether an order on record can be part of a course: given to the patient at some time. */
    public static boolean isChained(MedicationOrder order) {
        return CHAINED.contains(order.status()) && !order.doNotPerform();
    }

    /** "Result: exactly N, at least N, or unknown." */
    Certainty certainty() {
        return start == null ? Certainty.UNKNOWN : last.supply().certainty();
    }

    /** Neither an exact nor a least number of days is known. */
    boolean lengthUnknown() {
        return certainty() == Certainty.UNKNOWN;
    }

    /** "The course's days run from the first start to the draft's end"; 0 when unknown. */
    long days() {
        return start == null || last.end() == null ? 0 : ChronoUnit.DAYS.between(start, last.end()) + 1;
    }

    /** Days the orders before the last one account for, to their end; 0 when there are none. */
    long daysBefore() {
        @Nullable
        LocalDate end = earlier.stream()
                .map(Course::endOf)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return start == null || end == null ? 0 : ChronoUnit.DAYS.between(start, end) + 1;
    }

    /** Days from the start of the course to {@code day}, both counted; 0 when the start is unknown. */
    long daysUntil(LocalDate day) {
        return start == null ? 0 : Math.max(0, ChronoUnit.DAYS.between(start, day) + 1);
    }

    private static LocalDate startOf(OrderDays span) {
        return known(span.start());
    }

    private static LocalDate endOf(OrderDays span) {
        return known(span.end());
    }

    private static LocalDate known(@Nullable LocalDate date) {
        if (date == null) {
            throw new IllegalStateException("only spans with both ends known are chained");
        }
        return date;
    }
}
