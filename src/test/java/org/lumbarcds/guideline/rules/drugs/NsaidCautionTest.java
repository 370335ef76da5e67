package org.lumbarcds.guideline.rules.drugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.amount;
import static org.lumbarcds.guideline.Charts.aspirin;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.date;
import static org.lumbarcds.guideline.Charts.diclofenacGel;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.ingredient;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.product;
import static org.lumbarcds.guideline.Charts.reason;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.select;
import static org.lumbarcds.guideline.Charts.selectFirst;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.Charts.tablets;
import static org.lumbarcds.guideline.rules.Outcome.SILENT;

import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.Charts.ProblemBuilder;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.KidneyFunction;
import org.lumbarcds.guideline.model.record.KidneyFunction.Comparator;
import org.lumbarcds.guideline.model.record.Problem.ClinicalStatus;
import org.lumbarcds.guideline.model.record.Problem.Verification;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.rules.Outcome;

class NsaidCautionTest {

    private static final Rule RULE = LowBackPainRule.NSAID_CAUTION.rule();
    private static final Drug IBUPROFEN = drug("ibuprofen", DrugClass.NSAID);
    private static final Drug KETOROLAC = drug("ketorolac", DrugClass.NSAID);
    private static final String INFARCTION = " + myocardial infarction";
    private static final Drug WARFARIN = drug("warfarin", DrugClass.ANTICOAGULANT);
    private static final String BLEEDING = "gastrointestinal bleeding";
    private static final String ULCER = "peptic ulcer, present or past";
    private static final String BYPASS = "coronary bypass graft";

    record Row(String reason, Situation situation, String outcome) {
        @Override
        public String toString() {
            return reason + ": " + outcome;
        }
    }

    private static FakeChart pain() {
        return chart().problems(backPain(5));
    }

    private static Row row(String reason, FakeChart chart, String outcome) {
        return new Row(reason, sign(chart, draft(naproxen()).build()), outcome);
    }

    private static Row with(String reason, ProblemBuilder problem, String outcome) {
        return row(reason, pain().problems(problem), outcome);
    }

    private static Row taking(String reason, OrderBuilder order, String outcome) {
        return row(reason, pain().medications(order), outcome);
    }

    private static Row ordering(String reason, OrderBuilder order, FakeChart chart, String outcome) {
        return new Row(reason, sign(chart, order.build()), outcome);
    }

    private static KidneyFunction egfr(int value, PartialDate date) {
        return new KidneyFunction(date, BigDecimal.valueOf(value), Comparator.EQUAL);
    }

    private static ProblemBuilder pregnant(int weeks) {
        return problem(ProblemGroup.PREGNANCY).gestationWeeks(weeks);
    }

    static Stream<Row> concerned() {
        FakeChart ulcer = pain().problems(problem(ProblemGroup.PEPTIC_ULCER));
        return Stream.of(
                row("nothing on record", pain(), SILENT),
                row("no low back pain", chart().problems(problem(ProblemGroup.PEPTIC_ULCER)), SILENT),
                ordering("on the skin", draft(diclofenacGel()), ulcer, SILENT),
                ordering("aspirin 100 mg", draft(aspirin(100)), ulcer, SILENT),
                ordering("aspirin 325 mg", draft(aspirin(325)), ulcer, "WARNING " + ULCER),
                ordering("ordered for something else", draft(naproxen()).reason(), ulcer, SILENT),
                ordering(
                        "ordered for back pain that is on no list",
                        draft(naproxen()).reason(ProblemGroup.LOW_BACK_PAIN),
                        chart().problems(problem(ProblemGroup.PEPTIC_ULCER)),
                        "WARNING " + ULCER),
                ordering("inpatient orders harm too", draft(naproxen()).inpatient(), ulcer, "WARNING " + ULCER),
                ordering("not to be given", draft(naproxen()).doNotPerform(), ulcer, SILENT),
                ordering("cancelled", draft(naproxen()).status("cancelled"), ulcer, SILENT),
                ordering("a draft called active", draft(naproxen()).status("active"), ulcer, "WARNING " + ULCER),
                new Row("not selected", selectFirst(0, ulcer, draft(naproxen()).build()), SILENT),
                new Row("order-select", select(ulcer, draft(naproxen()).build()), "WARNING " + ULCER),
                row(
                        "deceased",
                        pain().problems(problem(ProblemGroup.PEPTIC_ULCER)).deceased(),
                        SILENT),
                row(
                        "17 years",
                        pain().problems(problem(ProblemGroup.PEPTIC_ULCER)).born("2008-11-25"),
                        SILENT),
                row(
                        "18 today",
                        pain().problems(problem(ProblemGroup.PEPTIC_ULCER)).born("2008-11-24"),
                        "WARNING " + ULCER),
                row("90 years: age alone is no caution", pain().born("1936-01-01"), SILENT),
                row(
                        "hospice never silences a contraindication",
                        pain().problems(problem(ProblemGroup.PALLIATIVE_CARE), problem(ProblemGroup.PEPTIC_ULCER)),
                        "WARNING " + ULCER));
    }

