package org.lumbarcds.guideline.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.guideline.Charts.aspirin;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.gabapentin;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.oxycodone;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.reason;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.Charts.view;
import static org.lumbarcds.guideline.model.record.ChartKey.ALLERGIES;
import static org.lumbarcds.guideline.model.record.ChartKey.EGFR;
import static org.lumbarcds.guideline.model.record.ChartKey.ENCOUNTER;
import static org.lumbarcds.guideline.model.record.ChartKey.MEDICATIONS;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Screening;

/**
 * Which optional data could still make a silent rule speak, so that it is worth fetching: a contraindication must not go
 * unseen because nothing else was to be said, and nothing is asked for that could not change anything.
 */
class OptionalDataTest {

    private static FakeChart pain() {
        return chart().problems(backPain(5));
    }

    private static FakeChart unseen(FakeChart chart) {
        return chart.without(ALLERGIES, EGFR, ENCOUNTER, ChartKey.STATEMENTS);
    }

    private static Situation ordering(OrderBuilder order, FakeChart chart) {
        return sign(chart, order.build());
    }

    private static Arguments row(String reason, Rule rule, Situation situation, ChartKey... open) {
        return arguments(reason, rule, situation, Set.of(open));
    }

    static Stream<Arguments> orders() {
        OrderBuilder opioid = draft(oxycodone());
        return Stream.of(
                row(
                        "an NSAID: an allergy, an eGFR, a reason of the encounter",
                        LowBackPainRule.NSAID_CAUTION.rule(),
                        ordering(draft(naproxen()), unseen(pain())),
                        ALLERGIES,
                        EGFR,
                        ENCOUNTER),
                row("all at hand", LowBackPainRule.NSAID_CAUTION.rule(), ordering(draft(naproxen()), pain())),
                row(
                        "an eGFR says nothing of a relaxant",
                        LowBackPainRule.RELAXANT_CAUTION.rule(),
                        ordering(draft(cyclobenzaprine()), unseen(pain())),
                        ALLERGIES,
                        ENCOUNTER),
                row(
                        "back pain that only the encounter may name, and another drug",
                        LowBackPainRule.OPIOID_WITH_DEPRESSANT.rule(),
                        ordering(
                                opioid,
                                chart().medications(recorded(gabapentin(), 3)).without(ENCOUNTER)),
                        ENCOUNTER),
                row(
                        "or what may be another drug",
                        LowBackPainRule.OPIOID_WITH_DEPRESSANT.rule(),
                        ordering(opioid, chart().without(ENCOUNTER, MEDICATIONS)),
                        ENCOUNTER),
                row(
                        "there is no other drug, so back pain is of no account",
                        LowBackPainRule.OPIOID_WITH_DEPRESSANT.rule(),
                        ordering(opioid, chart().without(ENCOUNTER))),
                row(
                        "the encounter names none",
                        LowBackPainRule.OPIOID_WITH_DEPRESSANT.rule(),
                        ordering(opioid, chart().medications(recorded(gabapentin(), 3)))),
                row(
                        "deceased",
                        LowBackPainRule.OPIOID_WITH_DEPRESSANT.rule(),
                        ordering(
                                opioid,
                                chart().medications(recorded(gabapentin(), 3))
                                        .without(ENCOUNTER)
                                        .deceased())));
    }

    static Stream<Arguments> charts() {
        FakeChart undated = chart().problems(problem(ProblemGroup.LOW_BACK_PAIN));
        return Stream.of(
                row(
                        "an undated pain: the encounter may be for it",
                        LowBackPainRule.FIRST_LINE_CARE.rule(),
                        view(undated.without(ENCOUNTER)),
                        ENCOUNTER),
                row(
                        "an old pain stays one",
                        LowBackPainRule.FIRST_LINE_CARE.rule(),
                        view(chart().problems(backPain(20)).without(ENCOUNTER))),
                row(
                        "a red flag of the encounter",
                        LowBackPainRule.RED_FLAGS.rule(),
                        view(pain().without(ENCOUNTER)),
                        ENCOUNTER),
                row("the encounter has none", LowBackPainRule.RED_FLAGS.rule(), view(pain())),
                row(
                        "deceased: nothing is asked",
                        LowBackPainRule.RED_FLAGS.rule(),
                        view(pain().without(ENCOUNTER).deceased())),
                row(
                        "a code of chronic pain may be the encounter's",
                        LowBackPainRule.PSYCHOSOCIAL_SCREENING.rule(),
                        view(pain().without(ENCOUNTER)),
                        ENCOUNTER),
                row(
                        "of 14 days it is asked for anyway, and done",
                        LowBackPainRule.PSYCHOSOCIAL_SCREENING.rule(),
                        view(chart().problems(backPain(14))
                                .screenings(new Screening("PHQ-2", Charts.ago(30)))
                                .without(ENCOUNTER))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"orders", "charts"})
    void mayMakeItSpeak(String reason, Rule rule, Situation situation, Set<ChartKey> open) {
        Verdict verdict = rule.evaluate(situation);

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.lack().optional()).isEqualTo(open);
    }

