package org.lumbarcds.guideline.rules.drugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.guideline.Charts.TODAY;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.amount;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.baclofen;
import static org.lumbarcds.guideline.Charts.carisoprodol;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.dosage;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.ingredient;
import static org.lumbarcds.guideline.Charts.methocarbamol;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.product;
import static org.lumbarcds.guideline.Charts.reason;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.select;
import static org.lumbarcds.guideline.Charts.selectFirst;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.Charts.tablets;
import static org.lumbarcds.guideline.Charts.with;
import static org.lumbarcds.guideline.model.drugs.DrugClass.MUSCLE_RELAXANT;
import static org.lumbarcds.guideline.model.drugs.DrugClass.NSAID;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.LOW_BACK_PAIN;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.PALLIATIVE_CARE;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.SPASTICITY;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.Said;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.Drug.DrugForm;
import org.lumbarcds.guideline.model.drugs.Drug.Use;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.rules.LowBackPainRule;

/** Specification, section 3, row {@code muscle-relaxant-duration}, with the chaining of section 2. */
class MuscleRelaxantDurationTest {

    private static final String WARNS = "exceeded WARNING";
    private static final String REGULATOR = "exceeded-thiocolchicoside WARNING";
    private static final String INFORMS = "exceeded-other INFO";
    private static final String OPEN = "no-stop-date INFO";
    private static final String SILENT = "silent";

    private final Rule rule = LowBackPainRule.MUSCLE_RELAXANT_DURATION.rule();

    private static OrderBuilder flex() {
        return draft(cyclobenzaprine());
    }

    private static Drug thiocolchicoside() {
        return drug("thiocolchicoside", MUSCLE_RELAXANT);
    }

