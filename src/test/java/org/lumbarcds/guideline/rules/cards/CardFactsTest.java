package org.lumbarcds.guideline.rules.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.draftService;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.reason;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.Charts.view;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CANCER;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CAUDA_EQUINA;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CHRONIC_LOW_BACK_PAIN;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.FEVER;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.LOW_BACK_PAIN;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.RADICULAR;
import static org.lumbarcds.guideline.model.record.ChartKey.CONDITIONS;
import static org.lumbarcds.guideline.model.record.ChartKey.ENCOUNTER;
import static org.lumbarcds.guideline.model.record.ChartKey.REFERRALS;
import static org.lumbarcds.guideline.model.record.ChartKey.SCREENINGS;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.ProblemBuilder;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.orders.ServiceOrder.Kind;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.rules.Said;

/**
 * What a card says of the data it rests on: "why it fired with the very data used, what was missing". A clinician who reads
 * that something was checked relies on it, so each statement is looked at from both sides.
 */
class CardFactsTest {

    record Row(Rule rule, String reason, Situation situation, Map<String, Object> facts) {
        @Override
        public String toString() {
            return rule.id() + ", " + reason + ": " + facts;
        }
    }

    private static FakeChart pain(int days, ProblemBuilder... others) {
        return chart().problems(backPain(days)).problems(others);
    }

    private static Row imaging(String reason, FakeChart chart, Map<String, Object> facts, Reason... reasons) {
        return new Row(
                LowBackPainRule.ROUTINE_IMAGING.rule(),
                reason,
                sign(chart, draftService(Kind.LUMBAR_IMAGING, reasons)),
                facts);
    }

    private static Row viewing(Rule rule, String reason, FakeChart chart, Map<String, Object> facts) {
        return new Row(rule, reason, view(chart), facts);
    }

    static Stream<Row> orders() {
        return Stream.of(
                imaging("all had", pain(20), Map.of("encounterNotChecked", false, "ageUnknown", false)),
                imaging(
                        "encounter and age not had",
                        pain(20).born(null).without(ENCOUNTER),
                        Map.of("encounterNotChecked", true, "ageUnknown", true)),
                imaging("no code says chronic", pain(20), Map.of("chronicCode", false, "onset", "2026-11-04")),
                imaging("before two weeks", pain(13), Map.of("referralOrdered", false)),
                imaging(
                        "sciatica is a reason beside the pain",
                        pain(20),
                        Map.of("radicular", "problem-radicular"),
                        reason(LOW_BACK_PAIN),
                        reason(RADICULAR)),
                imaging(
                        "sciatica is on record",
                        pain(20, problem(RADICULAR).label("Sciatica")),
                        Map.of("radicular", "Sciatica"),
                        reason(LOW_BACK_PAIN)));
    }

    static Stream<Row> charts() {
        Rule screening = LowBackPainRule.PSYCHOSOCIAL_SCREENING.rule();
        Rule referral = LowBackPainRule.PHYSICAL_THERAPY_REFERRAL.rule();
        Rule reassess = LowBackPainRule.REASSESS.rule();
        Rule flags = LowBackPainRule.RED_FLAGS.rule();
        FakeChart encounterOnly =
                chart().without(CONDITIONS).encounterReasons(reason(LOW_BACK_PAIN), reason(CAUDA_EQUINA));
        return Stream.of(
                viewing(
                        screening,
                        "all had",
                        pain(20),
                        Map.of("encounterNotChecked", false, "screeningsNotChecked", false, "chronic", false)),
                viewing(
                        screening,
                        "neither encounter nor results had",
                        pain(20).without(ENCOUNTER, SCREENINGS),
                        Map.of("encounterNotChecked", true, "screeningsNotChecked", true)),
                viewing(screening, "chronic by its days", pain(85), Map.of("chronic", true, "chronicCode", false)),
                viewing(
                        screening,
                        "chronic by the condition's code",
                        chart().problems(problem(LOW_BACK_PAIN, CHRONIC_LOW_BACK_PAIN)
                                .onset(ago(3))),
                        Map.of("chronic", true, "chronicCode", true, "onset", "2026-11-21")),
                viewing(
                        screening,
                        "chronic by the encounter's code",
                        pain(3).encounterReasons(reason(LOW_BACK_PAIN, CHRONIC_LOW_BACK_PAIN)),
                        Map.of("chronic", true, "chronicCode", true, "onset", "2026-11-21")),
                viewing(
                        referral,
                        "all had",
                        pain(20),
                        Map.of("encounterNotChecked", false, "referralsNotChecked", false)),
                viewing(
                        referral,
                        "encounter not had",
                        pain(20).without(ENCOUNTER),
                        Map.of("encounterNotChecked", true, "referralsNotChecked", false)),
                viewing(
                        referral,
                        "referrals not had",
                        pain(20).without(REFERRALS),
                        Map.of("encounterNotChecked", false, "referralsNotChecked", true)),
                viewing(reassess, "all had", pain(40), Map.of("encounterNotChecked", false, "onset", "2026-10-15")),
                viewing(
                        reassess,
                        "encounter not had",
                        pain(40).without(ENCOUNTER),
                        Map.of("encounterNotChecked", true)),
                viewing(
                        flags,
                        "one flag, all had",
                        pain(20, problem(CANCER)),
                        Map.of(
                                "several",
                                false,
                                "conditionsNotChecked",
                                false,
                                "encounterNotChecked",
                                false,
                                "onset",
                                "2026-11-04")),
                viewing(flags, "two flags", pain(20, problem(CANCER), problem(FEVER)), Map.of("several", true)),
                viewing(
                        flags,
                        "encounter not had",
                        pain(20, problem(CANCER)).without(ENCOUNTER),
                        Map.of("conditionsNotChecked", false, "encounterNotChecked", true)),
                viewing(
                        flags,
                        "conditions not had",
                        encounterOnly,
                        Map.of("conditionsNotChecked", true, "encounterNotChecked", false)));
    }

    @ParameterizedTest
    @MethodSource({"orders", "charts"})
    void says(Row row) {
        assertThat(Said.finding(row.rule(), row.situation()).facts().asMap()).containsAllEntriesOf(row.facts());
    }

    @Test
    void noSciatica_isNotSpokenOf() {
        Row row = imaging("none", pain(20), Map.of(), reason(LOW_BACK_PAIN));
        assertThat(Said.finding(row.rule(), row.situation()).facts().asMap()).doesNotContainKey("radicular");
    }
}
