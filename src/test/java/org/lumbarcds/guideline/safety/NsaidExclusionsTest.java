package org.lumbarcds.guideline.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.date;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.reason;
import static org.lumbarcds.guideline.safety.Against.NOTHING;
import static org.lumbarcds.guideline.safety.Against.row;
import static org.lumbarcds.guideline.safety.Against.with;

import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts;
import org.lumbarcds.guideline.basis.Caution;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.KidneyFunction.Comparator;
import org.lumbarcds.guideline.model.record.LabResult;
import org.lumbarcds.guideline.model.record.LabResult.Kind;
import org.lumbarcds.guideline.safety.Against.Row;

/** Conditions and results that speak against an NSAID: the level of each, active and past, on both sides of each day. */
class NsaidExclusionsTest {

    private static LabResult result(Kind kind, String value, PartialDate date) {
        return new LabResult(kind, date, new BigDecimal(value), Comparator.EQUAL);
    }

    private static Row lab(String reason, String expected, LabResult... results) {
        return row(reason, chart().labResults(results), expected);
    }

    static Stream<Row> stomach() {
        return Stream.of(
                with("ulcer of 90 days", problem(ProblemGroup.PEPTIC_ULCER).onset(ago(90)), "PEPTIC_ULCER AVOID"),
                with("ulcer of 91 days", problem(ProblemGroup.PEPTIC_ULCER).onset(ago(91)), "PEPTIC_ULCER CAUTION"),
                with("ulcer without a date", problem(ProblemGroup.PEPTIC_ULCER), "PEPTIC_ULCER CAUTION"),
                with(
                        "a history by its code began whenever",
                        problem(ProblemGroup.PEPTIC_ULCER_HISTORY).onset(ago(3)),
                        "PEPTIC_ULCER CAUTION"),
                with(
                        "bleeding now, for 90 days",
                        problem(ProblemGroup.GI_BLEEDING).onset(ago(90)),
                        "GI_BLEEDING AVOID_CRITICAL"),
                with("for 91 days", problem(ProblemGroup.GI_BLEEDING).onset(ago(91)), "GI_BLEEDING CAUTION"),
                with(
                        "bled 90 days ago, over",
                        problem(ProblemGroup.GI_BLEEDING).onset(ago(90)).resolved(),
                        "GI_BLEEDING AVOID"),
                with(
                        "haemorrhoids: never more than a caution",
                        problem(ProblemGroup.RECTAL_BLEEDING).onset(ago(1)),
                        "GI_BLEEDING CAUTION"),
                with("Crohn's disease", problem(ProblemGroup.BOWEL_INFLAMMATION), "BOWEL_INFLAMMATION WITHHOLD"),
                with("Crohn's, over", problem(ProblemGroup.BOWEL_INFLAMMATION).resolved(), NOTHING));
    }

    static Stream<Row> kidneys() {
        return Stream.of(
                with("stage 3", problem(ProblemGroup.KIDNEY_DISEASE), "KIDNEY_DISEASE CAUTION"),
                with("stage 3, over", problem(ProblemGroup.KIDNEY_DISEASE).resolved(), NOTHING),
                with("stage 4", problem(ProblemGroup.KIDNEY_DISEASE_ADVANCED), "KIDNEY_DISEASE AVOID_CRITICAL"),
                with("transplant", problem(ProblemGroup.KIDNEY_TRANSPLANT), "KIDNEY_DISEASE CAUTION"),
                with(
                        "a transplant counts when resolved",
                        problem(ProblemGroup.KIDNEY_TRANSPLANT).resolved(),
                        "KIDNEY_DISEASE CAUTION"),
                with(
                        "injury begun 30 days ago",
                        problem(ProblemGroup.ACUTE_KIDNEY_INJURY).onset(ago(30)),
                        "ACUTE_KIDNEY_INJURY AVOID_CRITICAL"),
                with(
                        "begun 31 days ago and active",
                        problem(ProblemGroup.ACUTE_KIDNEY_INJURY).onset(ago(31)),
                        "ACUTE_KIDNEY_INJURY AVOID"),
                with(
                        "ended 30 days ago",
                        problem(ProblemGroup.ACUTE_KIDNEY_INJURY).onset(ago(40)).ended(30),
                        "ACUTE_KIDNEY_INJURY AVOID"),
                with(
                        "ended 31 days ago",
                        problem(ProblemGroup.ACUTE_KIDNEY_INJURY).ended(31),
                        NOTHING),
                with(
                        "ended, nobody wrote when",
                        problem(ProblemGroup.ACUTE_KIDNEY_INJURY).onset(ago(40)).resolved(),
                        "ACUTE_KIDNEY_INJURY? AVOID"),
                row(
                        "the encounter is for it, so it is new",
                        chart().encounterReasons(reason(ProblemGroup.ACUTE_KIDNEY_INJURY)),
                        "ACUTE_KIDNEY_INJURY AVOID_CRITICAL"),
                with("high potassium", problem(ProblemGroup.HYPERKALEMIA), "HYPERKALEMIA WITHHOLD"),
                with("over", problem(ProblemGroup.HYPERKALEMIA).resolved(), NOTHING));
    }

