package org.lumbarcds.guideline.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.aspirin;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.diclofenacGel;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.ingredient;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.product;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.safety.Against.NOTHING;
import static org.lumbarcds.guideline.safety.Against.row;
import static org.lumbarcds.guideline.safety.Against.with;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.basis.Caution;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.Drug.DrugForm;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.KidneyFunction;
import org.lumbarcds.guideline.model.record.KidneyFunction.Comparator;
import org.lumbarcds.guideline.safety.Against.Row;

/** Drugs that speak against an NSAID, and what forbids ketorolac beyond that. */
class NsaidInteractionsTest {

    private static final Drug KETOROLAC = drug("ketorolac", DrugClass.NSAID);
    private static final Drug WARFARIN = drug("warfarin", DrugClass.ANTICOAGULANT);
    private static final Drug LISINOPRIL = drug("lisinopril", DrugClass.ACE_INHIBITOR_OR_ARB);
    private static final Drug LOSARTAN = drug("losartan", DrugClass.ACE_INHIBITOR_OR_ARB);
    private static final Drug FUROSEMIDE = drug("furosemide", DrugClass.DIURETIC);
    private static final Drug BOTH = product(
            "lisinopril / hydrochlorothiazide",
            DrugForm.SYSTEMIC,
            ingredient("lisinopril", DrugClass.ACE_INHIBITOR_OR_ARB),
            ingredient("hydrochlorothiazide", DrugClass.DIURETIC));
    private static final Drug METAMIZOLE = drug("metamizole", DrugClass.PYRAZOLONE);

    private static OrderBuilder running(Drug drug) {
        return recorded(drug, 5);
    }

    /** Active on record, though what was dispensed has been used up for more than 30 days. */
    private static OrderBuilder usedUp(Drug drug) {
        return recorded(drug, 100).days(60);
    }

    private static FakeChart taking(Drug... drugs) {
        FakeChart chart = chart();
        for (Drug drug : drugs) {
            chart.medications(running(drug));
        }
        return chart;
    }

    private static Row taking(String reason, Drug drug, String expected) {
        return row(reason, taking(drug), expected);
    }

    private static Drug local(String name, DrugClass drugClass) {
        return product(name, DrugForm.LOCAL, ingredient(name, drugClass));
    }

    private static KidneyFunction egfr(int value, PartialDate date) {
        return new KidneyFunction(date, BigDecimal.valueOf(value), Comparator.EQUAL);
    }

    static Stream<Row> drugs() {
        return Stream.of(
                taking("warfarin", WARFARIN, "ANTICOAGULANT CAUTION"),
                row("warfarin, used up", chart().medications(usedUp(WARFARIN)), "ANTICOAGULANT WITHHOLD"),
                taking("a heparin flush", local("heparin", DrugClass.ANTICOAGULANT), NOTHING),
                with(
                        "named in a problem's words",
                        problem().label("AF on Eliquis").naming(WARFARIN),
                        "ANTICOAGULANT CAUTION"),
                with("of a problem that is over", problem().naming(WARFARIN).resolved(), NOTHING),
                taking("clopidogrel", drug("clopidogrel", DrugClass.ANTIPLATELET), "ANTIPLATELET CAUTION"),
                taking("aspirin 100 mg", aspirin(100), "ASPIRIN WITHHOLD"),
                taking("aspirin 101 mg", aspirin(101), "SAME_CLASS CAUTION"),
                taking("lithium", drug("lithium", DrugClass.RAISED_BY_NSAID), "RAISED_BY_NSAID CAUTION"),
                taking("tacrolimus on the skin", local("tacrolimus", DrugClass.RAISED_BY_NSAID), NOTHING),
                taking("digoxin", drug("digoxin", DrugClass.NSAID_INTERACTION_WEAK), "INTERACTION WITHHOLD"),
                taking("an SSRI", drug("sertraline", DrugClass.SEROTONIN_REUPTAKE_INHIBITOR), "INTERACTION WITHHOLD"),
                taking("prednisone", drug("prednisone", DrugClass.SYSTEMIC_STEROID), "STEROID WITHHOLD"),
                taking("a nasal steroid", local("prednisolone", DrugClass.SYSTEMIC_STEROID), NOTHING),
                taking("sacubitril", drug("sacubitril", DrugClass.HEART_FAILURE_DRUG), "HEART_FAILURE CAUTION"),
                taking("ibuprofen", drug("ibuprofen", DrugClass.NSAID), "SAME_CLASS CAUTION"),
                taking("the same: a renewal", naproxen(), "SAME_CLASS WITHHOLD"),
                taking("a gel", diclofenacGel(), NOTHING),
                taking("metamizole", METAMIZOLE, "SAME_CLASS CAUTION"));
    }

