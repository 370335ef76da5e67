package org.lumbarcds.guideline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.draftService;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.oxycodone;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.select;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.Charts.view;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.ServiceOrder.Kind;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Procedure;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.safety.RemedyChoice;

/**
 * "A list cut off by a limit counts as given in part: what it shows is used, what it can't exclude is not checked." Every row
 * stands beside its other side: the same list, whole or showing nothing.
 */
class CutOffListsTest {

    private enum Says {
        FINDS,
        SILENT,
        UNDECIDED
    }

    private static Arguments row(String reason, Rule rule, Situation situation, Says says) {
        return Arguments.of(reason, rule, situation, says);
    }

    private static FakeChart meds(OrderBuilder... shown) {
        return chart().problems(backPain(5)).medications(shown).inPart(ChartKey.MEDICATIONS);
    }

    private static FakeChart conditions(Charts.ProblemBuilder... shown) {
        return chart().problems(shown).inPart(ChartKey.CONDITIONS);
    }

    static Stream<Arguments> rows() {
        OrderBuilder warfarin = recorded(drug("warfarin", DrugClass.ANTICOAGULANT), 10);
        OrderBuilder longOpioid = recorded(oxycodone(), 100).days(120);
        OrderBuilder runningNaproxen = recorded(naproxen(), 2).days(10);
        OrderBuilder longCourse = recorded(cyclobenzaprine(), 30).days(60);
        OrderBuilder shortCourse = recorded(cyclobenzaprine(), 5).days(10);
        Charts.ProblemBuilder cancer = problem(ProblemGroup.CANCER);
        return Stream.of(
                row(
                        "an anticoagulant shown is a caution",
                        LowBackPainRule.NSAID_CAUTION.rule(),
                        sign(meds(warfarin), draft(naproxen()).build()),
                        Says.FINDS),
                row(
                        "one not shown may be on record",
                        LowBackPainRule.NSAID_CAUTION.rule(),
                        sign(meds(), draft(naproxen()).build()),
                        Says.UNDECIDED),
                row(
                        "a whole list without one has none",
                        LowBackPainRule.NSAID_CAUTION.rule(),
                        sign(chart().problems(backPain(5)), draft(naproxen()).build()),
                        Says.SILENT),
                row(
                        "long opioid therapy shown silences",
                        LowBackPainRule.OPIOID_FIRST_LINE.rule(),
                        select(meds(longOpioid), draft(oxycodone()).build()),
                        Says.SILENT),
                row(
                        "that none is shown does not say that there is none",
                        LowBackPainRule.OPIOID_FIRST_LINE.rule(),
                        select(meds(), draft(oxycodone()).build()),
                        Says.UNDECIDED),
                row(
                        "cancer shown silences, whatever drugs there are",
                        LowBackPainRule.OPIOID_FIRST_LINE.rule(),
                        select(meds().problems(cancer), draft(oxycodone()).build()),
                        Says.SILENT),
                row(
                        "a relaxant shown beside an opioid",
                        LowBackPainRule.OPIOID_WITH_DEPRESSANT.rule(),
                        select(meds(shortCourse), draft(oxycodone()).build()),
                        Says.FINDS),
                row(
                        "none shown beside an opioid",
                        LowBackPainRule.OPIOID_WITH_DEPRESSANT.rule(),
                        select(meds(), draft(oxycodone()).build()),
                        Says.UNDECIDED),
                row(
                        "a first-line drug shown runs",
                        LowBackPainRule.FIRST_LINE_CARE.rule(),
                        view(meds(runningNaproxen)),
                        Says.SILENT),
                row("none shown may run", LowBackPainRule.FIRST_LINE_CARE.rule(), view(meds()), Says.UNDECIDED),
                row(
                        "a course past its limit shown",
                        LowBackPainRule.RELAXANT_COURSE_EXCEEDED.rule(),
                        view(meds(longCourse)),
                        Says.FINDS),
                row(
                        "a short course shown may be longer",
                        LowBackPainRule.RELAXANT_COURSE_EXCEEDED.rule(),
                        view(meds(shortCourse)),
                        Says.UNDECIDED),
                row(
                        "a short course on a whole list",
                        LowBackPainRule.RELAXANT_COURSE_EXCEEDED.rule(),
                        view(chart().medications(shortCourse)),
                        Says.SILENT),
                row(
                        "a chain shown makes a draft too long",
                        LowBackPainRule.MUSCLE_RELAXANT_DURATION.rule(),
                        sign(
                                meds(recorded(cyclobenzaprine(), 14).days(14)),
                                draft(cyclobenzaprine()).days(14).build()),
                        Says.FINDS),
                row(
                        "a draft that is short by itself",
                        LowBackPainRule.MUSCLE_RELAXANT_DURATION.rule(),
                        sign(meds(), draft(cyclobenzaprine()).days(14).build()),
                        Says.UNDECIDED),
                row(
                        "back pain and cancer shown: imaging is right",
                        LowBackPainRule.ROUTINE_IMAGING.rule(),
                        select(conditions(backPain(5), cancer), draftService(Kind.LUMBAR_IMAGING)),
                        Says.SILENT),
                row(
                        "back pain shown, but what red flags?",
                        LowBackPainRule.ROUTINE_IMAGING.rule(),
                        select(conditions(backPain(5)), draftService(Kind.LUMBAR_IMAGING)),
                        Says.UNDECIDED),
                row(
                        "no back pain shown, but there may be",
                        LowBackPainRule.ROUTINE_IMAGING.rule(),
                        select(conditions(), draftService(Kind.LUMBAR_IMAGING)),
                        Says.UNDECIDED),
                row(
                        "a red flag shown beside back pain",
                        LowBackPainRule.RED_FLAGS.rule(),
                        view(conditions(
                                backPain(5), problem(ProblemGroup.CAUDA_EQUINA).onset(ago(1)))),
                        Says.FINDS),
                row(
                        "back pain shown, no red flag",
                        LowBackPainRule.RED_FLAGS.rule(),
                        view(conditions(backPain(5))),
                        Says.UNDECIDED),
                row(
                        "a fracture shown asks for bed rest",
                        LowBackPainRule.BED_REST.rule(),
                        select(conditions(backPain(5), problem(ProblemGroup.FRACTURE)), draftService(Kind.BED_REST)),
                        Says.SILENT),
                row(
                        "no reason for bed rest shown",
                        LowBackPainRule.BED_REST.rule(),
                        select(conditions(backPain(5)), draftService(Kind.BED_REST)),
                        Says.UNDECIDED),
                row(
                        "therapy done since the onset",
                        LowBackPainRule.PHYSICAL_THERAPY_REFERRAL.rule(),
                        view(done("completed", 5)),
                        Says.SILENT),
                row(
                        "or being done",
                        LowBackPainRule.PHYSICAL_THERAPY_REFERRAL.rule(),
                        view(done("in-progress", 5)),
                        Says.SILENT),
                row(
                        "on the day of the onset",
                        LowBackPainRule.PHYSICAL_THERAPY_REFERRAL.rule(),
                        view(done("completed", 20)),
                        Says.SILENT),
                row(
                        "before the onset",
                        LowBackPainRule.PHYSICAL_THERAPY_REFERRAL.rule(),
                        view(done("completed", 21)),
                        Says.FINDS),
                row(
                        "broken off",
                        LowBackPainRule.PHYSICAL_THERAPY_REFERRAL.rule(),
                        view(done("stopped", 5)),
                        Says.FINDS),
                row(
                        "of no known status",
                        LowBackPainRule.PHYSICAL_THERAPY_REFERRAL.rule(),
                        view(done("unknown", 5)),
                        Says.FINDS),
                row(
                        "procedures not at hand",
                        LowBackPainRule.PHYSICAL_THERAPY_REFERRAL.rule(),
                        view(done("completed", 5).without(ChartKey.PROCEDURES)),
                        Says.FINDS),
                row(
                        "procedures cut off: what they show",
                        LowBackPainRule.PHYSICAL_THERAPY_REFERRAL.rule(),
                        view(done("completed", 5).inPart(ChartKey.PROCEDURES)),
                        Says.SILENT));
    }

