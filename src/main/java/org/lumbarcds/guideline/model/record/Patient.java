package org.lumbarcds.guideline.model.record;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.Truth;

/**
 * The patient.
 *
 * @param birthDate null when not on record or unreadable: the age is then unknown
 * @param deceased true when a death is recorded, by flag or by date
 */
public record Patient(@Nullable PartialDate birthDate, boolean deceased) {

    /** Is the patient at least {@code years} old today? Unknown without a birth date or when a partial one leaves it open. */
    public Truth atLeastYearsOld(int years, LocalDate today) {
        if (birthDate == null || birthDate.earliest().isAfter(today)) {
            return Truth.UNKNOWN;
        }
        if (ChronoUnit.YEARS.between(birthDate.latest(), today) >= years) {
            return Truth.YES;
        }
        return ChronoUnit.YEARS.between(birthDate.earliest(), today) < years ? Truth.NO : Truth.UNKNOWN;
    }

    /** Age in whole years, or null when it is not known to the year. */
    public @Nullable Integer age(LocalDate today) {
        if (birthDate == null || birthDate.latest().isAfter(today)) {
            return null;
        }
        long least = ChronoUnit.YEARS.between(birthDate.latest(), today);
        long most = ChronoUnit.YEARS.between(birthDate.earliest(), today);
        return least == most ? (int) least : null;
    }
}