    /** "aspirin of any dose when the order's or the encounter's reason is infarction, acute coronary syndrome or stroke". */
    static Stream<Row> aspirinForTheHeart() {
        String ulcer = "WARNING " + ULCER;
        return Stream.of(
                visiting("aspirin 325 mg for an infarction", aspirin(325), ProblemGroup.MYOCARDIAL_INFARCTION, SILENT),
                visiting("for an old one", aspirin(325), ProblemGroup.MYOCARDIAL_INFARCTION_HISTORY, SILENT),
                visiting("for a coronary syndrome", aspirin(325), ProblemGroup.ACUTE_CORONARY_SYNDROME, SILENT),
                visiting("for a stroke", aspirin(325), ProblemGroup.STROKE, SILENT),
                visiting("for vascular disease: not in the row", aspirin(325), ProblemGroup.VASCULAR_DISEASE, ulcer),
                visiting("naproxen is no aspirin", naproxen(), ProblemGroup.MYOCARDIAL_INFARCTION, ulcer + INFARCTION),
                ordering(
                        "the order's reason tells",
                        draft(aspirin(325)).reason(ProblemGroup.STROKE).reason(ProblemGroup.LOW_BACK_PAIN),
                        pain().problems(problem(ProblemGroup.PEPTIC_ULCER)),
                        SILENT),
                ordering(
                        "an infarction on the problem list is no reason",
                        draft(aspirin(325)),
                        pain().problems(
                                        problem(ProblemGroup.PEPTIC_ULCER),
                                        problem(ProblemGroup.MYOCARDIAL_INFARCTION)),
                        ulcer + INFARCTION),
                ordering(
                        "aspirin with another NSAID in one product",
                        draft(product(
                                "aspirin / ibuprofen",
                                Drug.DrugForm.SYSTEMIC,
                                ingredient("aspirin", DrugClass.NSAID),
                                ingredient("ibuprofen", DrugClass.NSAID))),
                        pain().problems(problem(ProblemGroup.PEPTIC_ULCER))
                                .encounterReasons(reason(ProblemGroup.STROKE), reason(ProblemGroup.LOW_BACK_PAIN)),
                        ulcer));
    }

    private static Row visiting(String reason, Drug drug, ProblemGroup why, String outcome) {
        FakeChart chart = pain().problems(problem(ProblemGroup.PEPTIC_ULCER))
                .encounterReasons(reason(ProblemGroup.LOW_BACK_PAIN), reason(why));
        return ordering(reason, draft(drug), chart, outcome);
    }

