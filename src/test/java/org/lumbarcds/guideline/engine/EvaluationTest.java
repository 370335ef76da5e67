package org.lumbarcds.guideline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.basis.Judgement;
import org.lumbarcds.guideline.basis.MissingCode;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.meaning.UnknownCode;
import org.lumbarcds.guideline.model.meaning.UnknownCode.Family;
import org.lumbarcds.guideline.model.orders.UnknownDraft;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.KeyGap;
import org.lumbarcds.guideline.model.record.UnknownEntry.Kind;
import org.lumbarcds.guideline.rules.LowBackPainRule;

/** What all rules of a call say together: what tables lack, and what is left once a finding is left out. */
class EvaluationTest {

    private static final MissingCode ORDER = new MissingCode(Kind.ORDER, code("1"));
    private static final MissingCode PROBLEM = new MissingCode(Kind.PROBLEM, code("2"));

    private static UnknownCode code(String code) {
        return new UnknownCode(Family.RXNORM, "http://www.nlm.nih.gov/research/umls/rxnorm", code);
    }

    private static Finding finding(RuleId rule, MissingCode... unlisted) {
        Judgement judged = new Judgement(
                Remedy.NAPROXEN,
                List.of(),
                List.of("x"),
                Arrays.asList(unlisted),
                Set.of(),
                Set.of(),
                false,
                false,
                false);
        return new Finding(rule, "v", Indicator.INFO, List.of(), new Facts(), List.of(), Set.of())
                .notOffering(List.of(judged));
    }

    private static UnknownDraft draft(UnknownCode... codes) {
        return new UnknownDraft(
                "f", null, true, UnknownDraft.Why.CODES_NOT_COVERED, "x", List.of(), Arrays.asList(codes));
    }

    private static Evaluation evaluation(List<Finding> findings, List<Finding> shadowed, UnknownDraft... drafts) {
        return new Evaluation(
                findings,
                Map.of(LowBackPainRule.BED_REST, Set.of(ChartKey.CONDITIONS)),
                List.of(LowBackPainRule.REASSESS),
                shadowed,
                Set.of(ChartKey.EGFR),
                Arrays.asList(drafts),
                Map.of(ChartKey.MEDICATIONS, KeyGap.WITHHELD));
    }

    @Test
    void costingOffers_ofWhatIsShownAndWhatIsInShadow_eachOnce() {
        Evaluation evaluation = evaluation(
                List.of(finding(LowBackPainRule.FIRST_LINE_CARE, ORDER)),
                List.of(finding(LowBackPainRule.OPIOID_FIRST_LINE, ORDER, PROBLEM)));

        assertThat(evaluation.costingOffers()).containsExactly(ORDER, PROBLEM);
        assertThat(evaluation(List.of(), List.of()).costingOffers()).isEmpty();
    }

    @Test
    void leavingUndecided_theCodesOfDraftsThatNobodyKnows_eachOnce() {
        Evaluation evaluation = evaluation(List.of(), List.of(), draft(code("7"), code("8")), draft(code("7")));

        assertThat(evaluation.leavingUndecided())
                .containsExactly(new MissingCode(Kind.DRAFT, code("7")), new MissingCode(Kind.DRAFT, code("8")));
        assertThat(evaluation(List.of(), List.of(), draft()).leavingUndecided()).isEmpty();
    }

    /** Equal findings about different drafts may be equal in all but what they are about: the very finding goes. */
    @Test
    void without_theVeryFindingsAlone() {
        Finding one = finding(LowBackPainRule.FIRST_LINE_CARE, ORDER);
        Finding twin = finding(LowBackPainRule.FIRST_LINE_CARE, ORDER);
        Finding other = finding(LowBackPainRule.REASSESS);
        Evaluation evaluation = evaluation(List.of(one, twin, other), List.of(other), draft());

        Evaluation rest = evaluation.without(List.of(twin));

        assertThat(rest.findings()).hasSize(2);
        assertThat(rest.findings().get(0)).isSameAs(one);
        assertThat(rest.findings().get(1)).isSameAs(other);
        assertThat(rest).usingRecursiveComparison().ignoringFields("findings").isEqualTo(evaluation);
    }

    @Test
    void without_nothing_isTheSame() {
        Evaluation evaluation = evaluation(List.of(finding(LowBackPainRule.REASSESS)), List.of());

        assertThat(evaluation.without(List.of())).isSameAs(evaluation);
    }
}
