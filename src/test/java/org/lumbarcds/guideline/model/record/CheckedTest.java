package org.lumbarcds.guideline.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What was not had stays not had, whatever is made of it. */
class CheckedTest {

    @Test
    void map_keepsWhetherItWasHad() {
        assertThat(Checked.had(List.of(1, 2)).map(List::size)).isEqualTo(Checked.had(2));
        assertThat(Checked.<List<Integer>>notHad(ChartKey.ALLERGIES).map(List::size))
                .isEqualTo(Checked.notHad(ChartKey.ALLERGIES));
    }
}
