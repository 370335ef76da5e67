package org.lumbarcds.guideline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lumbarcds.guideline.Charts.TODAY;
import static org.lumbarcds.guideline.Charts.date;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "Partial dates are intervals: a time rule fires only if it holds for the whole interval." */
class PartialDateTest {

    @ParameterizedTest(name = "{0} at least {1} days before 2026-11-24: {2}")
    @CsvSource({
        "2026-11-10, 14, YES",
        "2026-11-11, 14, NO",
        "2026-11, 14, UNKNOWN",
        "2026-10, 24, YES",
        "2026-10, 25, UNKNOWN",
        "2026, 14, UNKNOWN",
        "2025, 14, YES",
        "2027, 0, NO"
    })
    void atLeastDaysBefore(String date, long days, Truth expected) {
        assertThat(date(date).atLeastDaysBefore(days, TODAY)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} on or after 2026-11-24: {1}")
    @CsvSource({"2026-11-24, YES", "2026-11-23, NO", "2026-11, UNKNOWN", "2026-12, YES", "2026-10, NO"})
    void onOrAfter(String date, Truth expected) {
        assertThat(date(date).onOrAfter(TODAY)).isEqualTo(expected);
        assertThat(date(date).before(TODAY)).isEqualTo(expected.not());
    }

    @ParameterizedTest(name = "{0} before {1}")
    @CsvSource({
        "2026-11-23, 2026-11-24",
        "2026-11-24, 2026-11",
        "2026-10, 2026-11-01",
        "2026, 2026-12",
        "2026-11, 2026-11-30"
    })
    void compareTo_byLatestThenEarliest(String one, String other) {
        assertThat(date(one)).isLessThan(date(other));
        assertThat(date(other)).isGreaterThan(date(one));
        assertThat(date(one)).isEqualByComparingTo(date(one));
    }

    @Test
    void toString_asRecorded() {
        assertThat(date("2026")).hasToString("2026");
        assertThat(date("2026-11")).hasToString("2026-11");
        assertThat(date("2026-11-24")).hasToString("2026-11-24");
        assertThat(new PartialDate(TODAY, TODAY.plusDays(1))).hasToString("2026-11-24 to 2026-11-25");
    }

    @Test
    void of_endsBeforeItBegins() {
        assertThatThrownBy(() -> new PartialDate(TODAY, TODAY.minusDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
