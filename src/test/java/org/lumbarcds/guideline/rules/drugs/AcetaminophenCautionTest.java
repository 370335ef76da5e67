package org.lumbarcds.guideline.rules.drugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.acetaminophen;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.ingredient;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.oxycodoneAcetaminophen;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.product;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.selectFirst;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.rules.Outcome.SILENT;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.Charts.ProblemBuilder;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.rules.Outcome;

/** Specification, section 3, row {@code acetaminophen-caution}. */
class AcetaminophenCautionTest {

    private static final Rule RULE = LowBackPainRule.ACETAMINOPHEN_CAUTION.rule();
    private static final String CIRRHOSIS = "WARNING cirrhosis or liver failure";
    private static final String ANOTHER = "WARNING another product with acetaminophen";
    private static final Drug COLD_REMEDY = new Drug(
            "acetaminophen / phenylephrine",
            List.of(ingredient("acetaminophen", 325, DrugClass.ACETAMINOPHEN)),
            Drug.DrugForm.SYSTEMIC,
            Set.of(Drug.Use.ANTITUSSIVE),
            new Drug.Recognition(Drug.Recognition.By.RXNORM_PRODUCT, "2"));
    private static final Allergy ALLERGY =
            new Allergy("Tylenol", Set.of("acetaminophen"), Set.of(DrugClass.ACETAMINOPHEN));

    record Row(String reason, Situation situation, String outcome) {
        @Override
        public String toString() {
            return reason + ": " + outcome;
        }
    }

    private static FakeChart pain() {
        return chart().problems(backPain(5));
    }

    private static Row ordering(String reason, OrderBuilder order, FakeChart chart, String outcome) {
        return new Row(reason, sign(chart, order.build()), outcome);
    }

    private static Row with(String reason, ProblemBuilder problem, String outcome) {
        return ordering(reason, draft(acetaminophen()), pain().problems(problem), outcome);
    }

    private static Row taking(String reason, OrderBuilder order, String outcome) {
        return ordering(reason, draft(acetaminophen()), pain().medications(order), outcome);
    }

    static Stream<Row> liver() {
        return Stream.of(
                ordering("nothing on record", draft(acetaminophen()), pain(), SILENT),
                with("cirrhosis", problem(ProblemGroup.CIRRHOSIS), CIRRHOSIS),
                with(
                        "cirrhosis called resolved stays",
                        problem(ProblemGroup.CIRRHOSIS).resolved(),
                        CIRRHOSIS),
                with("cirrhosis refuted", problem(ProblemGroup.CIRRHOSIS).refuted(), SILENT),
                with("hepatitis: keeps us from suggesting, no more", problem(ProblemGroup.HEPATIC_IMPAIRMENT), SILENT),
                with("raised enzymes", problem(ProblemGroup.RAISED_TRANSAMINASES), SILENT),
                with("fatty liver is no group", problem(), SILENT),
                with("alcohol use disorder: not in the row", problem(ProblemGroup.ALCOHOL_USE_DISORDER), SILENT),
                with("overdose in the past: not in the row", problem(ProblemGroup.ACETAMINOPHEN_OVERDOSE), SILENT),
                ordering(
                        "an opioid with acetaminophen counts",
                        draft(oxycodoneAcetaminophen()),
                        pain().problems(problem(ProblemGroup.CIRRHOSIS)),
                        CIRRHOSIS),
                ordering(
                        "no low back pain",
                        draft(acetaminophen()),
                        chart().problems(problem(ProblemGroup.CIRRHOSIS)),
                        SILENT),
                ordering(
                        "naproxen is none",
                        draft(naproxen()),
                        pain().problems(problem(ProblemGroup.CIRRHOSIS)),
                        SILENT));
    }

    static Stream<Row> allergies() {
        Allergy upset = new Allergy(
                "Tylenol",
                Set.of("acetaminophen"),
                Set.of(DrugClass.ACETAMINOPHEN),
                Allergy.Severity.STOMACH_COMPLAINTS);
        return Stream.of(
                ordering("allergy", draft(acetaminophen()), pain().allergies(ALLERGY), "CRITICAL allergy"),
                ordering(
                        "allergy, ordered within a combination",
                        draft(oxycodoneAcetaminophen()),
                        pain().allergies(ALLERGY),
                        "CRITICAL allergy"),
                ordering("stomach complaints", draft(acetaminophen()), pain().allergies(upset), "WARNING intolerance"),
                with("allergy to an analgesic not named", problem(ProblemGroup.ANALGESIC_ALLERGY), SILENT),
                ordering(
                        "allergy and cirrhosis",
                        draft(acetaminophen()),
                        pain().allergies(ALLERGY).problems(problem(ProblemGroup.CIRRHOSIS)),
                        "CRITICAL allergy + cirrhosis or liver failure"));
    }

