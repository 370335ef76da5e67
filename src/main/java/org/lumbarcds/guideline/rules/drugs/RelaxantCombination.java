package org.lumbarcds.guideline.rules.drugs;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.backpain.LowBackPain;
import org.lumbarcds.guideline.backpain.OrderedForBackPain;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.course.Wording;
import org.lumbarcds.guideline.engine.Concern;
import org.lumbarcds.guideline.engine.Conditions;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * "The combination of thiocolchicoside and aceclofenac has demonstrated better safety profile compared to combinations
 * containing chlorzoxazone, aceclofenac, and paracetamol." Specification 3.6.
 */
public record RelaxantCombination(RuleId id) implements Rule {

    @Override
    public Set<Hook> hooks() {
        return Hook.ofDrugOrders();
    }

    @Override
    public Set<ChartKey> required() {
        return EnumSet.of(ChartKey.PATIENT, ChartKey.CONDITIONS);
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
        if (!isCombination(order.drug())) {
            return Verdict.silent("The order is no product of chlorzoxazone, aceclofenac and paracetamol.");
        }
        LowBackPain backPain = LowBackPain.of(order, situation);
        if (backPain.present().isNo()) {
            return Verdict.silent(backPain.absence()).unless(backPain.open());
        }
        OnRecord record = new OnRecord(situation);
        Conditions fires = new Conditions()
                .given(backPain.present(), backPain.absence())
                .unless(record.excluded(), OnRecord.EXCLUSION);
        return switch (fires.met()) {
            case YES -> Verdict.of(finding(order, backPain, record, situation));
            case NO -> fires.silent();
            case UNKNOWN -> Verdict.undecided(record.missing(required()));
        };
    }

    /** One product with all three; the same drugs ordered one by one are no fixed combination. */
    private static boolean isCombination(Drug drug) {
        return drug.hasIngredient("chlorzoxazone")
                && drug.hasIngredient("aceclofenac")
                && drug.hasIngredient("acetaminophen");
    }

    private Finding finding(MedicationOrder order, LowBackPain backPain, OnRecord record, Situation situation) {
        Truth pregnancy = record.active(ProblemGroup.PREGNANCY);
        Facts facts = new Facts()
                .put("drug", order.drug().label())
                .drugName(order.drug().name())
                .put("recognition", Wording.recognition(order.drug()))
                .flag("pregnant", pregnancy.isYes())
                .flag("pregnancyNotChecked", pregnancy.isUnknown())
                .flag("ageUnknown", record.ageUnknown());
        backPain.describe(facts);
        return new Finding(
                id(),
                "info",
                Indicator.INFO,
                List.of(order),
                facts,
                List.of(),
                record.notLookedAt(List.of(ChartKey.CONDITIONS, ChartKey.ENCOUNTER)));
    }
}
