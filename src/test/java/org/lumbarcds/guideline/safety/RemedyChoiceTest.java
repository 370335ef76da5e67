package org.lumbarcds.guideline.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.oxycodone;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.Charts.view;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.Policies;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.engine.Numbers;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.KidneyFunction;
import org.lumbarcds.guideline.model.record.KidneyFunction.Comparator;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.safety.grounds.SafetyNumbers;

class RemedyChoiceTest {

    record Row(String reason, FakeChart chart, String offered, boolean noneSafe) {
        @Override
        public String toString() {
            return reason + ": " + offered + (noneSafe ? ", none safe" : "");
        }
    }

    private static FakeChart allergic() {
        return chart().allergies(
                        new Allergy("naproxen", Set.of("naproxen"), Set.of(DrugClass.NSAID)),
                        new Allergy("Tylenol", Set.of("acetaminophen"), Set.of(DrugClass.ACETAMINOPHEN)));
    }

    private static FakeChart with(ProblemGroup... groups) {
        return chart().problems(problem(groups));
    }

    private static KidneyFunction egfr(int value) {
        return new KidneyFunction(ago(30), BigDecimal.valueOf(value), Comparator.EQUAL);
    }

    static Stream<Row> rows() {
        String everything = "NAPROXEN recommended, ACETAMINOPHEN, CYCLOBENZAPRINE";
        return Stream.of(
                new Row("a healthy adult", chart(), everything, false),
                new Row(
                        "naproxen not safe",
                        with(ProblemGroup.PEPTIC_ULCER),
                        "ACETAMINOPHEN recommended, CYCLOBENZAPRINE",
                        false),
                new Row("alcohol", with(ProblemGroup.ALCOHOL_USE_DISORDER), "NAPROXEN recommended", false),
                new Row(
                        "arrhythmia",
                        with(ProblemGroup.ARRHYTHMIA),
                        "NAPROXEN recommended, ACETAMINOPHEN, METHOCARBAMOL",
                        false),
                new Row("pregnant", with(ProblemGroup.PREGNANCY), "ACETAMINOPHEN recommended", false),
                new Row(
                        "cirrhosis: a caution for each is no reason for an opioid",
                        with(ProblemGroup.HEPATIC_IMPAIRMENT),
                        "",
                        false),
                new Row("allergies to both analgesics", allergic(), "CYCLOBENZAPRINE", true),
                new Row(
                        "kidneys forbid NSAIDs, acetaminophen is only withheld",
                        with(ProblemGroup.KIDNEY_DISEASE_ADVANCED, ProblemGroup.RAISED_TRANSAMINASES),
                        "CYCLOBENZAPRINE",
                        false),
                new Row(
                        "allergies to both at 70, no eGFR: not all was checked",
                        allergic().born("1956-01-01"),
                        "",
                        false),
                new Row(
                        "allergies to both at 70, eGFR on record",
                        allergic().born("1956-01-01").kidneyFunction(egfr(80)),
                        "",
                        true),
                new Row(
                        "allergies to both, eGFR could not be had",
                        allergic().without(ChartKey.EGFR),
                        "CYCLOBENZAPRINE",
                        false),
                new Row(
                        "cirrhosis, and allergies could not be had",
                        with(ProblemGroup.HEPATIC_IMPAIRMENT).without(ChartKey.ALLERGIES),
                        "",
                        false),
                new Row("allergies to both, age unknown", allergic().born(null), "", false),
                new Row(
                        "nothing speaks against any drug, but allergies could not be had",
                        chart().without(ChartKey.ALLERGIES),
                        "",
                        false),
                new Row(
                        "70, no eGFR: naproxen can't be judged, relaxants are out",
                        chart().born("1956-01-01"),
                        "ACETAMINOPHEN recommended",
                        false),
                new Row(
                        "70, eGFR 80",
                        chart().born("1956-01-01").kidneyFunction(egfr(80)),
                        "NAPROXEN recommended, ACETAMINOPHEN",
                        false));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void starting(Row row) {
        RemedyChoice remedies = RemedyChoice.toStart(view(row.chart()));
        List<Proposal> starts = remedies.starting(true, List.of());
        assertThat(String.join(", ", starts.stream().map(RemedyChoiceTest::say).toList()))
                .isEqualTo(row.offered());
        assertThat(remedies.noneIsSafe()).isEqualTo(row.noneSafe());
        assertThat(starts.stream().filter(s -> say(s).endsWith("recommended"))).hasSizeLessThanOrEqualTo(1);
    }

    private static String say(Proposal proposal) {
        Proposal.Start start = (Proposal.Start) proposal;
        return start.remedy() + (start.recommended() ? " recommended" : "");
    }

    @Test
    void replacing_namesTheDraftAndTheReason() {
        MedicationOrder order = draft(oxycodone()).build();
        Problem pain = Charts.backPain(5).build();
        assertThat(RemedyChoice.inPlaceOf(order, sign(chart(), order)).replacing(order, false, List.of(pain)))
                .containsExactly(
                        new Proposal.Replace(order, Remedy.NAPROXEN, List.of(pain), true),
                        new Proposal.Replace(order, Remedy.ACETAMINOPHEN, List.of(pain), false));
    }

    @Test
    void ibuprofenFirst() {
        SafetyNumbers standard = Policies.standard().of(SafetyNumbers.class);
        assertThat(standard.ibuprofenFirst()).isFalse();
        Situation situation = view(chart());
        Numbers ibuprofenFirst = Policies.standard().with(new SafetyNumbers(standard.kidneyFunctionValidDays(), true));
        Situation other = new Situation(
                situation.hook(), situation.today(), List.of(), Set.of(), situation.chart(), ibuprofenFirst);
        assertThat(RemedyChoice.toStart(other).recommended()).contains(Remedy.IBUPROFEN);
    }

    @Test
    void notOffered_eachWithWhatSpeaksAgainstIt() {
        FakeChart chart =
                chart().medications(recorded(drug("warfarin", DrugClass.ANTICOAGULANT), 5), recorded(naproxen(), 4));
        RemedyChoice remedies = RemedyChoice.toStart(view(chart));
        assertThat(remedies.notOffered(null)).singleElement().satisfies(judged -> {
            assertThat(judged.remedy()).isEqualTo(Remedy.NAPROXEN);
            assertThat(judged.against()).containsExactly("warfarin (anticoagulant)", "naproxen already on record");
        });
        assertThat(remedies.notOffered(DrugClass.NSAID)).isEmpty();
    }
}
