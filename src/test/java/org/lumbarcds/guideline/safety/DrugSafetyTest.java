package org.lumbarcds.guideline.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.acetaminophen;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.aspirin;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.date;
import static org.lumbarcds.guideline.Charts.diazepam;
import static org.lumbarcds.guideline.Charts.diclofenacGel;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.gabapentin;
import static org.lumbarcds.guideline.Charts.ingredient;
import static org.lumbarcds.guideline.Charts.methocarbamol;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.oxycodone;
import static org.lumbarcds.guideline.Charts.oxycodoneAcetaminophen;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.product;
import static org.lumbarcds.guideline.Charts.reason;
import static org.lumbarcds.guideline.Charts.reasonText;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.Charts.view;
import static org.lumbarcds.guideline.basis.Remedy.ACETAMINOPHEN;
import static org.lumbarcds.guideline.basis.Remedy.CYCLOBENZAPRINE;
import static org.lumbarcds.guideline.basis.Remedy.IBUPROFEN;
import static org.lumbarcds.guideline.basis.Remedy.METHOCARBAMOL;
import static org.lumbarcds.guideline.basis.Remedy.NAPROXEN;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.Charts.ProblemBuilder;
import org.lumbarcds.guideline.basis.Caution;
import org.lumbarcds.guideline.basis.Judgement;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.Drug.DrugForm;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.KidneyFunction;
import org.lumbarcds.guideline.model.record.KidneyFunction.Comparator;

/** "A suggestion must be safe": what keeps each drug from being suggested, both sides of every boundary. */
class DrugSafetyTest {

    private static final String ALLOWED = "allowed";
    private static final Drug WARFARIN = drug("warfarin", DrugClass.ANTICOAGULANT);
    private static final Drug PHENELZINE = drug("phenelzine", DrugClass.MAO_INHIBITOR);
    private static final Drug SERTRALINE = drug("sertraline", DrugClass.SEROTONERGIC);

    record Row(String reason, Remedy remedy, Situation situation, List<MedicationOrder> goingAway, String judged) {
        @Override
        public String toString() {
            return remedy + ", " + reason + ": " + judged;
        }
    }

    private static Row row(String reason, Remedy remedy, FakeChart chart, String judged) {
        return new Row(reason, remedy, view(chart), List.of(), judged);
    }

    private static Row with(String reason, Remedy remedy, ProblemBuilder problem, String judged) {
        return row(reason, remedy, chart().problems(problem), judged);
    }

    private static Row taking(String reason, Remedy remedy, OrderBuilder order, String judged) {
        return row(reason, remedy, chart().medications(order), judged);
    }

    private static Row aged(String reason, Remedy remedy, String born, String judged) {
        return row(reason, remedy, chart().born(born), judged);
    }

    private static Row replacing(String reason, Remedy remedy, OrderBuilder draft, FakeChart chart, String judged) {
        MedicationOrder order = draft.build();
        return new Row(reason, remedy, sign(chart, order), List.of(order), judged);
    }

    private static Row beside(String reason, Remedy remedy, OrderBuilder draft, String judged) {
        return new Row(reason, remedy, sign(chart(), draft.build()), List.of(), judged);
    }

    private static Reason pointing(String condition, ProblemGroup group) {
        return new Reason("", Set.of(group), true, condition);
    }

    private static KidneyFunction egfr(int value, PartialDate date) {
        return new KidneyFunction(date, BigDecimal.valueOf(value), Comparator.EQUAL);
    }

    private static Row filtration(String reason, String judged, KidneyFunction... results) {
        return row(reason, NAPROXEN, chart().kidneyFunction(results), judged);
    }

    /** Kinds of the cautions, with ? where dates leave them open, then what could not be checked. */
    private static String say(Judgement judged) {
        List<String> words = new ArrayList<>();
        judged.cautions().forEach(c -> words.add(c.kind() + (c.present().isUnknown() ? "?" : "")));
        judged.unknown().forEach(label -> words.add("unknown " + label));
        judged.notChecked().stream().sorted().forEach(key -> words.add("not checked " + key.key()));
        if (judged.kidneyFunctionWanted()) {
            words.add("no eGFR");
        }
        if (judged.ageUnknown()) {
            words.add("age unknown");
        }
        assertThat(judged.isAllowed()).isEqualTo(words.isEmpty());
        assertThat(judged.against()).allSatisfy(why -> assertThat(why).isNotBlank());
        return words.isEmpty() ? ALLOWED : String.join(", ", words);
    }