    /** "ketorolac: more than 5 days in all (by muscle-relaxant-duration's way of counting)". */
    static Stream<Row> ketorolac() {
        String tooLong = "WARNING longer than its label allows";
        return Stream.of(
                ordering("5 days", ketorolac(5), pain(), SILENT),
                ordering("6 days", ketorolac(6), pain(), tooLong),
                ordering(
                        "3 days before and 2 now",
                        ketorolac(2),
                        pain().medications(recorded(KETOROLAC, 3).days(3).status("completed")),
                        SILENT),
                ordering(
                        "3 days before and 3 now",
                        ketorolac(3),
                        pain().medications(recorded(KETOROLAC, 3).days(3).status("completed")),
                        tooLong),
                ordering(
                        "8 uncovered days between: a new course",
                        ketorolac(5),
                        pain().medications(recorded(KETOROLAC, 13).days(5).status("completed")),
                        SILENT),
                ordering("length unknown", draft(KETOROLAC), pain(), SILENT),
                ordering(
                        "length unknown after 5 days",
                        draft(KETOROLAC),
                        pain().medications(recorded(KETOROLAC, 5).days(5).status("completed")),
                        tooLong),
                ordering(
                        "at least 6 days",
                        draft(KETOROLAC).dosage(tablets(4).asNeeded()).quantity(amount("24", "{tbl}")),
                        pain(),
                        tooLong),
                ordering("no low back pain", ketorolac(6), chart(), SILENT),
                ordering("inpatient courses are not counted", ketorolac(6).inpatient(), pain(), SILENT),
                ordering(
                        "eye drops are not taken",
                        draft(product("ketorolac drops", Drug.DrugForm.LOCAL, ingredient("ketorolac", DrugClass.NSAID)))
                                .days(30),
                        pain(),
                        SILENT),
                ordering("another NSAID has no such limit", draft(naproxen()).days(30), pain(), SILENT),
                ordering(
                        "a contraindication beside it stands first",
                        ketorolac(6),
                        pain().problems(problem(ProblemGroup.PEPTIC_ULCER)),
                        "CRITICAL gastrointestinal bleeding + longer than its label allows + " + ULCER));
    }

    private static OrderBuilder ketorolac(int days) {
        return draft(KETOROLAC).days(days);
    }

    static Stream<Row> stomach() {
        return Stream.of(
                with(
                        "bleeding since 90 days",
                        problem(ProblemGroup.GI_BLEEDING).onset(ago(90)),
                        "CRITICAL " + BLEEDING),
                with("bleeding since 91 days", problem(ProblemGroup.GI_BLEEDING).onset(ago(91)), "WARNING " + BLEEDING),
                with("bleeding, no date", problem(ProblemGroup.GI_BLEEDING), "WARNING " + BLEEDING),
                with("recorded last week", problem(ProblemGroup.GI_BLEEDING).recorded(7), "CRITICAL " + BLEEDING),
                with(
                        "some day of this month",
                        problem(ProblemGroup.GI_BLEEDING).onset("2026-11"),
                        "CRITICAL " + BLEEDING),
                with(
                        "2026-08: 26 to 115 days ago, not surely 90",
                        problem(ProblemGroup.GI_BLEEDING).onset("2026-08"),
                        "WARNING " + BLEEDING),
                with(
                        "a date to come tells nothing",
                        problem(ProblemGroup.GI_BLEEDING).onset(ago(-5)),
                        "WARNING " + BLEEDING),
                with(
                        "bleeding of last month, resolved",
                        problem(ProblemGroup.GI_BLEEDING).onset(ago(30)).resolved(),
                        "WARNING " + BLEEDING),
                with(
                        "no status, not abated, so active",
                        problem(ProblemGroup.GI_BLEEDING).onset(ago(3)).status(ClinicalStatus.UNSTATED),
                        "CRITICAL " + BLEEDING),
                with("refuted", problem(ProblemGroup.GI_BLEEDING).onset(ago(3)).refuted(), SILENT),
                with(
                        "entered in error",
                        problem(ProblemGroup.GI_BLEEDING).verification(Verification.ENTERED_IN_ERROR),
                        SILENT),
                with(
                        "ulcer healed in 2010",
                        problem(ProblemGroup.PEPTIC_ULCER).onset("2010").resolved(),
                        "WARNING " + ULCER),
                with("history of ulcer", problem(ProblemGroup.PEPTIC_ULCER_HISTORY), "WARNING " + ULCER),
                row(
                        "the encounter is for a bleeding",
                        pain().encounterReasons(reason(ProblemGroup.LOW_BACK_PAIN), reason(ProblemGroup.GI_BLEEDING)),
                        "CRITICAL " + BLEEDING));
    }

