package org.lumbarcds.guideline.dose;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "A length is computed wherever a pharmacist could compute it": in German, French and Spanish as in English. */
class ForeignDurationTextTest {

    @ParameterizedTest(name = "{2}: {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        1 Tablette 3x täglich für 10 Tage              | 10 | German
        1-0-1, 10 Tage lang                            | 10 | behind the days
        fuer 2 Wochen                                  | 14 | an umlaut written as two letters
        für höchstens 10 Tage                          | 10 | with a limit
        für drei Wochen                                | 21 | a number in words
        für 7-10 Tage                                  | 10 | a range counts by its end
        für 7 bis 10 Tage                              | 10 | in words too
        für 10 bis 7 Tage                              |    | no range
        für einen Monat                                | 30 | a month
        bei Schmerzen für 10 Tage                      | 10 | what it is taken against
        gegen Rückenschmerzen, für 5 Tage              | 5  | in a statement of its own
        3 Tage lang 2 Tabletten, dann 4 Tage lang 1    | 7  | steps add up
        für 2 Tage pausieren                           |    | not taken
        seit 10 Tagen                                  |    | of the past
        Schmerzen seit 10 Tagen                        |    | of the complaint
        Rückenschmerzen für 10 Tage                    |    | of the complaint, with nothing taken against it
        alle 2 Tage                                    |    | how often
        nach 2 Wochen Kontrolle                        |    | a visit
        3x täglich für 3 Tage pro Woche                |    | of each week
        1 comprimé 3 fois par jour pendant 10 jours    | 10 | French
        1 cp x 2/j pdt 7 jrs                           | 7  | abbreviated
        durant deux semaines                           | 14 | a number in words
        pour une durée de 10 jours                     |    | not read
        pendant 5 à 7 jours                            | 7  | a range
        tous les 2 jours                               |    | how often
        depuis 10 jours                                |    | of the past
        douleurs depuis 3 semaines, pendant 5 jours    | 5  | two statements
        arrêter pendant 2 jours                        |    | not taken
        1 tableta cada 8 horas por 10 días             | 10 | Spanish
        durante dos semanas                            | 14 | a number in words
        durante 10 dias                                | 10 | without its accent
        cada 2 días                                    |    | how often
        desde hace 10 días                             |    | of the past
        3 veces por día                                |    | how often
        suspender durante 3 días                       |    | not taken
        take for 3 days                                | 3  | English as before
        """)
    void days(String text, @Nullable String expected, String reason) {
        assertThat(DurationText.days(text)).isEqualTo(expected == null ? null : new BigDecimal(expected));
    }

    /** What names days in any form would contradict a shortened order. */
    @ParameterizedTest
    @CsvSource({
        "10 Tage, true",
        "2 semaines, true",
        "10 días, true",
        "zehn Tage, true",
        "täglich, false",
        "par jour, false"
    })
    void isNamed(String text, boolean expected) {
        assertThat(DurationText.isNamed(text)).isEqualTo(expected);
    }
}