    static Stream<Row> age() {
        return Stream.of(
                aged("40 years", CYCLOBENZAPRINE, "1986-01-15", ALLOWED),
                aged("64 until tomorrow", CYCLOBENZAPRINE, "1961-11-25", ALLOWED),
                aged("65 today (Beers)", CYCLOBENZAPRINE, "1961-11-24", "OLDER_AGE"),
                aged("65 today (Beers)", METHOCARBAMOL, "1961-11-24", "OLDER_AGE"),
                aged("64 or 65, by the year alone", METHOCARBAMOL, "1961", "OLDER_AGE?"),
                aged("no birth date: adult doses", METHOCARBAMOL, null, "OLDER_AGE?, age unknown"),
                aged("no birth date: adult doses", ACETAMINOPHEN, null, "age unknown"),
                aged("no birth date: nobody knows whether an eGFR is wanted", NAPROXEN, null, "no eGFR, age unknown"),
                aged("17 or 18, by the year alone", ACETAMINOPHEN, "2008", "age unknown"),
                aged("18 today", ACETAMINOPHEN, "2008-11-24", ALLOWED),
                aged("64: no eGFR is wanted", NAPROXEN, "1961-11-25", ALLOWED),
                aged("65: an eGFR is wanted and none is on record", NAPROXEN, "1961-11-24", "no eGFR"),
                aged("64 or 65: an eGFR may be wanted", IBUPROFEN, "1961", "no eGFR"),
                aged("90 years are no reason against acetaminophen", ACETAMINOPHEN, "1936-01-01", ALLOWED),
                row(
                        "palliative care silences age on an order, not in what we suggest",
                        CYCLOBENZAPRINE,
                        chart().born("1950-01-01").problems(problem(ProblemGroup.PALLIATIVE_CARE)),
                        "OLDER_AGE"),
                row(
                        "70, eGFR 75 of last month",
                        NAPROXEN,
                        chart().born("1956-01-01").kidneyFunction(egfr(75, ago(30))),
                        ALLOWED),
                row(
                        "70, eGFR could not be had",
                        NAPROXEN,
                        chart().born("1956-01-01").without(ChartKey.EGFR),
                        "not checked egfr"),
                row("40, eGFR could not be had and is not wanted", NAPROXEN, chart().without(ChartKey.EGFR), ALLOWED));
    }

    static Stream<Row> missing() {
        return Stream.of(
                row("no allergies had", NAPROXEN, chart().without(ChartKey.ALLERGIES), "not checked allergies"),
                row("no allergies had", ACETAMINOPHEN, chart().without(ChartKey.ALLERGIES), "not checked allergies"),
                row("no allergies had", METHOCARBAMOL, chart().without(ChartKey.ALLERGIES), "not checked allergies"),
                row(
                        "no orders had: duplicates and interactions unknown",
                        ACETAMINOPHEN,
                        chart().without(ChartKey.MEDICATIONS),
                        "not checked medications"),
                row(
                        "no conditions had: kidney disease unknown too",
                        NAPROXEN,
                        chart().without(ChartKey.CONDITIONS),
                        "not checked conditions, no eGFR"),
                row(
                        "no conditions had, but a good eGFR",
                        NAPROXEN,
                        chart().without(ChartKey.CONDITIONS).kidneyFunction(egfr(90, ago(1))),
                        "not checked conditions"),
                row(
                        "no patient had",
                        ACETAMINOPHEN,
                        chart().without(ChartKey.PATIENT),
                        "not checked patient, age unknown"),
                row(
                        "a caution is said even if something else could not be checked",
                        ACETAMINOPHEN,
                        chart().problems(problem(ProblemGroup.HEPATIC_IMPAIRMENT))
                                .without(ChartKey.ALLERGIES),
                        "HEPATIC_IMPAIRMENT, not checked allergies"),
                row("the encounter is no required data", NAPROXEN, chart().without(ChartKey.ENCOUNTER), ALLOWED));
    }

    static Stream<Row> kidneys() {
        return Stream.of(
                filtration("eGFR 60", ALLOWED, egfr(60, ago(10))),
                filtration("eGFR 59", "KIDNEY_FUNCTION", egfr(59, ago(10))),
                filtration("59, 365 days ago", "KIDNEY_FUNCTION", egfr(59, ago(365))),
                filtration("59, 366 days ago, is of no use", ALLOWED, egfr(59, ago(366))),
                filtration("the newest counts: recovered", ALLOWED, egfr(40, ago(100)), egfr(70, ago(10))),
                filtration("the newest counts: worse", "KIDNEY_FUNCTION", egfr(70, ago(100)), egfr(40, ago(10))),
                filtration("two of one day: the lower", "KIDNEY_FUNCTION", egfr(70, ago(10)), egfr(55, ago(10))),
                filtration(
                        "2025-11 may be within 12 months or not: not sure, so not offered",
                        "KIDNEY_FUNCTION?",
                        egfr(40, date("2025-11"))),
                filtration(
                        "of this month, and one of a day in it: either may be the newest",
                        "KIDNEY_FUNCTION?",
                        egfr(40, date("2026-11")),
                        egfr(80, date("2026-11-20"))),
                filtration(
                        ">60 is at least 60",
                        ALLOWED,
                        new KidneyFunction(ago(5), BigDecimal.valueOf(60), Comparator.AT_LEAST)),
                filtration(
                        ">45 may be below 60",
                        "KIDNEY_FUNCTION?",
                        new KidneyFunction(ago(5), BigDecimal.valueOf(45), Comparator.AT_LEAST)),
                filtration(
                        "<15 is below",
                        "KIDNEY_FUNCTION",
                        new KidneyFunction(ago(5), BigDecimal.valueOf(15), Comparator.AT_MOST)),
                filtration(
                        "<60 is how a laboratory writes below 60",
                        "KIDNEY_FUNCTION",
                        new KidneyFunction(ago(5), BigDecimal.valueOf(60), Comparator.AT_MOST)),
                filtration(
                        "<90 says little",
                        "KIDNEY_FUNCTION?",
                        new KidneyFunction(ago(5), BigDecimal.valueOf(90), Comparator.AT_MOST)),
                filtration("dated tomorrow: the laboratory's clock", "KIDNEY_FUNCTION", egfr(40, ago(-1))),
                filtration("dated in a week: no result", ALLOWED, egfr(40, ago(-7))),
                row(
                        "70 years, and only an old eGFR",
                        NAPROXEN,
                        chart().born("1956-01-01").kidneyFunction(egfr(80, ago(366))),
                        "no eGFR"),
                row(
                        "kidney disease with a good eGFR stays a caution",
                        NAPROXEN,
                        chart().problems(problem(ProblemGroup.KIDNEY_DISEASE)).kidneyFunction(egfr(80, ago(3))),
                        "KIDNEY_DISEASE"),
                with(
                        "kidney disease, no eGFR on record",
                        NAPROXEN,
                        problem(ProblemGroup.KIDNEY_DISEASE),
                        "KIDNEY_DISEASE, no eGFR"),
                with(
                        "acute kidney injury that ended 30 days ago",
                        NAPROXEN,
                        problem(ProblemGroup.ACUTE_KIDNEY_INJURY).ended(30),
                        "ACUTE_KIDNEY_INJURY"),
                with(
                        "acute kidney injury that ended 31 days ago",
                        NAPROXEN,
                        problem(ProblemGroup.ACUTE_KIDNEY_INJURY).ended(31),
                        ALLOWED),
                with(
                        "acute kidney injury that is over, nobody wrote since when",
                        NAPROXEN,
                        problem(ProblemGroup.ACUTE_KIDNEY_INJURY).resolved(),
                        "ACUTE_KIDNEY_INJURY?"),
                with(
                        "kidney disease is no reason against acetaminophen",
                        ACETAMINOPHEN,
                        problem(ProblemGroup.KIDNEY_DISEASE),
                        ALLOWED));
    }

