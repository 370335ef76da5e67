package org.lumbarcds.guideline.rules.drugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.acetaminophen;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.oxycodoneAcetaminophen;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.sign;

import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.KidneyFunction;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.rules.Outcome;

/** What may take the place of an opioid, and what the card says when nothing may. */
class OpioidReplacementTest {

    private static final Rule RULE = LowBackPainRule.OPIOID_FIRST_LINE.rule();
    private static final String REMOVE = "remove oxycodone / acetaminophen";
    private static final String ACETAMINOPHEN = REMOVE + ", replace by ACETAMINOPHEN recommended";

    record Row(String reason, FakeChart chart, OrderBuilder beside, String said) {
        @Override
        public String toString() {
            return reason + ": " + said;
        }
    }

    private static FakeChart pain() {
        return chart().problems(backPain(5));
    }

    private static FakeChart with(ProblemGroup group) {
        return pain().problems(problem(group));
    }

    private static Row row(String reason, FakeChart chart, String said) {
        return new Row(reason, chart, null, said);
    }

    private static final Allergy NAPROXEN = new Allergy("naproxen", Set.of("naproxen"), Set.of(DrugClass.NSAID));
    private static final Allergy ACETAMINOPHEN_ALLERGY =
            new Allergy("acetaminophen", Set.of("acetaminophen"), Set.of(DrugClass.ACETAMINOPHEN));

    static Stream<Row> rows() {
        String both = REMOVE + ", replace by NAPROXEN recommended, replace by ACETAMINOPHEN";
        return Stream.of(
                row("nothing on record", pain(), "WARNING first-line, " + both),
                row(
                        "spasm on record: a relaxant too",
                        with(ProblemGroup.BACK_SPASM),
                        "WARNING first-line, " + both + ", replace by CYCLOBENZAPRINE"),
                row("ulcer", with(ProblemGroup.PEPTIC_ULCER), "WARNING first-line, " + ACETAMINOPHEN),
                row(
                        "ulcer and acetaminophen taken: only a relaxant is left, no analgesic to recommend",
                        with(ProblemGroup.PEPTIC_ULCER).medications(recorded(acetaminophen(), 0)),
                        "WARNING first-line, " + REMOVE + ", replace by CYCLOBENZAPRINE"),
                row(
                        "cirrhosis: a caution is no reason for an opioid",
                        with(ProblemGroup.HEPATIC_IMPAIRMENT),
                        "WARNING first-line, " + REMOVE),
                row(
                        "allergic to both: none is safe",
                        pain().allergies(NAPROXEN, ACETAMINOPHEN_ALLERGY),
                        "INFO none-safe, " + REMOVE + ", replace by CYCLOBENZAPRINE"),
                row(
                        "allergic to acetaminophen, kidney disease stage 4: none is safe",
                        with(ProblemGroup.KIDNEY_DISEASE_ADVANCED)
                                .allergies(ACETAMINOPHEN_ALLERGY)
                                .kidneyFunction(new KidneyFunction(
                                        ago(9), BigDecimal.valueOf(20), KidneyFunction.Comparator.EQUAL)),
                        "INFO none-safe, " + REMOVE + ", replace by CYCLOBENZAPRINE"),
                row(
                        "allergic to both, opioid use disorder on record: a warning",
                        with(ProblemGroup.OPIOID_USE_DISORDER).allergies(NAPROXEN, ACETAMINOPHEN_ALLERGY),
                        "WARNING none-safe, " + REMOVE + ", replace by CYCLOBENZAPRINE"),
                row(
                        "cirrhosis, allergies could not be had",
                        with(ProblemGroup.HEPATIC_IMPAIRMENT).without(ChartKey.ALLERGIES),
                        "WARNING first-line, " + REMOVE),
                row(
                        "cirrhosis at 70: an eGFR that is not on record is not checked",
                        with(ProblemGroup.HEPATIC_IMPAIRMENT).born("1956-01-01"),
                        "WARNING first-line, " + REMOVE),
                row(
                        "allergies could not be had: nothing is offered, nothing called unsafe",
                        pain().without(ChartKey.ALLERGIES),
                        "WARNING first-line, " + REMOVE),
                row(
                        "tried before and none is safe now",
                        with(ProblemGroup.HEPATIC_IMPAIRMENT)
                                .medications(recorded(naproxen(), 3).days(2).status("completed")),
                        "INFO after-first-line, " + REMOVE),
                new Row(
                        "naproxen drafted beside it",
                        pain(),
                        draft(naproxen()),
                        "WARNING first-line, " + ACETAMINOPHEN),
                new Row(
                        "acetaminophen drafted beside it",
                        pain(),
                        draft(acetaminophen()),
                        "WARNING first-line, " + REMOVE + ", replace by NAPROXEN recommended"),
                new Row(
                        "a relaxant drafted beside it",
                        with(ProblemGroup.BACK_SPASM),
                        draft(cyclobenzaprine()),
                        "WARNING first-line, " + both));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void replacement(Row row) {
        Finding finding = RULE.evaluate(
                        row.beside() == null
                                ? sign(
                                        row.chart(),
                                        draft(oxycodoneAcetaminophen()).build())
                                : sign(
                                        row.chart(),
                                        draft(oxycodoneAcetaminophen()).build(),
                                        row.beside().build()))
                .findings()
                .get(0);
        assertThat(finding.indicator() + " " + finding.variant() + ", " + Outcome.proposals(finding))
                .isEqualTo(row.said());
    }

    @Test
    void replacement_carriesTheReason() {
        Problem pain = backPain(5).reference("Condition/pain").build();
        FakeChart chart = chart().problems(backPain(5).reference("Condition/pain"));
        Finding finding =
                Outcome.only(RULE, sign(chart, draft(oxycodoneAcetaminophen()).build()));
        assertThat(finding.proposals().get(1))
                .isInstanceOfSatisfying(Proposal.Replace.class, replace -> assertThat(replace.reasons())
                        .extracting(Problem::reference)
                        .containsExactly(pain.reference()));
    }

    @Test
    void facts_whetherTopicalNsaidsRemain() {
        FakeChart kidneys = with(ProblemGroup.KIDNEY_DISEASE_ADVANCED)
                .allergies(ACETAMINOPHEN_ALLERGY)
                .kidneyFunction(new KidneyFunction(ago(9), BigDecimal.valueOf(20), KidneyFunction.Comparator.EQUAL));
        FakeChart allergic = pain().allergies(NAPROXEN, ACETAMINOPHEN_ALLERGY);
        assertThat(Outcome.only(
                                RULE,
                                sign(kidneys, draft(oxycodoneAcetaminophen()).build()))
                        .facts()
                        .asMap())
                .containsEntry("topicalPossible", true);
        assertThat(Outcome.only(
                                RULE,
                                sign(allergic, draft(oxycodoneAcetaminophen()).build()))
                        .facts()
                        .asMap())
                .containsEntry("topicalPossible", false);
    }

    @Test
    void facts_whyADrugIsNotOffered() {
        FakeChart chart = pain().medications(recorded(drug("warfarin", DrugClass.ANTICOAGULANT), 14));
        Finding finding =
                Outcome.only(RULE, sign(chart, draft(oxycodoneAcetaminophen()).build()));
        assertThat(finding.notOffered()).singleElement().satisfies(judged -> {
            assertThat(judged.remedy()).isEqualTo(Remedy.NAPROXEN);
            assertThat(judged.against()).containsExactly("warfarin (anticoagulant)");
        });
    }
}