    static Stream<Row> heart() {
        return Stream.of(
                with("heart failure", problem(ProblemGroup.HEART_FAILURE), "HEART_FAILURE CAUTION"),
                with("past", problem(ProblemGroup.HEART_FAILURE).resolved(), "HEART_FAILURE WITHHOLD"),
                with("new heart", problem(ProblemGroup.HEART_TRANSPLANT), "HEART_FAILURE CAUTION"),
                with("infarction", problem(ProblemGroup.MYOCARDIAL_INFARCTION), "MYOCARDIAL_INFARCTION CAUTION"),
                with(
                        "infarction, past",
                        problem(ProblemGroup.MYOCARDIAL_INFARCTION).resolved(),
                        "MYOCARDIAL_INFARCTION CAUTION"),
                with(
                        "old by its code",
                        problem(ProblemGroup.MYOCARDIAL_INFARCTION_HISTORY),
                        "MYOCARDIAL_INFARCTION CAUTION"),
                with(
                        "acute coronary syndrome, ever",
                        problem(ProblemGroup.ACUTE_CORONARY_SYNDROME).resolved(),
                        "ACUTE_CORONARY_SYNDROME CAUTION"),
                with("stroke", problem(ProblemGroup.STROKE), "STROKE WITHHOLD"),
                with("stroke, past", problem(ProblemGroup.STROKE).resolved(), "STROKE WITHHOLD"),
                with("coronary disease", problem(ProblemGroup.VASCULAR_DISEASE), "VASCULAR_DISEASE WITHHOLD"),
                with("said to be over", problem(ProblemGroup.VASCULAR_DISEASE).resolved(), NOTHING),
                with("crisis", problem(ProblemGroup.HYPERTENSIVE_CRISIS), "HYPERTENSIVE_CRISIS WITHHOLD"),
                with("crisis, over", problem(ProblemGroup.HYPERTENSIVE_CRISIS).resolved(), NOTHING),
                with(
                        "bypass 14 days ago",
                        problem(ProblemGroup.CORONARY_BYPASS).onset(ago(14)),
                        "CORONARY_BYPASS CONTRAINDICATED"),
                with("15 days ago", problem(ProblemGroup.CORONARY_BYPASS).onset(ago(15)), "CORONARY_BYPASS WITHHOLD"),
                with(
                        "a history by its code has no day of the operation",
                        problem(ProblemGroup.CORONARY_BYPASS_HISTORY).onset(ago(3)),
                        "CORONARY_BYPASS WITHHOLD"));
    }

    static Stream<Row> others() {
        return Stream.of(
                with("hemophilia", problem(ProblemGroup.BLEEDING_DISORDER), "BLEEDING_DISORDER CAUTION"),
                with("over", problem(ProblemGroup.BLEEDING_DISORDER).resolved(), NOTHING),
                with("hepatitis", problem(ProblemGroup.HEPATIC_IMPAIRMENT), "HEPATIC_IMPAIRMENT CAUTION"),
                with("healed", problem(ProblemGroup.HEPATIC_IMPAIRMENT).resolved(), NOTHING),
                with("cirrhosis stays", problem(ProblemGroup.CIRRHOSIS).resolved(), "HEPATIC_IMPAIRMENT CAUTION"),
                with(
                        "a transplant stays",
                        problem(ProblemGroup.LIVER_TRANSPLANT).resolved(),
                        "HEPATIC_IMPAIRMENT CAUTION"),
                with("K76.8, K76.9", problem(ProblemGroup.LIVER_DISORDER_UNSPECIFIED), "HEPATIC_IMPAIRMENT WITHHOLD"),
                with("over", problem(ProblemGroup.LIVER_DISORDER_UNSPECIFIED).resolved(), NOTHING),
                with("allergy as a condition", problem(ProblemGroup.NSAID_ALLERGY), "ALLERGY CONTRAINDICATED"),
                with("Z88.6 without a drug in its words", problem(ProblemGroup.ANALGESIC_ALLERGY), "ALLERGY WITHHOLD"),
                row(
                        "allergy to another NSAID",
                        chart().allergies(new Allergy("Advil", Set.of("ibuprofen"), Set.of(DrugClass.NSAID))),
                        "ALLERGY CONTRAINDICATED"),
                row(
                        "allergy to metamizole",
                        chart().allergies(new Allergy("metamizole", Set.of(), Set.of(DrugClass.PYRAZOLONE))),
                        "ALLERGY CONTRAINDICATED"),
                row(
                        "stomach complaints only",
                        chart().allergies(new Allergy(
                                "naproxen",
                                Set.of("naproxen"),
                                Set.of(DrugClass.NSAID),
                                Allergy.Severity.STOMACH_COMPLAINTS)),
                        "ALLERGY CAUTION"),
                with("week 29", pregnant().gestationWeeks(29).recorded(0), "PREGNANCY CAUTION"),
                with("week 30", pregnant().gestationWeeks(30).recorded(0), "PREGNANCY AVOID_CRITICAL"),
                with("third trimester by its code", thirdTrimester(), "PREGNANCY AVOID_CRITICAL"),
                with(
                        "a week outweighs the code",
                        thirdTrimester().gestationWeeks(29).recorded(0),
                        "PREGNANCY CAUTION"),
                with("Z79.01", problem(ProblemGroup.ANTICOAGULANT_THERAPY), "ANTICOAGULANT CAUTION"),
                with("Z79.02", problem(ProblemGroup.ANTIPLATELET_THERAPY), "ANTIPLATELET CAUTION"),
                with("Z79.82", problem(ProblemGroup.ASPIRIN_THERAPY), "ASPIRIN WITHHOLD"),
                with("Z79.52", problem(ProblemGroup.LONG_TERM_STEROID), "STEROID WITHHOLD"),
                with("Z79.1", problem(ProblemGroup.NSAID_THERAPY), "SAME_CLASS CAUTION"));
    }

