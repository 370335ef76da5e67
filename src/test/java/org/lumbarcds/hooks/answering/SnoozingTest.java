package org.lumbarcds.hooks.answering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.rules.LowBackPainRule.NSAID_CAUTION;
import static org.lumbarcds.guideline.rules.LowBackPainRule.OPIOID_FIRST_LINE;
import static org.lumbarcds.guideline.rules.LowBackPainRule.OPIOID_WITH_DEPRESSANT;
import static org.lumbarcds.guideline.rules.LowBackPainRule.REASSESS;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.clients.Client;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.engine.Evaluation;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.record.KeyedHash;

/** "Silences the same rule for the same drug and patient …; never for critical cards." */
class SnoozingTest {

    private static final Subjects SUBJECTS =
            new Subjects(new KeyedHash("a key for tests only, 32 bytes!!".getBytes(StandardCharsets.US_ASCII)));
    private static final Caller NORTH = new Caller(new Client("ehr", Set.of(), null, null, false), "north");
    private static final Caller SOUTH = new Caller(NORTH.client(), "south");

    private static Finding finding(RuleId rule, Indicator indicator) {
        return new Finding(rule, "v", indicator, List.of(), new Facts(), List.of(), Set.of());
    }

    private static Evaluation evaluation(Finding... findings) {
        return new Evaluation(
                List.of(findings), Map.of(REASSESS, Set.of(ChartKey.CONDITIONS)), List.of(), List.of(), Set.of());
    }

    private static Snoozing snoozing(Set<RuleId> rules, Finding considered) {
        String subject = SUBJECTS.finding(NORTH, "p1", considered, considered.indicator());
        return new Snoozing(rules, subject::equals, SUBJECTS);
    }

    @Test
    void onlyTheRulePatientClientAndTenantThatWereConsidered() {
        Finding opioid = finding(OPIOID_FIRST_LINE, Indicator.WARNING);
        Finding depressant = finding(OPIOID_WITH_DEPRESSANT, Indicator.WARNING);
        Snoozing snoozing = snoozing(Set.of(OPIOID_FIRST_LINE, OPIOID_WITH_DEPRESSANT), opioid);

        assertThat(snoozing.snoozed(evaluation(opioid, depressant), NORTH, "p1"))
                .as("one of the two findings of a card")
                .containsExactly(opioid);
        assertThat(snoozing.snoozed(evaluation(opioid), NORTH, "p2"))
                .as("another patient")
                .isEmpty();
        assertThat(snoozing.snoozed(evaluation(opioid), SOUTH, "p1"))
                .as("another tenant's patient of the same id")
                .isEmpty();
        assertThat(snoozing.snoozed(evaluation(opioid), Caller.ANONYMOUS, "p1"))
                .as("another client's")
                .isEmpty();
    }

    @Test
    void neverACriticalFinding_neverARuleThatIsNotConfigured() {
        Finding critical = finding(NSAID_CAUTION, Indicator.CRITICAL);
        Finding warning = finding(NSAID_CAUTION, Indicator.WARNING);

        assertThat(snoozing(Set.of(NSAID_CAUTION), critical).snoozed(evaluation(critical), NORTH, "p1"))
                .isEmpty();
        assertThat(snoozing(Set.of(NSAID_CAUTION), warning).snoozed(evaluation(warning), NORTH, "p1"))
                .containsExactly(warning);
        assertThat(snoozing(Set.of(OPIOID_FIRST_LINE), warning).snoozed(evaluation(warning), NORTH, "p1"))
                .isEmpty();
        assertThat(snoozing(Set.of(), warning).snoozed(evaluation(warning), NORTH, "p1"))
                .isEmpty();
    }

    @Test
    void neverAGraverFindingThanWasConsidered() {
        Finding info = finding(NSAID_CAUTION, Indicator.INFO);
        Finding warning = finding(NSAID_CAUTION, Indicator.WARNING);
        Finding critical = finding(NSAID_CAUTION, Indicator.CRITICAL);
        Set<RuleId> rules = Set.of(NSAID_CAUTION);

        assertThat(snoozing(rules, info).snoozed(evaluation(info, warning), NORTH, "p1"))
                .containsExactly(info);
        assertThat(snoozing(rules, warning).snoozed(evaluation(info, warning), NORTH, "p1"))
                .containsExactly(info, warning);
        assertThat(snoozing(rules, critical).snoozed(evaluation(info, warning, critical), NORTH, "p1"))
                .containsExactly(info, warning);
    }

    @Test
    void without_leavesTheRestAsItWas_undecidedRulesToo() {
        Finding opioid = finding(OPIOID_FIRST_LINE, Indicator.WARNING);
        Finding same = finding(OPIOID_FIRST_LINE, Indicator.WARNING);
        Evaluation whole = evaluation(opioid, same);

        Evaluation rest = whole.without(List.of(opioid));

        assertThat(rest.findings()).hasSize(1).first().isSameAs(same);
        assertThat(rest.undecided()).as("now without a card to say so: 412").isEqualTo(whole.undecided());
        assertThat(whole.without(List.of())).isSameAs(whole);
    }
}
