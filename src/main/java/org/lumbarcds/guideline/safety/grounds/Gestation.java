package org.lumbarcds.guideline.safety.grounds;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.record.Problem;

/**
 * A pregnancy on record and its week: "a week code plus the weeks since it was recorded; past 42 the code no longer counts";
 * "nothing recorded 42 weeks and more ago". Specification 4.9.
 *
 * @param onRecord what the record calls it
 * @param date its date, or null
 * @param leastWeeks completed weeks it surely has reached, or null when no week is on record
 * @param thirdTrimesterByCode whether a code says third trimester
 */
public record Gestation(
        String onRecord,
        @Nullable PartialDate date,
        @Nullable Integer leastWeeks,
        boolean thirdTrimesterByCode) {

    private static final int LONGEST_WEEKS = 42;
    private static final int DAYS_PER_WEEK = 7;

    /** The pregnancy furthest on, among active conditions and the encounter's reasons; empty when none is on record. */
    public static Optional<Gestation> of(Grounds grounds) {
        OnRecord record = grounds.record();
        LocalDate today = grounds.situation().today();
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
                    .map(Gestation::of)
                    .forEach(found::add);
        }
        return found.stream()
                .max(Comparator.comparing(
                                Gestation::leastWeeks, Comparator.nullsFirst(Comparator.<Integer>naturalOrder()))
                        .thenComparing(Gestation::thirdTrimesterByCode));
    }

    /** Words that leave open whether the patient is pregnant are unknown, unless they are too old. */
    public static void mayBe(Grounds grounds) {
        grounds.problems()
                .mayBe(
                        ProblemGroup.PREGNANCY,
                        problem -> mayBeCurrent(problem, grounds.situation().today()));
    }

    /** A reason that is a condition on the problem list has been judged there. */
    private static boolean pointsAtNoCondition(@Nullable String reference, OnRecord record) {
        return reference == null
                || record.problems().stream().noneMatch(problem -> reference.equals(problem.reference()));
    }

    private static Gestation of(Reason reason) {
        String label = reason.label().isBlank() ? "pregnancy, a reason of the encounter" : reason.label();
        return new Gestation(label, null, null, reason.groups().contains(ProblemGroup.PREGNANCY_THIRD_TRIMESTER));
    }

    private static Optional<Gestation> of(Problem problem, LocalDate today) {
        if (!mayBeCurrent(problem, today)) {
            return Optional.empty();
        }
        PartialDate date = dateOf(problem);
        Integer weeks = problem.gestationWeeks();
        boolean third = problem.is(ProblemGroup.PREGNANCY_THIRD_TRIMESTER);
        if (weeks == null) {
            return Optional.of(new Gestation(problem.label(), problem.date(), null, third));
        }
        return Optional.of(new Gestation(problem.label(), date, weeks + weeksSince(date, today), third));
    }

    /** Whether a pregnancy, or what may be one, can still go on. */
    static boolean mayBeCurrent(Problem problem, LocalDate today) {
        Integer weeks = problem.gestationWeeks();
        int since = weeksSince(dateOf(problem), today);
        return weeks == null ? since < LONGEST_WEEKS : weeks + since <= LONGEST_WEEKS;
    }

    private static @Nullable PartialDate dateOf(Problem problem) {
        return problem.recorded() != null ? problem.recorded() : problem.onset();
    }

    private static int weeksSince(@Nullable PartialDate date, LocalDate today) {
        return date == null ? 0 : (int) (Math.max(0, date.leastDaysBefore(today)) / DAYS_PER_WEEK);
    }

    /** Surely at least so many completed weeks. */
    public boolean isAtLeast(int weeks) {
        return leastWeeks != null && leastWeeks >= weeks;
    }

    /** "third trimester by a code without a week". */
    public boolean isThirdTrimester() {
        return thirdTrimesterByCode && leastWeeks == null;
    }

    /** When it was recorded, and that nobody can tell how far it is by now; null when there is nothing to say. */
    @Nullable
    public String when() {
        String recorded = date == null ? "" : "recorded " + date;
        if (leastWeeks != null || thirdTrimesterByCode) {
            return recorded.isEmpty() ? null : recorded;
        }
        return recorded + (recorded.isEmpty() ? "" : ", ") + "week not on record";
    }

    public String text() {
        return leastWeeks == null ? onRecord : onRecord + ", at least " + leastWeeks + " weeks by now";
    }
}
