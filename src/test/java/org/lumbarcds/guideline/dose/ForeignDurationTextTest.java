package org.lumbarcds.guideline.dose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** German, French and Spanish days contradict a shortened order, and make no length. */
class ForeignDurationTextTest {

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

    /** Some are of taking, some of rest, of alcohol, of the complaint or of each week: none is told from the others safely. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 Tablette 3x täglich für 10 Tage",
                "3x täglich 1 Tablette. Kein Autofahren für 3 Tage",
                "Repos pendant 3 jours",
                "pendant 21 jours sur 28",
                "Síntomas por 10 días"
            })
    void days_areNotRead(String text) {
        assertThat(DurationText.days(text)).isNull();
    }

    /** What is said in English beside it counts, whatever another language says. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Take 1 tablet TID for 28 days. Evitar alcohol por 7 días",
                "Take 1 tablet for 28 days. Tomar 1 tableta por 14 días"
            })
    void english_isReadBesideIt(String text) {
        assertThat(DurationText.days(text)).isEqualByComparingTo("28");
    }
}
