package org.lumbarcds.guideline.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;

/** Names that files and clients know. */
class NamesTest {

    @Test
    void hooks() {
        assertThat(Hook.values())
                .extracting(Hook::code)
                .containsExactly("patient-view", "order-select", "order-sign", "medication-refill");
    }

    @Test
    void valueSets() {
        assertThat(ProblemGroup.CAUDA_EQUINA.valueSet()).isEqualTo("problem-cauda-equina");
        assertThat(ProblemGroup.GI_BLEEDING.valueSet()).isEqualTo("problem-gi-bleeding");
    }
}