    static Stream<Row> kidneys() {
        return Stream.of(
                row("eGFR 60", pain().kidneyFunction(egfr(60, ago(9))), SILENT),
                row("eGFR 59", pain().kidneyFunction(egfr(59, ago(9))), "WARNING reduced kidney function"),
                row("eGFR 30", pain().kidneyFunction(egfr(30, ago(9))), "WARNING reduced kidney function"),
                row("eGFR 29", pain().kidneyFunction(egfr(29, ago(9))), "CRITICAL reduced kidney function"),
                row("29, 365 days ago", pain().kidneyFunction(egfr(29, ago(365))), "CRITICAL reduced kidney function"),
                row("29, 366 days ago", pain().kidneyFunction(egfr(29, ago(366))), SILENT),
                row("29, but 65 since then", pain().kidneyFunction(egfr(29, ago(90)), egfr(65, ago(9))), SILENT),
                row(
                        "2025-11 is not surely of the last 12 months",
                        pain().kidneyFunction(egfr(29, date("2025-11"))),
                        SILENT),
                row(
                        ">60 is at least 60",
                        pain().kidneyFunction(new KidneyFunction(ago(9), BigDecimal.valueOf(60), Comparator.AT_LEAST)),
                        SILENT),
                row(
                        "<30",
                        pain().kidneyFunction(new KidneyFunction(ago(9), BigDecimal.valueOf(30), Comparator.AT_MOST)),
                        "CRITICAL reduced kidney function"),
                row("no eGFR could be had: optional, so silent", pain().without(ChartKey.EGFR), SILENT),
                with("stage 3", problem(ProblemGroup.KIDNEY_DISEASE), "WARNING kidney disease"),
                with(
                        "stage 4",
                        problem(ProblemGroup.KIDNEY_DISEASE, ProblemGroup.KIDNEY_DISEASE_ADVANCED),
                        "CRITICAL kidney disease"),
                with(
                        "stage 4, resolved",
                        problem(ProblemGroup.KIDNEY_DISEASE_ADVANCED).resolved(),
                        SILENT),
                row(
                        "stage 4 and an eGFR of 80 contradict each other: the graver speaks",
                        pain().problems(problem(ProblemGroup.KIDNEY_DISEASE_ADVANCED))
                                .kidneyFunction(egfr(80, ago(9))),
                        "CRITICAL kidney disease"),
                row(
                        "stage 3 twice and stage 5: once, the gravest",
                        pain().problems(
                                        problem(ProblemGroup.KIDNEY_DISEASE),
                                        problem(ProblemGroup.KIDNEY_DISEASE_ADVANCED),
                                        problem(ProblemGroup.KIDNEY_DISEASE)),
                        "CRITICAL kidney disease"),
                with("acute injury", problem(ProblemGroup.ACUTE_KIDNEY_INJURY), "WARNING acute kidney injury"));
    }

    static Stream<Row> heart() {
        return Stream.of(
                with("heart failure", problem(ProblemGroup.HEART_FAILURE), "WARNING heart failure"),
                with(
                        "heart failure resolved",
                        problem(ProblemGroup.HEART_FAILURE).resolved(),
                        SILENT),
                with("infarction", problem(ProblemGroup.MYOCARDIAL_INFARCTION), "WARNING myocardial infarction"),
                with(
                        "infarction resolved counts",
                        problem(ProblemGroup.MYOCARDIAL_INFARCTION).resolved(),
                        "WARNING myocardial infarction"),
                with(
                        "old infarction by its code",
                        problem(ProblemGroup.MYOCARDIAL_INFARCTION_HISTORY),
                        "WARNING myocardial infarction"),
                with("bypass 14 days ago", problem(ProblemGroup.CORONARY_BYPASS).onset(ago(14)), "CRITICAL " + BYPASS),
                with("bypass 15 days ago", problem(ProblemGroup.CORONARY_BYPASS).onset(ago(15)), SILENT),
                with(
                        "bypass last week, a procedure that is over",
                        problem(ProblemGroup.CORONARY_BYPASS).onset(ago(7)).resolved(),
                        "CRITICAL " + BYPASS),
                with(
                        "presence of a graft, recorded today, is no operation of today",
                        problem(ProblemGroup.CORONARY_BYPASS_HISTORY).recorded(0),
                        SILENT));
    }