    static Stream<Row> conditions() {
        return Stream.of(
                with(
                        "ulcer healed long ago",
                        NAPROXEN,
                        problem(ProblemGroup.PEPTIC_ULCER).resolved(),
                        "PEPTIC_ULCER"),
                with("history by its code", NAPROXEN, problem(ProblemGroup.PEPTIC_ULCER_HISTORY), "PEPTIC_ULCER"),
                with(
                        "ulcer refuted",
                        NAPROXEN,
                        problem(ProblemGroup.PEPTIC_ULCER).refuted(),
                        ALLOWED),
                with(
                        "bleed of 2010",
                        NAPROXEN,
                        problem(ProblemGroup.GI_BLEEDING).onset("2010").resolved(),
                        "GI_BLEEDING"),
                with("heart failure", NAPROXEN, problem(ProblemGroup.HEART_FAILURE), "HEART_FAILURE"),
                with(
                        "heart failure called resolved: still not suggested",
                        NAPROXEN,
                        problem(ProblemGroup.HEART_FAILURE).resolved(),
                        "HEART_FAILURE"),
                with(
                        "old infarction",
                        NAPROXEN,
                        problem(ProblemGroup.MYOCARDIAL_INFARCTION_HISTORY),
                        "MYOCARDIAL_INFARCTION"),
                with("bypass graft", NAPROXEN, problem(ProblemGroup.CORONARY_BYPASS_HISTORY), "CORONARY_BYPASS"),
                with("pregnant", NAPROXEN, problem(ProblemGroup.PREGNANCY), "PREGNANCY"),
                with("pregnant", CYCLOBENZAPRINE, problem(ProblemGroup.PREGNANCY), "PREGNANCY"),
                with("pregnant", METHOCARBAMOL, problem(ProblemGroup.PREGNANCY), "PREGNANCY"),
                with("pregnant", ACETAMINOPHEN, problem(ProblemGroup.PREGNANCY), ALLOWED),
                with(
                        "pregnancy over",
                        METHOCARBAMOL,
                        problem(ProblemGroup.PREGNANCY).resolved(),
                        ALLOWED),
                with(
                        "week 20 of 22 weeks ago: week 42 is still pregnant",
                        METHOCARBAMOL,
                        problem(ProblemGroup.PREGNANCY).gestationWeeks(20).recorded(22 * 7 + 6),
                        "PREGNANCY"),
                with(
                        "week 20 of 23 weeks ago: past 42 the code no longer counts",
                        METHOCARBAMOL,
                        problem(ProblemGroup.PREGNANCY).gestationWeeks(20).recorded(23 * 7),
                        ALLOWED),
                row(
                        "the encounter is for the pregnancy",
                        NAPROXEN,
                        chart().encounterReasons(reason(ProblemGroup.PREGNANCY)),
                        "PREGNANCY"),
                row(
                        "the encounter is for back pain alone: no reason against a drug",
                        NAPROXEN,
                        chart().encounterReasons(reason(ProblemGroup.LOW_BACK_PAIN)),
                        ALLOWED),
                row(
                        "the encounter is for back pain alone: no reason against a drug",
                        CYCLOBENZAPRINE,
                        chart().encounterReasons(reason(ProblemGroup.LOW_BACK_PAIN)),
                        ALLOWED),
                row(
                        "the encounter points at a pregnancy that is over",
                        METHOCARBAMOL,
                        chart().problems(problem(ProblemGroup.PREGNANCY)
                                        .reference("Condition/p")
                                        .resolved())
                                .encounterReasons(pointing("Condition/p", ProblemGroup.PREGNANCY)),
                        ALLOWED),
                row(
                        "the encounter points at a pregnancy that is not on the problem list",
                        METHOCARBAMOL,
                        chart().problems(problem(ProblemGroup.BACK_SPASM).reference("Condition/s"))
                                .encounterReasons(pointing("Condition/p", ProblemGroup.PREGNANCY)),
                        "PREGNANCY"),
                row(
                        "the encounter points at a thyroid disease that is cured",
                        CYCLOBENZAPRINE,
                        chart().problems(problem(ProblemGroup.HYPERTHYROIDISM)
                                        .reference("Condition/h")
                                        .resolved())
                                .encounterReasons(pointing("Condition/h", ProblemGroup.HYPERTHYROIDISM)),
                        ALLOWED),
                row(
                        "the encounter points at a thyroid disease that is not on the problem list",
                        CYCLOBENZAPRINE,
                        chart().problems(problem(ProblemGroup.BACK_SPASM).reference("Condition/s"))
                                .encounterReasons(pointing("Condition/h", ProblemGroup.HYPERTHYROIDISM)),
                        "HYPERTHYROIDISM"),
                with("hemophilia", NAPROXEN, problem(ProblemGroup.BLEEDING_DISORDER), "BLEEDING_DISORDER"),
                with("cirrhosis", NAPROXEN, problem(ProblemGroup.HEPATIC_IMPAIRMENT), "HEPATIC_IMPAIRMENT"),
                with("cirrhosis", ACETAMINOPHEN, problem(ProblemGroup.HEPATIC_IMPAIRMENT), "HEPATIC_IMPAIRMENT"),
                with("cirrhosis", CYCLOBENZAPRINE, problem(ProblemGroup.HEPATIC_IMPAIRMENT), "HEPATIC_IMPAIRMENT"),
                with("cirrhosis", METHOCARBAMOL, problem(ProblemGroup.HEPATIC_IMPAIRMENT), "HEPATIC_IMPAIRMENT"),
                with(
                        "hepatitis that is over",
                        ACETAMINOPHEN,
                        problem(ProblemGroup.HEPATIC_IMPAIRMENT).resolved(),
                        ALLOWED),
                with(
                        "alcohol use disorder",
                        ACETAMINOPHEN,
                        problem(ProblemGroup.ALCOHOL_USE_DISORDER),
                        "ALCOHOL_USE_DISORDER"),
                with(
                        "alcohol use disorder",
                        CYCLOBENZAPRINE,
                        problem(ProblemGroup.ALCOHOL_USE_DISORDER),
                        "ALCOHOL_USE_DISORDER"),
                with("Z79.01", NAPROXEN, problem(ProblemGroup.ANTICOAGULANT_THERAPY), "ANTICOAGULANT"),
                with("Z79.52", NAPROXEN, problem(ProblemGroup.LONG_TERM_STEROID), "STEROID"),
                with("arrhythmia", CYCLOBENZAPRINE, problem(ProblemGroup.ARRHYTHMIA), "ARRHYTHMIA"),
                with(
                        "arrhythmia is of cyclobenzaprine's label",
                        METHOCARBAMOL,
                        problem(ProblemGroup.ARRHYTHMIA),
                        ALLOWED),
                with(
                        "ablated",
                        CYCLOBENZAPRINE,
                        problem(ProblemGroup.ARRHYTHMIA).resolved(),
                        "ARRHYTHMIA"),
                with("hyperthyroidism", CYCLOBENZAPRINE, problem(ProblemGroup.HYPERTHYROIDISM), "HYPERTHYROIDISM"),
                with("glaucoma", CYCLOBENZAPRINE, problem(ProblemGroup.GLAUCOMA), "GLAUCOMA"),
                with(
                        "prostate with symptoms",
                        CYCLOBENZAPRINE,
                        problem(ProblemGroup.URINARY_OBSTRUCTION),
                        "URINARY_OBSTRUCTION"),
                with("myasthenia", METHOCARBAMOL, problem(ProblemGroup.MYASTHENIA_GRAVIS), "MYASTHENIA_GRAVIS"),
                with(
                        "infarction closed 90 days after it began: perhaps still recovering",
                        CYCLOBENZAPRINE,
                        problem(ProblemGroup.MYOCARDIAL_INFARCTION)
                                .onset(ago(90))
                                .resolved(),
                        "MYOCARDIAL_INFARCTION"),
                with(
                        "infarction closed, 91 days ago: still withheld",
                        CYCLOBENZAPRINE,
                        problem(ProblemGroup.MYOCARDIAL_INFARCTION)
                                .onset(ago(91))
                                .resolved(),
                        "MYOCARDIAL_INFARCTION"));
    }

