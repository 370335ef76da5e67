package org.lumbarcds.guideline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "for N days|weeks" in the dosage text. */
class DurationTextTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "for 21 days | 21",
                "For 21 Days. | 21",
                "take 1 tablet by mouth 3 times daily for 22 days | 22",
                "for 3 weeks | 21",
                "for 1 week | 7",
                "for 2 wks | 14",
                "for 1 month | 30",
                "for 10d | 10",
                "for 7-day course | 7",
                "x 10 days | 10",
                "x10d | 10",
                "× 10 days | 10",
                "for 10-14 days | 14",
                "for 10 to 14 days | 14",
                "for 2 or 3 weeks | 21",
                "for two weeks | 14",
                "for twenty-one days | 21",
                "for twenty-eight days | 28",
                "for thirteen days | 13",
                "for fifteen days | 15",
                "for fourteen (14) days | 14",
                "for 14 (fourteen) days | 14",
                "for up to 3 weeks | 21",
                "for the next 5 days | 5",
                "for another 2 weeks | 14",
                "for a total of 21 days | 21",
                "for no more than 10 days | 10",
                "2 tablets for 3 days then 1 tablet for 4 days | 7",
                "for strengthening for 10 days or for 14 days | 14",
                "for 10 days, for 7 days | 10",
                "for 0 days | -",
                "for 1000 days | -",
                "for 2.5 weeks | -",
                "for pain | -",
                "3 times a day | -",
                "every 8 hours | -",
                "for 3 doses | -",
                "x 3 daily | -",
                "max 3 days | -",
                "within 10 days | -",
                "- | -",
            })
    void days(String text, String expected) {
        assertThat(DurationText.days(text)).isEqualTo(expected == null ? null : new java.math.BigDecimal(expected));
    }

    @Test
    void days_noBreakSpace() {
        assertThat(DurationText.days("for\u00a010\u00a0days")).isEqualByComparingTo("10");
    }

    @Test
    void days_beyondTheLongestText() {
        assertThat(DurationText.days("a".repeat(2_000) + " for 10 days")).isNull();
        assertThat(DurationText.days("a".repeat(1_980) + " for 10 days")).isEqualByComparingTo("10");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "take daily, 10 days | true",
                "no longer than 2 weeks | true",
                "10-day supply | true",
                "day 1-7: 2 tablets | true",
                "fourteen (14) days | true",
                "three times a day | false",
                "1 tablet every 8 hours | false",
                "2 tablets a day 5 mg each | false",
                "- | false",
            })
    void isNamed(String text, boolean expected) {
        assertThat(DurationText.isNamed(text)).isEqualTo(expected);
    }
}
