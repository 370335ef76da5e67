package org.lumbarcds.guideline.safety;

import java.math.BigDecimal;
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
import org.lumbarcds.guideline.basis.Caution;
import org.lumbarcds.guideline.basis.Caution.Kind;
import org.lumbarcds.guideline.basis.Caution.Severity;
import org.lumbarcds.guideline.basis.Unlisted;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Unaccounted;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.record.LabResult;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.therapy.OtherDrugs;

/**
 * Collects what is on record against one drug: the cautions, and apart from them the entries that nothing here accounts for
 * and that may be such a caution. What could not be had is simply not among them.
 */
final class Grounds {

    /** "A caution, not a contraindication": no label says so. */
    private static final String NO_ALLERGY =
            "stomach complaints only: this service's policy, not the allergy that labels mean";

    final Situation situation;
    final OnRecord record;
    final OtherDrugs others;
    private final List<Problem> operations;
    private final List<Caution> cautions = new ArrayList<>();
    private final Unaccounted unknown = new Unaccounted();

    private Grounds(OtherDrugs others, List<Problem> operations, Situation situation) {
        this.situation = situation;
        this.record = new OnRecord(situation);
        this.others = others;
        this.operations = List.copyOf(operations);
    }

    /** Against a draft: by orders, conditions, allergies and results. */
    static Grounds against(Order draft, Situation situation) {
        return new Grounds(OtherDrugs.besides(List.of(draft), situation), List.of(), situation);
    }

    /** Against a suggestion: also by what the patient is said to take, and by operations. */
    static Grounds againstSuggesting(Collection<? extends Order> goingAway, Situation situation) {
        return new Grounds(
                OtherDrugs.besideASuggestion(goingAway, situation), Operations.onRecord(situation), situation);
    }

    /** The cautions so far, gravest first; of several of one kind about one order, the gravest. */
    List<Caution> cautions() {
        Set<List<Object>> kept = new HashSet<>();
        return cautions.stream()
                .sorted(Comparator.comparing(Caution::severity).reversed())
                .filter(caution -> isFirst(caution, kept))
                .toList();
    }

    /** What the record calls the entries that may speak against the drug, each once. */
    List<String> unknown() {
        return unknown.labels();
    }

