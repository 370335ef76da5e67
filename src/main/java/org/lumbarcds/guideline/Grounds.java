package org.lumbarcds.guideline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.Caution.Kind;
import org.lumbarcds.guideline.Caution.Severity;
import org.lumbarcds.guideline.model.Allergy;
import org.lumbarcds.guideline.model.Drug;
import org.lumbarcds.guideline.model.MedicationOrder;
import org.lumbarcds.guideline.model.Order;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.Problem;
import org.lumbarcds.guideline.model.ProblemGroup;
import org.lumbarcds.guideline.model.Reason;
import org.lumbarcds.guideline.model.Truth;

/** Collects the cautions that are on record for one drug; what could not be read is simply not among them. */
final class Grounds {

    final Situation situation;
    final OnRecord record;
    final OtherDrugs others;
    private final List<Caution> cautions = new ArrayList<>();

    Grounds(Collection<? extends Order> excepted, Situation situation) {
        this.situation = situation;
        this.record = new OnRecord(situation);
        this.others = OtherDrugs.besides(excepted, situation);
    }

    /** The cautions so far, gravest first; of several of one kind about one order, the gravest. */
    List<Caution> cautions() {
        Set<List<Object>> kept = new HashSet<>();
        return cautions.stream()
                .sorted(Comparator.comparing(Caution::severity).reversed())
                .filter(caution -> isFirst(caution, kept))
                .toList();
    }

    private static boolean isFirst(Caution caution, Set<List<Object>> kept) {
        MedicationOrder order = caution.order();
        return order == null || kept.add(List.of(caution.kind(), order.handle()));
    }

    void add(Kind kind, Severity severity, Truth present, String onRecord, @Nullable String when, String source) {
        if (!present.isNo()) {
            cautions.add(new Caution(kind, severity, present, onRecord, when, source, null));
        }
    }

    void add(Kind kind, Severity severity, Truth present, OtherDrugs.Other other, String source) {
        MedicationOrder order = other.order();
        cautions.add(new Caution(kind, severity, present, order.label(), other.when(), source, order));
    }

    /** A condition that counts while it is active. */
    void active(Kind kind, Severity severity, String source, ProblemGroup... groups) {
        conditions(kind, source, problem -> problem.isActive() ? severity : null, severity, groups);
    }

    /** A condition that counts while it is active, and less (or equally) once it is past. */
    void everRecorded(Kind kind, Severity active, Severity past, String source, ProblemGroup... groups) {
        conditions(kind, source, problem -> problem.isActive() ? active : past, active, groups);
    }

    /**
     * The gravest condition of some groups, as {@code severity} judges each that is neither refuted nor an error (null: it
     * does not count), else a reason of the encounter.
     */
    void conditions(
            Kind kind,
            String source,
            Function<Problem, @Nullable Severity> severity,
            Severity asEncounterReason,
            ProblemGroup... groups) {
        List<Caution> found = new ArrayList<>();
        for (Problem problem : record.problems()) {
            if (problem.stands() && Arrays.stream(groups).anyMatch(problem::is)) {
                @Nullable Severity judged = severity.apply(problem);
                if (judged != null) {
                    found.add(new Caution(kind, judged, Truth.YES, problem.label(), when(problem), source, null));
                }
            }
        }
        if (found.isEmpty()) {
            record.encounterReasons().stream()
                    .filter(reason -> Arrays.stream(groups).anyMatch(reason.groups()::contains))
                    .filter(reason -> !isOnProblemList(reason))
                    .map(reason -> new Caution(
                            kind,
                            asEncounterReason,
                            Truth.YES,
                            reason.label().isBlank() ? kind.wording() : reason.label(),
                            "a reason of the encounter",
                            source,
                            null))
                    .forEach(found::add);
        }
        found.stream().max(Comparator.comparing(Caution::severity)).ifPresent(cautions::add);
    }

    /** A reason that is a condition on the problem list has been judged there. */
    private boolean isOnProblemList(Reason reason) {
        String reference = reason.conditionReference();
        return reference != null
                && record.problems().stream().anyMatch(problem -> reference.equals(problem.reference()));
    }

    /** Each other drug of a kind: a caution while possibly taken; while only active on record, no suggestion. */
    void drugs(Kind kind, String source, Predicate<Drug> isOne) {
        for (OtherDrugs.Other other : others.current()) {
            if (isOne.test(other.drug())) {
                Severity severity = other.possiblyTaken() ? Severity.CAUTION : Severity.NOT_SUGGESTED;
                add(kind, severity, Truth.YES, other, source);
            }
        }
    }

    /** Each other drug of a kind: no suggestion. */
    void drugsNotBeside(Kind kind, String source, Predicate<Drug> isOne) {
        for (OtherDrugs.Other other : others.current()) {
            if (isOne.test(other.drug())) {
                add(kind, Severity.NOT_SUGGESTED, Truth.YES, other, source);
            }
        }
    }

    /** Allergies that name one of the ingredients, or whatever else {@code or} accepts. */
    void allergies(Severity severity, String source, Set<String> ingredients, Predicate<Allergy> or) {
        for (Allergy allergy : situation.chart().allergies().orElse(List.of())) {
            if (or.test(allergy) || allergy.ingredients().stream().anyMatch(ingredients::contains)) {
                add(Kind.ALLERGY, severity, Truth.YES, allergy.label(), null, source);
            }
        }
    }

    /** Did the condition begin at most so many days ago? NO without a date or with a future one: not surely so. */
    boolean beganWithin(Problem problem, int days) {
        PartialDate date = problem.date();
        LocalDate today = situation.today();
        return date != null
                && !date.earliest().isAfter(today)
                && date.onOrAfter(today.minusDays(days)).isYes();
    }

    private static @Nullable String when(Problem problem) {
        PartialDate date = problem.date();
        if (!problem.isActive()) {
            return date == null ? "in the past" : "in the past, " + date;
        }
        if (date == null) {
            return null;
        }
        return (problem.datedByRecording() ? "recorded " : "since ") + date;
    }
}
