package org.lumbarcds.guideline.rules.drugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.dosage;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.draftService;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.gabapentin;
import static org.lumbarcds.guideline.Charts.ingredient;
import static org.lumbarcds.guideline.Charts.methadone;
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
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.Drug.DrugForm;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.Amount;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.rules.Said;

/** What orders say of each other: reasons, one product of two kinds, dosages that share a quantity, open-ended orders. */
class OrdersTogetherTest {

    private static final String NONE = "none";

    private static final ServiceOrder REFERRAL =
            draftService(ServiceOrder.Kind.ACTIVE_TREATMENT, reason(ProblemGroup.LOW_BACK_PAIN));

    /** "LBP present when any of: a selected order's reasonCode or reasonReference is LBP". */
    @Test
    void reasonOfAnotherSelectedOrder_tellsOfBackPain() {
        MedicationOrder opioid = draft(oxycodone()).build();

        Finding finding = Said.finding(LowBackPainRule.OPIOID_FIRST_LINE.rule(), sign(chart(), opioid, REFERRAL));

        assertThat(finding.facts().asMap()).containsEntry("byOtherOrder", true).containsEntry("byOrderReason", false);
    }

    @Test
    void reasonOfAnOrderThatIsNotSelected_tellsNothing() {
        MedicationOrder opioid = draft(oxycodone()).build();
        Situation situation = selectFirst(1, chart(), opioid, REFERRAL);

        assertThat(Said.by(LowBackPainRule.OPIOID_FIRST_LINE.rule(), situation)).isEqualTo(Said.SILENT);
    }

    @Test
    void codedReasonOfItsOwn_goesFirst() {
        MedicationOrder opioid =
                draft(oxycodone()).reasons(reason(ProblemGroup.CANCER_HISTORY)).build();

        assertThat(Said.by(LowBackPainRule.OPIOID_FIRST_LINE.rule(), sign(chart(), opioid, REFERRAL)))
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
                        LowBackPainRule.OPIOID_WITH_DEPRESSANT.rule(),
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

        assertThat(Said.by(LowBackPainRule.MUSCLE_RELAXANT_DURATION.rule(), sign(chart(), order)))
                .isEqualTo(expected);
    }

    private static Amount tablets(int count) {
        return new Amount(BigDecimal.valueOf(count), "{tbl}", "tablet");
    }

    /** "An earlier order of unknown length is not chained (the card names it)", of opioids that may still be taken. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void opioidsOfUnknownLength_areNamed(String why, OrderBuilder recorded, String expected) {
        MedicationOrder opioid = draft(oxycodone()).build();
        MedicationOrder besides = draft(methadone()).build();
        FakeChart chart = chart().problems(backPain(5)).medications(recorded);

        Finding finding =
                Said.finding(LowBackPainRule.OPIOID_FIRST_LINE.rule(), selectFirst(1, chart, opioid, besides));

        assertThat(Objects.toString(finding.facts().asMap().get("unknownLength"), NONE))
                .isEqualTo(expected);
    }

    static Stream<Arguments> opioidsOfUnknownLength_areNamed() {
        Drug morphine = drug("morphine", DrugClass.OPIOID);
        String named = "[{order=morphine, date=" + Charts.TODAY.minusDays(200) + "}]";
        return Stream.of(
                arguments("active, no length", recorded(morphine, 200), named),
                arguments(
                        "active, begun who knows when",
                        recorded(morphine, 0).authored("2026"),
                        "[{order=morphine, date=2026}]"),
                arguments("its days are known", recorded(morphine, 20).days(30), NONE),
                arguments("its days are known and over", recorded(morphine, 20).days(10), NONE),
                arguments("on hold: not taken now", recorded(morphine, 200).status("on-hold"), NONE),
                arguments("completed", recorded(morphine, 200).status("completed"), NONE),
                arguments("no opioid", recorded(gabapentin(), 200), NONE));
    }

    /** Whether a card may say that no first-line drug was ordered in this episode, or only that none surely was. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void firstLineDrugThatMayBeOfThisEpisode_isSaid(String why, FakeChart chart, boolean expected) {
        Finding finding = Said.finding(
                LowBackPainRule.OPIOID_FIRST_LINE.rule(),
                sign(chart, draft(oxycodone()).build()));

        assertThat(finding.facts().asMap()).containsEntry("mayBeTried", expected);
    }

    static Stream<Arguments> firstLineDrugThatMayBeOfThisEpisode_isSaid() {
        return Stream.of(
                arguments("onset in a month, ordered in it", lastMonth().medications(recorded(naproxen(), 25)), true),
                arguments("onset in a month, ordered before", lastMonth().medications(recorded(naproxen(), 60)), false),
                arguments("onset in a month, nothing ordered", lastMonth(), false),
                arguments(
                        "onset in a month, surely ordered since",
                        lastMonth().medications(recorded(naproxen(), 5), recorded(naproxen(), 25)),
                        false),
                arguments(
                        "onset on a day, ordered the day before",
                        chart().problems(backPain(10)).medications(recorded(naproxen(), 11)),
                        false),
                arguments("onset unknown", chart().problems(backPain(0).undated()), false));
    }

    private static FakeChart lastMonth() {
        return chart().problems(backPain(0).onset("2026-10"));
    }

    @Test
    void drugOrderedWhenTheOnsetMayHaveBeenLater_isNamedAndNotCounted() {
        LocalDate ordered = Charts.TODAY.minusDays(25);
        Finding finding = Said.finding(
                LowBackPainRule.OPIOID_FIRST_LINE.rule(),
                sign(
                        chart().problems(backPain(0).onset("2026-10")).medications(recorded(naproxen(), 25)),
                        draft(oxycodone()).build()));

        assertThat(finding.variant()).isEqualTo("first-line");
        assertThat(finding.facts().asMap().get("triedPerhaps"))
                .isEqualTo(List.of(Map.of("order", "naproxen", "date", ordered.toString())));
    }
}
