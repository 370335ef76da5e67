package org.lumbarcds.guideline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.methadone;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.oxycodone;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.reasonReference;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.Charts.view;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.Charts.ProblemBuilder;
import org.lumbarcds.guideline.backpain.Episode;
import org.lumbarcds.guideline.backpain.LowBackPain;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.basis.Judgement;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Procedure;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.safety.Against;
import org.lumbarcds.guideline.safety.DrugSafety;
import org.lumbarcds.guideline.safety.RemedyChoice;
import org.lumbarcds.guideline.therapy.OtherDrugs.Other;
import org.lumbarcds.guideline.therapy.Therapy;

/** How what is on record is read and said: episodes, other drugs, operations, what is kept back. */
class OnRecordWordsTest {

    private static Map<String, Object> describe(ProblemBuilder pain) {
        Facts facts = new Facts();
        Episode.of(null, view(chart().problems(pain))).describe(facts);
        return facts.asMap();
    }

    private static ProblemBuilder chronic(int daysAgo) {
        return problem(ProblemGroup.LOW_BACK_PAIN, ProblemGroup.CHRONIC_LOW_BACK_PAIN)
                .onset(ago(daysAgo));
    }

    /** "Chronic = … a chronic-LBP code, or the onset is more than 84 days ago": until then a card names the week. */
    @Test
    void theWeekIsNamed_untilThePainIsChronic() {
        assertThat(describe(backPain(0))).containsEntry("week", "1");
        assertThat(describe(backPain(6))).containsEntry("week", "1");
        assertThat(describe(backPain(7))).containsEntry("week", "2");
        assertThat(describe(backPain(84))).containsEntry("week", "13");
        assertThat(describe(backPain(85))).doesNotContainKey("week");
        assertThat(describe(chronic(7))).doesNotContainKey("week");
    }

    /** "A chronic code beside a recent date does not say that the episode began then". */
    @Test
    void aChronicCodeBesideARecentDateHasNoDays() {
        assertThat(describe(chronic(84)))
                .containsEntry("since", "chronic by its code, earliest entry dated 2026-09-01")
                .doesNotContainKey("episodeDays");
        assertThat(describe(chronic(85)))
                .containsEntry("since", "since 2026-08-31, 85 days")
                .containsEntry("episodeDays", "85");
    }

    @ParameterizedTest
    @CsvSource({"true, false, drafted now", "false, false, ordered 2026-11-01", "false, true, as reported 2026-11-01"})
    void whenAnotherDrugIsFrom(boolean drafted, boolean stated, String said) {
        MedicationOrder order = recorded(naproxen(), 0).authored("2026-11-01").build();

        assertThat(new Other(order, drafted, true, stated).when()).isEqualTo(said);
    }

    @Test
    void whenAnotherDrugIsFrom_withoutADate() {
        MedicationOrder undated =
                recorded(naproxen(), 0).authored((String) null).build();

        assertThat(new Other(undated, false, true, true).when()).isEqualTo("as reported");
        assertThat(new Other(undated, false, true, false).when()).isNull();
    }

    private static String againstCyclobenzaprine(OrderBuilder order) {
        return Against.offering(Remedy.CYCLOBENZAPRINE, chart().medications(order));
    }

    /** "MAO inhibitors also count for 14 days after their end"; of one that is only planned nobody knows. */
    @Test
    void anMaoInhibitor_thatIsPlannedOrEnded() {
        var selegiline = drug("selegiline", DrugClass.MAO_INHIBITOR);

        assertThat(againstCyclobenzaprine(recorded(selegiline, 5).status(MedicationOrder.INTENDED)))
                .isEqualTo("MAO_INHIBITOR? CONTRAINDICATED");
        assertThat(againstCyclobenzaprine(recorded(selegiline, 23).days(10).status("completed")))
                .isEqualTo("MAO_INHIBITOR CONTRAINDICATED");
        assertThat(againstCyclobenzaprine(recorded(selegiline, 24).days(10).status("completed")))
                .isEqualTo(Against.NOTHING);
    }

