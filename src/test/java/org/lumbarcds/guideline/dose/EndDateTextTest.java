package org.lumbarcds.guideline.dose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndDateTextTest {

    /** What would contradict a shortened order. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Take 1 tid until 2026-12-15 | true",
                "until 12/15 | true",
                "until 05/06/2026 | true",
                "through Dec 15, 2026 | true",
                "until the 15th of December 2026 | true",
                "bis 15. Dezember | true",
                "bis einschließlich 15.12.2026 | true",
                "bis Ende Dezember 2026 | true",
                "jusqu'au mardi 15 décembre 2026 | true",
                "hasta el día 15/12/2026 | true",
                "hasta 3 veces al día | false",
                "until pain is gone | false",
                "bis zu 3x täglich | false"
            })
    void isNamed(String text, boolean expected) {
        assertThat(EndDateText.isNamed(text)).isEqualTo(expected);
    }
}
