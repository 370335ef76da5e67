package org.lumbarcds.guideline.therapy;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.course.CourseNumbers;
import org.lumbarcds.guideline.course.OrderDays;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;

/**
 * "systemic steroids or immunosuppressants running for 30 days or more by the orders": red flags that no condition tells.
 * Orders of one kind follow one another with the gaps of a course. An order of unknown length that began as long ago leaves
 * open whether it is taken, since an assumed length proves nothing.
 *
 * @param label what the latest order calls the drug
 * @param group what it makes of the patient
 * @param since first day by the orders, or null when not known to the day
 * @param taken YES, or UNKNOWN when the orders leave it open
 */
public record LongTermDrug(
        String label, ProblemGroup group, @Nullable PartialDate since, Truth taken) {

    private static final int LONG_TERM_DAYS = 30;

    /** At most one of each kind; none where medications could not be had. */
    public static List<LongTermDrug> onRecord(Situation situation) {
        List<LongTermDrug> drugs = new ArrayList<>();
        of(DrugClass.SYSTEMIC_STEROID, ProblemGroup.LONG_TERM_STEROID, situation)
                .ifPresent(drugs::add);
        of(DrugClass.IMMUNOSUPPRESSANT, ProblemGroup.IMMUNOSUPPRESSION, situation)
                .ifPresent(drugs::add);
        return drugs;
    }

    private static Optional<LongTermDrug> of(DrugClass drugClass, ProblemGroup group, Situation situation) {
        List<OrderDays> spans = situation.chart().medications().orElse(List.of()).stream()
                .filter(order -> isSystemic(order.drug()) && order.drug().has(drugClass))
                .map(OrderDays::ofRecorded)
                .filter(OrderDays::isGiven)
                .toList();
        return chained(spans, group, situation).or(() -> open(spans, group, situation));
    }

    private static boolean isSystemic(Drug drug) {
        return drug.form() == Drug.DrugForm.SYSTEMIC;
    }

    /** Back from the orders that cover today, over gaps of at most those of a course. */
    private static Optional<LongTermDrug> chained(List<OrderDays> spans, ProblemGroup group, Situation situation) {
        LocalDate today = situation.today();
        List<OrderDays> known = spans.stream()
                .filter(OrderDays::isKnown)
                .sorted(Comparator.comparing(LongTermDrug::end).reversed())
                .toList();
        @Nullable
        OrderDays running =
                known.stream().filter(span -> span.covers(today)).findFirst().orElse(null);
        if (running == null) {
            return Optional.empty();
        }
        LocalDate start = start(running);
        for (OrderDays span : known) {
            boolean follows = ChronoUnit.DAYS.between(end(span), start) - 1
                    <= situation.numbers(CourseNumbers.class).gapDays();
            if (follows && start(span).isBefore(start)) {
                start = start(span);
            }
        }
        return isLong(start, today)
                ? Optional.of(new LongTermDrug(running.order().label(), group, PartialDate.of(start), Truth.YES))
                : Optional.empty();
    }

    private static Optional<LongTermDrug> open(List<OrderDays> spans, ProblemGroup group, Situation situation) {
        LocalDate today = situation.today();
        return spans.stream()
                .filter(span ->
                        span.end() == null && span.isPossiblyTaken(today, situation.numbers(CourseNumbers.class)))
                .filter(span -> span.start() == null || isLong(span.start(), today))
                .findFirst()
                .map(span -> new LongTermDrug(
                        span.order().label(), group, span.order().authored(), Truth.UNKNOWN));
    }

    private static boolean isLong(LocalDate start, LocalDate today) {
        return ChronoUnit.DAYS.between(start, today) + 1 >= LONG_TERM_DAYS;
    }

    private static LocalDate start(OrderDays span) {
        return span.start() == null ? LocalDate.MAX : span.start();
    }

    private static LocalDate end(OrderDays span) {
        return span.end() == null ? LocalDate.MIN : span.end();
    }
}
