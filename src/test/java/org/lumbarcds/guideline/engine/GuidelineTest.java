package org.lumbarcds.guideline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.view;
import static org.lumbarcds.guideline.findings.Indicator.CRITICAL;
import static org.lumbarcds.guideline.findings.Indicator.INFO;
import static org.lumbarcds.guideline.findings.Indicator.WARNING;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.rules.LowBackPainRule;

/** The rules together: order, modes, silencing, and one that throws. */
class GuidelineTest {

    private final List<RuleId> failures = new ArrayList<>();

    /** A rule that needs the patient, may use allergies, and says what it is told to. */
    private record Fixed(RuleId id, Set<Hook> hooks, Supplier<Verdict> verdict) implements Rule {

        @Override
        public Set<ChartKey> required() {
            return Set.of(ChartKey.PATIENT);
        }

        @Override
        public Set<ChartKey> optional() {
            return Set.of(ChartKey.ALLERGIES);
        }

        @Override
        public Verdict evaluate(Situation situation) {
            return verdict.get();
        }
    }

    private static Rule says(RuleId id, Indicator... indicators) {
        Finding[] findings = Arrays.stream(indicators)
                .map(i -> new Finding(id, "v", i, List.of(), new Facts(), List.of(), Set.of()))
                .toArray(Finding[]::new);
        return rule(id, () -> Verdict.of(findings));
    }

    private static Rule rule(RuleId id, Supplier<Verdict> verdict) {
        return new Fixed(id, Set.of(Hook.PATIENT_VIEW), verdict);
    }

    private Evaluation evaluate(Map<RuleId, Mode> modes, Rule... rules) {
        return new Guideline(List.of(rules), modes, (id, e) -> failures.add(id)).evaluate(view(chart()));
    }

    @Test
    void evaluate_gravestFirst_thenInTheOrderOfTheTables() {
        Evaluation evaluation = evaluate(
                Map.of(),
                says(LowBackPainRule.PSYCHOSOCIAL_SCREENING, INFO),
                says(LowBackPainRule.REASSESS, INFO),
                says(LowBackPainRule.RELAXANT_COURSE_EXCEEDED, WARNING));
        assertThat(evaluation.findings())
                .extracting(Finding::rule)
                .containsExactly(
                        LowBackPainRule.RELAXANT_COURSE_EXCEEDED,
                        LowBackPainRule.REASSESS,
                        LowBackPainRule.PSYCHOSOCIAL_SCREENING);
        assertThat(evaluation.wanted()).containsExactlyInAnyOrder(ChartKey.PATIENT, ChartKey.ALLERGIES);
        assertThat(evaluation.undecided()).isEmpty();
    }

    @Test
    void evaluate_redFlagsSilenceAllButTheCourse() {
        Evaluation evaluation = evaluate(
                Map.of(),
                says(LowBackPainRule.REASSESS, INFO),
                says(LowBackPainRule.RELAXANT_COURSE_EXCEEDED, WARNING),
                says(LowBackPainRule.RED_FLAGS, CRITICAL));
        assertThat(evaluation.findings())
                .extracting(Finding::rule)
                .containsExactly(LowBackPainRule.RED_FLAGS, LowBackPainRule.RELAXANT_COURSE_EXCEEDED);
    }

    @Test
    void evaluate_shadow_isRecordedNeverShownNorSilencing() {
        Evaluation evaluation = evaluate(
                Map.of(LowBackPainRule.RED_FLAGS, Mode.SHADOW),
                says(LowBackPainRule.REASSESS, INFO),
                says(LowBackPainRule.RED_FLAGS, CRITICAL));
        assertThat(evaluation.findings()).extracting(Finding::rule).containsExactly(LowBackPainRule.REASSESS);
        assertThat(evaluation.shadowed()).extracting(Finding::rule).containsExactly(LowBackPainRule.RED_FLAGS);
    }

