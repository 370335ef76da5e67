package org.lumbarcds.guideline.safety.grounds;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.basis.Caution;
import org.lumbarcds.guideline.basis.Caution.Kind;
import org.lumbarcds.guideline.basis.Caution.Severity;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.record.Problem;

/**
 * What conditions say against a drug: those of the record, the encounter's reasons, and operations as the conditions that
 * they speak of. Specification 4.1.
 */
public final class ProblemGrounds {

    private final Grounds grounds;
    private final OnRecord record;
    private final List<Problem> operations;
    private final Situation situation;

    /** @param operations each as a condition; often empty */
    ProblemGrounds(Grounds grounds, List<Problem> operations, Situation situation) {
        this.grounds = grounds;
        this.record = grounds.record();
        this.operations = List.copyOf(operations);
        this.situation = situation;
    }

    /** A condition that counts while it is active. */
    public void active(Kind kind, Severity severity, String source, ProblemGroup... groups) {
        conditions(kind, source, problem -> problem.isActive() ? severity : null, groups);
    }

    /** A condition that counts while it is active, and less (or equally) once it is past. */
    public void everRecorded(Kind kind, Severity active, Severity past, String source, ProblemGroup... groups) {
        conditions(kind, source, problem -> problem.isActive() ? active : past, groups);
    }

    /**
     * The gravest condition of some groups, as {@code severity} judges each that is neither refuted nor an error (null: it
     * does not count), else a reason of the encounter. One that may be of a group is unknown.
     */
    public void conditions(
            Kind kind, String source, Function<Problem, @Nullable Severity> severity, ProblemGroup... groups) {
        List<Caution> found = new ArrayList<>();
        for (Problem problem : record.problems()) {
            if (problem.stands()) {
                boolean is = isOneOf(problem.groups(), groups);
                boolean may = isOneOf(problem.meaning().possibly(), groups);
                @Nullable Severity judged = is || may ? severity.apply(problem) : null;
                if (judged != null && is) {
                    found.add(new Caution(kind, judged, Truth.YES, problem.label(), when(problem), source, null));
                } else if (judged != null) {
                    grounds.addUnknown(problem);
                }
            }
        }
        if (found.isEmpty()) {
            encounterReason(kind, source, severity, groups);
        }
        operations(kind, source, severity, groups);
        found.stream().max(Comparator.comparing(Caution::severity)).ifPresent(grounds::add);
    }

    /** An operation says what a condition of the same meaning would, but a list of operations only withholds. */
    private void operations(
            Kind kind, String source, Function<Problem, @Nullable Severity> severity, ProblemGroup... groups) {
        operations.stream()
                .filter(operation -> isOneOf(operation.groups(), groups) && severity.apply(operation) != null)
                .findFirst()
                .ifPresent(operation -> grounds.add(new Caution(
                        kind, Severity.WITHHOLD, Truth.YES, operation.label(), when(operation), source, null)));
    }

    /** The first reason of the encounter that counts and is no condition on the problem list; it is of today. */
    public void encounterReason(
            Kind kind, String source, Function<Problem, @Nullable Severity> severity, ProblemGroup... groups) {
        for (Reason reason : record.encounterReasons()) {
            if (isOnProblemList(reason)) {
                continue;
            }
            boolean is = isOneOf(reason.groups(), groups);
            boolean may = isOneOf(reason.meaning().possibly(), groups);
            @Nullable Severity judged = is || may ? severity.apply(asProblem(reason)) : null;
            if (judged != null && is) {
                String label = reason.label().isBlank() ? kind.wording() : reason.label();
                grounds.add(kind, judged, Truth.YES, label, "a reason of the encounter", source);
                return;
            }
            if (judged != null) {
                grounds.addUnknown(reason);
            }
        }
    }

    /** "Encounter reasons and diagnoses are problems too." */
    private Problem asProblem(Reason reason) {
        return new Problem(
                null,
                reason.label(),
                reason.meaning(),
                Problem.ClinicalStatus.ACTIVE,
                Problem.Verification.NOT_REFUTED,
                true,
                true,
                null,
                PartialDate.of(situation.today()),
                false,
                null,
                null);
    }

    /** What may be of a group, as far as {@code counts} lets it. */
    void mayBe(ProblemGroup group, Predicate<Problem> counts) {
        for (Problem problem : record.problems()) {
            boolean may = problem.isActive() && problem.meaning().possibly().contains(group);
            if (may && counts.test(problem)) {
                grounds.addUnknown(problem);
            }
        }
        for (Reason reason : record.encounterReasons()) {
            if (!isOnProblemList(reason) && reason.meaning().possibly().contains(group)) {
                grounds.addUnknown(reason);
            }
        }
    }

    private static boolean isOneOf(Set<ProblemGroup> meant, ProblemGroup... groups) {
        return Arrays.stream(groups).anyMatch(meant::contains);
    }

    /** A reason that is a condition on the problem list has been judged there. */
    private boolean isOnProblemList(Reason reason) {
        String reference = reason.conditionReference();
        return reference != null
                && record.problems().stream().anyMatch(problem -> reference.equals(problem.reference()));
    }

    /** Did the condition begin at most so many days ago? NO without a date or with a future one: not surely so. */
    public boolean beganWithin(Problem problem, int days) {
        PartialDate date = problem.date();
        LocalDate today = situation.today();
        return date != null
                && !date.earliest().isAfter(today)
                && date.onOrAfter(today.minusDays(days)).isYes();
    }

    /** Did a condition that is no longer active end at most so many days ago? Unknown when nobody wrote when. */
    public Truth endedWithin(Problem problem, int days) {
        PartialDate ended = problem.ended();
        return ended == null ? Truth.UNKNOWN : ended.onOrAfter(situation.today().minusDays(days));
    }

    public static @Nullable String when(Problem problem) {
        PartialDate date = problem.date();
        if (!problem.isActive()) {
            return date == null ? Caution.PAST : Caution.PAST + ", " + date;
        }
        if (date == null) {
            return null;
        }
        return (problem.datedByRecording() ? "recorded " : "since ") + date;
    }
}
