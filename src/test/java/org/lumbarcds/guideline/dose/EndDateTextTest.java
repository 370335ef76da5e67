package org.lumbarcds.guideline.dose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndDateTextTest {

    @ParameterizedTest(name = "{2}: {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        Take 1 tid until 2026-12-15              | 2026-12-15 | as FHIR writes it
        until 12/15/2026                         | 2026-12-15 | there is no fifteenth month
        through 15/12/2026                       | 2026-12-15 | the other way round
        until 05/06/2026                         |            | May or June
        until 06/06/2026                         | 2026-06-06 | the same both ways
        till Dec 15, 2026                        | 2026-12-15 | a month's short name
        until December 15th 2026                 | 2026-12-15 | its whole name
        until 15 Sept 2026                       | 2026-09-15 | day first
        bis 15.12.2026                           | 2026-12-15 | German
        bis zum 5.6.2026                         | 2026-06-05 | dots are day first
        jusqu'au 15/12/2026                      | 2026-12-15 | French
        hasta el 15/12/2026                      | 2026-12-15 | Spanish
        until 2026-02-30                         |            | no such day
        until 12/15                              |            | no year
        until 2026-12-15 or until 2026-12-20     |            | two of them
        hold until 2026-12-15                    |            | not taken until then
        do not take until 2026-12-15             |            | not taken until then
        follow-up on 2026-12-15                  |            | a visit
        until pain is gone                       |            | no date
        """)
    void lastDay(String text, @Nullable LocalDate expected, String reason) {
        assertThat(EndDateText.of(text)).isEqualTo(expected);
    }

    /** What would contradict a shortened order, read or not. */
    @ParameterizedTest
    @CsvSource({
        "until 12/15, true",
        "until 05/06/2026, true",
        "bis 15. Dezember, true",
        "until Dec 15, true",
        "hasta 3 veces al día, false",
        "until pain is gone, false",
        "bis zu 3x täglich, false"
    })
    void isNamed(String text, boolean expected) {
        assertThat(EndDateText.isNamed(text)).isEqualTo(expected);
    }
}
