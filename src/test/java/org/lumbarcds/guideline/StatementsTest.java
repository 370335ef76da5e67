package org.lumbarcds.guideline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.TODAY;
import static org.lumbarcds.guideline.Charts.acetaminophen;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.dosage;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.oxycodone;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.select;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.Charts.view;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.basis.Judgement;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.safety.RemedyChoice;

/**
 * "For section 4 … any MedicationStatement active or intended (key statements, optional, at all hooks; where it can't be had
 * the cards that offer drugs say so)": what is said to be taken keeps drugs from being offered, and does nothing else.
 */
class StatementsTest {

    private static final Drug WARFARIN = drug("warfarin", DrugClass.ANTICOAGULANT);
    private static final Drug PHENELZINE = drug("phenelzine", DrugClass.MAO_INHIBITOR);

    private static FakeChart ofBackPain() {
        return chart().problems(backPain(5), problem(ProblemGroup.BACK_SPASM).onset(ago(5)));
    }

    private static OrderBuilder said(Drug drug, String status) {
        return draft(drug).status(status).authored(ago(20)).reference(null);
    }

    private static Set<String> offered(FakeChart chart) {
        RemedyChoice remedies = RemedyChoice.toStart(view(chart));
        Set<String> offered =
                remedies.analgesics().stream().map(Remedy::ingredient).collect(Collectors.toSet());
        remedies.relaxants().stream()
                .filter(Judgement::isAllowed)
                .forEach(judged -> offered.add(judged.remedy().ingredient()));
        return offered;
    }

    @Test
    void withoutStatements_everythingIsOffered() {
        assertThat(offered(ofBackPain()))
                .containsExactlyInAnyOrder("naproxen", "acetaminophen", "cyclobenzaprine", "methocarbamol");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "active, false",
        "intended, false",
        "on-hold, false",
        "unknown, false",
        "'', false",
        "recorded, false",
        "completed, true",
        "stopped, true",
    })
    void statusOfAStatement(String status, boolean stillOffered) {
        assertThat(offered(ofBackPain().statements(said(WARFARIN, status))).contains("naproxen"))
                .isEqualTo(stillOffered);
    }

    @Test
    void drugSaidToBeTaken_isNotOfferedAgain() {
        FakeChart chart = ofBackPain().statements(said(acetaminophen(), "active"));

        assertThat(offered(chart)).contains("naproxen").doesNotContain("acetaminophen");
        assertThat(RemedyChoice.toStart(view(chart)).acetaminophen().against())
                .singleElement()
                .asString()
                .isEqualTo("acetaminophen already on record");
    }

    @Test
    void drugThatNobodyKnows_leavesNoOffer_andIsNamed() {
        FakeChart chart = ofBackPain().unknownStatement("Zorbulin 5 mg");

        assertThat(offered(chart)).isEmpty();
        assertThat(RemedyChoice.toStart(view(chart)).nsaid().unknown()).containsExactly("Zorbulin 5 mg");
    }

    @ParameterizedTest(name = "an MAO inhibitor that ended {0} days ago: {1}")
    @CsvSource({"0, false", "14, false", "15, true"})
    void maoInhibitorCountsForDaysAfterItsEnd(int days, boolean offeredAgain) {
        String end = TODAY.minusDays(days).toString();
        FakeChart chart =
                ofBackPain().statements(said(PHENELZINE, "completed").dosage(dosage().period("2026-01-01", end)));

        assertThat(offered(chart).contains("cyclobenzaprine")).isEqualTo(offeredAgain);
        assertThat(offered(chart)).contains("methocarbamol", "naproxen");
    }

    @Test
    void statementNeverMakesACardAtOrdering() {
        FakeChart chart = ofBackPain()
                .statements(
                        said(WARFARIN, "active"), said(acetaminophen(), "active"), said(Charts.diazepam(), "active"));

        assertThat(LowBackPainRule.NSAID_CAUTION
                        .rule()
                        .evaluate(sign(chart, draft(naproxen()).build())))
                .matches(Verdict::isSilent);
        assertThat(LowBackPainRule.ACETAMINOPHEN_CAUTION
                        .rule()
                        .evaluate(sign(chart, draft(acetaminophen()).build())))
                .matches(Verdict::isSilent);
        assertThat(LowBackPainRule.RELAXANT_CAUTION
                        .rule()
                        .evaluate(sign(chart, draft(Charts.cyclobenzaprine()).build())))
                .matches(Verdict::isSilent);
    }

    @Test
    void statementOfAFirstLineDrug_isNoOrderOfOne() {
        FakeChart chart = ofBackPain().statements(said(naproxen(), "active"));

        assertThat(LowBackPainRule.FIRST_LINE_CARE.rule().evaluate(view(chart)).findings())
                .hasSize(1);
        assertThat(LowBackPainRule.OPIOID_FIRST_LINE
                        .rule()
                        .evaluate(select(chart, draft(oxycodone()).build()))
                        .findings())
                .singleElement()
                .matches(finding -> finding.indicator() == Indicator.WARNING);
    }

    @Test
    void statementsNotAtHand_areSaidWhereDrugsAreOffered_andChangeNothingElse() {
        FakeChart chart = ofBackPain().without(ChartKey.STATEMENTS);

        assertThat(offered(chart)).hasSize(4);
        assertThat(LowBackPainRule.OPIOID_FIRST_LINE
                        .rule()
                        .evaluate(select(chart, draft(oxycodone()).build())))
                .matches(verdict -> verdict.lack().required().isEmpty())
                .extracting(verdict -> verdict.findings().get(0).notChecked())
                .isEqualTo(Set.of(ChartKey.STATEMENTS));
    }

    @Test
    void statementsNotAtHand_goUnsaidWhereNoDrugIsOffered() {
        FakeChart chart = ofBackPain().unknownOrder("Zorbulin").without(ChartKey.STATEMENTS);

        assertThat(LowBackPainRule.OPIOID_FIRST_LINE
                        .rule()
                        .evaluate(select(chart, draft(oxycodone()).build()))
                        .findings()
                        .get(0)
                        .notChecked())
                .isEmpty();
    }

    @Test
    void noneIsSafe_needsNoStatements() {
        FakeChart chart = ofBackPain()
                .problems(problem(ProblemGroup.NSAID_ALLERGY))
                .allergies(new Allergy("acetaminophen", Set.of("acetaminophen"), Set.of(DrugClass.ACETAMINOPHEN)))
                .without(ChartKey.STATEMENTS);

        assertThat(RemedyChoice.toStart(view(chart)).noneIsSafe()).isTrue();
    }
}
