package org.lumbarcds.guideline.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.rules.LowBackPainRule;

class FindingTest {

    /** What is recorded of a call names its rules in one order, however grave what they found. */
    @Test
    void gravestByRule_inTheOrderOfTheRules() {
        List<Finding> findings = List.of(
                finding(LowBackPainRule.NSAID_CAUTION, Indicator.CRITICAL),
                finding(LowBackPainRule.OPIOID_FIRST_LINE, Indicator.INFO),
                finding(LowBackPainRule.OPIOID_FIRST_LINE, Indicator.WARNING),
                finding(LowBackPainRule.NSAID_CAUTION, Indicator.INFO));
        assertThat(Finding.gravestByRule(findings))
                .containsExactly(
                        entry(LowBackPainRule.OPIOID_FIRST_LINE, Indicator.WARNING),
                        entry(LowBackPainRule.NSAID_CAUTION, Indicator.CRITICAL));
    }

    private static Finding finding(RuleId rule, Indicator indicator) {
        return new Finding(rule, "variant", indicator, List.of(), new Facts(), List.of(), Set.of());
    }
}