    /** With the disorder on record the card names what treats it: neither other opioids, nor what is over. */
    @Test
    void treatmentOfOpioidUseDisorder() {
        FakeChart chart = chart().medications(
                        recorded(methadone(), 5).id("running"),
                        recorded(oxycodone(), 5).id("pain"),
                        recorded(methadone(), 400).days(30).status("completed").id("over"));

        assertThat(Therapy.treatingUseDisorder(view(chart)))
                .extracting(MedicationOrder::handle)
                .containsExactly("running");
    }

    private static String afterOperation(ProblemGroup group) {
        return Against.offering(
                Remedy.NAPROXEN,
                chart().procedures(
                                new Procedure("operation", Set.of(), Meaning.of(Set.of(group)), "completed", ago(3))));
    }

    /** "Operations withhold what a condition would, in the rows that speak of operations": a gastroscopy is no ulcer. */
    @Test
    void onlyOperationsOfTheRowsThatSpeakOfThemCount() {
        assertThat(afterOperation(ProblemGroup.BOWEL_INFLAMMATION)).isEqualTo("BOWEL_INFLAMMATION WITHHOLD");
        assertThat(afterOperation(ProblemGroup.PEPTIC_ULCER)).isEqualTo(Against.NOTHING);
    }

    @Test
    void kidneyFunctionKeptBack_keepsFromOfferingAnNsaidAlone() {
        Situation situation = view(chart().withheld(ChartKey.EGFR, ChartKey.SCREENINGS));

        assertThat(DrugSafety.judge(Remedy.NAPROXEN, situation, List.of()).withheld())
                .containsExactly(ChartKey.EGFR);
        assertThat(DrugSafety.judge(Remedy.ACETAMINOPHEN, situation, List.of()).isAllowed())
                .isTrue();
    }

    /** That a drug is no replacement of itself, nor one NSAID of another, goes without saying. */
    @Test
    void whatIsNotOfferedBesideAnOrder() {
        FakeChart chart = chart().problems(problem(ProblemGroup.CIRRHOSIS), problem(ProblemGroup.SEDATION_RISK));
        RemedyChoice remedies = RemedyChoice.toStart(view(chart));

        assertThat(remedies.notOfferedBeside(drug("ibuprofen", DrugClass.NSAID)))
                .extracting(Judgement::remedy)
                .containsExactly(Remedy.ACETAMINOPHEN, Remedy.CYCLOBENZAPRINE, Remedy.METHOCARBAMOL);
        assertThat(remedies.notOfferedBeside(cyclobenzaprine()))
                .extracting(Judgement::remedy)
                .containsExactly(Remedy.NAPROXEN, Remedy.ACETAMINOPHEN, Remedy.METHOCARBAMOL);
    }

    private static Truth backPainOf(FakeChart chart) {
        MedicationOrder order =
                draft(naproxen()).reasons(reasonReference("Condition/x")).build();
        return LowBackPain.of(order, sign(chart, order)).present();
    }

    /** A coded condition that no group knows is another reason than back pain; one without a code is none at all. */
    @Test
    void anOrderForAConditionThatNoGroupKnows() {
        FakeChart chart = chart().problems(backPain(5), problem().reference("Condition/x"));
        FakeChart coded = chart().problems(backPain(5), problem().reference("Condition/x"))
                .otherConditions("Condition/x");

        assertThat(backPainOf(chart)).isEqualTo(Truth.YES);
        assertThat(backPainOf(coded)).isEqualTo(Truth.NO);
    }

    @Test
    void aGuidelineTellsItsRules_thoseThatAreOffIncluded() {
        Guideline guideline = new Guideline(
                List.of(LowBackPainRule.REASSESS.rule(), LowBackPainRule.BED_REST.rule()),
                Map.of(LowBackPainRule.REASSESS, Mode.OFF),
                (id, failure) -> {});

        assertThat(guideline.rules())
                .extracting(Rule::id)
                .containsExactly(LowBackPainRule.BED_REST, LowBackPainRule.REASSESS);
    }
}