    @Test
    void evaluate_shadow_isNotRecordedWhereARedFlagWouldSilenceIt() {
        for (Mode redFlags : List.of(Mode.ON, Mode.SHADOW)) {
            Evaluation evaluation = evaluate(
                    Map.of(
                            LowBackPainRule.RED_FLAGS,
                            redFlags,
                            LowBackPainRule.REASSESS,
                            Mode.SHADOW,
                            LowBackPainRule.RELAXANT_COURSE_EXCEEDED,
                            Mode.SHADOW),
                    says(LowBackPainRule.REASSESS, INFO),
                    says(LowBackPainRule.RELAXANT_COURSE_EXCEEDED, WARNING),
                    says(LowBackPainRule.RED_FLAGS, CRITICAL));
            assertThat(evaluation.shadowed())
                    .extracting(Finding::rule)
                    .contains(LowBackPainRule.RELAXANT_COURSE_EXCEEDED)
                    .doesNotContain(LowBackPainRule.REASSESS);
        }
    }

    @Test
    void evaluate_shadow_neverFetchesNorCausesARefusal() {
        Evaluation evaluation = evaluate(
                Map.of(LowBackPainRule.REASSESS, Mode.SHADOW),
                rule(LowBackPainRule.REASSESS, () -> Verdict.undecided(Set.of(ChartKey.PATIENT))));
        assertThat(evaluation.undecided()).isEmpty();
        assertThat(evaluation.wanted()).isEmpty();
    }

    @Test
    void evaluate_off_isNotEvaluatedNorInDiscovery() {
        Guideline guideline = new Guideline(
                List.of(says(LowBackPainRule.REASSESS, INFO)),
                Map.of(LowBackPainRule.REASSESS, Mode.OFF),
                (id, e) -> failures.add(id));
        assertThat(guideline.evaluate(view(chart())).findings()).isEmpty();
        assertThat(guideline.dataAt(Hook.PATIENT_VIEW)).isEmpty();
        assertThat(guideline.rulesAt(Hook.PATIENT_VIEW)).isEmpty();
    }

    @Test
    void dataAt_isWhatTheHooksRulesDeclare_shadowedOnesToo() {
        Guideline guideline = new Guideline(
                List.of(says(LowBackPainRule.REASSESS, INFO), says(LowBackPainRule.BED_REST, INFO)),
                Map.of(LowBackPainRule.REASSESS, Mode.SHADOW, LowBackPainRule.BED_REST, Mode.SHADOW),
                (id, e) -> failures.add(id));
        assertThat(guideline.dataAt(Hook.PATIENT_VIEW)).containsExactlyInAnyOrder(ChartKey.PATIENT, ChartKey.ALLERGIES);
        assertThat(guideline.dataAt(Hook.ORDER_SIGN)).isEmpty();
        assertThat(guideline.rulesAt(Hook.PATIENT_VIEW))
                .extracting(Rule::id)
                .containsExactly(LowBackPainRule.BED_REST, LowBackPainRule.REASSESS);
    }

    @Test
    void evaluate_silent_wantsNothing() {
        assertThat(evaluate(Map.of(), rule(LowBackPainRule.REASSESS, () -> Verdict.silent("nothing")))
                        .wanted())
                .isEmpty();
    }

    @Test
    void evaluate_undecided_namesTheDataAndWantsIt() {
        Evaluation evaluation =
                evaluate(Map.of(), rule(LowBackPainRule.REASSESS, () -> Verdict.undecided(Set.of(ChartKey.PATIENT))));
        assertThat(evaluation.undecided())
                .containsExactly(Map.entry(LowBackPainRule.REASSESS, Set.of(ChartKey.PATIENT)));
        assertThat(evaluation.wanted()).contains(ChartKey.PATIENT);
    }

    @Test
    void evaluate_throwingRule_leavesTheOthers() {
        Evaluation evaluation = evaluate(
                Map.of(LowBackPainRule.RED_FLAGS, Mode.SHADOW),
                rule(LowBackPainRule.REASSESS, () -> {
                    throw new IllegalStateException();
                }),
                rule(LowBackPainRule.RED_FLAGS, () -> {
                    throw new IllegalStateException();
                }),
                says(LowBackPainRule.PSYCHOSOCIAL_SCREENING, INFO));
        assertThat(evaluation.findings())
                .extracting(Finding::rule)
                .containsExactly(LowBackPainRule.PSYCHOSOCIAL_SCREENING);
        assertThat(evaluation.failed()).containsExactly(LowBackPainRule.REASSESS);
        assertThat(failures).containsExactly(LowBackPainRule.REASSESS, LowBackPainRule.RED_FLAGS);
    }
}