    private static FakeChart done(String status, int daysAgo) {
        return chart().problems(backPain(20))
                .procedures(new Procedure(
                        "exercise", Set.of(Kind.ACTIVE_TREATMENT), Meaning.HARMLESS, status, ago(daysAgo)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void whatARuleSays(String reason, Rule rule, Situation situation, Says says) {
        Verdict verdict = rule.evaluate(situation);

        assertThat(verdict.findings()).hasSize(says == Says.FINDS ? 1 : 0);
        assertThat(verdict.lack().required().isEmpty()).isEqualTo(says != Says.UNDECIDED);
    }

    @Test
    void nothingIsOffered_thatRestsOnAbsence() {
        for (ChartKey key : Set.of(ChartKey.CONDITIONS, ChartKey.MEDICATIONS, ChartKey.ALLERGIES)) {
            FakeChart cutOff = chart().problems(backPain(5)).inPart(key);
            FakeChart withheld = chart().problems(backPain(5)).withheld(key);

            assertThat(RemedyChoice.toStart(view(cutOff)).analgesics())
                    .as("%s cut off", key)
                    .isEmpty();
            assertThat(RemedyChoice.toStart(view(withheld)).analgesics())
                    .as("%s withheld in part", key)
                    .isEmpty();
            assertThat(RemedyChoice.toStart(view(withheld)).nsaid().withheld()).containsExactly(key);
        }
        assertThat(RemedyChoice.toStart(view(chart().problems(backPain(5)))).analgesics())
                .hasSize(2);
    }

    @Test
    void withheldInPart_countsAsChecked() {
        FakeChart chart = chart().problems(backPain(5)).withheld(ChartKey.MEDICATIONS);

        Verdict verdict = LowBackPainRule.OPIOID_FIRST_LINE
                .rule()
                .evaluate(select(chart, draft(oxycodone()).build()));

        assertThat(verdict.lack().required()).isEmpty();
        assertThat(verdict.findings()).hasSize(1);
    }

    private static RemedyChoice afterOperation(ProblemGroup group, PartialDate date, ChartKey... missing) {
        return RemedyChoice.toStart(view(chart().problems(backPain(5))
                .procedures(new Procedure("operation", Set.of(), Meaning.of(Set.of(group)), "completed", date))
                .without(missing)));
    }

    @Test
    void operationWithholds_asTheConditionItSpeaksOf() {
        assertThat(afterOperation(ProblemGroup.CORONARY_BYPASS, ago(10)).analgesics())
                .containsExactly(Remedy.ACETAMINOPHEN);
        assertThat(afterOperation(ProblemGroup.CORONARY_BYPASS, ago(10)).nsaid().isRuledOut())
                .isFalse();
        assertThat(afterOperation(ProblemGroup.KIDNEY_DISEASE_ADVANCED, ago(2)).analgesics())
                .containsExactly(Remedy.ACETAMINOPHEN);
        assertThat(afterOperation(ProblemGroup.LIVER_TRANSPLANT, ago(900)).analgesics())
                .isEmpty();
        assertThat(afterOperation(ProblemGroup.PREGNANCY, ago(10)).analgesics()).hasSize(2);
        assertThat(afterOperation(ProblemGroup.CORONARY_BYPASS, ago(10), ChartKey.PROCEDURES)
                        .analgesics())
                .hasSize(2);
    }
}
