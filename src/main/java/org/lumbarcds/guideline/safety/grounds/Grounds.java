package org.lumbarcds.guideline.safety.grounds;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.basis.Caution;
import org.lumbarcds.guideline.basis.Caution.Kind;
import org.lumbarcds.guideline.basis.Caution.Severity;
import org.lumbarcds.guideline.basis.MissingCode;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Unaccounted;
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
 * and that may be such a caution. What could not be had is simply not among them. Specification 4.1 and 4.2.
 */
public final class Grounds {

    /** "A caution, not a contraindication": no label says so. */
    private static final String NO_ALLERGY =
            "stomach complaints only: this service's policy, not the allergy that labels mean";

    private final Situation situation;
    private final OnRecord record;
    private final OtherDrugs others;
    private final ProblemGrounds problems;
    private final List<Caution> cautions = new ArrayList<>();
    private final Unaccounted unknown = new Unaccounted();

    private Grounds(OtherDrugs others, List<Problem> operations, Situation situation) {
        this.situation = situation;
        this.record = new OnRecord(situation);
        this.others = others;
        this.problems = new ProblemGrounds(this, operations, situation);
    }

    /** Against a draft: by orders, conditions, allergies and results. */
    public static Grounds against(Order draft, Situation situation) {
        return new Grounds(OtherDrugs.besides(List.of(draft), situation), List.of(), situation);
    }

    /** Against a suggestion: also by what the patient is said to take, and by operations. */
    public static Grounds againstSuggesting(Collection<? extends Order> goingAway, Situation situation) {
        return new Grounds(
                OtherDrugs.besideASuggestion(goingAway, situation), Operations.onRecord(situation), situation);
    }

    public Situation situation() {
        return situation;
    }

    public OnRecord record() {
        return record;
    }

    /** The drugs beside the one that is judged. */
    public OtherDrugs others() {
        return others;
    }

    /** What conditions say against it. */
    public ProblemGrounds problems() {
        return problems;
    }

    /** The cautions so far, gravest first; of several of one kind about one order, the gravest. */
    public List<Caution> cautions() {
        Set<List<Object>> kept = new HashSet<>();
        return cautions.stream()
                .sorted(Comparator.comparing(Caution::severity).reversed())
                .filter(caution -> isFirst(caution, kept))
                .toList();
    }

    /** What the record calls the entries that may speak against the drug, each once. */
    public List<String> unknown() {
        return unknown.labels();
    }

    /** What tables lack of those entries. */
    public List<MissingCode> unlisted() {
        return unknown.unlisted();
    }

    private static boolean isFirst(Caution caution, Set<List<Object>> kept) {
        MedicationOrder order = caution.order();
        return order == null || kept.add(List.of(caution.kind(), order.handle()));
    }

    public void add(Caution caution) {
        cautions.add(caution);
    }

    /** A condition that may speak against the drug. */
    void addUnknown(Problem problem) {
        unknown.add(problem);
    }

    /** A reason of the encounter that may. */
    void addUnknown(Reason reason) {
        unknown.add(reason);
    }

    public void add(
            Kind kind, Severity severity, Truth present, String onRecord, @Nullable String when, String source) {
        if (!present.isNo()) {
            cautions.add(new Caution(kind, severity, present, onRecord, when, source, null));
        }
    }

    public void add(Kind kind, Severity severity, Truth present, OtherDrugs.Other other, String source) {
        MedicationOrder order = other.order();
        cautions.add(new Caution(kind, severity, present, order.label(), other.when(), source, order));
    }

    /** "Not accounted for" whatever the drug: problems, orders and allergies that nothing here knows. */
    public void addUnaccounted() {
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
    public void addUnreadableResults() {
        LocalDate from = situation
                .today()
                .minusDays(situation.numbers(SafetyNumbers.class).kidneyFunctionValidDays());
        situation.chart().unreadableResults().stream()
                .filter(entry ->
                        entry.date() == null || !entry.date().onOrAfter(from).isNo())
                .forEach(unknown::add);
    }

    /**
     * Each other drug of a kind: {@code severity} while possibly taken; while only active on record, no suggestion. "A drug
     * named in a problem's words counts as on record."
     */
    public void drugs(Kind kind, Severity severity, String source, Predicate<Drug> isOne) {
        for (OtherDrugs.Other other : others.current()) {
            if (isOne.test(other.drug())) {
                add(kind, other.possiblyTaken() ? severity : Severity.WITHHOLD, Truth.YES, other, source);
            }
        }
        namedDrugs(kind, severity, source, isOne);
    }

    /** Each drug of a kind that an active problem names. */
    public void namedDrugs(Kind kind, Severity severity, String source, Predicate<Drug> isOne) {
        for (Problem problem : record.problems()) {
            if (problem.isActive() && problem.meaning().named().stream().anyMatch(isOne)) {
                add(kind, severity, Truth.YES, problem.label(), "named in a problem", source);
            }
        }
    }

    /** Each other drug of a kind: no suggestion. */
    public void drugsNotBeside(Kind kind, String source, Predicate<Drug> isOne) {
        drugs(kind, Severity.WITHHOLD, source, isOne);
    }

    /** Whether a drug of a kind is drafted, on record or named in a problem. */
    public boolean hasDrug(Predicate<Drug> isOne) {
        return others.current().stream().anyMatch(other -> isOne.test(other.drug()))
                || record.problems().stream()
                        .anyMatch(problem -> problem.isActive()
                                && problem.meaning().named().stream().anyMatch(isOne));
    }

    /** Allergies that name one of the ingredients, or whatever else {@code or} accepts. */
    public void allergies(Severity severity, String source, Set<String> ingredients, Predicate<Allergy> or) {
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
    public void labResult(Kind kind, String source, int days, LabResult.Kind measured, Predicate<BigDecimal> past) {
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
}
