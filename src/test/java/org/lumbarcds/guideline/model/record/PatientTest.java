package org.lumbarcds.guideline.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.guideline.Charts;
import org.lumbarcds.guideline.model.Truth;

/** Age to the day, partial birth dates as intervals. */
class PatientTest {

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "18 today, 2008-11-24, YES, 18",
                "18 tomorrow, 2008-11-25, NO, 17",
                "17 or 18 by month, 2008-11, UNKNOWN, -",
                "18 by month, 2008-10, YES, 18",
                "17 by month, 2008-12, NO, 17",
                "17 or 18 by year, 2008, UNKNOWN, -",
                "at least 18 by year, 2007, YES, -",
                "at most 17 by year, 2009, NO, -",
                "born today, 2026-11-24, NO, 0",
                "born tomorrow is an error, 2026-11-25, UNKNOWN, -",
                "born this month, 2026-11, NO, -",
                "no birth date, -, UNKNOWN, -"
            })
    void age(String reason, String born, Truth adult, Integer age) {
        Patient patient = new Patient(born == null ? null : Charts.date(born), false);
        assertThat(patient.atLeastYearsOld(18, Charts.TODAY)).isEqualTo(adult);
        assertThat(patient.age(Charts.TODAY)).isEqualTo(age);
    }
}
