package org.lumbarcds.guideline.rules.drugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.amount;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.carisoprodol;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.methocarbamol;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.tablets;
import static org.lumbarcds.guideline.Charts.view;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.PALLIATIVE_CARE;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.Said;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.rules.LowBackPainRule;

/** Specification, section 3, row {@code relaxant-course-exceeded}. */
class RelaxantCourseExceededTest {

    private static final String WARNS = "exceeded WARNING";
    private static final String OPEN = "no-stop-date INFO";
    private static final String SILENT = "silent";

    private final Rule rule = LowBackPainRule.RELAXANT_COURSE_EXCEEDED.rule();

    private static OrderBuilder flex(int daysAgo) {
        return recorded(cyclobenzaprine(), daysAgo);
    }

    private static FakeChart on(OrderBuilder... orders) {
        return chart().medications(orders);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void evaluate(String reason, FakeChart chart, String expected) {
        assertThat(Said.by(rule.evaluate(view(chart)))).isEqualTo(expected);
    }

    static Stream<Arguments> evaluate() {
        return Stream.of(
                arguments("nothing on record", chart(), SILENT),
                arguments("day 21 today", on(flex(20).days(30)), SILENT),
                arguments("day 22 today", on(flex(21).days(30)), WARNS),
                arguments("day 22 is its last", on(flex(21).days(22)), WARNS),
                arguments("ended yesterday with day 22", on(flex(22).days(22)), SILENT),
                arguments(
                        "carisoprodol the same", on(recorded(carisoprodol(), 21).days(30)), WARNS),
                arguments(
                        "methocarbamol has no such label",
                        on(recorded(methocarbamol(), 21).days(30)),
                        SILENT),
                arguments(
                        "both drugs, a finding each",
                        on(flex(21).days(30), recorded(carisoprodol(), 21).days(30)),
                        WARNS + "; " + WARNS),
                arguments(
                        "chained: 14 days, then today is day 22",
                        on(flex(21).days(14).status("completed"), flex(7).days(14)),
                        WARNS),
                arguments(
                        "chained over 7 uncovered days",
                        on(flex(30).days(20).status("completed"), flex(3).days(14)),
                        WARNS),
                arguments(
                        "8 uncovered days: a new course",
                        on(flex(31).days(20).status("completed"), flex(3).days(14)),
                        SILENT),
                arguments("a course that is over", on(flex(60).days(30)), SILENT),
                arguments("a 14-day order of two months ago that nobody closed", on(flex(60).days(14)), SILENT),
                arguments("begins in the future", on(flex(-1).days(60)), SILENT),
                arguments(
                        "stopped yesterday",
                        on(flex(30).days(60).status("stopped").lastUpdated(ago(1))),
                        SILENT),
                arguments("cancelled", on(flex(30).days(60).status("cancelled")), SILENT),
                arguments("a draft nobody signed", on(flex(30).days(60).status("draft")), SILENT),
                arguments("not to be given", on(flex(30).days(60).doNotPerform()), SILENT),
                arguments("unknown length, day 21", on(flex(20)), SILENT),
                arguments("unknown length, day 22", on(flex(21)), OPEN),
                arguments("unknown length, day 90", on(flex(89)), OPEN),
                arguments("unknown length, day 91: no longer assumed", on(flex(90)), SILENT),
                arguments("unknown length, completed", on(flex(30).status("completed")), SILENT),
                arguments("unknown length and start", on(flex(30).authored("2026-10")), SILENT),
                arguments("unknown length, after 15 known days", on(flex(21).days(15), flex(6)), OPEN),
                arguments(
                        "as needed, at least 10 days, 25 days ago",
                        on(flex(25).dosage(tablets(3).asNeeded()).quantity(amount("30", "{tbl}"))),
                        OPEN),
                arguments(
                        "as needed, at least 30 days, 25 days ago",
                        on(flex(25).dosage(tablets(3).asNeeded()).quantity(amount("90", "{tbl}"))),
                        WARNS),
                arguments(
                        "a known course past the limit beside an open-ended one",
                        on(flex(21).days(30), flex(2)),
                        WARNS),
                arguments(
                        "an open-ended one past the limit beside a known one within it",
                        on(flex(40), flex(3).days(7)),
                        OPEN),
                arguments(
                        "a known one that ends first, past the limit", on(flex(30).days(31), flex(0).days(10)), WARNS),
                arguments(
                        "palliative care does not silence it",
                        on(flex(21).days(30)).problems(problem(PALLIATIVE_CARE)),
                        WARNS),
                arguments(
                        "needs no back pain, but may have it",
                        on(flex(21).days(30)).problems(backPain(3)),
                        WARNS),
                arguments("a child", on(flex(21).days(30)).born("2008-11-25"), SILENT),
                arguments("18 today", on(flex(21).days(30)).born("2008-11-24"), WARNS),
                arguments("deceased", on(flex(21).days(30)).deceased(), SILENT),
                arguments("no birth date", on(flex(21).days(30)).born(null), WARNS),
                arguments("medications not had", chart().without(ChartKey.MEDICATIONS), "undecided MEDICATIONS"),
                arguments("medications not had, a child", chart().born("2015").without(ChartKey.MEDICATIONS), SILENT),
                arguments(
                        "patient not had, past the limit",
                        on(flex(21).days(30)).without(ChartKey.PATIENT),
                        "undecided PATIENT"),
                arguments(
                        "patient not had, within the limit",
                        on(flex(20).days(30)).without(ChartKey.PATIENT),
                        SILENT),
                arguments(
                        "neither had",
                        chart().without(ChartKey.PATIENT, ChartKey.MEDICATIONS),
                        "undecided PATIENT MEDICATIONS"),
                arguments("conditions not had", on(flex(21).days(30)).without(ChartKey.CONDITIONS), WARNS));
    }

    @Test
    void evaluate_offersToStopWhatRuns() {
        OrderBuilder active = flex(21).days(30).id("a");
        OrderBuilder completed = flex(10).days(30).id("c").status("completed");
        OrderBuilder unnamed = flex(9).days(30).reference(null);
        Finding finding = rule.evaluate(
                        view(on(active, completed, unnamed, flex(60).days(10).id("over"))))
                .findings()
                .get(0);
        assertThat(finding.proposals()).containsExactly(new Proposal.Stop(active.build()));
        assertThat(finding.about()).isEmpty();
        assertThat(finding.rule()).isEqualTo(rule.id());
    }

    /** "carisoprodol taken for 30 days or more before today": it says to reduce stepwise, and offers no stop. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void evaluate_offersNoStopOfWhatIsReducedStepwise(String reason, OrderBuilder order, boolean offered) {
        Finding finding = rule.evaluate(view(on(order))).findings().get(0);
        assertThat(finding.proposals().isEmpty()).isNotEqualTo(offered);
        assertThat(finding.facts().asMap()).containsEntry("taper", !offered);
    }

    static Stream<Arguments> evaluate_offersNoStopOfWhatIsReducedStepwise() {
        return Stream.of(
                arguments(
                        "carisoprodol since 29 days",
                        recorded(carisoprodol(), 29).days(60),
                        true),
                arguments(
                        "carisoprodol since 30 days",
                        recorded(carisoprodol(), 30).days(60),
                        false),
                arguments("carisoprodol since 30 days, length unknown", recorded(carisoprodol(), 30), false),
                arguments("cyclobenzaprine since 60 days", flex(60).days(90), true));
    }

    @Test
    void evaluate_finding_carriesItsData() {
        FakeChart chart =
                on(flex(21).days(14).status("completed"), flex(7).days(14)).problems(backPain(30));
        Finding finding = rule.evaluate(view(chart)).findings().get(0);
        assertThat(finding.notChecked()).isEmpty();
        assertThat(finding.facts().asMap())
                .containsEntry("drug", "cyclobenzaprine")
                .containsEntry("ingredient", "cyclobenzaprine")
                .containsEntry("recognition", "RxNorm product code 1")
                .containsEntry("maxDays", 21)
                .containsEntry("assumedDays", 90)
                .containsEntry("courseStart", "2026-11-03")
                .containsEntry("daysToday", 22L)
                .containsEntry("totalDays", 28L)
                .containsEntry("palliative", false)
                .containsEntry("palliativeNotChecked", false)
                .containsEntry("ageUnknown", false)
                .containsEntry("byProblemList", true)
                .extractingByKey("earlier")
                .asString()
                .isEqualTo("[{order=cyclobenzaprine, start=2026-11-03, end=2026-11-16, length=14 days (the expected"
                        + " supply)}]");
    }

    @Test
    void evaluate_notChecked_isSaid() {
        Finding finding = rule.evaluate(view(on(flex(30)).born(null).without(ChartKey.CONDITIONS)))
                .findings()
                .get(0);
        assertThat(finding.notChecked())
                .as("the age is not known either")
                .containsExactlyInAnyOrder(ChartKey.PATIENT, ChartKey.CONDITIONS);
        assertThat(finding.facts().asMap())
                .containsEntry("ageUnknown", true)
                .containsEntry("palliativeNotChecked", true)
                .doesNotContainKey("backPain");
        Finding palliative = rule.evaluate(view(on(flex(30)).problems(problem(PALLIATIVE_CARE))))
                .findings()
                .get(0);
        assertThat(palliative.facts().asMap()).containsEntry("palliative", true);
    }

    @Test
    void declares_whatItNeeds() {
        assertThat(rule.hooks()).isEqualTo(Hook.ofCharts());
        assertThat(rule.required()).containsExactlyInAnyOrder(ChartKey.PATIENT, ChartKey.MEDICATIONS);
        assertThat(rule.optional()).contains(ChartKey.CONDITIONS);
        assertThat(List.of(rule.id().id())).containsExactly("relaxant-course-exceeded");
    }
}