    static Stream<Row> bloodPressure() {
        String both = "BLOOD_PRESSURE_DRUGS CAUTION";
        return Stream.of(
                taking("ACE inhibitor alone", LISINOPRIL, NOTHING),
                taking("diuretic alone", FUROSEMIDE, NOTHING),
                row("together", taking(LISINOPRIL, FUROSEMIDE), both),
                taking("in one product", BOTH, both),
                row(
                        "eGFR 60 of 365 days ago",
                        taking(BOTH).kidneyFunction(egfr(60, ago(365))),
                        "BLOOD_PRESSURE_DRUGS WITHHOLD"),
                row("of 366 days ago", taking(BOTH).kidneyFunction(egfr(60, ago(366))), both),
                row("eGFR 59", taking(BOTH).kidneyFunction(egfr(59, ago(1))), "KIDNEY_FUNCTION CAUTION, " + both),
                row(
                        "one of them used up",
                        taking(FUROSEMIDE).medications(usedUp(LISINOPRIL)),
                        "BLOOD_PRESSURE_DRUGS WITHHOLD"),
                row(
                        "another of its class used up",
                        chart().medications(usedUp(LISINOPRIL), running(LOSARTAN), running(FUROSEMIDE)),
                        both),
                row(
                        "both named in problems' words",
                        chart().problems(problem().naming(LISINOPRIL), problem().naming(FUROSEMIDE)),
                        both),
                row(
                        "one named, one ordered",
                        taking(FUROSEMIDE).problems(problem().naming(LISINOPRIL)),
                        both),
                row(
                        "one named in a problem that is over",
                        taking(FUROSEMIDE).problems(problem().naming(LISINOPRIL).resolved()),
                        NOTHING));
    }

    static Stream<Row> rows() {
        return Stream.concat(drugs(), bloodPressure());
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
    void bothDrugsAreNamed_aProductWithBothOnce() {
        assertThat(named(taking(LISINOPRIL, FUROSEMIDE))).isEqualTo("lisinopril with furosemide");
        assertThat(named(taking(BOTH))).isEqualTo("lisinopril / hydrochlorothiazide");
        assertThat(named(chart().problems(problem().naming(LISINOPRIL, FUROSEMIDE))))
                .isEqualTo("ACE inhibitor or ARB with a diuretic");
    }

    private static String named(FakeChart chart) {
        return Against.cautions(naproxen(), DrugClass.NSAID, chart).get(0).onRecord();
    }

    static Stream<Row> forbiddingKetorolac() {
        return Stream.of(
                with(
                        "ulcer, ever",
                        problem(ProblemGroup.PEPTIC_ULCER_HISTORY),
                        "GI_BLEEDING CONTRAINDICATED, PEPTIC_ULCER CAUTION"),
                with(
                        "bled long ago",
                        problem(ProblemGroup.GI_BLEEDING).onset("2010").resolved(),
                        "GI_BLEEDING CONTRAINDICATED, GI_BLEEDING CAUTION"),
                with(
                        "hemophilia",
                        problem(ProblemGroup.BLEEDING_DISORDER),
                        "BLEEDING_DISORDER CONTRAINDICATED, BLEEDING_DISORDER CAUTION"),
                with(
                        "stage 4",
                        problem(ProblemGroup.KIDNEY_DISEASE_ADVANCED),
                        "KIDNEY_DISEASE CONTRAINDICATED, KIDNEY_DISEASE AVOID_CRITICAL"),
                with("stage 3", problem(ProblemGroup.KIDNEY_DISEASE), "KIDNEY_DISEASE CAUTION"),
                with(
                        "kidney injury that ended 30 days ago",
                        problem(ProblemGroup.ACUTE_KIDNEY_INJURY).onset(ago(90)).ended(30),
                        "ACUTE_KIDNEY_INJURY CONTRAINDICATED, ACUTE_KIDNEY_INJURY AVOID"),
                row(
                        "eGFR 29",
                        chart().kidneyFunction(egfr(29, ago(1))),
                        "KIDNEY_FUNCTION CONTRAINDICATED, KIDNEY_FUNCTION AVOID_CRITICAL"),
                row("eGFR 30", chart().kidneyFunction(egfr(30, ago(1))), "KIDNEY_FUNCTION CAUTION"),
                taking("another NSAID: said once", naproxen(), "SAME_CLASS CONTRAINDICATED"),
                taking("metamizole is one", METAMIZOLE, "SAME_CLASS CONTRAINDICATED"),
                taking("a gel is none", diclofenacGel(), NOTHING),
                taking("aspirin, however little", aspirin(81), "SAME_CLASS CONTRAINDICATED"),
                taking("itself: a renewal", KETOROLAC, NOTHING),
                taking(
                        "probenecid",
                        drug("probenecid", DrugClass.KETOROLAC_INTERACTION),
                        "INTERACTION CONTRAINDICATED"),
                taking("warfarin: as for any NSAID", WARFARIN, "ANTICOAGULANT CAUTION"));
    }

    @ParameterizedTest
    @MethodSource("forbiddingKetorolac")
    void ketorolac(Row row) {
        assertThat(Against.ordering(KETOROLAC, DrugClass.NSAID, row.chart())).isEqualTo(row.expected());
    }

    @Test
    void ketorolacsOwnLabelIsCited() {
        FakeChart chart = chart().kidneyFunction(egfr(29, Charts.date("2026-11-20")));

        Caution caution = Against.cautions(KETOROLAC, DrugClass.NSAID, chart).get(0);

        assertThat(caution.source()).contains("ketorolac", "boxed warning");
        assertThat(caution.onRecord()).isEqualTo("eGFR 29 mL/min");
        assertThat(caution.when()).isEqualTo("measured 2026-11-20");
    }
}
