package org.lumbarcds.guideline.dose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                "for 1000 days | 1000",
                "for 99999 days | 99999",
                "for 2.5 weeks | 17.5",
                // number words compose
                "for twenty-four days | 24",
                "for twenty four days | 24",
                "for thirty-five days | 35",
                "for forty-two days | 42",
                "for sixteen days | 16",
                "for ninety days | 90",
                "for one hundred days | 100",
                "for a hundred and twenty days | 120",
                "for thirty-one (31) days | 31",
                "for a week | 7",
                "for a month | 30",
                "for a month and a half | 45",
                "for a week and a half | 10.5",
                "for 2 to 3 weeks and a half | 24.5",
                "for a week and then stop | 7",
                "for a week and another half tablet at night | 7",
                "x 7 días | -",
                "for 7 dé | -",
                "for a fortnight | 14",
                "for seventyish days | -",
                // written as a product
                "x30d | 30",
                "1 tab po tid x30d | 30",
                "x 30 days | 30",
                "TID X 30 DAYS | 30",
                "3x/day x 14 days | 14",
                "x 3 days a week | -",
                "for 5 days per week | -",
                "for 2 days each week for 21 days | 21",
                // a range counts only when its second number is the larger
                "for 14-10 days | -",
                "for 3 or 2 weeks | -",
                "for 10-10 days | -",
                "for 1 week to 10 days | 10",
                "for 2 weeks to 10 days | -",
                "for seven to fourteen days | 14",
                // days without the drug
                "Take 1 tab TID. Stop for 2 days before surgery | -",
                "hold for 2 days | -",
                "skip for 3 days if drowsy | -",
                "do not take for 2 days before surgery | -",
                "1 tab TID for 21 days, hold for 2 days before surgery | 21",
                "1 tab TID for 5 days then stop for 2 days | 5",
                "take without stopping for 10 days | -",
                "non-stop for 10 days | 10",
                // days with the complaint
                "Take 1 tab TID. Pain present for 30 days. | -",
                "pain of 30 days | -",
                "low back pain x 30 days | -",
                "Back pain for 6 weeks: 1 tab TID for 10 days | 10",
                "symptoms lasting for 3 weeks | -",
                "call if pain persists for 3 days | -",
                "history of spasm for 2 months | -",
                "1 tab TID as needed for pain for 10 days | 10",
                "1 tab prn muscle spasms x 10 days | 10",
                "take for low back pain for 2 weeks | 14",
                "take for pain, continue for 10 days | 10",
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
                "thirty-five days | true",
                "for a week | true",
                "hold 2 days before surgery | true",
                "once a day | false",
                "Take half a tablet a day | false",
                "three times a day | false",
                "1 tablet every 8 hours | false",
                "2 tablets a day 5 mg each | false",
                "- | false",
            })
    void isNamed(String text, boolean expected) {
        assertThat(DurationText.isNamed(text)).isEqualTo(expected);
    }

    /** Days of something else than taking: too short a length would silence a long course. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 tab tid. No driving for 10 days",
                "bed rest for 2 days",
                "Rx valid for 30 days",
                "do not fill for 30 days",
                "no alcohol for 7 days"
            })
    void daysOfSomethingElse_areNone(String text) {
        assertThat(DurationText.days(text)).isNull();
    }
}