    private static Charts.ProblemBuilder pregnant() {
        return problem(ProblemGroup.PREGNANCY);
    }

    private static Charts.ProblemBuilder thirdTrimester() {
        return problem(ProblemGroup.PREGNANCY, ProblemGroup.PREGNANCY_THIRD_TRIMESTER);
    }

    static Stream<Row> results() {
        return Stream.of(
                lab("creatinine over 2", "KIDNEY_FUNCTION CAUTION", result(Kind.CREATININE, "2.01", ago(1))),
                lab("of exactly 2", NOTHING, result(Kind.CREATININE, "2.0", ago(1))),
                lab("365 days ago", "KIDNEY_FUNCTION CAUTION", result(Kind.CREATININE, "3", ago(365))),
                lab("366 days ago", NOTHING, result(Kind.CREATININE, "3", ago(366))),
                lab("clearance below 60", "KIDNEY_FUNCTION CAUTION", result(Kind.CREATININE_CLEARANCE, "59", ago(1))),
                lab("of exactly 60", NOTHING, result(Kind.CREATININE_CLEARANCE, "60", ago(1))),
                lab("platelets below 100", "BLEEDING_DISORDER CAUTION", result(Kind.PLATELETS, "99", ago(90))),
                lab("of exactly 100", NOTHING, result(Kind.PLATELETS, "100", ago(1))),
                lab("91 days ago", NOTHING, result(Kind.PLATELETS, "40", ago(91))),
                lab(
                        "of the month in which the 90th day lies: nobody knows",
                        "BLEEDING_DISORDER? CAUTION",
                        result(Kind.PLATELETS, "40", date("2026-08"))),
                lab(
                        "the newest counts",
                        NOTHING,
                        result(Kind.PLATELETS, "40", ago(30)),
                        result(Kind.PLATELETS, "240", ago(2))),
                lab(
                        "of one day the worse",
                        "BLEEDING_DISORDER CAUTION",
                        result(Kind.PLATELETS, "40", ago(2)),
                        result(Kind.PLATELETS, "240", ago(2))),
                lab(
                        "whatever their order",
                        "BLEEDING_DISORDER CAUTION",
                        result(Kind.PLATELETS, "240", ago(2)),
                        result(Kind.PLATELETS, "40", ago(2))));
    }

    static Stream<Row> rows() {
        return Stream.of(stomach(), kidneys(), heart(), others(), results()).flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void keepsFromOffering(Row row) {
        assertThat(Against.offering(Remedy.NAPROXEN, row.chart())).isEqualTo(row.expected());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isSaidOnAnOrder_unlessMerelyWithheld(Row row) {
        assertThat(Against.ordering(naproxen(), DrugClass.NSAID, row.chart()))
                .isEqualTo(Against.saidOnAnOrder(row.expected()));
    }

    @Test
    void aResultIsNamedWithItsValueAndDay() {
        Caution caution = Against.cautions(
                        naproxen(),
                        DrugClass.NSAID,
                        chart().labResults(result(Kind.PLATELETS, "85.0", date("2026-11-20"))))
                .get(0);

        assertThat(caution.onRecord()).isEqualTo("platelets 85 10^9/L");
        assertThat(caution.when()).isEqualTo("measured 2026-11-20");
        assertThat(caution.source()).contains("Hematologic toxicity");
    }
}