    static Stream<Row> another() {
        return Stream.of(
                taking(
                        "an opioid with it running",
                        recorded(oxycodoneAcetaminophen(), 3).days(10),
                        ANOTHER),
                taking(
                        "active, ended 30 days ago",
                        recorded(oxycodoneAcetaminophen(), 39).days(10),
                        ANOTHER),
                taking(
                        "active, ended 31 days ago",
                        recorded(oxycodoneAcetaminophen(), 40).days(10),
                        SILENT),
                taking(
                        "completed",
                        recorded(oxycodoneAcetaminophen(), 20).days(10).status("completed"),
                        SILENT),
                taking("a cold remedy", recorded(COLD_REMEDY, 3).days(10), ANOTHER),
                taking(
                        "the same product: a renewal",
                        recorded(acetaminophen(), 3).days(10),
                        SILENT),
                taking(
                        "another strength is another product",
                        recorded(
                                        product(
                                                "acetaminophen 650 mg",
                                                Drug.DrugForm.SYSTEMIC,
                                                ingredient("acetaminophen", 650, DrugClass.ACETAMINOPHEN)),
                                        3)
                                .days(10),
                        ANOTHER),
                new Row(
                        "two drafted: once, on the first",
                        sign(
                                pain(),
                                draft(acetaminophen()).build(),
                                draft(oxycodoneAcetaminophen()).build()),
                        ANOTHER),
                new Row(
                        "the same product drafted twice is no renewal",
                        sign(
                                pain(),
                                draft(acetaminophen()).build(),
                                draft(acetaminophen()).build()),
                        ANOTHER),
                new Row(
                        "the other drafted, not selected",
                        selectFirst(
                                1,
                                pain(),
                                draft(acetaminophen()).build(),
                                draft(oxycodoneAcetaminophen()).build()),
                        ANOTHER));
    }

    static Stream<Row> missing() {
        return Stream.of(
                ordering(
                        "no conditions",
                        draft(acetaminophen()),
                        pain().without(ChartKey.CONDITIONS),
                        "missing conditions"),
                ordering(
                        "no orders",
                        draft(acetaminophen()),
                        pain().without(ChartKey.MEDICATIONS),
                        "missing medications"),
                ordering("no patient", draft(acetaminophen()), pain().without(ChartKey.PATIENT), "missing patient"),
                ordering(
                        "17 years",
                        draft(acetaminophen()),
                        pain().allergies(ALLERGY).born("2009-01-01"),
                        SILENT),
                ordering("no allergies: optional", draft(acetaminophen()), pain().without(ChartKey.ALLERGIES), SILENT));
    }

    @ParameterizedTest
    @MethodSource({"liver", "allergies", "another", "missing"})
    void evaluate(Row row) {
        assertThat(Outcome.of(RULE, row.situation())).isEqualTo(row.outcome());
    }

    @Test
    void proposals_naproxenInPlace() {
        Finding finding = Outcome.only(
                RULE, sign(pain().allergies(ALLERGY), draft(acetaminophen()).build()));
        assertThat(finding.variant()).isEqualTo("contraindicated");
        assertThat(Outcome.proposals(finding)).isEqualTo("remove acetaminophen, replace by NAPROXEN recommended");
    }

    /** The opioid in it has been taken for long: reduced stepwise, so nothing is offered. */
    @Test
    void proposals_noneForALongTakenOpioid() {
        FakeChart chart = pain().problems(problem(ProblemGroup.CIRRHOSIS))
                .medications(recorded(oxycodoneAcetaminophen(), 89).days(90));
        Finding finding =
                Outcome.only(RULE, sign(chart, draft(oxycodoneAcetaminophen()).build()));
        assertThat(finding.variant()).isEqualTo("caution");
        assertThat(finding.proposals()).isEmpty();
        assertThat(finding.facts().asMap()).containsEntry("taper", true).containsEntry("taperDays", 90);
    }

    @Test
    void evaluate_otherOrdersAskNothing() {
        FakeChart chart = pain();
        RULE.evaluate(sign(chart, draft(naproxen()).build()));
        assertThat(chart.asked()).isEmpty();
    }
}