    static Stream<Row> drugs() {
        return Stream.of(
                taking("naproxen active", NAPROXEN, recorded(naproxen(), 3), "SAME_CLASS"),
                taking("naproxen active", IBUPROFEN, recorded(naproxen(), 3), "SAME_CLASS"),
                taking("gel on the skin is not systemic", NAPROXEN, recorded(diclofenacGel(), 3), ALLOWED),
                taking(
                        "NSAID stopped",
                        NAPROXEN,
                        recorded(naproxen(), 3).status("stopped").days(1),
                        ALLOWED),
                taking(
                        "NSAID cancelled",
                        NAPROXEN,
                        recorded(naproxen(), 3).status("cancelled").days(30),
                        ALLOWED),
                taking(
                        "active order that ran out a year ago still counts",
                        NAPROXEN,
                        recorded(naproxen(), 400).days(10),
                        "SAME_CLASS"),
                taking(
                        "on hold may be resumed",
                        NAPROXEN,
                        recorded(naproxen(), 20).status("on-hold"),
                        "SAME_CLASS"),
                taking("aspirin 81 is taken against clots", NAPROXEN, recorded(aspirin(81), 90), "ASPIRIN"),
                taking("aspirin 100", NAPROXEN, recorded(aspirin(100), 90), "ASPIRIN"),
                taking("aspirin 325 is an NSAID", NAPROXEN, recorded(aspirin(325), 9), "SAME_CLASS"),
                taking("warfarin", NAPROXEN, recorded(WARFARIN, 100), "ANTICOAGULANT"),
                taking(
                        "warfarin, ran out a year ago, active",
                        NAPROXEN,
                        recorded(WARFARIN, 400).days(30),
                        "ANTICOAGULANT"),
                taking(
                        "warfarin completed",
                        NAPROXEN,
                        recorded(WARFARIN, 400).days(30).status("completed"),
                        ALLOWED),
                taking("warfarin", ACETAMINOPHEN, recorded(WARFARIN, 100), ALLOWED),
                taking(
                        "lithium",
                        NAPROXEN,
                        recorded(drug("lithium", DrugClass.RAISED_BY_NSAID), 100),
                        "RAISED_BY_NSAID"),
                taking("prednisone", NAPROXEN, recorded(drug("prednisone", DrugClass.SYSTEMIC_STEROID), 2), "STEROID"),
                taking(
                        "steroid cream",
                        NAPROXEN,
                        recorded(
                                product(
                                        "cream",
                                        DrugForm.TOPICAL,
                                        ingredient("hydrocortisone", DrugClass.SYSTEMIC_STEROID)),
                                2),
                        ALLOWED),
                taking("acetaminophen", ACETAMINOPHEN, recorded(acetaminophen(), 2), "SAME_INGREDIENT"),
                taking("in a combination", ACETAMINOPHEN, recorded(oxycodoneAcetaminophen(), 2), "SAME_INGREDIENT"),
                taking(
                        "in a cold product",
                        ACETAMINOPHEN,
                        recorded(Charts.with(acetaminophen(), Drug.Use.ANTITUSSIVE), 2),
                        "SAME_INGREDIENT"),
                beside("drafted combination", ACETAMINOPHEN, draft(oxycodoneAcetaminophen()), "SAME_INGREDIENT"),
                replacing(
                        "the combination goes away", ACETAMINOPHEN, draft(oxycodoneAcetaminophen()), chart(), ALLOWED),
                replacing(
                        "the draft goes away, what is on record stays",
                        ACETAMINOPHEN,
                        draft(oxycodoneAcetaminophen()),
                        chart().medications(recorded(oxycodoneAcetaminophen(), 5)),
                        "SAME_INGREDIENT"),
                replacing(
                        "the draft as the EHR saved it goes away too",
                        ACETAMINOPHEN,
                        draft(oxycodoneAcetaminophen()).id("m1"),
                        chart().medications(
                                        recorded(oxycodoneAcetaminophen(), 0).id("m1")),
                        ALLOWED),
                replacing(
                        "the same by its identifier",
                        ACETAMINOPHEN,
                        draft(oxycodoneAcetaminophen()).identifier("s|1"),
                        chart().medications(
                                        recorded(oxycodoneAcetaminophen(), 0).identifier("s|1")),
                        ALLOWED),
                replacing("the opioid goes away", CYCLOBENZAPRINE, draft(oxycodone()), chart(), ALLOWED),
                beside("opioid drafted", CYCLOBENZAPRINE, draft(oxycodone()), "DEPRESSANT"),
                taking(
                        "opioid active",
                        METHOCARBAMOL,
                        recorded(oxycodone(), 400).days(5),
                        "DEPRESSANT"),
                taking(
                        "opioid in a cough syrup depresses too",
                        METHOCARBAMOL,
                        recorded(Charts.with(drug("codeine", DrugClass.OPIOID), Drug.Use.ANTITUSSIVE), 2),
                        "DEPRESSANT"),
                taking("benzodiazepine", METHOCARBAMOL, recorded(diazepam(), 2), "DEPRESSANT"),
                taking("gabapentinoid", METHOCARBAMOL, recorded(gabapentin(), 2), "DEPRESSANT"),
                taking("gabapentinoid", NAPROXEN, recorded(gabapentin(), 2), ALLOWED),
                taking("other relaxant", CYCLOBENZAPRINE, recorded(methocarbamol(), 2), "SAME_CLASS"),
                taking("the same relaxant", CYCLOBENZAPRINE, recorded(cyclobenzaprine(), 2), "SAME_CLASS"),
                beside("relaxant drafted", METHOCARBAMOL, draft(cyclobenzaprine()), "SAME_CLASS"),
                taking("sertraline", CYCLOBENZAPRINE, recorded(SERTRALINE, 200), "SEROTONERGIC"),
                taking("sertraline is of cyclobenzaprine's label", METHOCARBAMOL, recorded(SERTRALINE, 200), ALLOWED));
    }

