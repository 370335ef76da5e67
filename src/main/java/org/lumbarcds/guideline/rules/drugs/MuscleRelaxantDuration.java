package org.lumbarcds.guideline.rules.drugs;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.lumbarcds.guideline.backpain.LowBackPain;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.course.CourseNumbers;
import org.lumbarcds.guideline.course.DraftedCourses;
import org.lumbarcds.guideline.course.LimitedCourse;
import org.lumbarcds.guideline.course.Wording;
import org.lumbarcds.guideline.engine.Conditions;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Threshold;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.drugs.Ingredient;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.therapy.Taper;
import org.lumbarcds.guideline.therapy.Therapy;

/**
 * "Cyclobenzaprine should only be used for short periods (up to 2-3 weeks)." The limit is the label's, so low back pain is
 * not needed; carisoprodol has the same limit, thiocolchicoside the European regulator's, other muscle relaxants get
 * advice. Draft orders of unknown drugs are none of its business: a site with local codes would get an answer of 412 for
 * every order. Specification 3.2.
 */
public record MuscleRelaxantDuration(RuleId id) implements Rule {

    /** Its numbers: "up to 2-3 weeks", what the European regulator allows (2014), and what is shortened (<em>policy</em>). */
    public record Days(
            @Threshold(value = 21, max = 365, meaning = "Longest course of cyclobenzaprine or carisoprodol, in days.")
            int maxDays,

            @Threshold(
                    value = 3,
                    meaning = "Fewest days of an order that must remain for a shortened order to be offered.")
            int shortestUpdateDays,

            @Threshold(
                    value = 7,
                    max = 365,
                    meaning = "Longest course of thiocolchicoside, in days (European regulator, 2014).")
            int thiocolchicosideDays) {}

    private static final String PALLIATIVE = "The patient is in palliative care.";
    private static final String SPASTIC = "The drug is for spasticity, and spasticity is on record.";

    private static final Set<String> ANTISPASTIC = Set.of("baclofen", "tizanidine", "dantrolene");

    @Override
    public Set<Hook> hooks() {
        return Hook.ofDrugOrders();
    }

    @Override
    public Set<ChartKey> required() {
        return EnumSet.of(ChartKey.PATIENT, ChartKey.MEDICATIONS);
    }

    @Override
    public Set<ChartKey> optional() {
        return EnumSet.of(ChartKey.CONDITIONS, ChartKey.ENCOUNTER);
    }

    @Override
    public List<Class<? extends Record>> numbers() {
        return List.of(Days.class);
    }

    @Override
    public Verdict evaluate(Situation situation) {
        return Verdict.ofEach(
                relaxantsSelected(situation),
                Function.identity(),
                ingredient -> judge(ingredient, situation),
                "No muscle relaxant for an outpatient is selected.");
    }

    private Verdict judge(String ingredient, Situation situation) {
        LimitedCourse course = DraftedCourses.decisive(ingredient, limit(ingredient, situation), situation);
        OnRecord record = new OnRecord(situation);
        boolean noStopDate = course.lengthUnknown() && situation.hook().isFinal();
        boolean fires = course.exceeds() || noStopDate;
        boolean possible = fires || !course.earlierOrdersChecked();
        if (!possible) {
            return Verdict.silent(
                    course.lengthUnknown()
                            ? "The length of the course is not known, and an order is only asked for its end when it is signed."
                            : "The course is not longer than its limit.");
        }
        Conditions concerned = isConcerned(ingredient, course.carrier(), record);
        if (concerned.met().isNo()) {
            return concerned.silent();
        }
        if (record.excluded().isUnknown() || !fires) {
            return Verdict.undecided(record.missing(required()));
        }
        return Verdict.of(
                course.exceeds()
                        ? exceeded(ingredient, course, record, situation)
                        : noStopDate(ingredient, course, record, situation));
    }

    /** "cyclobenzaprine: 21 days; carisoprodol the same; other muscle relaxants: info"; thiocolchicoside 7 days. */
    private static int limit(String ingredient, Situation situation) {
        return ingredient.equals(LimitedCourse.REGULATOR_LIMITED)
                ? situation.numbers(Days.class).thiocolchicosideDays()
                : situation.numbers(Days.class).maxDays();
    }

