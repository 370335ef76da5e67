package org.lumbarcds.guideline.rules.drugs;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumbarcds.guideline.backpain.LowBackPain;
import org.lumbarcds.guideline.backpain.OrderedForBackPain;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.course.Wording;
import org.lumbarcds.guideline.engine.Concern;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.drugs.Ingredient;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.therapy.OtherDrugs;
import org.lumbarcds.guideline.therapy.OtherDrugs.Other;
import org.lumbarcds.guideline.therapy.Taper;
import org.lumbarcds.guideline.therapy.Therapy;

/**
 * "An opioid (here buprenorphine and methadone for opioid use disorder count) and a muscle relaxant, benzodiazepine,
 * z-drug, barbiturate, meprobamate or gabapentinoid would run together (one selected, the other possibly taken or drafted)":
 * the boxed warning of the opioids' labels. "Remove the selected one, never treatment for opioid use disorder nor a drug
 * taken for 90 days or more already." Specification 3.10.
 */
public record OpioidWithDepressant(RuleId id) implements Rule {

    /** Beside muscle relaxants. */
    private static final Set<DrugClass> DEPRESSANTS = EnumSet.of(
            DrugClass.BENZODIAZEPINE,
            DrugClass.Z_DRUG,
            DrugClass.BARBITURATE,
            DrugClass.MEPROBAMATE,
            DrugClass.GABAPENTINOID);

    private static final int LONGEST_NAMES = 50;

    @Override
    public Set<Hook> hooks() {
        return Hook.ofDrugOrders();
    }

    @Override
    public Set<ChartKey> required() {
        return EnumSet.of(ChartKey.PATIENT, ChartKey.CONDITIONS, ChartKey.MEDICATIONS);
    }

    @Override
    public Set<ChartKey> optional() {
        return EnumSet.of(ChartKey.ENCOUNTER);
    }

    @Override
    public Concern concern() {
        return OrderedForBackPain.CONCERN;
    }

    @Override
    public Verdict evaluate(Situation situation) {
        return Verdict.ofEach(
                situation.selectedMedications(),
                order -> judge(order, situation),
                "No drug order to give is selected that a table knows.");
    }

    private Verdict judge(MedicationOrder order, Situation situation) {
        if (!isOneOfThem(order)) {
            return Verdict.silent(
                    "The order is no opioid and no drug that depresses the central nervous system, or is for an inpatient.");
        }
        OnRecord record = new OnRecord(situation);
        LowBackPain backPain = LowBackPain.of(order, situation);
        if (backPain.isSurelyAbsent()) {
            return Verdict.silent(backPain.absence());
        }
        if (record.excluded().isYes()) {
            return Verdict.silent(OnRecord.EXCLUSION);
        }
        List<Other> others = others(order, situation);
        Set<ChartKey> notHad = record.missing(required());
        if (others.isEmpty() && !notHad.contains(ChartKey.MEDICATIONS)) {
            return Verdict.silent(
                    "No opioid beside a drug that depresses the central nervous system: for an outpatient none is drafted that a table"
                            + " knows, and none on record may be taken.");
        }
        if (backPain.present().isNo()) {
            return Verdict.silent(backPain.absence()).unless(backPain.open());
        }
        // With no other drug, only an order that nobody could read may be one.
        if (others.isEmpty()
                || backPain.present().isUnknown()
                || record.excluded().isUnknown()) {
            return Verdict.undecided(notHad);
        }
        List<Other> here = notSaidOnOpioid(order, others, situation);
        return here.isEmpty()
                ? Verdict.silent("The finding stands on the opioid's card.")
                : Verdict.of(finding(order, here, backPain, situation));
    }

    private static boolean isOneOfThem(MedicationOrder order) {
        return !order.inpatient() && (order.drug().isOpioid() || isDepressant(order.drug()));
    }

    private static boolean isDepressant(Drug drug) {
        return drug.isMuscleRelaxant()
                || drug.uses().isEmpty() && DEPRESSANTS.stream().anyMatch(drug::has);
    }

    /** What would run together with an order; inpatient drafts are left out, as everywhere in this rule. */
    private static List<Other> others(MedicationOrder order, Situation situation) {
        // One product may be both.
        Predicate<Drug> wanted =
                drug -> order.drug().isOpioid() && isDepressant(drug) || isDepressant(order.drug()) && drug.isOpioid();
        return OtherDrugs.besides(List.of(order), situation).current().stream()
                .filter(other -> other.possiblyTaken() && wanted.test(other.drug()))
                .filter(other -> !(other.drafted() && other.order().inpatient()))
                .toList();
    }