    static Stream<Row> maoInhibitors() {
        return Stream.of(
                taking("active", CYCLOBENZAPRINE, recorded(PHENELZINE, 5), "MAO_INHIBITOR"),
                taking("of cyclobenzaprine's label", METHOCARBAMOL, recorded(PHENELZINE, 5), ALLOWED),
                taking(
                        "ended 14 days ago",
                        CYCLOBENZAPRINE,
                        recorded(PHENELZINE, 43).days(30).status("completed"),
                        "MAO_INHIBITOR"),
                taking(
                        "ended 15 days ago",
                        CYCLOBENZAPRINE,
                        recorded(PHENELZINE, 44).days(30).status("completed"),
                        ALLOWED),
                taking(
                        "stopped 14 days ago, before its supply ended",
                        CYCLOBENZAPRINE,
                        recorded(PHENELZINE, 60).days(90).status("stopped").lastUpdated(ago(14)),
                        "MAO_INHIBITOR"),
                taking(
                        "stopped 15 days ago",
                        CYCLOBENZAPRINE,
                        recorded(PHENELZINE, 60).days(90).status("stopped").lastUpdated(ago(15)),
                        ALLOWED),
                taking(
                        "active, ended 31 days ago: nobody closed it",
                        CYCLOBENZAPRINE,
                        recorded(PHENELZINE, 40).days(10),
                        "MAO_INHIBITOR?"),
                taking(
                        "completed, no length, begun 14 days ago: it ended since then",
                        CYCLOBENZAPRINE,
                        recorded(PHENELZINE, 14).status("completed"),
                        "MAO_INHIBITOR"),
                taking(
                        "completed, no length, begun today: it ended today",
                        CYCLOBENZAPRINE,
                        recorded(PHENELZINE, 0).status("completed"),
                        "MAO_INHIBITOR"),
                taking(
                        "completed, begun tomorrow: nobody knows",
                        CYCLOBENZAPRINE,
                        recorded(PHENELZINE, -1).status("completed"),
                        "MAO_INHIBITOR?"),
                taking(
                        "completed, no length, begun 104 days ago: may have ended 14 days ago",
                        CYCLOBENZAPRINE,
                        recorded(PHENELZINE, 104).status("completed"),
                        "MAO_INHIBITOR?"),
                taking(
                        "completed, no length, begun 105 days ago",
                        CYCLOBENZAPRINE,
                        recorded(PHENELZINE, 105).status("completed"),
                        ALLOWED),
                taking(
                        "completed, no date at all",
                        CYCLOBENZAPRINE,
                        recorded(PHENELZINE, 0).authored((String) null).status("completed"),
                        "MAO_INHIBITOR?"),
                taking(
                        "completed, of some day in 2024",
                        CYCLOBENZAPRINE,
                        recorded(PHENELZINE, 0).authored("2024").status("completed"),
                        ALLOWED),
                taking("cancelled", CYCLOBENZAPRINE, recorded(PHENELZINE, 3).status("cancelled"), ALLOWED),
                beside("drafted", CYCLOBENZAPRINE, draft(PHENELZINE), "MAO_INHIBITOR"));
    }

