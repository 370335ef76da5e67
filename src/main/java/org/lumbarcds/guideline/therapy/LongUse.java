package org.lumbarcds.guideline.therapy;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.course.Course;
import org.lumbarcds.guideline.course.CourseNumbers;
import org.lumbarcds.guideline.course.OrderDays;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.orders.MedicationOrder;

/**
 * What makes the use of some drugs long: any orders of them on record, one after another, are one use. Specification 4.6.
 *
 * @param drugs which drugs
 * @param days a use is long from so many days on, first and last day counted
 * @param gapDays most days without them between two orders of one use
 * @param endedDays a use whose last day is at most so many days before the call goes on
 * @param until the last day looked at
 */
record LongUse(Predicate<Drug> drugs, int days, int gapDays, int endedDays, LocalDate until) {

    /** "running, or ended at most 30 days ago, with gaps up to 30 days, for 90 days or more already". */
    static LongUse ofOpioids(Predicate<Drug> drugs, Situation situation) {
        OpioidTherapyNumbers numbers = situation.numbers(OpioidTherapyNumbers.class);
        return new LongUse(
                drugs, numbers.longTermDays(), numbers.therapyGapDays(), numbers.therapyEndedDays(), situation.today());
    }

    /** "taken for 30 days or more before today", the gaps being those of a course. */
    static LongUse ofRelaxant(Predicate<Drug> drugs, Situation situation) {
        CourseNumbers numbers = situation.numbers(CourseNumbers.class);
        return new LongUse(
                drugs,
                numbers.taperDays(),
                numbers.gapDays(),
                numbers.gapDays() + 1,
                situation.today().minusDays(1));
    }

    /** Is it long, by the orders whose days are known? "An assumed length never proves long-term therapy." */
    Truth isProven(Situation situation) {
        Truth none = situation.chart().medications().isHad() ? Truth.NO : Truth.UNKNOWN;
        List<OrderDays> spans = spans(situation.chart().medications().orElse(List.of()));
        @Nullable LocalDate end = null;
        @Nullable LocalDate start = null;
        for (OrderDays span : spans) {
            if (start == null) {
                end = end(span).isAfter(until) ? until : end(span);
                start = start(span);
            } else if (ChronoUnit.DAYS.between(end(span), start) - 1 <= gapDays) {
                start = start(span).isBefore(start) ? start(span) : start;
            }
        }
        if (start == null || end == null) {
            return none;
        }
        boolean current = ChronoUnit.DAYS.between(end, situation.today()) <= endedDays;
        return current && isLong(start, end) ? Truth.YES : none;
    }

    /**
     * The same, where an order that may still be taken, has no known end and began that long ago, or nobody knows when,
     * leaves it unknown.
     */
    Truth isOnRecord(Situation situation) {
        Truth proven = isProven(situation);
        if (!proven.isNo()) {
            return proven;
        }
        boolean may = situation.chart().medications().orElse(List.of()).stream()
                .filter(order -> drugs.test(order.drug()))
                .map(OrderDays::ofRecorded)
                .filter(span -> span.isOpenEnded(situation.today()) && span.isGiven())
                .map(OrderDays::start)
                .anyMatch(start -> start == null || isLong(start, until));
        return may ? Truth.UNKNOWN : Truth.NO;
    }

    /** The orders whose days are known and that began in time, the one that ends last first. */
    private List<OrderDays> spans(List<MedicationOrder> orders) {
        List<OrderDays> spans = new ArrayList<>();
        for (MedicationOrder order : orders) {
            if (drugs.test(order.drug()) && Course.isChained(order)) {
                OrderDays span = OrderDays.ofRecorded(order);
                if (span.isKnown() && !start(span).isAfter(until)) {
                    spans.add(span);
                }
            }
        }
        spans.sort(Comparator.comparing(LongUse::end).reversed());
        return spans;
    }

    private boolean isLong(LocalDate start, LocalDate end) {
        return ChronoUnit.DAYS.between(start, end) + 1 >= days;
    }

    private static LocalDate start(OrderDays span) {
        return span.start() == null ? LocalDate.MAX : span.start();
    }

    private static LocalDate end(OrderDays span) {
        return span.end() == null ? LocalDate.MIN : span.end();
    }
}
