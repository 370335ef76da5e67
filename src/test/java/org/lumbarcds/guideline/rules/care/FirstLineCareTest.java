package org.lumbarcds.guideline.rules.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.guideline.Charts.acetaminophen;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.aspirin;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.date;
import static org.lumbarcds.guideline.Charts.diclofenacGel;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.oxycodone;
import static org.lumbarcds.guideline.Charts.oxycodoneAcetaminophen;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.reason;
import static org.lumbarcds.guideline.Charts.reasonText;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.view;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.BACK_SPASM;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CANCER;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CANCER_HISTORY;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CHRONIC_LOW_BACK_PAIN;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.FALL;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.HEART_FAILURE;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.HEPATIC_IMPAIRMENT;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.LONG_TERM_STEROID;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.LOW_BACK_PAIN;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.MYASTHENIA_GRAVIS;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.OSTEOPOROSIS;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.PREGNANCY;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.SIGNIFICANT_TRAUMA;
import static org.lumbarcds.guideline.rules.Said.SILENT;

import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.ProblemBuilder;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.KidneyFunction;
import org.lumbarcds.guideline.model.record.Problem.Verification;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.rules.Said;

class FirstLineCareTest {

    private static final Rule RULE = LowBackPainRule.FIRST_LINE_CARE.rule();
    private static final String ADVISES = "INFO info";

    record Row(String reason, FakeChart chart, String said) {
        @Override
        public String toString() {
            return reason + ": " + said;
        }
    }

    private static Row row(String reason, FakeChart chart, String said) {
        return new Row(reason, chart, said);
    }

    private static FakeChart withPain(int days, ProblemBuilder... problems) {
        return chart().problems(backPain(days)).problems(problems);
    }

    private static Row taking(String reason, org.lumbarcds.guideline.Charts.OrderBuilder order, String said) {
        return row(reason, withPain(3).medications(order), said);
    }

