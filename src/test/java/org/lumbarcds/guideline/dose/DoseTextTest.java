package org.lumbarcds.guideline.dose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The amount of one dose in the dosage text. */
class DoseTextTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        Take 1 tablet three times a day              | 1 tablet
        take one tab TID                             | 1 tablet
        Take 1 (one) tablet daily                    | 1 tablet
        1-2 tabs every 6 hours                       | at most 2 tablet
        one to two capsules at bedtime               | at most 2 tablet
        Take 1/2 tablet at bedtime                   | 0.5 tablet
        half a tablet nightly                        | 0.5 tablet
        one and a half tablets daily                 | 1.5 tablet
        Take 1 tablet (10 mg total) by mouth         | 1 tablet
        Take one by mouth at bedtime                 | 1 tablet
        Take 2 TID                                   | 2 tablet
        Take 10 mg TID                               | 10 mg
        take 20 mg by mouth at bedtime               | 20 mg
        take 7.5 mg TID                              | 7.5 mg
        Take 1 3 times a day                         | 1 tablet
        10 mg tablet, take as directed               | -
        1 tablet in the morning, 2 tablets at night  | 1 tablet, 2 tablet
        1 tablet, 1 tablet at night                  | 1 tablet
        TID, dispense 90 tablets                     | -
        TID #90 tablets                              | -
        max 3 tablets per day                        | -
        three times a day                            | -
        take with food                               | -
        """)
    void read(String text, String expected) {
        DoseText.Doses doses = DoseText.read(text);
        String said = doses.amounts().stream()
                .map(amount -> amount.value().toPlainString() + " " + amount.unit())
                .collect(Collectors.joining(", "));
        assertThat(said.isEmpty() ? null : (doses.isMost() ? "at most " : "") + said)
                .isEqualTo(expected);
    }
}