    static Stream<Row> allergies() {
        Allergy ibuprofen = new Allergy("ibuprofen", Set.of("ibuprofen"), Set.of(DrugClass.NSAID));
        Allergy acetaminophen = new Allergy("Tylenol", Set.of("acetaminophen"), Set.of(DrugClass.ACETAMINOPHEN));
        Allergy relaxant = new Allergy("Flexeril", Set.of("cyclobenzaprine"), Set.of(DrugClass.MUSCLE_RELAXANT));
        Allergy opioid = new Allergy("codeine", Set.of("codeine"), Set.of(DrugClass.OPIOID));
        return Stream.of(
                row("one NSAID counts for the class", NAPROXEN, chart().allergies(ibuprofen), "ALLERGY"),
                row("an NSAID", ACETAMINOPHEN, chart().allergies(ibuprofen), ALLOWED),
                row("itself", ACETAMINOPHEN, chart().allergies(acetaminophen), "ALLERGY"),
                row(
                        "a product known by its class alone",
                        ACETAMINOPHEN,
                        chart().allergies(new Allergy("Cold relief", Set.of(), Set.of(DrugClass.ACETAMINOPHEN))),
                        "ALLERGY"),
                row("itself", CYCLOBENZAPRINE, chart().allergies(relaxant), "ALLERGY"),
                row("another relaxant", METHOCARBAMOL, chart().allergies(relaxant), ALLOWED),
                row("an opioid", NAPROXEN, chart().allergies(opioid), ALLOWED),
                with("as a condition, Z88.6", NAPROXEN, problem(ProblemGroup.NSAID_ALLERGY), "ALLERGY"));
    }