    /** The relaxants among the selected drafts, in their order. */
    private static Set<String> relaxantsSelected(Situation situation) {
        Set<String> names = new LinkedHashSet<>();
        for (MedicationOrder order : situation.selectedMedications()) {
            if (!order.inpatient() && order.drug().isMuscleRelaxant()) {
                order.drug().ingredients().stream()
                        .filter(i -> i.is(DrugClass.MUSCLE_RELAXANT))
                        .map(Ingredient::name)
                        .forEach(names::add);
            }
        }
        return names;
    }

    /** Minors, the deceased, hospice or palliative care; and antispastic drugs with a diagnosis of spasticity. */
    private static Conditions isConcerned(String ingredient, MedicationOrder order, OnRecord record) {
        boolean antispastic = ANTISPASTIC.contains(ingredient);
        // The order's own reasons are looked at before the chart is opened.
        Conditions concerned = new Conditions()
                .unless(Truth.of(record.isReason(order, ProblemGroup.PALLIATIVE_CARE)), PALLIATIVE)
                .unless(Truth.of(antispastic && record.isReason(order, ProblemGroup.SPASTICITY)), SPASTIC);
        if (concerned.met().isNo()) {
            return concerned;
        }
        concerned
                .unless(record.active(ProblemGroup.PALLIATIVE_CARE), PALLIATIVE)
                .unless(record.excluded(), OnRecord.EXCLUSION);
        return antispastic ? concerned.unless(record.active(ProblemGroup.SPASTICITY), SPASTIC) : concerned;
    }

    private Finding exceeded(String ingredient, LimitedCourse course, OnRecord record, Situation situation) {
        Taper taper = Therapy.taper(course.carrier().drug(), situation);
        List<Proposal> proposals = new ArrayList<>();
        Facts facts = facts(ingredient, course, record, situation);
        if (taper.allowsRemoval()) {
            int shortest = situation.numbers(Days.class).shortestUpdateDays();
            course.endByLimit(shortest).ifPresentOrElse(proposals::add, () -> course.describeNotEnded(shortest, facts));
            proposals.add(new Proposal.Remove(List.of(course.carrier())));
        }
        taper.describe(facts);
        facts.flag("isBaclofen", ingredient.equals("baclofen")).flag("isTizanidine", ingredient.equals("tizanidine"));
        boolean labelled = LimitedCourse.hasLabelLimit(ingredient);
        boolean regulated = ingredient.equals(LimitedCourse.REGULATOR_LIMITED);
        return new Finding(
                id(),
                labelled ? "exceeded" : regulated ? "exceeded-thiocolchicoside" : "exceeded-other",
                labelled || regulated ? Indicator.WARNING : Indicator.INFO,
                course.selected(),
                facts,
                proposals,
                record.notLookedAt(List.of(ChartKey.MEDICATIONS, ChartKey.CONDITIONS)));
    }

    private Finding noStopDate(String ingredient, LimitedCourse course, OnRecord record, Situation situation) {
        return new Finding(
                id(),
                "no-stop-date",
                Indicator.INFO,
                course.selected(),
                facts(ingredient, course, record, situation),
                List.of(),
                record.notLookedAt(List.of(ChartKey.MEDICATIONS, ChartKey.CONDITIONS)));
    }

    private static Facts facts(String ingredient, LimitedCourse course, OnRecord record, Situation situation) {
        Facts facts = new Facts()
                .put("drug", course.carrier().drug().label())
                .put("ingredient", ingredient)
                .drugName(ingredient)
                .put("recognition", Wording.recognition(course.carrier().drug()))
                .flag("ageUnknown", record.ageUnknown())
                .flag(
                        "palliativeNotChecked",
                        record.active(ProblemGroup.PALLIATIVE_CARE).isUnknown())
                .flag(
                        "spasticityNotChecked",
                        ANTISPASTIC.contains(ingredient)
                                && record.active(ProblemGroup.SPASTICITY).isUnknown());
        course.describe(facts);
        facts.put("gapDays", situation.numbers(CourseNumbers.class).gapDays());
        LowBackPain backPain = LowBackPain.of(course.carrier(), situation);
        if (backPain.present().isYes()) {
            backPain.describe(facts);
        }
        return facts;
    }
}
