package org.lumbarcds.guideline.rules.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.guideline.Charts.acetaminophen;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.baclofen;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.oxycodoneAcetaminophen;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.sign;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.rules.Outcome;

/** "Label paragraphs name only what concerns this patient": which paragraphs of evidence a card of cautions has. */
class CautionFactsTest {

    private static final Drug WARFARIN = drug("warfarin", DrugClass.ANTICOAGULANT);

    private static FakeChart pain() {
        return chart().problems(backPain(5));
    }

    private static Map<String, Object> facts(Rule rule, Drug drug, FakeChart chart) {
        return Outcome.only(rule, sign(chart, draft(drug).build())).facts().asMap();
    }

    private static Arguments row(
            String reason, Rule rule, Drug drug, FakeChart chart, boolean age, boolean label, boolean practice) {
        return arguments(
                reason, rule, drug, chart, Map.of("olderAge", age, "byLabel", label, "onlyPractice", practice));
    }

    static Stream<Arguments> evidence() {
        return Stream.of(
                row(
                        "age",
                        LowBackPainRule.RELAXANT_CAUTION.rule(),
                        cyclobenzaprine(),
                        pain().born("1950-01-01"),
                        true,
                        false,
                        false),
                row(
                        "its label",
                        LowBackPainRule.RELAXANT_CAUTION.rule(),
                        cyclobenzaprine(),
                        pain().problems(problem(ProblemGroup.GLAUCOMA)),
                        false,
                        true,
                        false),
                row(
                        "age and its label",
                        LowBackPainRule.RELAXANT_CAUTION.rule(),
                        cyclobenzaprine(),
                        pain().born("1950-01-01").problems(problem(ProblemGroup.GLAUCOMA)),
                        true,
                        true,
                        false),
                row(
                        "practice alone",
                        LowBackPainRule.RELAXANT_CAUTION.rule(),
                        cyclobenzaprine(),
                        pain().medications(recorded(baclofen(), 3)),
                        false,
                        false,
                        true),
                row(
                        "age and practice",
                        LowBackPainRule.RELAXANT_CAUTION.rule(),
                        cyclobenzaprine(),
                        pain().born("1950-01-01").medications(recorded(baclofen(), 3)),
                        true,
                        false,
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("evidence")
    void namesTheEvidenceThatConcernsThePatient(
            String reason, Rule rule, Drug drug, FakeChart chart, Map<String, Object> expected) {
        assertThat(facts(rule, drug, chart)).containsAllEntriesOf(expected);
    }

    @Test
    void acetaminophen_twiceOrWithALiver() {
        Rule rule = LowBackPainRule.ACETAMINOPHEN_CAUTION.rule();

        assertThat(facts(rule, acetaminophen(), pain().medications(recorded(oxycodoneAcetaminophen(), 3))))
                .containsEntry("twice", true)
                .containsEntry("liver", false)
                .containsEntry("nothingElse", true);
        assertThat(facts(rule, oxycodoneAcetaminophen(), pain().problems(problem(ProblemGroup.CIRRHOSIS))))
                .containsEntry("twice", false)
                .containsEntry("liver", true)
                .containsEntry("nothingElse", false);
    }

    /** A drug's name is never cut; the words of the record may be. */
    @Test
    void theMainEntry_isADrugsNameOrTheRecordsWords() {
        Map<String, Object> order =
                facts(LowBackPainRule.NSAID_CAUTION.rule(), naproxen(), pain().medications(recorded(WARFARIN, 3)));
        Map<String, Object> ulcer = facts(
                LowBackPainRule.NSAID_CAUTION.rule(),
                naproxen(),
                pain().problems(problem(ProblemGroup.PEPTIC_ULCER)
                        .label("Ulcer of 2010")
                        .resolved()));
        Map<String, Object> active = facts(
                LowBackPainRule.NSAID_CAUTION.rule(),
                naproxen(),
                pain().problems(problem(ProblemGroup.PEPTIC_ULCER).label("Ulcer")));

        assertThat(order.get("mainRecord")).isEqualTo(new Facts.Name("anticoagulant (warfarin)"));
        assertThat(ulcer.get("mainRecord")).isEqualTo("Ulcer of 2010 (in the past)");
        assertThat(active.get("mainRecord")).isEqualTo("Ulcer");
    }

    @Test
    void moreIsSaid_whereThereIsMore() {
        FakeChart one = pain().problems(problem(ProblemGroup.PEPTIC_ULCER));
        FakeChart two = pain().problems(problem(ProblemGroup.PEPTIC_ULCER), problem(ProblemGroup.BLEEDING_DISORDER));

        assertThat(facts(LowBackPainRule.NSAID_CAUTION.rule(), naproxen(), one))
                .doesNotContainKey("more")
                .containsEntry("isKetorolac", false);
        assertThat(facts(LowBackPainRule.NSAID_CAUTION.rule(), naproxen(), two)).containsEntry("more", 1);
    }

    private static Map<String, Object> beside(Drug... others) {
        FakeChart chart = pain();
        for (Drug other : others) {
            chart.medications(recorded(other, 3));
        }
        return facts(LowBackPainRule.OPIOID_WITH_DEPRESSANT.rule(), Charts.oxycodone(), chart);
    }

    private static Drug benzodiazepine(int letters) {
        return drug("x".repeat(letters - 1) + letters % 10, DrugClass.BENZODIAZEPINE);
    }

    @Test
    void opioid_namesTheParagraphsOfWhatIsTakenBesideIt() {
        Map<String, Boolean> gabapentinoid = Map.of("gabapentinoid", true, "relaxantAlone", false);
        Map<String, Boolean> relaxant = Map.of("gabapentinoid", false, "relaxantAlone", true);
        Map<String, Boolean> neither = Map.of("gabapentinoid", false, "relaxantAlone", false);

        assertThat(beside(Charts.gabapentin())).containsAllEntriesOf(gabapentinoid);
        assertThat(beside(Charts.gabapentin(), cyclobenzaprine())).containsAllEntriesOf(gabapentinoid);
        assertThat(beside(cyclobenzaprine())).containsAllEntriesOf(relaxant);
        assertThat(beside(Charts.diazepam())).containsAllEntriesOf(neither);
    }

    /** Names are never cut, so a summary has room for two short ones. */
    @Test
    void opioid_namesWhatASummaryHasRoomFor() {
        assertThat(beside(benzodiazepine(60)).get("other"))
                .hasToString(benzodiazepine(60).name());
        assertThat(beside(benzodiazepine(22), benzodiazepine(23)).get("other"))
                .hasToString(
                        benzodiazepine(22).name() + " and " + benzodiazepine(23).name());
        assertThat(beside(benzodiazepine(22), benzodiazepine(24)).get("other"))
                .hasToString(benzodiazepine(22).name() + " and another drug");
        assertThat(beside(benzodiazepine(5), benzodiazepine(6), benzodiazepine(7))
                        .get("other"))
                .hasToString(benzodiazepine(5).name() + " and others");
    }
}
