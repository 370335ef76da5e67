package org.lumbarcds.guideline.rules.drugs;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.backpain.OrderedForBackPain;
import org.lumbarcds.guideline.basis.Caution;
import org.lumbarcds.guideline.engine.Concern;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * "A selected acetaminophen order (combinations too) meets another acetaminophen product possibly taken or drafted, liver
 * failure or cirrhosis, or an allergy: critical for the allergy, else warning." Specification 3.9.
 */
public record AcetaminophenCaution(RuleId id) implements Rule {

    private static final Set<Caution.Kind> SAID =
            EnumSet.of(Caution.Kind.ALLERGY, Caution.Kind.CIRRHOSIS, Caution.Kind.SAME_INGREDIENT);

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
    public Verdict evaluate(Situation situation) {
        return new CautionedOrders(
                        this,
                        DrugClass.ACETAMINOPHEN,
                        List.of("contraindicated", "caution"),
                        "The product has no acetaminophen.",
                        (order, here) -> order.drug().has(DrugClass.ACETAMINOPHEN),
                        (order, here) -> List.of(),
                        (caution, order) -> SAID.contains(caution.kind()) && !isRenewal(caution, order, situation))
                .evaluate(situation);
    }

    /** "another acetaminophen product": the same product on record is being renewed. */
    private static boolean isRenewal(Caution caution, MedicationOrder order, Situation situation) {
        MedicationOrder other = caution.order();
        return other != null
                && !situation.isDraft(other)
                && other.drug().recognition().equals(order.drug().recognition())
                && other.drug().ingredients().equals(order.drug().ingredients());
    }
}