    /** What tables lack of those entries. */
    List<Unlisted> unlisted() {
        return unknown.unlisted();
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

    /** "Not accounted for" whatever the drug: problems, orders and allergies that nothing here knows. */
    void addUnaccounted() {
        for (Problem problem : record.problems()) {
            boolean toUnknownDrug = problem.is(ProblemGroup.DRUG_ALLERGY_UNSPECIFIED);
            if (problem.stands() && (!problem.meaning().accounted() || toUnknownDrug)) {
                unknown.add(problem);
            }
        }
        for (Reason reason : record.encounterReasons()) {
            boolean toUnknownDrug = reason.groups().contains(ProblemGroup.DRUG_ALLERGY_UNSPECIFIED);
            if (!reason.meaning().accounted() || toUnknownDrug) {
                unknown.add(reason);
            }
        }
        situation.chart().unknownOrders().forEach(unknown::add);
        situation.chart().unknownStatements().forEach(unknown::add);
        record.allergies().stream().filter(Allergy::isToUnknownDrug).forEach(unknown::add);
        situation.unknownDrafts().forEach(unknown::add);
    }

    /** A result that is there and can't be read. */
    void addUnreadableResults() {
        LocalDate from = situation
                .today()
                .minusDays(situation.numbers(SafetyNumbers.class).kidneyFunctionValidDays());
        situation.chart().unreadableResults().stream()
                .filter(entry ->
                        entry.date() == null || !entry.date().onOrAfter(from).isNo())
                .forEach(unknown::add);
    }

    /** A condition that counts while it is active. */
    void active(Kind kind, Severity severity, String source, ProblemGroup... groups) {
        conditions(kind, source, problem -> problem.isActive() ? severity : null, groups);
    }

    /** A condition that counts while it is active, and less (or equally) once it is past. */
    void everRecorded(Kind kind, Severity active, Severity past, String source, ProblemGroup... groups) {
        conditions(kind, source, problem -> problem.isActive() ? active : past, groups);
    }

    /**
     * The gravest condition of some groups, as {@code severity} judges each that is neither refuted nor an error (null: it
     * does not count), else a reason of the encounter. One that may be of a group is unknown.
     */
    void conditions(Kind kind, String source, Function<Problem, @Nullable Severity> severity, ProblemGroup... groups) {
        List<Caution> found = new ArrayList<>();
        for (Problem problem : record.problems()) {
            if (problem.stands()) {
                boolean is = isOneOf(problem.groups(), groups);
                boolean may = isOneOf(problem.meaning().possibly(), groups);
                @Nullable Severity judged = is || may ? severity.apply(problem) : null;
                if (judged != null && is) {
                    found.add(new Caution(kind, judged, Truth.YES, problem.label(), when(problem), source, null));
                } else if (judged != null) {
                    unknown.add(problem);
                }
            }
        }
        if (found.isEmpty()) {
            encounterReason(kind, source, severity, groups);
        }
        operations(kind, source, severity, groups);
        found.stream().max(Comparator.comparing(Caution::severity)).ifPresent(cautions::add);
    }

    /** An operation says what a condition of the same meaning would, but a list of operations only withholds. */
    private void operations(
            Kind kind, String source, Function<Problem, @Nullable Severity> severity, ProblemGroup... groups) {
        operations.stream()
                .filter(operation -> isOneOf(operation.groups(), groups) && severity.apply(operation) != null)
                .findFirst()
                .ifPresent(operation -> cautions.add(new Caution(
                        kind, Severity.WITHHOLD, Truth.YES, operation.label(), when(operation), source, null)));
    }

    /** The first reason of the encounter that counts and is no condition on the problem list; it is of today. */
    void encounterReason(
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
                add(kind, judged, Truth.YES, label, "a reason of the encounter", source);
                return;
            }
            if (judged != null) {
                unknown.add(reason);
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
                unknown.add(problem);
            }
        }
        for (Reason reason : record.encounterReasons()) {
            if (!isOnProblemList(reason) && reason.meaning().possibly().contains(group)) {
                unknown.add(reason);
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

    /**
     * Each other drug of a kind: {@code severity} while possibly taken; while only active on record, no suggestion. "A drug
     * named in a problem's words counts as on record."
     */
    void drugs(Kind kind, Severity severity, String source, Predicate<Drug> isOne) {
        for (OtherDrugs.Other other : others.current()) {
            if (isOne.test(other.drug())) {
                add(kind, other.possiblyTaken() ? severity : Severity.WITHHOLD, Truth.YES, other, source);
            }
        }
        namedDrugs(kind, severity, source, isOne);
    }

    /** Each drug of a kind that an active problem names. */
    void namedDrugs(Kind kind, Severity severity, String source, Predicate<Drug> isOne) {
        for (Problem problem : record.problems()) {
            if (problem.isActive() && problem.meaning().named().stream().anyMatch(isOne)) {
                add(kind, severity, Truth.YES, problem.label(), "named in a problem", source);
            }
        }
    }

    /** Each other drug of a kind: no suggestion. */
    void drugsNotBeside(Kind kind, String source, Predicate<Drug> isOne) {
        drugs(kind, Severity.WITHHOLD, source, isOne);
    }

    /** Whether a drug of a kind is drafted, on record or named in a problem. */
    boolean hasDrug(Predicate<Drug> isOne) {
        return others.current().stream().anyMatch(other -> isOne.test(other.drug()))
                || record.problems().stream()
                        .anyMatch(problem -> problem.isActive()
                                && problem.meaning().named().stream().anyMatch(isOne));
    }

    /** Allergies that name one of the ingredients, or whatever else {@code or} accepts. */
    void allergies(Severity severity, String source, Set<String> ingredients, Predicate<Allergy> or) {
        for (Allergy allergy : record.allergies()) {
            if (or.test(allergy) || allergy.ingredients().stream().anyMatch(ingredients::contains)) {
                if (allergy.severity() == Allergy.Severity.STOMACH_COMPLAINTS) {
                    add(Kind.ALLERGY, Severity.CAUTION, Truth.YES, allergy.label(), null, NO_ALLERGY);
                } else {
                    add(Kind.ALLERGY, severity, Truth.YES, allergy.label(), null, source);
                }
            }
        }
    }

    /**
     * The newest result of a kind of the last {@code days}: a caution when it is past a limit. "Where at hand": none on
     * record says nothing.
     */
    void labResult(Kind kind, String source, int days, LabResult.Kind measured, Predicate<BigDecimal> past) {
        LocalDate from = situation.today().minusDays(days);
        situation.chart().labResults().stream()
                .filter(result -> result.kind() == measured
                        && !result.date().onOrAfter(from).isNo())
                .max(Comparator.comparing(LabResult::date).thenComparing(result -> past.test(result.value())))
                .filter(result -> past.test(result.value()))
                .ifPresent(result -> add(
                        kind,
                        Severity.CAUTION,
                        result.date().onOrAfter(from),
                        result.text(),
                        "measured " + result.date(),
                        source));
    }

    /** Did the condition begin at most so many days ago? NO without a date or with a future one: not surely so. */
    boolean beganWithin(Problem problem, int days) {
        PartialDate date = problem.date();
        LocalDate today = situation.today();
        return date != null
                && !date.earliest().isAfter(today)
                && date.onOrAfter(today.minusDays(days)).isYes();
    }

    /** Did a condition that is no longer active end at most so many days ago? Unknown when nobody wrote when. */
    Truth endedWithin(Problem problem, int days) {
        PartialDate ended = problem.ended();
        return ended == null ? Truth.UNKNOWN : ended.onOrAfter(situation.today().minusDays(days));
    }

    static @Nullable String when(Problem problem) {
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
