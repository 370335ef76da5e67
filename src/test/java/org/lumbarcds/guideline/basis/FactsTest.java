package org.lumbarcds.guideline.basis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a finding tells its card. */
class FactsTest {

    @Test
    void put_nothing_isNotSet() {
        Facts facts = new Facts().put("a", null).put("b", "").list("c", List.of());
        assertThat(facts.asMap()).isEmpty();
    }

    @Test
    void equals_byValue() {
        Facts one = new Facts().put("a", 1).flag("b", false);
        assertThat(one)
                .isEqualTo(new Facts().put("a", 1).flag("b", false))
                .hasSameHashCodeAs(new Facts().put("a", 1).flag("b", false));
        assertThat(one).isNotEqualTo(new Facts().put("a", 2).flag("b", false)).isNotEqualTo("a");
        assertThat(one.hashCode()).isNotEqualTo(new Facts().hashCode());
    }
}
