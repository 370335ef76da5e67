package org.lumbarcds.guideline.rules;

import java.util.EnumSet;
import java.util.Set;
import org.lumbarcds.guideline.Rule;
import org.lumbarcds.guideline.RuleId;
import org.lumbarcds.guideline.Situation;
import org.lumbarcds.guideline.Verdict;
import org.lumbarcds.guideline.model.ChartKey;
import org.lumbarcds.guideline.model.Drug;
import org.lumbarcds.guideline.model.DrugClass;
import org.lumbarcds.guideline.model.Hook;

/**
 * "A selected systemic NSAID order meets a contraindication or caution": what the guideline recommends first is not for
 * every patient. Topical products and aspirin up to 100 mg are silent; "age alone is no caution for a short course".
 */
public final class NsaidCaution implements Rule {

    private final CautionedOrders orders =
            new CautionedOrders(this, DrugClass.NSAID, Drug::isSystemicNsaid, (caution, order) -> true);

    @Override
    public RuleId id() {
        return RuleId.NSAID_CAUTION;
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