    static Stream<Row> rows() {
        return Stream.of(
                row("pain since today", withPain(0), ADVISES),
                row("13 days", withPain(13), ADVISES),
                row("14 days persist", withPain(14), SILENT),
                row(
                        "some day of this month: 0 to 23 days, not surely under 14",
                        chart().problems(problem(LOW_BACK_PAIN).onset("2026-11")),
                        SILENT),
                row(
                        "chronic by its code, dated lately",
                        chart().problems(problem(LOW_BACK_PAIN, CHRONIC_LOW_BACK_PAIN)
                                .onset(ago(2))),
                        SILENT),
                row(
                        "chronic by the encounter's reason",
                        withPain(2).encounterReasons(reason(LOW_BACK_PAIN, CHRONIC_LOW_BACK_PAIN)),
                        SILENT),
                row("onset unknown, on the problem list only", chart().problems(problem(LOW_BACK_PAIN)), SILENT),
                row(
                        "onset unknown, the encounter's reason",
                        chart().problems(problem(LOW_BACK_PAIN)).encounterReasons(reason(LOW_BACK_PAIN)),
                        ADVISES),
                row("no condition, the encounter's reason", chart().encounterReasons(reason(LOW_BACK_PAIN)), ADVISES),
                row(
                        "onset in the future is unknown, the encounter's reason",
                        chart().problems(problem(LOW_BACK_PAIN).onset(ago(-2))).encounterReasons(reason(LOW_BACK_PAIN)),
                        ADVISES),
                row(
                        "the encounter's reason, pain since 20 days",
                        withPain(20).encounterReasons(reason(LOW_BACK_PAIN)),
                        SILENT),
                row(
                        "new diagnosis today, written down 30 days ago too: a follow-up",
                        chart().problems(
                                        problem(LOW_BACK_PAIN).recorded(0),
                                        problem(LOW_BACK_PAIN).recorded(30)),
                        SILENT),
                row(
                        "new pain, an entry of 2015 is history",
                        chart().problems(backPain(3), problem(LOW_BACK_PAIN).onset("2015")),
                        ADVISES),
                row("no back pain", chart(), SILENT),
                row("red flag", withPain(3, problem(CANCER)), SILENT),
                row("osteoporosis matters to imaging only", withPain(3, problem(OSTEOPOROSIS)), ADVISES),
                row(
                        "a fall 5 days ago at 80",
                        withPain(5, problem(FALL).onset(ago(5))).born("1946"),
                        SILENT),
                row(
                        "a fall 5 days ago at 64",
                        withPain(5, problem(FALL).onset(ago(5))).born("1961-11-25"),
                        ADVISES),
                row(
                        "a fall 5 days ago, age not on record",
                        withPain(5, problem(FALL).onset(ago(5))).born(null),
                        SILENT),
                row(
                        "a fall 5 days ago at 40 with osteoporosis",
                        withPain(5, problem(FALL).onset(ago(5)), problem(OSTEOPOROSIS)),
                        SILENT),
                row(
                        "a traffic accident",
                        withPain(5, problem(SIGNIFICANT_TRAUMA).onset(ago(5))),
                        SILENT),
                row("suspected cancer", withPain(3, problem(CANCER).inDoubt()), SILENT),
                row(
                        "cancer as a differential diagnosis",
                        withPain(3, problem(CANCER).verification(Verification.SUSPECTED)),
                        SILENT),
                row(
                        "a diagnosis of this encounter without a date is of now",
                        chart().problems(problem(LOW_BACK_PAIN).ofThisEncounter()),
                        ADVISES),
                row(
                        "a long-term steroid is imaging's matter",
                        withPain(3)
                                .medications(recorded(drug("prednisone", DrugClass.SYSTEMIC_STEROID), 40)
                                        .days(60)),
                        ADVISES),
                row(
                        "a long-term immunosuppressant is not",
                        withPain(3)
                                .medications(recorded(drug("azathioprine", DrugClass.IMMUNOSUPPRESSANT), 40)
                                        .days(60)),
                        SILENT),
                // running drugs
                taking("naproxen, 10 days since 9 days", recorded(naproxen(), 9).days(10), SILENT),
                taking(
                        "naproxen, 10 days since 10 days: over",
                        recorded(naproxen(), 10).days(10),
                        ADVISES),
                taking("naproxen of unknown length, 89 days", recorded(naproxen(), 89), SILENT),
                taking("naproxen of unknown length, 90 days", recorded(naproxen(), 90), ADVISES),
                taking(
                        "active naproxen without any date may run",
                        recorded(naproxen(), 0).authored((String) null),
                        SILENT),
                taking(
                        "active naproxen of some day of October may run",
                        recorded(naproxen(), 0).authored(date("2026-10")),
                        SILENT),
                taking(
                        "10 days of naproxen from some day of October are over",
                        recorded(naproxen(), 0).authored(date("2026-10")).days(10),
                        ADVISES),
                taking("naproxen that starts tomorrow", recorded(naproxen(), -1).days(10), ADVISES),
                taking(
                        "stopped naproxen",
                        recorded(naproxen(), 9).days(10).status("stopped").lastUpdated(ago(5)),
                        ADVISES),
                taking(
                        "naproxen entered in error",
                        recorded(naproxen(), 2).days(10).status("entered-in-error"),
                        ADVISES),
                taking(
                        "an order not to give naproxen",
                        recorded(naproxen(), 2).days(10).doNotPerform(),
                        ADVISES),
                taking(
                        "a gel counts as first line",
                        recorded(diclofenacGel(), 2).days(10),
                        SILENT),
                taking("acetaminophen alone", recorded(acetaminophen(), 2).days(10), SILENT),
                taking(
                        "acetaminophen with oxycodone is an opioid",
                        recorded(oxycodoneAcetaminophen(), 2).days(10),
                        ADVISES),
                taking("an opioid is not first line", recorded(oxycodone(), 2).days(10), ADVISES),
                taking("a muscle relaxant", recorded(cyclobenzaprine(), 2).days(10), SILENT),
                taking(
                        "aspirin 100 mg protects the heart",
                        recorded(aspirin(100), 2).days(90),
                        ADVISES),
                taking("aspirin 325 mg", recorded(aspirin(325), 2).days(90), SILENT),
                // exclusions and missing data
                row("17 years old", withPain(3).born("2008-11-25"), SILENT),
                row("18 today", withPain(3).born("2008-11-24"), ADVISES),
                row("deceased", withPain(3).deceased(), SILENT),
                row("patient not had", withPain(3).without(ChartKey.PATIENT), "missing [PATIENT]"),
                row("conditions not had", chart().without(ChartKey.CONDITIONS), "missing [CONDITIONS]"),
                row(
                        "conditions not had, the encounter's reason is back pain",
                        chart().without(ChartKey.CONDITIONS).encounterReasons(reason(LOW_BACK_PAIN)),
                        "missing [CONDITIONS]"),
                row("medications not had", withPain(3).without(ChartKey.MEDICATIONS), "missing [MEDICATIONS]"),
                row("medications not had, 14 days", withPain(14).without(ChartKey.MEDICATIONS), SILENT),
                row(
                        "medications not had, red flag",
                        withPain(3, problem(CANCER)).without(ChartKey.MEDICATIONS),
                        SILENT),
                row(
                        "conditions not had, naproxen runs",
                        chart().without(ChartKey.CONDITIONS)
                                .encounterReasons(reason(LOW_BACK_PAIN))
                                .medications(recorded(naproxen(), 2).days(10)),
                        SILENT),
                row(
                        "allergies, eGFR, encounter not had: optional",
                        withPain(3).without(ChartKey.ALLERGIES, ChartKey.EGFR, ChartKey.ENCOUNTER),
                        ADVISES));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void says(Row row) {
        assertThat(Said.by(RULE, view(row.chart()))).isEqualTo(row.said());
    }

    /** "A card may say that no red flag is on record only when none of either kind is." */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void noRedFlag(String reason, FakeChart chart, boolean said) {
        assertThat(Said.finding(RULE, view(chart)).facts().asMap()).containsEntry("noRedFlag", said);
    }

    static Stream<Arguments> noRedFlag() {
        return Stream.of(
                arguments("nothing but pain", withPain(3), true),
                arguments("osteoporosis", withPain(3, problem(OSTEOPOROSIS)), false),
                arguments(
                        "suspected osteoporosis",
                        withPain(3, problem(OSTEOPOROSIS).inDoubt()),
                        false),
                arguments(
                        "osteoporosis refuted",
                        withPain(3, problem(OSTEOPOROSIS).refuted()),
                        true),
                arguments("long-term steroids", withPain(3, problem(LONG_TERM_STEROID)), false),
                arguments("cancer of the past", withPain(3, problem(CANCER).resolved()), false),
                arguments("history of cancer", withPain(3, problem(CANCER_HISTORY)), false),
                arguments("a fall at 40", withPain(3, problem(FALL).onset(ago(3))), true));
    }

    static Stream<Row> offers() {
        return Stream.of(
                row("nothing speaks against them", withPain(3), "Start NAPROXEN recommended, Start ACETAMINOPHEN"),
                row(
                        "spasm on record",
                        withPain(3, problem(LOW_BACK_PAIN, BACK_SPASM)),
                        "Start NAPROXEN recommended, Start ACETAMINOPHEN, Start CYCLOBENZAPRINE"),
                row(
                        "spasm as the encounter's reason",
                        withPain(3).encounterReasons(reason(LOW_BACK_PAIN, BACK_SPASM)),
                        "Start NAPROXEN recommended, Start ACETAMINOPHEN, Start CYCLOBENZAPRINE"),
                row(
                        "the encounter is for pain, and nobody speaks of spasm",
                        withPain(3).encounterReasons(reason(LOW_BACK_PAIN)),
                        "Start NAPROXEN recommended, Start ACETAMINOPHEN"),
                row(
                        "spasm resolved",
                        withPain(3, problem(LOW_BACK_PAIN, BACK_SPASM).resolved()),
                        "Start NAPROXEN recommended, Start ACETAMINOPHEN"),
                row("heart failure: no NSAID", withPain(3, problem(HEART_FAILURE)), "Start ACETAMINOPHEN recommended"),
                row(
                        "heart failure and spasm: no cyclobenzaprine either",
                        withPain(3, problem(HEART_FAILURE), problem(BACK_SPASM)),
                        "Start ACETAMINOPHEN recommended, Start METHOCARBAMOL"),
                row(
                        "heart failure, myasthenia and spasm: no relaxant",
                        withPain(3, problem(HEART_FAILURE), problem(MYASTHENIA_GRAVIS), problem(BACK_SPASM)),
                        "Start ACETAMINOPHEN recommended"),
                row(
                        "allergy to one NSAID counts for the class",
                        withPain(3).allergies(new Allergy("Ibuprofen", Set.of("ibuprofen"), Set.of(DrugClass.NSAID))),
                        "Start ACETAMINOPHEN recommended"),
                row(
                        "pregnancy: neither NSAID nor relaxant",
                        withPain(3, problem(PREGNANCY), problem(BACK_SPASM)),
                        "Start ACETAMINOPHEN recommended"),
                row(
                        "heart failure and liver disease: nothing",
                        withPain(3, problem(HEART_FAILURE), problem(HEPATIC_IMPAIRMENT), problem(BACK_SPASM)),
                        ""),
                row("allergies not had: nothing", withPain(3).without(ChartKey.ALLERGIES), ""),
                row(
                        "age not on record: nothing, doses are for adults",
                        withPain(3).born(null),
                        ""),
                row(
                        "65 with spasm, no eGFR on record",
                        withPain(3, problem(BACK_SPASM)).born("1961-11-24"),
                        "Start ACETAMINOPHEN recommended"),
                row(
                        "64 with spasm, no eGFR on record",
                        withPain(3, problem(BACK_SPASM)).born("1961-11-25"),
                        "Start NAPROXEN recommended, Start ACETAMINOPHEN, Start CYCLOBENZAPRINE"),
                row(
                        "65 with a good eGFR",
                        withPain(3)
                                .born("1961-11-24")
                                .kidneyFunction(new KidneyFunction(
                                        ago(30), BigDecimal.valueOf(85), KidneyFunction.Comparator.EQUAL)),
                        "Start NAPROXEN recommended, Start ACETAMINOPHEN"),
                row(
                        "an opioid with acetaminophen is active: no acetaminophen, no relaxant",
                        withPain(3, problem(BACK_SPASM))
                                .medications(
                                        recorded(oxycodoneAcetaminophen(), 2).days(10)),
                        "Start NAPROXEN recommended"));
    }

    @ParameterizedTest
    @MethodSource("offers")
    void offers(Row row) {
        assertThat(Said.proposals(Said.finding(RULE, view(row.chart())))).isEqualTo(row.said());
    }

    @Test
    void saysWhatIsNotOfferedAndWhy() {
        Finding finding =
                Said.finding(RULE, view(withPain(3, problem(HEART_FAILURE).label("Heart failure"))));

        assertThat(against(finding)).contains("naproxen", "Heart failure").doesNotContain("cyclobenzaprine");
        assertThat(finding.facts().asMap())
                .containsEntry("drugsOffered", true)
                .containsEntry("noSpasm", true)
                .containsEntry("episodeDays", "3");
    }

    private static String against(Finding finding) {
        return finding.notOffered().stream()
                .map(judged -> judged.remedy().ingredient() + judged.against())
                .toList()
                .toString();
    }

    @Test
    void spasmOnRecord_saysWhyARelaxantIsNotOffered() {
        Finding finding = Said.finding(
                RULE, view(withPain(3, problem(BACK_SPASM).label("Spasm")).born("1950-01-01")));

        assertThat(finding.facts().asMap()).containsEntry("spasm", "Spasm");
        assertThat(against(finding)).contains("cyclobenzaprine", "methocarbamol");
    }

    @ParameterizedTest
    @CsvSource({"Back spasm, Back spasm", "'', muscle spasm of the back"})
    void spasmOfTheEncounter_isCalledAsItsReason(String label, String said) {
        Finding finding = Said.finding(RULE, view(withPain(3).encounterReasons(reasonText(label, BACK_SPASM))));

        assertThat(finding.facts().asMap()).containsEntry("spasm", said);
    }

    @Test
    void optionalDataNotHad_isNamed() {
        Finding finding = Said.finding(RULE, view(withPain(3).without(ChartKey.ALLERGIES, ChartKey.EGFR)));

        assertThat(finding.notChecked()).containsExactlyInAnyOrder(ChartKey.ALLERGIES, ChartKey.EGFR);
    }
}
