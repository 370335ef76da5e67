package org.lumbarcds.guideline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.guideline.Charts.TODAY;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.reason;
import static org.lumbarcds.guideline.Charts.reasonText;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.Policies;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.orders.UnknownDraft;
import org.lumbarcds.guideline.model.orders.UnknownDraft.Why;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.rules.LowBackPainRule;

/**
 * "Where low back pain is present or could not be checked, and no finding makes a card that says so, that is a 412 naming
 * the draft; elsewhere it is silent."
 */
class UndecidedDraftsTest {

    private static final boolean SELECTED = true;

    private static UnknownDraft coded(boolean selected, Reason... reasons) {
        return new UnknownDraft("f", null, selected, Why.CODES_NOT_COVERED, "00406055201", List.of(reasons), List.of());
    }

    private static UnknownDraft of(Why why) {
        return new UnknownDraft("f", null, SELECTED, why, "x", List.of(), List.of());
    }

    private static FakeChart pain() {
        return chart().problems(backPain(5));
    }

    private static Evaluation evaluate(Rule rule, UnknownDraft draft, FakeChart chart, Order... known) {
        Set<String> handles = new LinkedHashSet<>();
        Arrays.stream(known).map(Order::handle).forEach(handles::add);
        return new Guideline(List.of(rule), Map.of(), (id, failure) -> {
                    throw failure;
                })
                .evaluate(new Situation(
                        Hook.ORDER_SELECT, TODAY, List.of(known), handles, chart, Policies.standard(), List.of(draft)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void undecided(String reason, UnknownDraft draft, FakeChart chart, boolean expected) {
        assertThat(evaluate(LowBackPainRule.NSAID_CAUTION.rule(), draft, chart).unknownDrafts())
                .hasSize(expected ? 1 : 0);
    }

    static Stream<Arguments> undecided() {
        return Stream.of(
                arguments("back pain on the problem list", coded(SELECTED), pain(), true),
                arguments("no back pain", coded(SELECTED), chart(), false),
                arguments("conditions not had", coded(SELECTED), chart().without(ChartKey.CONDITIONS), true),
                arguments(
                        "ordered for back pain that is on no list",
                        coded(SELECTED, reason(ProblemGroup.LOW_BACK_PAIN)),
                        chart(),
                        true),
                arguments("ordered for something else", coded(SELECTED, reason()), pain(), false),
                arguments(
                        "ordered for something else, conditions not had",
                        coded(SELECTED, reason()),
                        chart().without(ChartKey.CONDITIONS),
                        false),
                arguments("a reason in words that say nothing", coded(SELECTED, reasonText("pain")), pain(), true),
                arguments("a child", coded(SELECTED), pain().born("2015"), false),
                arguments("deceased", coded(SELECTED), pain().deceased(), false),
                arguments("not selected, and nothing else is", coded(!SELECTED), pain(), false),
                arguments("a resource that is nowhere", of(Why.NOT_AT_HAND), pain(), true),
                arguments("a resource that is nowhere, no back pain", of(Why.NOT_AT_HAND), chart(), false),
                arguments("words that no table knows: another drug", of(Why.NOT_IN_THE_TABLES), pain(), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void undecided_besideASelectedDrug(String reason, Order known, FakeChart chart, boolean expected) {
        assertThat(evaluate(LowBackPainRule.NSAID_CAUTION.rule(), coded(!SELECTED), chart, known)
                        .unknownDrafts())
                .hasSize(expected ? 1 : 0);
    }

    static Stream<Arguments> undecided_besideASelectedDrug() {
        return Stream.of(
                arguments("for back pain", draft(cyclobenzaprine()).build(), pain(), true),
                arguments(
                        "for something else", draft(cyclobenzaprine()).reason().build(), pain(), false),
                arguments(
                        "not to be given",
                        draft(cyclobenzaprine()).doNotPerform().build(),
                        pain(),
                        false));
    }

    /** "muscle-relaxant-duration does not ask about unknown drafts by itself". */
    @ParameterizedTest
    @MethodSource
    void undecided_onlyWhereARuleJudgesDrugsAtBackPain(Rule rule, boolean expected) {
        assertThat(evaluate(rule, coded(SELECTED), pain()).unknownDrafts()).hasSize(expected ? 1 : 0);
    }

    static Stream<Arguments> undecided_onlyWhereARuleJudgesDrugsAtBackPain() {
        return Stream.of(
                arguments(LowBackPainRule.NSAID_CAUTION.rule(), true),
                arguments(LowBackPainRule.MUSCLE_RELAXANT_DURATION.rule(), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void wanted(String reason, UnknownDraft draft, FakeChart chart, Set<ChartKey> expected) {
        assertThat(evaluate(LowBackPainRule.NSAID_CAUTION.rule(), draft, chart).wanted())
                .isEqualTo(expected);
    }

    static Stream<Arguments> wanted() {
        Set<ChartKey> whoAndWhy = Set.of(ChartKey.PATIENT, ChartKey.CONDITIONS, ChartKey.ENCOUNTER);
        return Stream.of(
                arguments(
                        "whether there is back pain", coded(SELECTED), chart().without(ChartKey.CONDITIONS), whoAndWhy),
                arguments("there is none", coded(SELECTED), chart(), Set.of()),
                arguments(
                        "none but perhaps by the encounter",
                        coded(SELECTED),
                        chart().without(ChartKey.ENCOUNTER),
                        Set.of(ChartKey.ENCOUNTER)),
                arguments("no draft that could be any drug", of(Why.NOT_IN_THE_TABLES), pain(), Set.of()));
    }
}
