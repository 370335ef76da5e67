package org.lumbarcds.guideline.course;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.orders.MedicationOrder;

/**
 * A course on record that runs today. Specification 3.15.
 *
 * @param course up to the order that it ends with
 * @param last that order's days
 * @param orders all of the drug that run today
 */
public record RunningCourse(LimitedCourse course, OrderDays last, List<MedicationOrder> orders) {

    public RunningCourse {
        orders = List.copyOf(orders);
    }

    /**
     * The one that is past the limit today, if any; one that surely runs before one that is assumed to.
     *
     * @param maxDays the longest course
     */
    public static Optional<RunningCourse> pastLimit(String ingredient, int maxDays, Situation situation) {
        CourseNumbers numbers = situation.numbers(CourseNumbers.class);
        List<OrderDays> spans = situation.chart().medications().orElse(List.of()).stream()
                .filter(order -> LimitedCourse.isOf(ingredient, order) && Course.isChained(order))
                .map(OrderDays::ofRecorded)
                .toList();
        List<OrderDays> running = spans.stream()
                .filter(span -> span.runs(situation.today(), numbers))
                .toList();
        List<MedicationOrder> orders = running.stream().map(OrderDays::order).toList();
        // An assumed order has no end, or one that is past; so it comes after those that cover today.
        Comparator<OrderDays> byEnd =
                Comparator.comparing(OrderDays::end, Comparator.nullsFirst(Comparator.naturalOrder()));
        for (OrderDays last : running.stream().sorted(byEnd.reversed()).toList()) {
            List<OrderDays> others = spans.stream().filter(span -> span != last).toList();
            Course course = Course.endingWith(last, others, numbers);
            if (course.daysUntil(situation.today()) > maxDays) {
                LimitedCourse limited = new LimitedCourse(course, List.of(), maxDays, situation);
                return Optional.of(new RunningCourse(limited, last, orders));
            }
        }
        return Optional.empty();
    }

    /** Whether nothing but the assumption of how long an open-ended order runs says that it runs today. */
    public boolean isAssumed(LocalDate today) {
        return !last.covers(today);
    }
}
