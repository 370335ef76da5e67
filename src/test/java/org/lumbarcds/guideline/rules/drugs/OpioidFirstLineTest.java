package org.lumbarcds.guideline.rules.drugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.guideline.Charts.acetaminophen;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.amount;
import static org.lumbarcds.guideline.Charts.aspirin;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.buprenorphine;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.diazepam;
import static org.lumbarcds.guideline.Charts.diclofenacGel;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.gabapentin;
import static org.lumbarcds.guideline.Charts.methadone;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.oxycodone;
import static org.lumbarcds.guideline.Charts.oxycodoneAcetaminophen;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.reason;
import static org.lumbarcds.guideline.Charts.reasonInDoubt;
import static org.lumbarcds.guideline.Charts.reasonReference;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.select;
import static org.lumbarcds.guideline.Charts.selectFirst;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.Charts.tablets;
import static org.lumbarcds.guideline.Charts.with;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.ADMINISTRATIVE;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CANCER;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CANCER_HISTORY;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.FRACTURE;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.LONG_TERM_OPIOID_USE;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.LOW_BACK_PAIN;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.OPIOID_USE_DISORDER;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.PALLIATIVE_CARE;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.SICKLE_CELL_DISEASE;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.VERTEBRAL_FRACTURE;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.Said;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.drugs.Drug.Use;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Problem.Verification;
import org.lumbarcds.guideline.rules.LowBackPainRule;

/** Specification, section 3, row {@code opioid-first-line}. */
class OpioidFirstLineTest {

    private static final String WARNS = "first-line WARNING";
    private static final String INFORMS = "after-first-line INFO";
    private static final String SILENT = "silent";

    private final Rule rule = LowBackPainRule.OPIOID_FIRST_LINE.rule();

    /** Back pain since 10 days. */
    private static FakeChart pain() {
        return chart().problems(backPain(10));
    }

    private static FakeChart useDisorder() {
        return pain().problems(problem(OPIOID_USE_DISORDER));
    }

