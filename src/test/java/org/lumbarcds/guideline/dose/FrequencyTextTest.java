package org.lumbarcds.guideline.dose;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "By its text ('3 times daily', 'TID PRN', 'nightly', 'every 6 hours') or in the dosage text." */
class FrequencyTextTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        3 times daily                                | 3
        three times a day                            | 3
        3 times per day                              | 3
        3 times/day                                  | 3
        3x/day                                       | 3
        3x daily                                     | 3
        2-3 times a day                              | at most 3
        2 to 3 times daily                           | at most 3
        one or two times a day                       | at most 2
        once daily                                   | 1
        twice a day                                  | 2
        thrice daily                                 | 3
        BID                                          | 2
        b.i.d.                                       | 2
        TID PRN                                      | at most 3
        t.i.d. p.r.n.                                | at most 3
        QID with meals                               | 4
        TDS                                          | 3
        every 6 hours                                | 4
        every six hours                              | 4
        q8h                                          | 3
        Q 8 HRS                                      | 3
        q4-6h                                        | at most 6
        every 4 to 6 hours as needed                 | at most 6
        every 4 hours, up to 3 times a day           | at most 3
        up to 3 times a day                          | at most 3
        every 8 hours (3 times a day)                | 3
        every 8 hours or twice a day                 | -
        every 2 days                                 | 0.5
        every other day                              | 0.5
        once a week                                  | 0.142857
        3 times a week                               | 0.428571
        weekly                                       | 0.142857
        nightly                                      | 1
        at bedtime                                   | 1
        qhs                                          | 1
        in the morning and at bedtime                | 2
        every morning                                | 1
        8 am and 8 pm                                | 2
        daily in the morning and evening             | 2
        8 am, 2 pm and 8 pm                          | 3
        in the morning or at night                   | 1
        every evening at bedtime                     | 1
        morning, noon and night                      | 3
        1 tab x 3 daily                              | 3
        1 tab x3/day                                 | 3
        with meals                                   | 3
        before meals and at bedtime                  | 4
        daily                                        | 1
        every day                                    | 1
        qd                                           | 1
        1 tablet TID, max 3 tablets per day          | 3
        max 3 tablets per day                        | -
        maximum daily dose 30 mg                     | -
        2 tablets daily then 1 tablet daily          | -
        on Mondays                                   | -
        as directed                                  | -
        PRN                                          | -
        take with food                               | -
        every 0 hours                                | -
        3/día                                        | -
        3 times/día                                  | -
        every 8 hörs                                 | -
        """)
    void read(String text, String expected) {
        Frequency frequency = FrequencyText.read(text);
        String said =
                frequency == null ? null : (frequency.isMost() ? "at most " : "") + rounded(frequency.timesPerDay());
        assertThat(said).isEqualTo(expected);
    }

    private static String rounded(BigDecimal times) {
        return times.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }
}