    private static OrderBuilder earlier(int daysAgo, int days) {
        return recorded(cyclobenzaprine(), daysAgo).days(days);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"alone", "drugs", "people", "chained", "saved", "missing"})
    void evaluate(String reason, OrderBuilder order, FakeChart chart, String expected) {
        MedicationOrder draft = order.build();
        assertThat(Said.by(rule.evaluate(sign(chart, draft)))).as("order-sign").isEqualTo(expected);
        assertThat(Said.by(rule.evaluate(select(chart, draft))))
                .as("order-select")
                .isEqualTo(expected);
    }

    static Stream<Arguments> alone() {
        return Stream.of(
                arguments("exactly 21 days", flex().days(21), chart(), SILENT),
                arguments("22 days", flex().days(22), chart(), WARNS),
                arguments(
                        "22 days, no back pain: the limit is the label's",
                        flex().days(22).reason(),
                        chart(),
                        WARNS),
                arguments(
                        "at least 21 days",
                        flex().dosage(tablets(3).asNeeded()).quantity(amount("63", "{tbl}")),
                        chart(),
                        SILENT),
                arguments(
                        "at least 22 days",
                        flex().dosage(tablets(3).asNeeded()).quantity(amount("64", "{tbl}")),
                        chart(),
                        WARNS),
                arguments("7 days with 2 refills", flex().days(7).refills(2), chart(), SILENT),
                arguments("7 days with 3 refills", flex().days(7).refills(3), chart(), WARNS),
                arguments(
                        "a bound of 21 days beats a supply of 30",
                        flex().dosage(dosage().bound("21", "d")).days(30),
                        chart(),
                        SILENT),
                arguments(
                        "a bound of 21 days, and a refill of 30",
                        flex().dosage(dosage().bound("21", "d")).days(30).refills(1),
                        chart(),
                        WARNS),
                arguments(
                        "a period with times of day, 21 days",
                        flex().dosage(dosage().period("2026-11-24", "2026-12-14")),
                        chart(),
                        SILENT),
                arguments(
                        "a start only, and a supply of 30",
                        flex().dosage(dosage().period("2026-11-24", null)).days(30),
                        chart(),
                        WARNS),
                arguments(
                        "a taper of 22 days",
                        flex().dosage(
                                        dosage().sequence(1).bound("7", "d"),
                                        dosage().sequence(2).bound("15", "d")),
                        chart(),
                        WARNS),
                arguments("inpatient", flex().days(30).inpatient(), chart(), SILENT),
                arguments("asks not to give it", flex().days(30).doNotPerform(), chart(), SILENT),
                arguments("cancelled", flex().days(30).status("cancelled"), chart(), SILENT),
                arguments("completed", flex().days(30).status("completed"), chart(), SILENT),
                arguments("stopped", flex().days(30).status("stopped"), chart(), SILENT),
                arguments("entered in error", flex().days(30).status("entered-in-error"), chart(), SILENT),
                arguments("status active counts as a draft", flex().days(30).status("active"), chart(), WARNS),
                arguments("without an id", flex().days(30).reference(null), chart(), WARNS));
    }

    static Stream<Arguments> drugs() {
        FakeChart spastic = chart().problems(problem(SPASTICITY));
        return Stream.of(
                arguments("carisoprodol the same", draft(carisoprodol()).days(22), chart(), WARNS),
                arguments("carisoprodol, exactly 21", draft(carisoprodol()).days(21), chart(), SILENT),
                arguments("thiocolchicoside, 8 days", draft(thiocolchicoside()).days(8), chart(), REGULATOR),
                arguments(
                        "thiocolchicoside, exactly 7", draft(thiocolchicoside()).days(7), chart(), SILENT),
                arguments(
                        "thiocolchicoside, 4 days before and 4 now",
                        draft(thiocolchicoside()).days(4),
                        chart().medications(recorded(thiocolchicoside(), 4).days(4)),
                        REGULATOR),
                arguments(
                        "thiocolchicoside, 4 days before and 3 now",
                        draft(thiocolchicoside()).days(3),
                        chart().medications(recorded(thiocolchicoside(), 4).days(4)),
                        SILENT),
                arguments(
                        "cyclobenzaprine for fibromyalgia, under the tongue",
                        draft(with(cyclobenzaprine(), Use.OTHER_PURPOSE)).days(90),
                        chart(),
                        SILENT),
                arguments("methocarbamol: info", draft(methocarbamol()).days(22), chart(), INFORMS),
                arguments("methocarbamol, exactly 21", draft(methocarbamol()).days(21), chart(), SILENT),
                arguments("baclofen, no spasticity", draft(baclofen()).days(30), chart(), INFORMS),
                arguments("baclofen with spasticity", draft(baclofen()).days(30), spastic, SILENT),
                arguments(
                        "tizanidine with spasticity",
                        draft(drug("tizanidine", MUSCLE_RELAXANT)).days(30),
                        spastic,
                        SILENT),
                arguments(
                        "dantrolene with spasticity",
                        draft(drug("dantrolene", MUSCLE_RELAXANT)).days(30),
                        spastic,
                        SILENT),
                arguments(
                        "baclofen, spasticity refuted",
                        draft(baclofen()).days(30),
                        chart().problems(problem(SPASTICITY).refuted()),
                        INFORMS),
                arguments(
                        "baclofen, spasticity as the order's reason",
                        draft(baclofen()).days(30).reason(SPASTICITY),
                        chart(),
                        SILENT),
                arguments(
                        "baclofen, spasticity as the encounter's reason",
                        draft(baclofen()).days(30),
                        chart().encounterReasons(reason(SPASTICITY)),
                        SILENT),
                arguments(
                        "baclofen, spasticity as the order's reason, conditions not had",
                        draft(baclofen()).days(30).reason(SPASTICITY),
                        chart().without(ChartKey.CONDITIONS),
                        SILENT),
                arguments("cyclobenzaprine with spasticity: not for it", flex().days(30), spastic, WARNS),
                arguments(
                        "methocarbamol with spasticity", draft(methocarbamol()).days(30), spastic, INFORMS),
                arguments("an NSAID is no relaxant", draft(naproxen()).days(90), chart(), SILENT),
                arguments(
                        "an injectable for theatre",
                        draft(with(cyclobenzaprine(), Use.NOT_OUTPATIENT)).days(90),
                        chart(),
                        SILENT),
                arguments(
                        "a relaxant cream is not taken",
                        draft(product("cream", DrugForm.TOPICAL, ingredient("cyclobenzaprine", MUSCLE_RELAXANT)))
                                .days(90),
                        chart(),
                        SILENT),
                arguments(
                        "a combination counts by its relaxant",
                        draft(product(
                                        "carisoprodol / aspirin",
                                        DrugForm.SYSTEMIC,
                                        ingredient("aspirin", 325, NSAID),
                                        ingredient("carisoprodol", MUSCLE_RELAXANT)))
                                .days(22),
                        chart(),
                        WARNS));
    }

    static Stream<Arguments> people() {
        return Stream.of(
                arguments("18 today", flex().days(22), chart().born("2008-11-24"), WARNS),
                arguments("18 tomorrow", flex().days(22), chart().born("2008-11-25"), SILENT),
                arguments("17 or 18", flex().days(22), chart().born("2008"), WARNS),
                arguments("no birth date", flex().days(22), chart().born(null), WARNS),
                arguments("deceased", flex().days(22), chart().deceased(), SILENT),
                arguments(
                        "palliative care on the list",
                        flex().days(22),
                        chart().problems(problem(PALLIATIVE_CARE)),
                        SILENT),
                arguments(
                        "palliative care that ended",
                        flex().days(22),
                        chart().problems(problem(PALLIATIVE_CARE).resolved()),
                        WARNS),
                arguments(
                        "palliative care as the encounter's reason",
                        flex().days(22),
                        chart().encounterReasons(reason(PALLIATIVE_CARE)),
                        SILENT),
                arguments(
                        "palliative care as the order's reason",
                        flex().days(22).reason(PALLIATIVE_CARE),
                        chart().without(ChartKey.values()),
                        SILENT));
    }

    static Stream<Arguments> chained() {
        return Stream.of(
                arguments("14 days before and 7 now", flex().days(7), chart().medications(earlier(14, 14)), SILENT),
                arguments("14 days before and 8 now", flex().days(8), chart().medications(earlier(14, 14)), WARNS),
                arguments(
                        "7 uncovered days between: one course of 22 days",
                        flex().days(5),
                        chart().medications(earlier(17, 10)),
                        WARNS),
                arguments(
                        "7 uncovered days between: one course of 21 days",
                        flex().days(4),
                        chart().medications(earlier(17, 10)),
                        SILENT),
                arguments(
                        "8 uncovered days between: a new course",
                        flex().days(21),
                        chart().medications(earlier(18, 10)),
                        SILENT),
                arguments(
                        "overlaps merge: 14 days, a week in, and 14 more",
                        flex().days(14),
                        chart().medications(earlier(7, 14)),
                        SILENT),
                arguments("overlaps merge: 15 days more", flex().days(15), chart().medications(earlier(7, 14)), WARNS),
                arguments(
                        "an earlier order that outlasts the draft does not lengthen it",
                        flex().days(5),
                        chart().medications(earlier(5, 60)),
                        SILENT),
                arguments(
                        "on and on: three in a row",
                        flex().days(8),
                        chart().medications(earlier(7, 7), earlier(14, 7)),
                        WARNS),
                arguments(
                        "the record tells the oldest first: four in a row all the same",
                        flex().days(7),
                        chart().medications(earlier(21, 7), earlier(14, 7), earlier(7, 7)),
                        WARNS),
                arguments("a week off between two fills", flex().days(8), chart().medications(earlier(15, 8)), WARNS),
                arguments(
                        "completed is chained",
                        flex().days(8),
                        chart().medications(earlier(14, 14).status("completed")),
                        WARNS),
                arguments(
                        "on hold is chained",
                        flex().days(8),
                        chart().medications(earlier(14, 14).status("on-hold")),
                        WARNS),
                arguments(
                        "stopped is chained, to its end",
                        flex().days(8),
                        chart().medications(earlier(14, 30).status("stopped").lastUpdated(ago(1))),
                        WARNS),
                arguments(
                        "stopped 9 days ago: 8 days between",
                        flex().days(21),
                        chart().medications(earlier(14, 30).status("stopped").lastUpdated(ago(9))),
                        SILENT),
                arguments(
                        "stopped 8 days ago: 7 days between",
                        flex().days(21),
                        chart().medications(earlier(14, 30).status("stopped").lastUpdated(ago(8))),
                        WARNS),
                arguments(
                        "cancelled is not",
                        flex().days(8),
                        chart().medications(earlier(14, 14).status("cancelled")),
                        SILENT),
                arguments(
                        "a saved draft of last week is not",
                        flex().days(8),
                        chart().medications(earlier(14, 14).status("draft")),
                        SILENT),
                arguments(
                        "an error is not",
                        flex().days(8),
                        chart().medications(earlier(14, 14).status("entered-in-error")),
                        SILENT),
                arguments(
                        "not to be given is not",
                        flex().days(8),
                        chart().medications(earlier(14, 14).doNotPerform()),
                        SILENT),
                arguments(
                        "another relaxant is another course",
                        flex().days(8),
                        chart().medications(recorded(carisoprodol(), 14).days(14)),
                        SILENT),
                arguments(
                        "an earlier order of unknown length is not chained",
                        flex().days(8),
                        chart().medications(recorded(cyclobenzaprine(), 14)),
                        SILENT),
                arguments(
                        "an earlier order of unknown start is not chained",
                        flex().days(8),
                        chart().medications(earlier(14, 14).authored("2026-11")),
                        SILENT),
                arguments("a later order is not earlier", flex().days(8), chart().medications(earlier(-8, 21)), SILENT),
                arguments(
                        "the draft begins next week, 7 days after",
                        flex().dosage(dosage().period("2026-12-01", null)).days(8),
                        chart().medications(earlier(6, 7)),
                        SILENT),
                arguments(
                        "the draft begins next week: 7 + 7 between + 8 = 22",
                        flex().dosage(dosage().period("2026-12-02", null)).days(8),
                        chart().medications(earlier(6, 7)),
                        WARNS),
                arguments(
                        "the draft begins 8 uncovered days later",
                        flex().dosage(dosage().period("2026-12-03", null)).days(21),
                        chart().medications(earlier(6, 7)),
                        SILENT),
                arguments(
                        "at least 14 days before, 8 now",
                        flex().days(8),
                        chart().medications(recorded(cyclobenzaprine(), 14)
                                .dosage(tablets(3).asNeeded())
                                .quantity(amount("42", "{tbl}"))),
                        WARNS));
    }

    static Stream<Arguments> saved() {
        return Stream.of(
                arguments(
                        "saved under its id",
                        flex().id("m1").days(21).authored("2026-11-24"),
                        chart().medications(earlier(14, 14).id("m1")),
                        SILENT),
                arguments(
                        "another id",
                        flex().id("m1").days(21),
                        chart().medications(earlier(14, 14).id("m2")),
                        WARNS),
                arguments(
                        "saved under its identifier",
                        flex().identifier("s|1").days(21),
                        chart().medications(earlier(14, 14).identifier("s|1")),
                        SILENT),
                arguments(
                        "another identifier",
                        flex().identifier("s|1").days(21),
                        chart().medications(earlier(14, 14).identifier("s|2")),
                        WARNS),
                arguments("the same drug the same day", flex().days(21), chart().medications(earlier(0, 30)), SILENT),
                arguments("the same drug the day before", flex().days(21), chart().medications(earlier(1, 1)), WARNS),
                arguments(
                        "the same drug today, the draft undated",
                        flex().authored((String) null).days(21),
                        chart().medications(earlier(0, 30)),
                        SILENT),
                arguments(
                        "the same drug on the draft's own day",
                        flex().authored("2026-11-20").days(21),
                        chart().medications(earlier(4, 30)),
                        SILENT),
                arguments(
                        "the draft without an id, another order without one",
                        flex().reference(null).days(21),
                        chart().medications(earlier(14, 14).reference(null)),
                        WARNS));
    }

    static Stream<Arguments> missing() {
        return Stream.of(
                arguments(
                        "medications, the draft alone exceeds",
                        flex().days(22),
                        chart().without(ChartKey.MEDICATIONS),
                        WARNS),
                arguments(
                        "medications, the draft alone does not",
                        flex().days(21),
                        chart().without(ChartKey.MEDICATIONS),
                        "undecided MEDICATIONS"),
                arguments(
                        "medications, one day is enough to exceed",
                        flex().days(1),
                        chart().without(ChartKey.MEDICATIONS),
                        "undecided MEDICATIONS"),
                arguments(
                        "medications, palliative care",
                        flex().days(7),
                        chart().problems(problem(PALLIATIVE_CARE)).without(ChartKey.MEDICATIONS),
                        SILENT),
                arguments(
                        "medications, a child",
                        flex().days(7),
                        chart().born("2015").without(ChartKey.MEDICATIONS),
                        SILENT),
                arguments(
                        "conditions: fires, and says so", flex().days(22), chart().without(ChartKey.CONDITIONS), WARNS),
                arguments(
                        "conditions, within the limit", flex().days(21), chart().without(ChartKey.CONDITIONS), SILENT),
                arguments(
                        "conditions, baclofen",
                        draft(baclofen()).days(22),
                        chart().without(ChartKey.CONDITIONS),
                        INFORMS),
                arguments("patient, exceeds", flex().days(22), chart().without(ChartKey.PATIENT), "undecided PATIENT"),
                arguments("patient, within the limit", flex().days(21), chart().without(ChartKey.PATIENT), SILENT),
                arguments(
                        "patient, exceeds, palliative care",
                        flex().days(22),
                        chart().problems(problem(PALLIATIVE_CARE)).without(ChartKey.PATIENT),
                        SILENT),
                arguments(
                        "patient and medications, within the limit alone",
                        flex().days(21),
                        chart().without(ChartKey.PATIENT, ChartKey.MEDICATIONS),
                        "undecided PATIENT MEDICATIONS"),
                arguments(
                        "everything, another drug",
                        draft(naproxen()).days(90),
                        chart().without(ChartKey.values()),
                        SILENT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void evaluate_unknownLength(String reason, OrderBuilder order, FakeChart chart, String atSelect, String atSign) {
        MedicationOrder draft = order.build();
        assertThat(Said.by(rule.evaluate(select(chart, draft))))
                .as("order-select")
                .isEqualTo(atSelect);
        assertThat(Said.by(rule.evaluate(sign(chart, draft)))).as("order-sign").isEqualTo(atSign);
    }

    static Stream<Arguments> evaluate_unknownLength() {
        return Stream.of(
                arguments("alone", flex(), chart(), SILENT, OPEN),
                arguments("methocarbamol", draft(methocarbamol()), chart(), SILENT, OPEN),
                arguments("a start only", flex().dosage(dosage().period("2026-11-24", null)), chart(), SILENT, OPEN),
                arguments("after 20 days", flex(), chart().medications(earlier(20, 20)), SILENT, OPEN),
                arguments("after 21 days", flex(), chart().medications(earlier(21, 21)), WARNS, WARNS),
                arguments(
                        "7 uncovered days after 14 days: the chain has 14",
                        flex(),
                        chart().medications(earlier(21, 14)),
                        SILENT,
                        OPEN),
                arguments("8 uncovered days after 30 days", flex(), chart().medications(earlier(38, 30)), SILENT, OPEN),
                arguments("palliative care", flex(), chart().problems(problem(PALLIATIVE_CARE)), SILENT, SILENT),
                arguments("saved today", flex(), chart().medications(earlier(0, 30)), SILENT, OPEN),
                arguments(
                        "saved today, the draft undated",
                        flex().authored((String) null),
                        chart().medications(earlier(0, 30)),
                        SILENT,
                        OPEN),
                arguments(
                        "saved today, the draft dated by the month",
                        flex().authored("2026-11"),
                        chart().medications(earlier(0, 30)),
                        SILENT,
                        OPEN),
                arguments(
                        "saved on the draft's own day",
                        flex().authored("2026-11-20"),
                        chart().medications(earlier(4, 30)),
                        SILENT,
                        OPEN),
                arguments(
                        "another order, of the day before the draft",
                        flex().authored("2026-11-20"),
                        chart().medications(earlier(5, 30)),
                        WARNS,
                        WARNS),
                arguments(
                        "baclofen with spasticity",
                        draft(baclofen()),
                        chart().problems(problem(SPASTICITY)),
                        SILENT,
                        SILENT),
                arguments(
                        "patient not had: at select it could not fire",
                        flex(),
                        chart().without(ChartKey.PATIENT),
                        SILENT,
                        "undecided PATIENT"),
                arguments(
                        "medications not had",
                        flex(),
                        chart().without(ChartKey.MEDICATIONS),
                        "undecided MEDICATIONS",
                        OPEN),
                arguments("a child", flex(), chart().born("2015"), SILENT, SILENT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void evaluate_severalDrafts(String reason, List<OrderBuilder> builders, int selected, String expected) {
        MedicationOrder[] drafts = builders.stream().map(OrderBuilder::build).toArray(MedicationOrder[]::new);
        Verdict verdict = rule.evaluate(selectFirst(selected, chart(), drafts));
        String about = verdict.findings().stream()
                .map(f -> f.about().stream().map(o -> o.handle()).toList().toString())
                .reduce("", String::concat);
        assertThat(Said.by(verdict) + about).isEqualTo(expected);
    }

    static Stream<Arguments> evaluate_severalDrafts() {
        OrderBuilder week = flex().id("week").days(7);
        OrderBuilder fortnight = flex().id("fortnight").days(14);
        OrderBuilder month = flex().id("month").days(30);
        OrderBuilder thenTwo =
                flex().id("next").dosage(dosage().period("2026-12-01", null)).days(14);
        OrderBuilder thenMore =
                flex().id("next").dosage(dosage().period("2026-12-01", null)).days(15);
        OrderBuilder muchLater =
                flex().id("later").dosage(dosage().period("2027-02-01", null)).days(7);
        OrderBuilder tomorrow = flex().id("tomorrow")
                .dosage(dosage().period("2026-11-25", null))
                .days(30);
        OrderBuilder open = flex().id("open");
        return Stream.of(
                arguments("both today: they overlap, not add", List.of(week, fortnight), 2, SILENT),
                arguments("one after the other: 21", List.of(week, thenTwo), 2, SILENT),
                arguments(
                        "one after the other: 22, the last carries the card",
                        List.of(week, thenMore),
                        2,
                        "exceeded WARNING[next, week]"),
                arguments("in any order of the request", List.of(thenMore, week), 2, "exceeded WARNING[next, week]"),
                arguments("only the first selected", List.of(week, thenMore), 1, "exceeded WARNING[week]"),
                arguments("only the last selected", List.of(thenMore, week), 1, "exceeded WARNING[next]"),
                arguments("none selected", List.of(thenMore, week), 0, SILENT),
                arguments(
                        "a week months before is another course",
                        List.of(
                                week,
                                flex().id("far")
                                        .dosage(dosage().period("2027-02-01", null))
                                        .days(30)),
                        2,
                        "exceeded WARNING[far]"),
                arguments(
                        "a course months later does not hide the one that exceeds",
                        List.of(month, muchLater),
                        2,
                        "exceeded WARNING[month]"),
                arguments("the selected one is months later", List.of(muchLater, month), 1, SILENT),
                arguments(
                        "one of unknown length does not hide one that exceeds alone",
                        List.of(open, tomorrow),
                        2,
                        "exceeded WARNING[tomorrow, open]"),
                arguments(
                        "one of unknown length after 21 days or more",
                        List.of(month, open),
                        2,
                        "exceeded WARNING[open, month]"),
                arguments("one of unknown length beside a week, at select", List.of(open, week), 2, SILENT),
                arguments("a short one inside a long one", List.of(month, thenTwo), 2, "exceeded WARNING[month, next]"),
                arguments(
                        "two drugs, two courses",
                        List.of(month, draft(carisoprodol()).id("soma").days(22)),
                        2,
                        "exceeded WARNING; exceeded WARNING[month][soma]"),
                arguments(
                        "an inpatient draft does not lengthen the course",
                        List.of(week, flex().id("ward").days(30).inpatient()),
                        1,
                        SILENT),
                arguments(
                        "a cancelled draft does not lengthen the course",
                        List.of(week, flex().id("gone").days(30).status("cancelled")),
                        2,
                        SILENT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void evaluate_proposals(String reason, OrderBuilder order, FakeChart chart, String expected) {
        MedicationOrder draft = order.build();
        Finding finding = rule.evaluate(sign(chart, draft)).findings().get(0);
        String said = finding.proposals().stream()
                .map(p -> p instanceof Proposal.EndBy end
                        ? "end by " + end.lastDay() + " after " + end.days()
                        : p.getClass().getSimpleName())
                .reduce((a, b) -> a + ", " + b)
                .orElse("none");
        assertThat(said).isEqualTo(expected);
    }

    static Stream<Arguments> evaluate_proposals() {
        return Stream.of(
                arguments("alone: day 21", flex().days(30), chart(), "end by 2026-12-14 after 21, Remove"),
                arguments(
                        "after 14 days: 7 are left",
                        flex().days(30),
                        chart().medications(earlier(14, 14)),
                        "end by 2026-11-30 after 7, Remove"),
                arguments(
                        "after 18 days: three days are left",
                        flex().days(30),
                        chart().medications(earlier(18, 18)),
                        "end by 2026-11-26 after 3, Remove"),
                arguments(
                        "after 19 days: two days are no help",
                        flex().days(30),
                        chart().medications(earlier(19, 19)),
                        "Remove"),
                arguments(
                        "begun 18 days ago: three days of 21 are left",
                        flex().authored(ago(18)).days(30),
                        chart(),
                        "end by 2026-11-26 after 21, Remove"),
                arguments(
                        "begun 19 days ago: two days of 21 are left",
                        flex().authored(ago(19)).days(30),
                        chart(),
                        "Remove"),
                arguments("day 21 is past", flex().authored(ago(25)).days(60), chart(), "Remove"),
                arguments(
                        "a bound of 28 over a supply of 14: never more than was ordered",
                        flex().dosage(dosage().bound("28", "d")).days(14),
                        chart(),
                        "end by 2026-12-07 after 14, Remove"),
                arguments(
                        "a bound of 28 over two fills of 14: 28 were ordered",
                        flex().dosage(dosage().bound("28", "d")).days(14).refills(1),
                        chart(),
                        "end by 2026-12-14 after 21, Remove"),
                arguments(
                        "a bound of 28 over a supply of 2: no help",
                        flex().dosage(dosage().bound("28", "d")).days(2),
                        chart(),
                        "Remove"),
                arguments(
                        "a bound of 10 that refills outlast: the prescribed course",
                        flex().dosage(dosage().bound("10", "d")).days(30).refills(1),
                        chart(),
                        "end by 2026-12-03 after 10, Remove"),
                arguments(
                        "thiocolchicoside: its own day 7",
                        draft(thiocolchicoside()).days(10),
                        chart(),
                        "end by 2026-11-30 after 7, Remove"),
                arguments(
                        "carisoprodol for 30 days before today: only reduced stepwise",
                        draft(carisoprodol()).days(14),
                        chart().medications(recorded(carisoprodol(), 30).days(30)),
                        "none"),
                arguments(
                        "carisoprodol for 29 days before today",
                        draft(carisoprodol()).days(14),
                        chart().medications(recorded(carisoprodol(), 29).days(29)),
                        "Remove"),
                arguments(
                        "baclofen for 30 days before today",
                        draft(baclofen()).days(30),
                        chart().medications(recorded(baclofen(), 30).days(30).status("completed")),
                        "none"),
                arguments(
                        "cyclobenzaprine for 30 days: removed",
                        flex().days(14),
                        chart().medications(earlier(30, 30)),
                        "Remove"),
                arguments(
                        "carisoprodol, earlier orders not had: perhaps taken for long",
                        draft(carisoprodol()).days(30),
                        chart().without(ChartKey.MEDICATIONS),
                        "none"),
                arguments(
                        "after 21 days: none is left", flex().days(30), chart().medications(earlier(21, 21)), "Remove"),
                arguments(
                        "the text names a duration",
                        flex().days(30).dosage(tablets(3).text("for 30 days")),
                        chart(),
                        "Remove"),
                arguments(
                        "the text names none",
                        flex().days(30).dosage(tablets(3).text("3 times a day")),
                        chart(),
                        "end by 2026-12-14 after 21, Remove"),
                arguments(
                        "a taper",
                        flex().days(30)
                                .dosage(tablets(3).sequence(1), tablets(1).sequence(2)),
                        chart(),
                        "Remove"),
                arguments(
                        "a sequence of one step is no taper",
                        flex().days(30).dosage(tablets(3).sequence(1)),
                        chart(),
                        "end by 2026-12-14 after 21, Remove"),
                arguments("unknown length after 21 days", flex(), chart().medications(earlier(21, 21)), "Remove"),
                arguments("unknown length: nothing to compute", flex(), chart(), "none"),
                arguments(
                        "from the draft's own start",
                        flex().dosage(dosage().period("2026-12-01", null)).days(30),
                        chart(),
                        "end by 2026-12-21 after 21, Remove"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void facts_whetherDay21IsPast(String reason, int begunDaysAgo, boolean past) {
        MedicationOrder order = flex().authored(ago(begunDaysAgo)).days(60).build();
        assertThat(rule.evaluate(sign(chart(), order)).findings().get(0).facts().asMap())
                .containsEntry("limitPast", past);
    }

    static Stream<Arguments> facts_whetherDay21IsPast() {
        return Stream.of(
                arguments("today is day 1", 0, false),
                arguments("today is day 21", 20, false),
                arguments("today is day 22", 21, true));
    }

    @Test
    void facts_whyNothingIsOffered() {
        Finding surely = rule.evaluate(sign(
                        chart().medications(recorded(baclofen(), 30).days(30)),
                        draft(baclofen()).days(30).build()))
                .findings()
                .get(0);
        assertThat(surely.facts().asMap())
                .containsEntry("taper", true)
                .containsEntry("taperPerhaps", false)
                .containsEntry("taperDays", 30);
        Finding perhaps = rule.evaluate(sign(
                        chart().without(ChartKey.MEDICATIONS),
                        draft(baclofen()).days(30).build()))
                .findings()
                .get(0);
        assertThat(perhaps.facts().asMap()).containsEntry("taper", true).containsEntry("taperPerhaps", true);
        Finding no =
                rule.evaluate(sign(chart(), flex().days(30).build())).findings().get(0);
        assertThat(no.facts().asMap()).containsEntry("taper", false).doesNotContainKey("taperDays");
    }

    /** "End it by day 21" without a button for it: the card says why, or the reader looks for one. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void facts_whyNoShorterOrderIsOffered(
            String reason, OrderBuilder order, FakeChart chart, @Nullable Boolean tooShort, @Nullable Boolean byHand) {
        Map<String, Object> facts = rule.evaluate(sign(chart, order.build()))
                .findings()
                .get(0)
                .facts()
                .asMap();
        assertThat(facts.get("tooShort")).isEqualTo(tooShort);
        assertThat(facts.get("shortenByHand")).isEqualTo(byHand);
    }

    static Stream<Arguments> facts_whyNoShorterOrderIsOffered() {
        return Stream.of(
                arguments("it is offered", flex().days(30), chart(), null, null),
                arguments(
                        "three days are left: it is offered",
                        flex().days(30),
                        chart().medications(earlier(18, 18)),
                        null,
                        null),
                arguments("two days are left", flex().days(30), chart().medications(earlier(19, 19)), true, false),
                arguments(
                        "day 21 is past: the summary says so",
                        flex().authored(ago(25)).days(60),
                        chart(),
                        false,
                        false),
                arguments(
                        "the dosage text names a duration",
                        flex().dosage(dosage().text("1 tablet for 30 days")),
                        chart(),
                        false,
                        true),
                arguments(
                        "a bound of 28 over a supply of 2: not for day 21",
                        flex().dosage(dosage().bound("28", "d")).days(2),
                        chart(),
                        false,
                        false));
    }

    @Test
    void facts_aGapThatCountsIsNamed() {
        FakeChart adjacent = chart().medications(earlier(14, 14));
        FakeChart apart = chart().medications(earlier(19, 14));
        assertThat(rule.evaluate(sign(adjacent, flex().days(14).build()))
                        .findings()
                        .get(0)
                        .facts()
                        .asMap())
                .containsEntry("totalDays", 28L)
                .containsEntry("daysBefore", 14L)
                .containsEntry("gap", false);
        assertThat(rule.evaluate(sign(apart, flex().days(14).build()))
                        .findings()
                        .get(0)
                        .facts()
                        .asMap())
                .as("14 and 14 are 33 only with the 5 days between them")
                .containsEntry("totalDays", 33L)
                .containsEntry("daysBefore", 14L)
                .containsEntry("gap", true)
                .containsEntry("gapDays", 7);
    }

    @Test
    void evaluate_severalDrafts_endsOnlyIfNoOtherLastsLonger() {
        MedicationOrder month = flex().days(30).build();
        MedicationOrder month2 = flex().days(28).build();
        MedicationOrder week = flex().days(7).build();
        assertThat(rule.evaluate(sign(chart(), month, month2)).findings().get(0).proposals())
                .containsExactly(new Proposal.Remove(List.of(month)));
        assertThat(rule.evaluate(sign(chart(), month, week)).findings().get(0).proposals())
                .containsExactly(
                        new Proposal.EndBy(month, TODAY, TODAY.plusDays(20), 21), new Proposal.Remove(List.of(month)));
        assertThat(rule.evaluate(selectFirst(1, chart(), week, month))
                        .findings()
                        .get(0)
                        .proposals())
                .containsExactly(new Proposal.Remove(List.of(week)));
    }

    @Test
    void evaluate_finding_carriesItsData() {
        MedicationOrder order = flex().days(30).reason(LOW_BACK_PAIN).build();
        FakeChart chart = chart().problems(backPain(3))
                .medications(
                        earlier(14, 10),
                        recorded(cyclobenzaprine(), 40),
                        recorded(cyclobenzaprine(), 30).status("completed"));
        Finding finding = rule.evaluate(sign(chart, order)).findings().get(0);
        Map<String, Object> facts = finding.facts().asMap();
        assertThat(finding.rule()).isEqualTo(LowBackPainRule.MUSCLE_RELAXANT_DURATION);
        assertThat(finding.notChecked()).isEmpty();
        assertThat(facts)
                .containsEntry("drug", "cyclobenzaprine")
                .containsEntry("ingredient", "cyclobenzaprine")
                .containsEntry("recognition", "RxNorm product code 1")
                .containsEntry("maxDays", 21)
                .containsEntry("courseStart", "2026-11-10")
                .containsEntry("orderStart", "2026-11-24")
                .containsEntry("orderEnd", "2026-12-23")
                .containsEntry("orderLength", "30 days (the expected supply)")
                .containsEntry("orderDays", 30L)
                .containsEntry("totalDays", 44L)
                .containsEntry("daysBefore", 10L)
                .containsEntry("daysToday", 15L)
                .containsEntry("atLeast", false)
                .containsEntry("earlierNotChecked", false)
                .containsEntry("spasticityNotChecked", false)
                .containsEntry("palliativeNotChecked", false)
                .containsEntry("ageUnknown", false)
                .containsEntry("byOrderReason", true);
        assertThat(facts.get("earlier").toString())
                .isEqualTo("[{order=cyclobenzaprine, start=2026-11-10, end=2026-11-19, length=10 days (the expected"
                        + " supply)}]");
        assertThat(facts.get("notChained").toString())
                .isEqualTo("[{order=cyclobenzaprine, date=2026-10-15}, {order=cyclobenzaprine, date=2026-10-25}]");
    }

    @Test
    @SuppressWarnings("unchecked")
    void evaluate_namesEarlierOrdersFirstOneFirst() {
        FakeChart chart = chart().medications(earlier(14, 7), earlier(7, 7), earlier(21, 7));
        Finding finding =
                rule.evaluate(sign(chart, flex().days(7).build())).findings().get(0);
        assertThat((List<Map<String, Object>>) finding.facts().asMap().get("earlier"))
                .extracting(order -> order.get("start"))
                .containsExactly("2026-11-03", "2026-11-10", "2026-11-17");
    }

    @Test
    void evaluate_saysWhenTheLastOrderOfTheCourseIsNotTheSelectedOne() {
        MedicationOrder first = flex().id("first").days(14).build();
        MedicationOrder second = flex().id("second")
                .days(14)
                .authored(TODAY.plusDays(14).toString())
                .build();
        assertThat(rule.evaluate(selectFirst(1, chart(), first, second))
                        .findings()
                        .get(0)
                        .facts()
                        .asMap())
                .containsEntry("lastNotSelected", true)
                .containsEntry("orderStart", TODAY.plusDays(14).toString());
        assertThat(rule.evaluate(sign(chart(), first, second))
                        .findings()
                        .get(0)
                        .facts()
                        .asMap())
                .containsEntry("lastNotSelected", false);
    }

    @Test
    void evaluate_namesOnlyUnknownOrdersThatCouldReach() {
        MedicationOrder order = flex().days(30).build();
        FakeChart chart = chart().medications(
                        recorded(cyclobenzaprine(), 400).id("open since long"),
                        recorded(cyclobenzaprine(), 97).status("completed"),
                        recorded(cyclobenzaprine(), 98).status("completed"),
                        recorded(cyclobenzaprine(), -1).status("completed"),
                        recorded(cyclobenzaprine(), 5).status("completed").authored("2020"),
                        recorded(cyclobenzaprine(), 5).status("cancelled"));
        Map<String, Object> facts =
                rule.evaluate(sign(chart, order)).findings().get(0).facts().asMap();
        assertThat(facts.get("notChained").toString())
                .isEqualTo("[{order=cyclobenzaprine, date=2025-10-20}, {order=cyclobenzaprine, date=2026-08-19},"
                        + " {order=cyclobenzaprine, date=2020}]");
    }

    @Test
    void evaluate_notChecked_isSaid() {
        MedicationOrder order = draft(baclofen())
                .dosage(tablets(3).asNeeded())
                .quantity(amount("90", "{tbl}"))
                .build();
        FakeChart chart = chart().born(null).without(ChartKey.MEDICATIONS, ChartKey.CONDITIONS);
        Finding finding = rule.evaluate(sign(chart, order)).findings().get(0);
        assertThat(finding.notChecked())
                .as("the age is not known either")
                .containsExactlyInAnyOrder(ChartKey.PATIENT, ChartKey.MEDICATIONS, ChartKey.CONDITIONS);
        assertThat(finding.facts().asMap())
                .containsEntry("spasticityNotChecked", true)
                .containsEntry("palliativeNotChecked", true)
                .containsEntry("earlierNotChecked", true)
                .containsEntry("ageUnknown", true)
                .containsEntry("atLeast", true)
                .doesNotContainKeys("backPain", "earlier", "daysBefore", "notChained");
        Finding open =
                rule.evaluate(sign(chart, draft(baclofen()).build())).findings().get(0);
        assertThat(open.notChecked())
                .containsExactlyInAnyOrder(ChartKey.PATIENT, ChartKey.MEDICATIONS, ChartKey.CONDITIONS);
        assertThat(open.facts().asMap()).doesNotContainKeys("orderDays", "orderEnd", "totalDays");
        assertThat(open.proposals()).isEmpty();
    }

    @Test
    void declares_whatItNeeds() {
        assertThat(rule.hooks()).containsExactlyInAnyOrder(Hook.ORDER_SELECT, Hook.ORDER_SIGN, Hook.MEDICATION_REFILL);
        assertThat(rule.required()).containsExactlyInAnyOrder(ChartKey.PATIENT, ChartKey.MEDICATIONS);
        assertThat(rule.optional()).contains(ChartKey.CONDITIONS, ChartKey.ENCOUNTER);
    }
}