    private static OrderBuilder opioid() {
        return draft(oxycodone());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"orders", "people", "silencers", "disorder", "longTerm", "trials", "missing"})
    void evaluate(String reason, OrderBuilder order, FakeChart chart, String expected) {
        MedicationOrder draft = order.build();
        assertThat(Said.by(rule.evaluate(sign(chart, draft)))).as("order-sign").isEqualTo(expected);
        assertThat(Said.by(rule.evaluate(select(chart, draft))))
                .as("order-select")
                .isEqualTo(expected);
    }

    static Stream<Arguments> orders() {
        return Stream.of(
                arguments("an opioid for back pain", opioid(), pain(), WARNS),
                arguments("a combination is an opioid too", draft(oxycodoneAcetaminophen()), pain(), WARNS),
                arguments("an NSAID is none", draft(naproxen()), pain(), SILENT),
                arguments("a cough syrup is no analgesic", draft(with(oxycodone(), Use.ANTITUSSIVE)), pain(), SILENT),
                arguments("paregoric is no analgesic", draft(with(oxycodone(), Use.OTHER_PURPOSE)), pain(), SILENT),
                arguments(
                        "an ampoule for the operating room",
                        draft(with(oxycodone(), Use.NOT_OUTPATIENT)),
                        pain(),
                        SILENT),
                arguments("no back pain", opioid(), chart(), SILENT),
                arguments("ordered for something else", opioid().reason(), pain(), SILENT),
                arguments("ordered for back pain that is on no list", opioid().reason(LOW_BACK_PAIN), chart(), WARNS),
                arguments(
                        "the encounter is for back pain",
                        opioid(),
                        chart().encounterReasons(reason(LOW_BACK_PAIN)),
                        WARNS),
                arguments("inpatient", opioid().inpatient(), pain(), SILENT),
                arguments("asks not to give it", opioid().doNotPerform(), pain(), SILENT),
                arguments("cancelled", opioid().status("cancelled"), pain(), SILENT),
                arguments("stopped", opioid().status("stopped"), pain(), SILENT),
                arguments("completed", opioid().status("completed"), pain(), SILENT),
                arguments("entered in error", opioid().status("entered-in-error"), pain(), SILENT),
                arguments("status active counts as a draft", opioid().status("active"), pain(), WARNS),
                arguments("no status counts as a draft", opioid().status(""), pain(), WARNS),
                arguments("on hold is still an order to give", opioid().status("on-hold"), pain(), WARNS),
                arguments("without an id", opioid().reference(null), pain(), WARNS));
    }

    static Stream<Arguments> people() {
        return Stream.of(
                arguments("18 today", opioid(), pain().born("2008-11-24"), WARNS),
                arguments("18 tomorrow", opioid(), pain().born("2008-11-25"), SILENT),
                arguments(
                        "born in the month: 17 or 18, so not surely a minor", opioid(), pain().born("2008-11"), WARNS),
                arguments("born the month after: 17", opioid(), pain().born("2008-12"), SILENT),
                arguments("born in the year: 17 or 18, so not surely a minor", opioid(), pain().born("2008"), WARNS),
                arguments("born the year after: at most 17", opioid(), pain().born("2009"), SILENT),
                arguments("no birth date", opioid(), pain().born(null), WARNS),
                arguments("born tomorrow: a typing error, age unknown", opioid(), pain().born("2026-11-25"), WARNS),
                arguments("deceased", opioid(), pain().deceased(), SILENT),
                arguments("deceased, no birth date", opioid(), pain().born(null).deceased(), SILENT));
    }

    static Stream<Arguments> silencers() {
        return Stream.of(
                arguments("active cancer", opioid(), pain().problems(problem(CANCER)), SILENT),
                arguments(
                        "cancer that is history",
                        opioid(),
                        pain().problems(problem(CANCER).resolved()),
                        WARNS),
                arguments("history of cancer by its code", opioid(), pain().problems(problem(CANCER_HISTORY)), WARNS),
                arguments(
                        "refuted cancer",
                        opioid(),
                        pain().problems(problem(CANCER).refuted()),
                        WARNS),
                arguments(
                        "cancer as the encounter's reason", opioid(), pain().encounterReasons(reason(CANCER)), SILENT),
                arguments(
                        "cancer beside back pain as the order's reason",
                        opioid().reason(LOW_BACK_PAIN).reason(CANCER),
                        chart(),
                        SILENT),
                arguments(
                        "provisional cancer",
                        opioid(),
                        pain().problems(problem(CANCER).verification(Verification.SUSPECTED)),
                        WARNS),
                arguments(
                        "cancer suspected in words",
                        opioid(),
                        pain().problems(problem(CANCER).inDoubt()),
                        WARNS),
                arguments(
                        "pain of years, a cancer suspected 57 days ago",
                        opioid(),
                        chart().problems(
                                        backPain(4682),
                                        problem(CANCER).onset(ago(57)).inDoubt()),
                        WARNS),
                arguments(
                        "one cancer suspected, another confirmed",
                        opioid(),
                        pain().problems(problem(CANCER).inDoubt(), problem(CANCER)),
                        SILENT),
                arguments(
                        "suspected cancer as the encounter's reason",
                        opioid(),
                        pain().encounterReasons(reason(LOW_BACK_PAIN), reasonInDoubt(CANCER)),
                        WARNS),
                arguments(
                        "suspected cancer as the order's reason",
                        opioid().reason(LOW_BACK_PAIN).reasons(reasonInDoubt(CANCER)),
                        pain(),
                        WARNS),
                arguments(
                        "the order points at a provisional cancer",
                        opioid().reason(LOW_BACK_PAIN).reasons(reasonReference("Condition/c")),
                        pain().problems(problem(CANCER).reference("Condition/c").verification(Verification.SUSPECTED)),
                        WARNS),
                arguments(
                        "the order points at a cancer",
                        opioid().reason(LOW_BACK_PAIN).reasons(reasonReference("Condition/c")),
                        pain().problems(problem(CANCER).reference("Condition/c").resolved()),
                        SILENT),
                arguments(
                        "suspected sickle-cell disease",
                        opioid(),
                        pain().problems(problem(SICKLE_CELL_DISEASE).verification(Verification.SUSPECTED)),
                        WARNS),
                arguments(
                        "another red flag is no reason for an opioid",
                        opioid(),
                        pain().problems(problem(VERTEBRAL_FRACTURE).onset(ago(5))),
                        WARNS),
                arguments(
                        "the encounter is for a broken tibia, back pain of 2015 on the list",
                        opioid(),
                        chart().encounterReasons(reason(FRACTURE))
                                .problems(backPain(0).onset("2015-03-01")),
                        SILENT),
                arguments(
                        "the encounter is a check-up",
                        opioid(),
                        pain().encounterReasons(reason(ADMINISTRATIVE)),
                        WARNS),
                arguments("sickle-cell disease", opioid(), pain().problems(problem(SICKLE_CELL_DISEASE)), SILENT),
                arguments(
                        "sickle-cell disease as the order's reason",
                        opioid().reason(LOW_BACK_PAIN).reason(SICKLE_CELL_DISEASE),
                        chart(),
                        SILENT),
                arguments("palliative care on the list", opioid(), pain().problems(problem(PALLIATIVE_CARE)), SILENT),
                arguments(
                        "palliative care as the encounter's reason",
                        opioid(),
                        pain().encounterReasons(reason(PALLIATIVE_CARE)),
                        SILENT),
                arguments(
                        "palliative care as the order's reason",
                        opioid().reason(LOW_BACK_PAIN).reason(PALLIATIVE_CARE),
                        pain(),
                        SILENT),
                arguments(
                        "palliative care by the condition the order points at",
                        opioid().reason(LOW_BACK_PAIN).reasons(reasonReference("Condition/p")),
                        pain().problems(problem(PALLIATIVE_CARE)
                                .reference("Condition/p")
                                .resolved()),
                        SILENT),
                arguments(
                        "palliative care that ended",
                        opioid(),
                        pain().problems(problem(PALLIATIVE_CARE).resolved()),
                        WARNS));
    }

    static Stream<Arguments> disorder() {
        return Stream.of(
                arguments("methadone, no use disorder", draft(methadone()), pain(), WARNS),
                arguments(
                        "methadone, use disorder",
                        draft(methadone()),
                        pain().problems(problem(OPIOID_USE_DISORDER)),
                        SILENT),
                arguments(
                        "methadone, use disorder in remission is on record",
                        draft(methadone()),
                        pain().problems(problem(OPIOID_USE_DISORDER).resolved()),
                        SILENT),
                arguments(
                        "methadone, use disorder refuted",
                        draft(methadone()),
                        pain().problems(problem(OPIOID_USE_DISORDER).refuted()),
                        WARNS),
                arguments(
                        "methadone, use disorder as the encounter's reason",
                        draft(methadone()),
                        pain().encounterReasons(reason(OPIOID_USE_DISORDER)),
                        SILENT),
                arguments("buprenorphine patch, no use disorder", draft(buprenorphine()), pain(), WARNS),
                arguments(
                        "buprenorphine, use disorder",
                        draft(buprenorphine()),
                        pain().problems(problem(OPIOID_USE_DISORDER)),
                        SILENT),
                arguments(
                        "buprenorphine product for the disorder",
                        draft(with(buprenorphine(), Use.OPIOID_USE_DISORDER)),
                        pain(),
                        SILENT),
                arguments(
                        "oxycodone, use disorder: all the more",
                        opioid(),
                        pain().problems(problem(OPIOID_USE_DISORDER)),
                        WARNS));
    }

    static Stream<Arguments> longTerm() {
        return Stream.of(
                arguments(
                        "long-term opioid use on record, orders are elsewhere",
                        opioid(),
                        pain().problems(problem(LONG_TERM_OPIOID_USE).onset(ago(300))),
                        SILENT),
                arguments(
                        "long-term opioid use without a date",
                        opioid(),
                        pain().problems(problem(LONG_TERM_OPIOID_USE)),
                        SILENT),
                arguments(
                        "long-term opioid use as the encounter's reason",
                        opioid(),
                        pain().encounterReasons(reason(LOW_BACK_PAIN), reason(LONG_TERM_OPIOID_USE)),
                        SILENT),
                arguments(
                        "long-term opioid use as a reason of the order",
                        opioid().reason(LOW_BACK_PAIN).reason(LONG_TERM_OPIOID_USE),
                        chart(),
                        SILENT),
                arguments(
                        "long-term opioid use that ended",
                        opioid(),
                        pain().problems(problem(LONG_TERM_OPIOID_USE).resolved()),
                        WARNS),
                arguments(
                        "long-term opioid use refuted",
                        opioid(),
                        pain().problems(problem(LONG_TERM_OPIOID_USE).refuted()),
                        WARNS),
                arguments(
                        "90 days to today",
                        opioid(),
                        pain().medications(recorded(oxycodone(), 89).days(100)),
                        SILENT),
                arguments(
                        "89 days to today",
                        opioid(),
                        pain().medications(recorded(oxycodone(), 88).days(100)),
                        WARNS),
                arguments(
                        "90 days, ended 30 days ago",
                        opioid(),
                        pain().medications(recorded(oxycodone(), 119).days(90)),
                        SILENT),
                arguments(
                        "90 days, ended 31 days ago",
                        opioid(),
                        pain().medications(recorded(oxycodone(), 120).days(90)),
                        WARNS),
                arguments(
                        "89 days, ended 30 days ago",
                        opioid(),
                        pain().medications(recorded(oxycodone(), 118).days(89)),
                        WARNS),
                arguments(
                        "any opioids, a gap of 30 days",
                        opioid(),
                        pain().medications(
                                        recorded(oxycodone(), 100).days(50),
                                        recorded(methadone(), 20).days(30)),
                        SILENT),
                arguments(
                        "any opioids, a gap of 31 days",
                        opioid(),
                        pain().medications(
                                        recorded(oxycodone(), 101).days(50),
                                        recorded(methadone(), 20).days(30)),
                        WARNS),
                arguments(
                        "a long order around a short one",
                        opioid(),
                        pain().medications(
                                        recorded(oxycodone(), 10).days(40),
                                        recorded(oxycodone(), 95).days(90)),
                        SILENT),
                arguments(
                        "a cough syrup is no opioid therapy",
                        opioid(),
                        pain().medications(recorded(with(oxycodone(), Use.ANTITUSSIVE), 100)
                                .days(110)),
                        WARNS),
                arguments(
                        "treatment of use disorder is no opioid therapy in this sense",
                        opioid(),
                        pain().medications(recorded(with(buprenorphine(), Use.OPIOID_USE_DISORDER), 100)
                                .days(110)),
                        WARNS),
                arguments(
                        "methadone for 90 days, the disorder on record",
                        opioid(),
                        useDisorder().medications(recorded(methadone(), 89).days(90)),
                        WARNS),
                arguments(
                        "methadone for 90 days, the disorder in remission",
                        opioid(),
                        pain().problems(problem(OPIOID_USE_DISORDER).resolved())
                                .medications(recorded(methadone(), 89).days(90)),
                        WARNS),
                arguments(
                        "methadone for 90 days, no disorder on record",
                        opioid(),
                        pain().medications(recorded(methadone(), 89).days(90)),
                        SILENT),
                arguments(
                        "oxycodone for 90 days beside the disorder's treatment",
                        opioid(),
                        useDisorder()
                                .medications(
                                        recorded(methadone(), 89).days(90),
                                        recorded(oxycodone(), 89).days(90)),
                        SILENT),
                arguments(
                        "the disorder on record: a warning, though naproxen was tried",
                        opioid(),
                        useDisorder().medications(recorded(naproxen(), 5).days(5)),
                        "after-first-line WARNING"),
                arguments(
                        "100 days of a supply of 120",
                        opioid(),
                        pain().medications(recorded(oxycodone(), 100).days(120)),
                        SILENT),
                arguments(
                        "any opioids, a gap of 30 days",
                        opioid(),
                        pain().medications(
                                        recorded(methadone(), 89).days(30),
                                        recorded(oxycodone(), 29).days(30)),
                        SILENT),
                arguments(
                        "any opioids, a gap of 31 days",
                        opioid(),
                        pain().medications(
                                        recorded(methadone(), 90).days(30),
                                        recorded(oxycodone(), 29).days(30)),
                        WARNS),
                arguments(
                        "ended 30 days ago",
                        opioid(),
                        pain().medications(recorded(oxycodone(), 119).days(90).status("completed")),
                        SILENT),
                arguments(
                        "ended 31 days ago",
                        opioid(),
                        pain().medications(recorded(oxycodone(), 120).days(90).status("completed")),
                        WARNS),
                arguments(
                        "an assumed length proves nothing",
                        opioid(),
                        pain().medications(recorded(oxycodone(), 89)),
                        WARNS),
                arguments(
                        "an assumed length adds nothing",
                        opioid(),
                        pain().medications(
                                        recorded(oxycodone(), 100),
                                        recorded(oxycodone(), 30).days(40)),
                        WARNS),
                arguments(
                        "begins tomorrow: not already",
                        opioid(),
                        pain().medications(recorded(oxycodone(), -1).days(100)),
                        WARNS),
                arguments(
                        "a year ordered today: not already",
                        opioid(),
                        pain().medications(recorded(oxycodone(), 0).days(365)),
                        WARNS),
                arguments(
                        "cancelled was never taken",
                        opioid(),
                        pain().medications(recorded(oxycodone(), 100).days(110).status("cancelled")),
                        WARNS),
                arguments(
                        "a saved draft was never taken",
                        opioid(),
                        pain().medications(recorded(oxycodone(), 100).days(110).status("draft")),
                        WARNS),
                arguments(
                        "not to be given",
                        opioid(),
                        pain().medications(recorded(oxycodone(), 100).days(110).doNotPerform()),
                        WARNS),
                arguments(
                        "completed fills",
                        opioid(),
                        pain().medications(recorded(oxycodone(), 100).days(101).status("completed")),
                        SILENT),
                arguments(
                        "stopped on day 90, yesterday",
                        opioid(),
                        pain().medications(recorded(oxycodone(), 90)
                                .days(120)
                                .status("stopped")
                                .lastUpdated(ago(1))),
                        SILENT),
                arguments(
                        "stopped on day 20",
                        opioid(),
                        pain().medications(recorded(oxycodone(), 90)
                                .days(120)
                                .status("stopped")
                                .lastUpdated(ago(71))),
                        WARNS),
                arguments(
                        "30 days with 2 refills",
                        opioid(),
                        pain().medications(recorded(oxycodone(), 95).days(30).refills(2)),
                        SILENT),
                arguments(
                        "as needed, at least 90 days",
                        opioid(),
                        pain().medications(recorded(oxycodone(), 95)
                                .dosage(tablets(2).asNeeded())
                                .quantity(amount("180", "{tbl}"))),
                        SILENT),
                arguments(
                        "a date known to the month can't be counted",
                        opioid(),
                        pain().medications(recorded(oxycodone(), 100)
                                .authored("2026-08")
                                .days(200)),
                        WARNS));
    }

    static Stream<Arguments> trials() {
        return Stream.of(
                arguments("naproxen yesterday", opioid(), pain().medications(recorded(naproxen(), 1)), INFORMS),
                arguments("naproxen today: no trial yet", opioid(), pain().medications(recorded(naproxen(), 0)), WARNS),
                arguments("naproxen tomorrow", opioid(), pain().medications(recorded(naproxen(), -1)), WARNS),
                arguments(
                        "naproxen on the day of onset",
                        opioid(),
                        pain().medications(recorded(naproxen(), 10)),
                        INFORMS),
                arguments(
                        "naproxen the day before onset", opioid(), pain().medications(recorded(naproxen(), 11)), WARNS),
                arguments(
                        "onset today: none can be earlier",
                        opioid(),
                        chart().problems(backPain(0)).medications(recorded(naproxen(), 1)),
                        WARNS),
                arguments(
                        "onset unknown, naproxen 90 days ago",
                        opioid().reason(LOW_BACK_PAIN),
                        chart().medications(recorded(naproxen(), 90)),
                        INFORMS),
                arguments(
                        "onset unknown, naproxen 91 days ago",
                        opioid().reason(LOW_BACK_PAIN),
                        chart().medications(recorded(naproxen(), 91)),
                        WARNS),
                arguments(
                        "onset in the future is unknown",
                        opioid(),
                        chart().problems(backPain(-3)).medications(recorded(naproxen(), 90)),
                        INFORMS),
                arguments(
                        "chronic pain: any time in the episode",
                        opioid(),
                        chart().problems(backPain(700)).medications(recorded(naproxen(), 600)),
                        INFORMS),
                arguments(
                        "onset this month: surely only after all of it",
                        opioid(),
                        chart().problems(backPain(0).onset("2026-11")).medications(recorded(naproxen(), 5)),
                        WARNS),
                arguments(
                        "onset last month: on its last day, so after any onset",
                        opioid(),
                        chart().problems(backPain(0).onset("2026-10")).medications(recorded(naproxen(), 24)),
                        INFORMS),
                arguments(
                        "onset last month: a day that may be before it",
                        opioid(),
                        chart().problems(backPain(0).onset("2026-10")).medications(recorded(naproxen(), 25)),
                        WARNS),
                arguments(
                        "naproxen some day of the month of onset",
                        opioid(),
                        pain().medications(recorded(naproxen(), 1).authored("2026-11")),
                        WARNS),
                arguments(
                        "naproxen without a date",
                        opioid(),
                        pain().medications(recorded(naproxen(), 1).authored((String) null)),
                        WARNS),
                arguments("a topical NSAID", opioid(), pain().medications(recorded(diclofenacGel(), 1)), INFORMS),
                arguments("acetaminophen alone", opioid(), pain().medications(recorded(acetaminophen(), 1)), INFORMS),
                arguments("a muscle relaxant", opioid(), pain().medications(recorded(cyclobenzaprine(), 1)), INFORMS),
                arguments(
                        "aspirin 100 mg protects the heart",
                        opioid(),
                        pain().medications(recorded(aspirin(100), 1)),
                        WARNS),
                arguments(
                        "aspirin 101 mg and more is an analgesic",
                        opioid(),
                        pain().medications(recorded(aspirin(325), 1)),
                        INFORMS),
                arguments(
                        "acetaminophen with an opioid is an opioid",
                        opioid(),
                        pain().medications(recorded(oxycodoneAcetaminophen(), 1)),
                        WARNS),
                arguments(
                        "gabapentin is no first-line drug",
                        opioid(),
                        pain().medications(recorded(gabapentin(), 1)),
                        WARNS),
                arguments(
                        "diazepam is no first-line drug", opioid(), pain().medications(recorded(diazepam(), 1)), WARNS),
                arguments(
                        "completed naproxen was tried",
                        opioid(),
                        pain().medications(recorded(naproxen(), 5).status("completed")),
                        INFORMS),
                arguments(
                        "stopped naproxen was tried",
                        opioid(),
                        pain().medications(recorded(naproxen(), 5).status("stopped")),
                        INFORMS),
                arguments(
                        "cancelled naproxen was not",
                        opioid(),
                        pain().medications(recorded(naproxen(), 5).status("cancelled")),
                        WARNS),
                arguments(
                        "a draft of naproxen was not",
                        opioid(),
                        pain().medications(recorded(naproxen(), 5).status("draft")),
                        WARNS),
                arguments(
                        "naproxen in error was not",
                        opioid(),
                        pain().medications(recorded(naproxen(), 5).status("entered-in-error")),
                        WARNS),
                arguments(
                        "naproxen not to be given was not",
                        opioid(),
                        pain().medications(recorded(naproxen(), 5).doNotPerform()),
                        WARNS));
    }

    static Stream<Arguments> missing() {
        return Stream.of(
                arguments("patient", opioid(), pain().without(ChartKey.PATIENT), "undecided PATIENT"),
                arguments(
                        "conditions, the order's reason is back pain",
                        opioid().reason(LOW_BACK_PAIN),
                        chart().without(ChartKey.CONDITIONS),
                        "undecided CONDITIONS"),
                arguments(
                        "conditions, no reason",
                        opioid(),
                        chart().without(ChartKey.CONDITIONS),
                        "undecided CONDITIONS"),
                arguments(
                        "conditions, the order's reason is another",
                        opioid().reason(),
                        chart().without(ChartKey.CONDITIONS),
                        SILENT),
                arguments("medications", opioid(), pain().without(ChartKey.MEDICATIONS), "undecided MEDICATIONS"),
                arguments(
                        "everything",
                        opioid(),
                        chart().without(ChartKey.values()),
                        "undecided PATIENT CONDITIONS MEDICATIONS"),
                arguments(
                        "everything, but it is no opioid",
                        draft(naproxen()),
                        chart().without(ChartKey.values()),
                        SILENT),
                arguments(
                        "everything but the reason: palliative",
                        opioid().reason(LOW_BACK_PAIN).reason(PALLIATIVE_CARE),
                        chart().without(ChartKey.values()),
                        SILENT),
                arguments(
                        "patient, but cancer is on record",
                        opioid(),
                        pain().problems(problem(CANCER)).without(ChartKey.PATIENT),
                        SILENT),
                arguments(
                        "medications, but cancer is on record",
                        opioid(),
                        pain().problems(problem(CANCER)).without(ChartKey.MEDICATIONS),
                        SILENT),
                arguments("medications, but no back pain", opioid(), chart().without(ChartKey.MEDICATIONS), SILENT),
                arguments(
                        "conditions, but the encounter is for cancer",
                        opioid(),
                        chart().encounterReasons(reason(CANCER)).without(ChartKey.CONDITIONS),
                        SILENT),
                arguments(
                        "conditions, but a child",
                        opioid(),
                        chart().born("2010").without(ChartKey.CONDITIONS),
                        SILENT),
                arguments(
                        "conditions, but long on opioids",
                        opioid().reason(LOW_BACK_PAIN),
                        chart().medications(recorded(oxycodone(), 100).days(110))
                                .without(ChartKey.CONDITIONS),
                        SILENT),
                arguments(
                        "conditions and medications, but deceased",
                        opioid(),
                        chart().deceased().without(ChartKey.CONDITIONS, ChartKey.MEDICATIONS),
                        SILENT),
                arguments("the encounter is optional", opioid(), pain().without(ChartKey.ENCOUNTER), WARNS),
                arguments(
                        "allergies, eGFR and the rest are not asked for",
                        opioid(),
                        pain().without(ChartKey.ALLERGIES, ChartKey.EGFR, ChartKey.SCREENINGS, ChartKey.REFERRALS),
                        WARNS));
    }

    @Test
    void evaluate_notSelected_isSilentAndOpensNothing() {
        FakeChart chart = pain();
        MedicationOrder other = draft(naproxen()).build();
        assertThat(rule.evaluate(selectFirst(1, chart, other, opioid().build())))
                .matches(Verdict::isSilent);
        assertThat(chart.asked()).isEmpty();
    }

    @Test
    void evaluate_severalOpioids_aFindingEach() {
        MedicationOrder one = opioid().build();
        MedicationOrder two = draft(methadone()).build();
        MedicationOrder other = opioid().reason().build();
        Verdict verdict = rule.evaluate(sign(pain(), one, other, two));
        assertThat(verdict.findings()).extracting(Finding::about).containsExactly(List.of(one), List.of(two));
    }

    @Test
    void evaluate_finding_carriesItsData() {
        MedicationOrder order = opioid().build();
        FakeChart chart = pain().medications(recorded(naproxen(), 5)).born(null).without(ChartKey.ENCOUNTER);
        Finding finding = rule.evaluate(sign(chart, order)).findings().get(0);
        assertThat(finding.rule()).isEqualTo(LowBackPainRule.OPIOID_FIRST_LINE);
        assertThat(finding.proposals()).containsExactly(new Proposal.Remove(List.of(order)));
        assertThat(finding.notChecked()).containsExactlyInAnyOrder(ChartKey.PATIENT, ChartKey.ENCOUNTER);
        assertThat(finding.facts().asMap())
                .containsEntry("drug", "oxycodone")
                .containsEntry("recognition", "RxNorm product code 1")
                .containsEntry("ageUnknown", true)
                .containsEntry("trialDays", 90)
                .containsEntry("onset", "2026-11-14")
                .containsEntry("byProblemList", true)
                .extractingByKey("tried")
                .asString()
                .isEqualTo("[{order=naproxen, date=2026-11-19}]");
    }

    @Test
    void declares_whatItNeeds() {
        assertThat(rule.hooks()).containsExactlyInAnyOrder(Hook.ORDER_SELECT, Hook.ORDER_SIGN, Hook.MEDICATION_REFILL);
        assertThat(rule.required())
                .containsExactlyInAnyOrder(ChartKey.PATIENT, ChartKey.CONDITIONS, ChartKey.MEDICATIONS);
        assertThat(rule.optional()).contains(ChartKey.ENCOUNTER);
    }

    @ParameterizedTest(name = "{0} drafts")
    @ValueSource(ints = {0, 1})
    void evaluate_nothingSelected(int drafts) {
        Situation situation = drafts == 0 ? select(pain()) : selectFirst(0, pain(), opioid().build());
        assertThat(rule.evaluate(situation)).matches(Verdict::isSilent);
    }

    @Test
    void facts_sayOfTheUseDisorder() {
        Finding finding = rule.evaluate(
                        sign(useDisorder().medications(recorded(methadone(), 10).days(30)), opioid().build()))
                .findings()
                .get(0);
        assertThat(finding.facts().asMap()).containsEntry("useDisorder", true);
        assertThat(finding.facts().asMap().get("treatment").toString()).contains("order=methadone");
        assertThat(rule.evaluate(sign(pain(), opioid().build()))
                        .findings()
                        .get(0)
                        .facts()
                        .asMap())
                .containsEntry("useDisorder", false)
                .doesNotContainKey("treatment");
    }

    /** "No card of any rule offers to remove, stop or replace … an opioid taken for 90 days or more". */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void proposals_noneForWhatMayHaveBeenTakenLong(String reason, OrderBuilder before, boolean offered) {
        Finding finding = rule.evaluate(sign(pain().medications(before), opioid().build()))
                .findings()
                .get(0);
        assertThat(finding.proposals().isEmpty()).isNotEqualTo(offered);
        assertThat(finding.facts().asMap()).containsEntry("taper", !offered).containsEntry("taperPerhaps", !offered);
    }

    static Stream<Arguments> proposals_noneForWhatMayHaveBeenTakenLong() {
        return Stream.of(
                arguments("for 89 days", recorded(oxycodone(), 88).days(89), true),
                arguments("length unknown, since 88 days", recorded(oxycodone(), 88), true),
                arguments("length unknown, since 89 days: perhaps day 90", recorded(oxycodone(), 89), false),
                arguments("start unknown", recorded(oxycodone(), 0).authored((String) null), false),
                arguments("length unknown, completed", recorded(oxycodone(), 89).status("completed"), true));
    }
}
