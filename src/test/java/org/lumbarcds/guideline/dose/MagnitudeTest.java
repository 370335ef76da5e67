package org.lumbarcds.guideline.dose;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which numbers of an order can be meant. */
class MagnitudeTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "1, true",
        "0.000001, true",
        "0.0000009, false",
        "1e-999999999, false",
        "1000000000, true",
        "1000000000.1, false",
        "1e999999999, false",
        "0, false",
        "-1, false",
        ", false"
    })
    void isUsable(BigDecimal value, boolean expected) {
        assertThat(Magnitude.isUsable(value)).isEqualTo(expected);
    }
}
