package org.lumbarcds.guideline.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.dosage;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.draftService;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.ingredient;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.oxycodone;
import static org.lumbarcds.guideline.Charts.product;
import static org.lumbarcds.guideline.Charts.reason;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.selectFirst;
import static org.lumbarcds.guideline.Charts.sign;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.guideline.Charts;
import org.lumbarcds.guideline.Finding;
import org.lumbarcds.guideline.Situation;
import org.lumbarcds.guideline.model.Amount;
import org.lumbarcds.guideline.model.Drug.DrugForm;
import org.lumbarcds.guideline.model.DrugClass;
import org.lumbarcds.guideline.model.MedicationOrder;
import org.lumbarcds.guideline.model.ProblemGroup;
import org.lumbarcds.guideline.model.ServiceOrder;

/** What orders say of each other: reasons, one product of two kinds, dosages that share a quantity, open-ended orders. */
class OrdersTogetherTest {

    private static final ServiceOrder REFERRAL =
            draftService(ServiceOrder.Kind.ACTIVE_TREATMENT, reason(ProblemGroup.LOW_BACK_PAIN));

    /** "LBP present when any of: a selected order's reasonCode or reasonReference is LBP". */
    @Test
    void reasonOfAnotherSelectedOrder_tellsOfBackPain() {
        MedicationOrder opioid = draft(oxycodone()).build();

        Finding finding = Said.finding(new OpioidFirstLine(), sign(chart(), opioid, REFERRAL));

        assertThat(finding.facts().asMap()).containsEntry("byOtherOrder", true).containsEntry("byOrderReason", false);
    }

    @Test
    void reasonOfAnOrderThatIsNotSelected_tellsNothing() {
        MedicationOrder opioid = draft(oxycodone()).build();
        Situation situation = selectFirst(1, chart(), opioid, REFERRAL);

        assertThat(Said.by(new OpioidFirstLine(), situation)).isEqualTo(Said.SILENT);
    }

    @Test
    void codedReasonOfItsOwn_goesFirst() {
        MedicationOrder opioid =
                draft(oxycodone()).reasons(reason(ProblemGroup.CANCER_HISTORY)).build();

        assertThat(Said.by(new OpioidFirstLine(), sign(chart(), opioid, REFERRAL)))
                .isEqualTo(Said.SILENT);
    }

    /** Carisoprodol, aspirin and codeine in one tablet, beside oxycodone: the relaxant runs with an opioid. */
    @Test
    void productThatIsBoth_runsTogetherWithAnotherOpioid() {
        MedicationOrder both = draft(product(
                        "carisoprodol / codeine",
                        DrugForm.SYSTEMIC,
                        ingredient("carisoprodol", DrugClass.MUSCLE_RELAXANT),
                        ingredient("codeine", DrugClass.OPIOID)))
                .build();

        assertThat(Said.by(
                        new OpioidWithDepressant(),
                        sign(chart().problems(backPain(5)).medications(recorded(oxycodone(), 2)), both)))
                .isEqualTo("WARNING together");
    }

    /** "1 in the morning, 2 at night": three a day. */
    @ParameterizedTest(name = "{0} tablets: {1}")
    @CsvSource({
        "42, silent", // 14 days; the morning's tablet alone would last 42
        "63, silent", // 21 days
        "64, WARNING exceeded",
    })
    void dosagesAtTheSameTime_shareOneQuantity(int tablets, String expected) {
        MedicationOrder order = draft(cyclobenzaprine())
                .dosage(
                        dosage().times(1).dose(tablets(1)).text("1 in the morning"),
                        dosage().times(1).dose(tablets(2)).text("2 at night"))
                .quantity(tablets(tablets))
                .build();

        assertThat(Said.by(new MuscleRelaxantDuration(), sign(chart(), order))).isEqualTo(expected);
    }

    private static Amount tablets(int count) {
        return new Amount(BigDecimal.valueOf(count), "{tbl}", "tablet");
    }

    /** "An earlier order of unknown length is not chained (the card names it)." */
    @Test
    void opioidOfUnknownLength_isNamed() {
        MedicationOrder opioid = draft(oxycodone()).build();
        Finding finding = Said.finding(
                new OpioidFirstLine(),
                sign(
                        chart().problems(backPain(5)).medications(recorded(drug("morphine", DrugClass.OPIOID), 200)),
                        opioid));

        assertThat(finding.facts().asMap().get("unknownLength"))
                .isEqualTo(List.of(Map.of(
                        "order", "morphine", "date", Charts.TODAY.minusDays(200).toString())));
    }

    @Test
    void drugOrderedWhenTheOnsetMayHaveBeenLater_isNamedAndNotCounted() {
        LocalDate ordered = Charts.TODAY.minusDays(25);
        Finding finding = Said.finding(
                new OpioidFirstLine(),
                sign(
                        chart().problems(backPain(0).onset("2026-10")).medications(recorded(naproxen(), 25)),
                        draft(oxycodone()).build()));

        assertThat(finding.variant()).isEqualTo("first-line");
        assertThat(finding.facts().asMap().get("triedPerhaps"))
                .isEqualTo(List.of(Map.of("order", "naproxen", "date", ordered.toString())));
    }
}