    static Stream<Row> pregnancy() {
        return Stream.of(
                with("no week on record", problem(ProblemGroup.PREGNANCY).recorded(100), "WARNING pregnancy"),
                with("week 29 today", pregnant(29).recorded(0), "WARNING pregnancy"),
                with("week 30 today", pregnant(30).recorded(0), "CRITICAL pregnancy"),
                with("29 weeks, six days ago", pregnant(29).recorded(6), "WARNING pregnancy"),
                with("29 weeks, seven days ago", pregnant(29).recorded(7), "CRITICAL pregnancy"),
                with("10 weeks, 32 weeks ago: 42", pregnant(10).recorded(32 * 7), "CRITICAL pregnancy"),
                with("10 weeks, 33 weeks ago: past 42", pregnant(10).recorded(33 * 7), SILENT),
                with("32 weeks, no date", pregnant(32), "CRITICAL pregnancy"),
                with("20 weeks, no date", pregnant(20), "WARNING pregnancy"),
                with(
                        "28 weeks, recorded 2026-11: not surely 30",
                        pregnant(28).recorded(date("2026-11")),
                        "WARNING pregnancy"),
                with(
                        "28 weeks, recorded 2026-10: at least 31",
                        pregnant(28).recorded(date("2026-10")),
                        "CRITICAL pregnancy"),
                row(
                        "two weeks on record: the one further on",
                        pain().problems(pregnant(8).recorded(14), pregnant(20).recorded(75)),
                        "CRITICAL pregnancy"),
                row(
                        "a week code too old, and a pregnancy without week",
                        pain().problems(
                                        pregnant(20).recorded(400),
                                        problem(ProblemGroup.PREGNANCY).recorded(20)),
                        "WARNING pregnancy"),
                with("over", pregnant(38).recorded(30).resolved(), SILENT));
    }

    static Stream<Row> allergies() {
        Allergy aspirin = new Allergy("aspirin", Set.of("aspirin"), Set.of(DrugClass.NSAID));
        Allergy unclassed = new Allergy("naproxen", Set.of("naproxen"), Set.of());
        Allergy acetaminophen = new Allergy("Tylenol", Set.of("acetaminophen"), Set.of(DrugClass.ACETAMINOPHEN));
        return Stream.of(
                row("to another NSAID", pain().allergies(aspirin), "CRITICAL allergy"),
                row("to the drug itself", pain().allergies(unclassed), "CRITICAL allergy"),
                row("to acetaminophen", pain().allergies(acetaminophen), SILENT),
                with("as a condition", problem(ProblemGroup.NSAID_ALLERGY), "CRITICAL allergy"),
                row("could not be had: optional, so silent", pain().without(ChartKey.ALLERGIES), SILENT));
    }

    static Stream<Row> drugs() {
        return Stream.of(
                taking("warfarin running", recorded(WARFARIN, 10).days(30), "WARNING anticoagulant"),
                taking("warfarin active, no length, since years", recorded(WARFARIN, 1000), "WARNING anticoagulant"),
                taking("active, ended 30 days ago", recorded(WARFARIN, 60).days(31), "WARNING anticoagulant"),
                taking("active, ended 31 days ago", recorded(WARFARIN, 61).days(31), SILENT),
                taking("stopped", recorded(WARFARIN, 60).days(20).status("stopped"), SILENT),
                with("Z79.01", problem(ProblemGroup.ANTICOAGULANT_THERAPY), "WARNING anticoagulant"),
                with("Z79.02", problem(ProblemGroup.ANTIPLATELET_THERAPY), "WARNING antiplatelet drug"),
                with("Z79.52 keeps us from suggesting, no more", problem(ProblemGroup.LONG_TERM_STEROID), SILENT),
                taking(
                        "clopidogrel",
                        recorded(drug("clopidogrel", DrugClass.ANTIPLATELET), 40),
                        "WARNING antiplatelet drug"),
                taking("aspirin 81 mg keeps us from suggesting, no more", recorded(aspirin(81), 40), SILENT),
                taking(
                        "methotrexate",
                        recorded(drug("methotrexate", DrugClass.RAISED_BY_NSAID), 40),
                        "WARNING drug whose level an NSAID raises"),
                taking(
                        "prednisone keeps us from suggesting, no more",
                        recorded(drug("prednisone", DrugClass.SYSTEMIC_STEROID), 2)
                                .days(5),
                        SILENT),
                taking("another NSAID", recorded(IBUPROFEN, 3).days(10), "WARNING drug of the same class"),
                taking("the same NSAID: a renewal", recorded(naproxen(), 3).days(10), SILENT),
                taking("gel beside it", recorded(diclofenacGel(), 3).days(10), SILENT),
                with("hemophilia", problem(ProblemGroup.BLEEDING_DISORDER), "WARNING bleeding disorder"),
                with("cirrhosis", problem(ProblemGroup.HEPATIC_IMPAIRMENT), "WARNING liver disease"),
                row(
                        "several: the gravest first",
                        pain().medications(recorded(WARFARIN, 10))
                                .problems(problem(ProblemGroup.KIDNEY_DISEASE_ADVANCED)),
                        "CRITICAL kidney disease + anticoagulant"));
    }

