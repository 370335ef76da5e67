package org.lumbarcds.guideline.findings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.guideline.rules.LowBackPainRule;

/** The stable ids of the rules. */
class RuleIdTest {

    @ParameterizedTest
    @EnumSource
    void of_itsOwnId(LowBackPainRule rule) {
        assertThat(LowBackPainRule.of(rule.id())).contains(rule);
        assertThat(rule).hasToString(rule.id());
        assertThat(rule.id()).matches("[a-z]+(-[a-z]+)*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OPIOID_FIRST_LINE", "opioid", "opioid-first-line "})
    void of_another(String id) {
        assertThat(LowBackPainRule.of(id)).isEmpty();
    }
}
