package org.lumbarcds.guideline.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.oxycodone;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.sign;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Evaluation;
import org.lumbarcds.guideline.Guideline;
import org.lumbarcds.guideline.model.ProblemGroup;

/** A prescriber who takes up every card's replacement must not end up with one drug twice. */
class OfferedOnceTest {

    private static final Guideline GUIDELINE = new Guideline(
            List.of(new OpioidFirstLine(), new RelaxantCaution(), new NsaidCaution(), new OpioidWithDepressant()),
            Map.of(),
            (rule, failure) -> {
                throw failure;
            });

    @Test
    void threeDraftsQuestioned_acetaminophenOnTheGravestOnly() {
        FakeChart chart = chart().problems(
                        backPain(5), problem(ProblemGroup.ARRHYTHMIA), problem(ProblemGroup.PEPTIC_ULCER))
                .born("1956-01-01");
        Evaluation evaluation = GUIDELINE.evaluate(sign(
                chart,
                draft(oxycodone()).build(),
                draft(naproxen()).build(),
                draft(cyclobenzaprine()).build()));
        assertThat(evaluation.findings())
                .extracting(finding -> finding.rule().id() + ": " + Outcome.proposals(finding))
                .containsExactly(
                        "relaxant-caution: remove cyclobenzaprine, replace by ACETAMINOPHEN recommended",
                        "opioid-first-line: remove oxycodone",
                        "nsaid-caution: remove naproxen",
                        "opioid-with-depressant: remove oxycodone, remove cyclobenzaprine");
    }

    @Test
    void oneDraftQuestioned_everythingSafeIsOffered() {
        FakeChart chart = chart().problems(backPain(5));
        Evaluation evaluation =
                GUIDELINE.evaluate(sign(chart, draft(oxycodone()).build()));
        assertThat(evaluation.findings())
                .singleElement()
                .extracting(Outcome::proposals)
                .isEqualTo("remove oxycodone, replace by NAPROXEN recommended, replace by ACETAMINOPHEN");
    }
}
