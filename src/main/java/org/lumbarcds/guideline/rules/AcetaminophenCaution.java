package org.lumbarcds.guideline.rules;

import java.util.EnumSet;
import java.util.Set;
import org.lumbarcds.guideline.Caution;
import org.lumbarcds.guideline.Rule;
import org.lumbarcds.guideline.RuleId;
import org.lumbarcds.guideline.Situation;
import org.lumbarcds.guideline.Verdict;
import org.lumbarcds.guideline.model.ChartKey;
import org.lumbarcds.guideline.model.DrugClass;
import org.lumbarcds.guideline.model.Hook;

/**
 * "A selected acetaminophen order (combinations too) meets another acetaminophen product possibly taken or drafted, liver
 * failure or cirrhosis, or an allergy: critical for the allergy, else warning."
 */
public final class AcetaminophenCaution implements Rule {

    private static final Set<Caution.Kind> SAID =
            EnumSet.of(Caution.Kind.ALLERGY, Caution.Kind.CIRRHOSIS, Caution.Kind.SAME_CLASS);

    private final CautionedOrders orders = new CautionedOrders(
            this,
            DrugClass.ACETAMINOPHEN,
            drug -> drug.has(DrugClass.ACETAMINOPHEN),
            (caution, order) -> SAID.contains(caution.kind()));

    @Override
    public RuleId id() {
        return RuleId.ACETAMINOPHEN_CAUTION;
    }

    @Override
    public Set<Hook> hooks() {
        return EnumSet.of(Hook.ORDER_SELECT, Hook.ORDER_SIGN);
    }

    @Override
    public Set<ChartKey> required() {
        return EnumSet.of(ChartKey.PATIENT, ChartKey.CONDITIONS, ChartKey.MEDICATIONS);
    }

    @Override
    public Set<ChartKey> optional() {
        return EnumSet.of(ChartKey.ENCOUNTER, ChartKey.ALLERGIES, ChartKey.EGFR);
    }

    @Override
    public boolean judgesDrugs() {
        return true;
    }

    @Override
    public Verdict evaluate(Situation situation) {
        return orders.evaluate(situation);
    }
}