    /** A draft of an unknown drug concerns the rules about what drugs do; the length of a course does not ask. */
    @ParameterizedTest
    @MethodSource
    void judgesDrugs(Rule rule, boolean expected) {
        assertThat(rule.concern() != null).isEqualTo(expected);
    }

    static Stream<Arguments> judgesDrugs() {
        return Stream.of(
                arguments(LowBackPainRule.OPIOID_FIRST_LINE.rule(), true),
                arguments(LowBackPainRule.RELAXANT_CAUTION.rule(), true),
                arguments(LowBackPainRule.NSAID_CAUTION.rule(), true),
                arguments(LowBackPainRule.ACETAMINOPHEN_CAUTION.rule(), true),
                arguments(LowBackPainRule.RELAXANT_COMBINATION.rule(), true),
                arguments(LowBackPainRule.OPIOID_WITH_DEPRESSANT.rule(), true),
                arguments(LowBackPainRule.MUSCLE_RELAXANT_DURATION.rule(), false),
                arguments(LowBackPainRule.ROUTINE_IMAGING.rule(), false),
                arguments(LowBackPainRule.FIRST_LINE_CARE.rule(), false));
    }

    /** A card that was overridden comes again when another drug joins: what it rests on is told by ingredient. */
    @Test
    void theOtherDrugsThatAreNotSelectedMakeItAnotherFinding() {
        Situation onRecord = ordering(draft(oxycodone()), pain().medications(recorded(gabapentin(), 3)));
        Situation both =
                sign(pain(), draft(oxycodone()).build(), draft(gabapentin()).build());

        assertThat(Outcome.only(LowBackPainRule.OPIOID_WITH_DEPRESSANT.rule(), onRecord)
                        .grounds())
                .containsExactly("gabapentin");
        assertThat(Outcome.only(LowBackPainRule.OPIOID_WITH_DEPRESSANT.rule(), both)
                        .grounds())
                .isEmpty();
    }

    @Test
    void theFlagsMakeItAnotherFinding() {
        Finding finding = Outcome.only(
                LowBackPainRule.RED_FLAGS.rule(),
                view(pain().problems(problem(ProblemGroup.CAUDA_EQUINA).onset(Charts.ago(1)))));

        assertThat(finding.grounds()).containsExactly("CAUDA_EQUINA");
    }

    /** "aspirin of any dose when … reason is infarction, acute coronary syndrome or stroke": for nothing else. */
    @Test
    void aspirinForTheHeartIsLeftAlone_forBackPainItIsNot() {
        FakeChart ulcer = pain().problems(problem(ProblemGroup.PEPTIC_ULCER));
        OrderBuilder aspirin = draft(aspirin(325));
        FakeChart visit = ulcer.encounterReasons(reason(ProblemGroup.LOW_BACK_PAIN));

        assertThat(Outcome.of(LowBackPainRule.NSAID_CAUTION.rule(), ordering(aspirin, visit)))
                .startsWith("WARNING");
        assertThat(Outcome.of(
                        LowBackPainRule.NSAID_CAUTION.rule(),
                        ordering(aspirin, visit.encounterReasons(reason(ProblemGroup.STROKE)))))
                .isEqualTo(Outcome.SILENT);
    }

    @Test
    void firstLineCareNamesWhatItRecommends() {
        Finding finding = Outcome.only(LowBackPainRule.FIRST_LINE_CARE.rule(), view(pain()));

        assertThat(finding.facts().asMap())
                .containsEntry("noneSafe", false)
                .containsEntry("topicalPossible", true)
                .hasEntrySatisfying("recommended", drug -> assertThat(drug).hasToString("naproxen"));
    }
}