    static Stream<Row> notAccountedFor() {
        return Stream.of(Remedy.values())
                .flatMap(remedy -> Stream.of(
                        with(
                                "a code nobody knows",
                                remedy,
                                problem().label("313249005").unaccounted(),
                                "unknown 313249005"),
                        with(
                                "it may be one that stays when resolved",
                                remedy,
                                problem().label("x").unaccounted().resolved(),
                                "unknown x"),
                        with(
                                "refuted",
                                remedy,
                                problem().label("x").unaccounted().refuted(),
                                ALLOWED),
                        row("an order nobody knows", remedy, chart().unknownOrder("Foozumab"), "unknown Foozumab"),
                        row(
                                "an allergy nobody knows",
                                remedy,
                                chart().allergies(Allergy.toUnknownDrug("allergy: foo", List.of())),
                                "unknown allergy: foo"),
                        row(
                                "a reason of the encounter nobody knows",
                                remedy,
                                chart().encounterReasons(new Reason(
                                        "y", new Meaning(Set.of(), Set.of(), false, List.of(), null), true, null)),
                                "unknown y")));
    }

    static Stream<Row> partlyKnown() {
        return Stream.of(
                with(
                        "a stem of kidneys",
                        NAPROXEN,
                        problem().label("renal").possibly(ProblemGroup.KIDNEY_DISEASE),
                        "unknown renal"),
                with("a stem of kidneys", ACETAMINOPHEN, problem().possibly(ProblemGroup.KIDNEY_DISEASE), ALLOWED),
                with(
                        "a stem of kidneys, resolved",
                        NAPROXEN,
                        problem().possibly(ProblemGroup.KIDNEY_DISEASE).resolved(),
                        ALLOWED),
                with(
                        "a stem of ulcers, resolved",
                        NAPROXEN,
                        problem()
                                .label("ulc")
                                .possibly(ProblemGroup.PEPTIC_ULCER)
                                .resolved(),
                        "unknown ulc"),
                with(
                        "a stem of pregnancy",
                        CYCLOBENZAPRINE,
                        problem().label("grav").possibly(ProblemGroup.PREGNANCY),
                        "unknown grav"),
                with(
                        "a stem of pregnancy",
                        NAPROXEN,
                        problem().label("grav").possibly(ProblemGroup.PREGNANCY),
                        "unknown grav"),
                with(
                        "a stem of pregnancy, 42 weeks ago",
                        NAPROXEN,
                        problem().label("grav").possibly(ProblemGroup.PREGNANCY).recorded(294),
                        ALLOWED),
                with(
                        "a stem of pregnancy, a day less",
                        NAPROXEN,
                        problem().label("grav").possibly(ProblemGroup.PREGNANCY).recorded(293),
                        "unknown grav"),
                with(
                        "AF on Eliquis",
                        NAPROXEN,
                        problem(ProblemGroup.BACK_SPASM).naming(drug("apixaban", DrugClass.ANTICOAGULANT)),
                        "ANTICOAGULANT"),
                with(
                        "resolved, on Eliquis",
                        NAPROXEN,
                        problem(ProblemGroup.BACK_SPASM)
                                .naming(drug("apixaban", DrugClass.ANTICOAGULANT))
                                .resolved(),
                        ALLOWED),
                with(
                        "an allergy as a condition, resolved",
                        ACETAMINOPHEN,
                        problem()
                                .allergy(new Allergy(
                                        "Tylenol", Set.of("acetaminophen"), Set.of(DrugClass.ACETAMINOPHEN)))
                                .resolved(),
                        "ALLERGY"),
                row("an eGFR without a unit", NAPROXEN, chart().unreadableResult("eGFR 22"), "unknown eGFR 22"),
                row("an eGFR without a unit", ACETAMINOPHEN, chart().unreadableResult("eGFR 22"), ALLOWED));
    }

    @ParameterizedTest
    @MethodSource({
        "age",
        "missing",
        "kidneys",
        "conditions",
        "drugs",
        "maoInhibitors",
        "allergies",
        "notAccountedFor",
        "partlyKnown"
    })
    void judge(Row row) {
        assertThat(say(DrugSafety.judge(row.remedy(), row.situation(), row.goingAway())))
                .isEqualTo(row.judged());
    }

