package org.lumbarcds.guideline.rules.drugs;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.backpain.OrderedForBackPain;
import org.lumbarcds.guideline.basis.Caution;
import org.lumbarcds.guideline.engine.Concern;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.safety.labels.RelaxantNumbers;

/**
 * "A selected muscle-relaxant order meets a labelled contraindication or caution on record": cyclobenzaprine's label for
 * cyclobenzaprine, age by the Beers criteria and a second relaxant for all. "Of the other relaxants only what the
 * exclusions call avoid (and for baclofen its kidney row) makes a card." Palliative care silences the age alone. Specification 3.7.
 */
public record RelaxantCaution(RuleId id) implements Rule {

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
        return EnumSet.of(ChartKey.ENCOUNTER, ChartKey.ALLERGIES, ChartKey.EGFR, ChartKey.STATEMENTS);
    }

    @Override
    public Concern concern() {
        return OrderedForBackPain.CONCERN;
    }

    @Override
    public List<Class<? extends Record>> numbers() {
        return List.of(RelaxantNumbers.class);
    }

    @Override
    public Verdict evaluate(Situation situation) {
        return new CautionedOrders(
                        this,
                        DrugClass.MUSCLE_RELAXANT,
                        List.of("contraindicated", "avoid", "caution", "advice"),
                        "The drug is no muscle relaxant.",
                        (order, here) -> order.drug().isMuscleRelaxant(),
                        (order, here) -> List.of(),
                        (caution, order) -> isOfItsLabel(caution, order)
                                && !isPalliativeAge(caution, order, situation)
                                && !isSaidOfTheOpioid(caution, order, situation))
                .evaluate(situation);
    }

    private static boolean isOfItsLabel(Caution caution, MedicationOrder order) {
        if (order.drug().hasIngredient("cyclobenzaprine") || caution.isAvoid()) {
            return true;
        }
        return switch (caution.kind()) {
            case OLDER_AGE, SAME_CLASS -> true;
            case KIDNEY_FUNCTION, KIDNEY_DISEASE -> order.drug().hasIngredient("baclofen");
            default -> false;
        };
    }

    private static boolean isPalliativeAge(Caution caution, MedicationOrder order, Situation situation) {
        return caution.kind() == Caution.Kind.OLDER_AGE
                && new OnRecord(situation).isReason(order, ProblemGroup.PALLIATIVE_CARE);
    }

    /**
     * An opioid beside the relaxant, drafted or on record: "what opioid-with-depressant says makes no second
     * relaxant-caution". It leaves out inpatient orders.
     */
    private static boolean isSaidOfTheOpioid(Caution caution, MedicationOrder order, Situation situation) {
        MedicationOrder other = caution.order();
        return other != null
                && caution.kind() == Caution.Kind.DEPRESSANT
                && other.drug().isOpioid()
                && !order.inpatient()
                && !(other.inpatient() && situation.isDraft(other));
    }
}
