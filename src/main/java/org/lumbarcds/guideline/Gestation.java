package org.lumbarcds.guideline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.Problem;
import org.lumbarcds.guideline.model.ProblemGroup;

/**
 * A pregnancy on record and its week: "a week code plus the weeks since it was recorded; past 42 the code no longer counts".
 *
 * @param onRecord what the record calls it
 * @param date its date, or null
 * @param leastWeeks completed weeks it surely has reached, or null when no week is on record
 */
record Gestation(
        String onRecord,
        @Nullable PartialDate date,
        @Nullable Integer leastWeeks) {

    private static final int LONGEST_WEEKS = 42;
    private static final int DAYS_PER_WEEK = 7;

    /** The pregnancy furthest on, among active conditions and the encounter's reasons; empty when none is on record. */
    static Optional<Gestation> of(OnRecord record, LocalDate today) {
        List<Gestation> found = new ArrayList<>();
        for (Problem problem : record.problems()) {
            if (problem.isActive() && problem.is(ProblemGroup.PREGNANCY)) {
                of(problem, today).ifPresent(found::add);
            }
        }
        if (found.isEmpty()) {
            record.encounterReasons().stream()
                    .filter(reason -> reason.groups().contains(ProblemGroup.PREGNANCY))
                    .filter(reason -> pointsAtNoCondition(reason.conditionReference(), record))
                    .map(reason -> new Gestation(
                            reason.label().isBlank() ? "pregnancy, a reason of the encounter" : reason.label(),
                            null,
                            null))
                    .forEach(found::add);
        }
        return found.stream()
                .max(Comparator.comparing(Gestation::leastWeeks, Comparator.nullsFirst(Comparator.naturalOrder())));
    }

    /** A reason that is a condition on the problem list has been judged there. */
    private static boolean pointsAtNoCondition(@Nullable String reference, OnRecord record) {
        return reference == null
                || record.problems().stream().noneMatch(problem -> reference.equals(problem.reference()));
    }

    private static Optional<Gestation> of(Problem problem, LocalDate today) {
        PartialDate date = problem.recorded() != null ? problem.recorded() : problem.onset();
        Integer weeks = problem.gestationWeeks();
        if (weeks == null) {
            return Optional.of(new Gestation(problem.label(), problem.date(), null));
        }
        if (date == null) {
            return Optional.of(new Gestation(problem.label(), null, weeks));
        }
        int least = weeks + (int) (Math.max(0, date.leastDaysBefore(today)) / DAYS_PER_WEEK);
        return least > LONGEST_WEEKS ? Optional.empty() : Optional.of(new Gestation(problem.label(), date, least));
    }

    /** Surely at least so many completed weeks. */
    boolean isAtLeast(int weeks) {
        return leastWeeks != null && leastWeeks >= weeks;
    }

    String text() {
        return leastWeeks == null ? onRecord : onRecord + ", at least " + leastWeeks + " weeks by now";
    }
}