    @ParameterizedTest
    @EnumSource(Remedy.class)
    void judge_healthyAdult(Remedy remedy) {
        assertThat(say(DrugSafety.judge(remedy, view(chart()), List.of()))).isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "cyclobenzaprine, 'label of the drug, Contraindications (hypersensitivity)'",
        "methocarbamol, 'label of the drug, Contraindications (hypersensitivity)'"
    })
    void cautionsAgainst_namesWhoSaysSo(String name, String source) {
        MedicationOrder draft = draft(drug(name, DrugClass.MUSCLE_RELAXANT)).build();
        FakeChart chart = chart().allergies(new Allergy(name, Set.of(name), Set.of(DrugClass.MUSCLE_RELAXANT)));
        assertThat(DrugSafety.cautionsAgainst(draft, DrugClass.MUSCLE_RELAXANT, sign(chart, draft)))
                .extracting(Caution::source)
                .containsExactly(source);
    }

    /** The aspirin of such a product is the NSAID rule's matter. */
    @Test
    void cautionsAgainst_aRelaxantIsNotBlamedForTheOtherIngredient() {
        MedicationOrder draft = draft(product(
                        "carisoprodol / aspirin",
                        DrugForm.SYSTEMIC,
                        ingredient("carisoprodol", DrugClass.MUSCLE_RELAXANT),
                        ingredient("aspirin", 325, DrugClass.NSAID)))
                .build();
        FakeChart chart = chart().allergies(new Allergy("aspirin", Set.of("aspirin"), Set.of(DrugClass.NSAID)));
        assertThat(DrugSafety.cautionsAgainst(draft, DrugClass.MUSCLE_RELAXANT, sign(chart, draft)))
                .isEmpty();
        assertThat(DrugSafety.cautionsAgainst(draft, DrugClass.NSAID, sign(chart, draft)))
                .extracting(Caution::kind)
                .containsExactly(Caution.Kind.ALLERGY);
    }

    static Stream<Row> texts() {
        ProblemBuilder glaucoma = problem(ProblemGroup.GLAUCOMA).label("Glaucoma");
        return Stream.of(
                with("no date", CYCLOBENZAPRINE, glaucoma, "angle-closure glaucoma or narrow angles: Glaucoma"),
                with(
                        "its onset",
                        CYCLOBENZAPRINE,
                        problem(ProblemGroup.GLAUCOMA).label("Glaucoma").onset("2020-05"),
                        "angle-closure glaucoma or narrow angles: Glaucoma (since 2020-05)"),
                with(
                        "the day it was written down",
                        CYCLOBENZAPRINE,
                        problem(ProblemGroup.GLAUCOMA).label("Glaucoma").recorded(3),
                        "angle-closure glaucoma or narrow angles: Glaucoma (recorded 2026-11-21)"),
                with(
                        "past, without a date",
                        CYCLOBENZAPRINE,
                        problem(ProblemGroup.ARRHYTHMIA).label("Flutter").resolved(),
                        "arrhythmia or conduction disorder: Flutter (in the past)"),
                row(
                        "a reason of the encounter",
                        CYCLOBENZAPRINE,
                        chart().encounterReasons(reasonText("Raised eye pressure", ProblemGroup.GLAUCOMA)),
                        "angle-closure glaucoma or narrow angles: Raised eye pressure (a reason of the encounter)"),
                row(
                        "a reason of the encounter without words",
                        CYCLOBENZAPRINE,
                        chart().encounterReasons(reasonText("", ProblemGroup.GLAUCOMA)),
                        "angle-closure glaucoma or narrow angles: angle-closure glaucoma or narrow angles (a reason of the encounter)"),
                with(
                        "pregnant, week not told",
                        NAPROXEN,
                        problem(ProblemGroup.PREGNANCY).label("Pregnant").recorded(7),
                        "pregnancy: Pregnant (recorded 2026-11-17, week not on record)"),
                with(
                        "pregnant, no date",
                        NAPROXEN,
                        problem(ProblemGroup.PREGNANCY).label("Pregnant"),
                        "pregnancy: Pregnant (week not on record)"),
                with(
                        "week 20 a week ago",
                        METHOCARBAMOL,
                        problem(ProblemGroup.PREGNANCY)
                                .label("Pregnant")
                                .gestationWeeks(20)
                                .recorded(7),
                        "pregnancy: Pregnant, at least 21 weeks by now"),
                row(
                        "the encounter's reason",
                        NAPROXEN,
                        chart().encounterReasons(reasonText("Prenatal visit", ProblemGroup.PREGNANCY)),
                        "pregnancy: Prenatal visit (week not on record)"),
                row(
                        "the encounter's reason without words",
                        NAPROXEN,
                        chart().encounterReasons(reasonText("", ProblemGroup.PREGNANCY)),
                        "pregnancy: pregnancy, a reason of the encounter (week not on record)"),
                aged("65 or 66 by the year", METHOCARBAMOL, "1960", "older age: 65 years or older"),
                aged("64 or 65 by the year", METHOCARBAMOL, "1961", "older age: 65 years or older can't be ruled out"),
                filtration(
                        "an eGFR", "reduced kidney function: eGFR 45 mL/min (measured 2026-11-15)", egfr(45, ago(9))),
                filtration(
                        "an eGFR that may be too old",
                        "reduced kidney function: eGFR 45 mL/min (measured 2025-11, not certain)",
                        egfr(45, date("2025-11"))));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void judge_saysWhatIsOnRecordAndSinceWhen(Row row) {
        assertThat(DrugSafety.judge(row.remedy(), row.situation(), List.of()).cautions())
                .extracting(DrugSafetyTest::text)
                .containsExactly(row.judged());
    }

    private static String text(Caution caution) {
        String open = caution.present().isYes() ? "" : ", not certain";
        String when = caution.when() == null ? "" : " (" + caution.when() + open + ")";
        return caution.kind().wording() + ": " + caution.onRecord() + when;
    }

    @Test
    void judge_saysWhyInWords() {
        FakeChart chart = chart().born("1950-05-05")
                .medications(recorded(WARFARIN, 23))
                .problems(problem(ProblemGroup.PEPTIC_ULCER)
                        .label("Gastric ulcer")
                        .onset("2015-03")
                        .resolved())
                .without(ChartKey.ALLERGIES);
        Judgement naproxen = DrugSafety.judge(Remedy.NAPROXEN, view(chart), List.of());
        assertThat(naproxen.against())
                .containsExactly(
                        "Gastric ulcer", "warfarin (anticoagulant)", "no eGFR of the last 12 months on record");
        assertThat(naproxen.notChecked()).containsExactly(ChartKey.ALLERGIES);
        assertThat(DrugSafety.judge(Remedy.METHOCARBAMOL, view(chart), List.of())
                        .against())
                .contains("age 76 years");
    }
}