    static Stream<Row> missing() {
        OrderBuilder forPain = draft(naproxen()).reason(ProblemGroup.LOW_BACK_PAIN);
        Allergy aspirin = new Allergy("aspirin", Set.of("aspirin"), Set.of(DrugClass.NSAID));
        return Stream.of(
                row("no conditions", pain().without(ChartKey.CONDITIONS), "missing conditions"),
                row("no orders", pain().without(ChartKey.MEDICATIONS), "missing medications"),
                row("no patient", pain().without(ChartKey.PATIENT), "missing patient"),
                row(
                        "no orders, but an ulcer is enough",
                        pain().problems(problem(ProblemGroup.PEPTIC_ULCER)).without(ChartKey.MEDICATIONS),
                        "WARNING " + ULCER),
                new Row(
                        "no conditions, but the order's reason and an allergy are enough",
                        sign(chart().allergies(aspirin).without(ChartKey.CONDITIONS), forPain.build()),
                        "CRITICAL allergy"),
                new Row(
                        "no conditions, ordered for something else",
                        sign(
                                chart().without(ChartKey.CONDITIONS, ChartKey.MEDICATIONS, ChartKey.PATIENT),
                                draft(naproxen()).reason().build()),
                        SILENT),
                row(
                        "age unknown excludes nobody",
                        pain().problems(problem(ProblemGroup.PEPTIC_ULCER)).born(null),
                        "WARNING " + ULCER));
    }

    @ParameterizedTest
    @MethodSource({
        "concerned",
        "aspirinForTheHeart",
        "ketorolac",
        "stomach",
        "kidneys",
        "heart",
        "pregnancy",
        "allergies",
        "drugs",
        "missing"
    })
    void evaluate(Row row) {
        assertThat(Outcome.of(RULE, row.situation())).isEqualTo(row.outcome());
    }

    @Test
    void proposals_acetaminophenInPlace() {
        Finding finding = Outcome.only(
                RULE,
                sign(
                        pain().problems(problem(ProblemGroup.PEPTIC_ULCER)),
                        draft(naproxen()).build()));
        assertThat(Outcome.proposals(finding)).isEqualTo("remove naproxen, replace by ACETAMINOPHEN recommended");
    }

    @Test
    void proposals_noneIsSafe() {
        Finding finding = Outcome.only(
                RULE,
                sign(
                        pain().problems(problem(ProblemGroup.HEPATIC_IMPAIRMENT)),
                        draft(naproxen()).build()));
        assertThat(Outcome.proposals(finding)).isEqualTo("remove naproxen");
        assertThat(finding.notOffered())
                .extracting(judged -> judged.remedy().ingredient())
                .first()
                .isEqualTo("acetaminophen");
    }

    @Test
    void proposals_allergiesNotChecked() {
        Finding finding = Outcome.only(
                RULE,
                sign(
                        pain().problems(problem(ProblemGroup.PEPTIC_ULCER)).without(ChartKey.ALLERGIES),
                        draft(naproxen()).build()));
        assertThat(Outcome.proposals(finding)).isEqualTo("remove naproxen");
        assertThat(finding.notChecked()).containsExactly(ChartKey.ALLERGIES);
    }

    @Test
    void twoNsaidsSelected_saidOnceOnTheFirst() {
        MedicationOrder first = draft(naproxen()).build();
        MedicationOrder second = draft(IBUPROFEN).build();
        Finding finding = Outcome.only(RULE, sign(pain(), first, second));
        assertThat(finding.about()).containsExactly(first, second);
        assertThat(Outcome.proposals(finding)).isEqualTo("remove naproxen, replace by ACETAMINOPHEN recommended");
    }

    @Test
    void twoNsaidsSelected_eachKeepsItsOwnCautions() {
        FakeChart chart = pain().problems(problem(ProblemGroup.PEPTIC_ULCER));
        Situation situation =
                sign(chart, draft(naproxen()).build(), draft(IBUPROFEN).build());
        assertThat(Outcome.of(RULE, situation))
                .isEqualTo("WARNING " + ULCER + " + drug of the same class; WARNING " + ULCER);
    }