    /**
     * "A finding about several selected orders stands once: on the opioid's card." An order on record of the same opioid says
     * no more.
     */
    private static List<Other> notSaidOnOpioid(MedicationOrder order, List<Other> others, Situation situation) {
        if (order.drug().isOpioid()) {
            return others;
        }
        Set<String> said = others.stream()
                .filter(other -> isSelected(other, situation))
                .filter(other ->
                        LowBackPain.of(other.order(), situation).present().isYes())
                .flatMap(other -> other.drug().ingredients().stream())
                .map(Ingredient::name)
                .collect(Collectors.toUnmodifiableSet());
        return others.stream()
                .filter(other -> other.drug()
                        .ingredient(DrugClass.OPIOID)
                        .map(Ingredient::name)
                        .filter(said::contains)
                        .isEmpty())
                .toList();
    }

    private static boolean isSelected(Other other, Situation situation) {
        return other.drafted() && situation.isSelected(other.order());
    }

    private Finding finding(MedicationOrder order, List<Other> others, LowBackPain backPain, Situation situation) {
        List<Order> about = new ArrayList<>(List.of(order));
        others.stream().filter(o -> isSelected(o, situation)).map(Other::order).forEach(about::add);
        OnRecord record = new OnRecord(situation);
        List<Proposal> removals = new ArrayList<>();
        boolean treatment = false;
        Taper taken = Taper.NONE;
        for (Order candidate : about) {
            MedicationOrder selected = (MedicationOrder) candidate;
            if (treatsUseDisorder(selected, record)) {
                treatment = true;
                continue;
            }
            Taper taper = taper(selected.drug(), situation);
            taken = taken.or(taper);
            if (taper.allowsRemoval()) {
                removals.add(new Proposal.Remove(List.of(selected)));
            }
        }
        Facts facts = new Facts()
                .put("drug", order.drug().label())
                .drugName(order.drug().name())
                .put("recognition", Wording.recognition(order.drug()))
                .name("other", names(others))
                .list(
                        "others",
                        others.stream().map(OpioidWithDepressant::describe).toList())
                .flag("isOpioid", order.drug().isOpioid())
                .flag("treatsUseDisorder", treatment)
                .flag("ageUnknown", record.ageUnknown());
        describeClasses(order, others, facts);
        taken.describe(facts);
        backPain.describe(facts);
        Set<ChartKey> looked = EnumSet.copyOf(required());
        looked.addAll(optional());
        return new Finding(
                id(),
                "together",
                Indicator.WARNING,
                about,
                facts,
                removals,
                record.notLookedAt(looked),
                unselected(others, situation));
    }

    /** Ingredients of the other drugs that the finding is not about. */
    private static Set<String> unselected(List<Other> others, Situation situation) {
        return others.stream()
                .filter(other -> !isSelected(other, situation))
                .flatMap(other -> other.drug().ingredients().stream())
                .map(Ingredient::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** {@code gabapentin}, {@code gabapentin and lorazepam}, {@code gabapentin and others}, as far as a summary has room. */
    private static String names(List<Other> others) {
        List<String> names =
                others.stream().map(other -> other.drug().name()).distinct().toList();
        String both = String.join(" and ", names);
        return names.size() <= 2 && both.length() <= LONGEST_NAMES || names.size() == 1
                ? both
                : names.get(0) + " and " + (names.size() > 2 ? "others" : "another drug");
    }

    /** "Label paragraphs name only what concerns this patient." */
    private static void describeClasses(MedicationOrder order, List<Other> others, Facts facts) {
        List<Drug> drugs = Stream.concat(
                        Stream.of(order.drug()), others.stream().map(Other::drug))
                .toList();
        boolean gabapentinoid = drugs.stream().anyMatch(drug -> drug.has(DrugClass.GABAPENTINOID));
        facts.flag("gabapentinoid", gabapentinoid)
                .flag("relaxantAlone", !gabapentinoid && drugs.stream().anyMatch(Drug::isMuscleRelaxant));
    }

    private static Facts describe(Other other) {
        return new Facts()
                .put("order", other.order().label())
                .put("when", other.when())
                .put("recognised", Wording.recognition(other.drug()));
    }

    /** What is reduced stepwise, and what has been taken for long: any opioid for an opioid, else the same drug. */
    private static Taper taper(Drug drug, Situation situation) {
        Taper taper = Therapy.taper(drug, situation);
        return drug.isOpioid() ? taper : taper.or(Therapy.takenLong(drug, situation));
    }

    /** Taking away the treatment of opioid use disorder would harm more than the combination; so would not knowing. */
    private static boolean treatsUseDisorder(MedicationOrder order, OnRecord record) {
        boolean mayHaveDisorder = record.isReason(order, ProblemGroup.OPIOID_USE_DISORDER)
                || !record.everRecorded(ProblemGroup.OPIOID_USE_DISORDER).isNo();
        return order.drug().isOpioid() && !order.drug().isOpioidAnalgesic(mayHaveDisorder);
    }
}