    @Test
    void secondNsaidDraftedButNotSelected() {
        Situation situation = selectFirst(
                1, pain(), draft(naproxen()).build(), draft(IBUPROFEN).build());
        assertThat(Outcome.of(RULE, situation)).isEqualTo("WARNING drug of the same class");
        assertThat(Outcome.only(RULE, situation).about()).hasSize(1);
    }

    @Test
    void facts_theVeryDataUsed() {
        FakeChart chart = pain().kidneyFunction(egfr(45, date("2026-10-01")));
        Finding finding = Outcome.only(RULE, sign(chart, draft(naproxen()).build()));
        assertThat(Outcome.list(finding, "cautions")).singleElement().satisfies(caution -> assertThat(caution)
                .containsEntry("onRecord", "eGFR 45 mL/min")
                .containsEntry("when", "measured 2026-10-01")
                .containsEntry("contraindication", false)
                .containsKey("citedFrom"));
        assertThat(finding.facts().asMap())
                .containsEntry("drug", "naproxen")
                .containsEntry("recognition", "RxNorm product code 1")
                .containsKey("backPain");
    }

    /** "worded as the label has it: avoid, not contraindicated, where it says avoid". */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void variant(String reason, FakeChart chart, String expected) {
        Finding finding = Outcome.only(RULE, sign(chart, draft(naproxen()).build()));
        assertThat(finding.variant() + " " + finding.indicator()).isEqualTo(expected);
    }

    static Stream<Arguments> variant() {
        Allergy naproxen = new Allergy("naproxen", Set.of("naproxen"), Set.of(DrugClass.NSAID));
        return Stream.of(
                arguments("allergy", pain().allergies(naproxen), "contraindicated CRITICAL"),
                arguments(
                        "bypass last week",
                        pain().problems(problem(ProblemGroup.CORONARY_BYPASS).onset(ago(7))),
                        "contraindicated CRITICAL"),
                arguments("eGFR 29", pain().kidneyFunction(egfr(29, ago(9))), "avoid CRITICAL"),
                arguments("week 30", pain().problems(pregnant(30).recorded(0)), "avoid CRITICAL"),
                arguments(
                        "bleeding",
                        pain().problems(problem(ProblemGroup.GI_BLEEDING).onset(ago(3))),
                        "avoid CRITICAL"),
                arguments(
                        "ulcer begun last month: avoid, not in the critical list",
                        pain().problems(problem(ProblemGroup.PEPTIC_ULCER).onset(ago(30))),
                        "avoid WARNING"),
                arguments("old ulcer", pain().problems(problem(ProblemGroup.PEPTIC_ULCER_HISTORY)), "caution WARNING"),
                arguments(
                        "allergy and eGFR 29: what the label contraindicates",
                        pain().allergies(naproxen).kidneyFunction(egfr(29, ago(9))),
                        "contraindicated CRITICAL"));
    }

    /** A relaxant with aspirin in one product: reduced stepwise, so nothing is offered. */
    @Test
    void proposals_noneForWhatIsReducedStepwise() {
        Drug both = product(
                "carisoprodol / aspirin",
                Drug.DrugForm.SYSTEMIC,
                ingredient("carisoprodol", DrugClass.MUSCLE_RELAXANT),
                ingredient("aspirin", 325, DrugClass.NSAID));
        FakeChart chart = pain().problems(problem(ProblemGroup.PEPTIC_ULCER));
        assertThat(Outcome.only(RULE, sign(chart, draft(both).build())).proposals())
                .isNotEmpty();
        Finding finding = Outcome.only(
                RULE,
                sign(
                        chart.medications(recorded(both, 30).days(30).status("completed")),
                        draft(both).build()));
        assertThat(finding.proposals()).isEmpty();
        assertThat(finding.facts().asMap()).containsEntry("taper", true);
        assertThat(finding.notOffered()).isEmpty();
    }

    @Test
    void evaluate_otherOrdersAskNothing() {
        FakeChart chart = pain();
        RULE.evaluate(
                sign(chart, draft(WARFARIN).build(), draft(diclofenacGel()).build()));
        assertThat(chart.asked()).isEmpty();
    }
}
