package org.lumbarcds.guideline.dose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.orders.Dosage;

/**
 * How often a day a dose is taken. "The frequency may stand in timing.code alone, by its code, by its text or in the dosage
 * text." Specification 2.1.
 *
 * @param timesPerDay times a day, the most where a range is given; positive
 * @param isMost whether it may be taken less often, so that a length computed from it is the least
 * @param inWords whether it was read from the dosage text
 */
public record Frequency(BigDecimal timesPerDay, boolean isMost, boolean inWords) {

    private static final int SCALE = 16;
    private static final BigDecimal DAYS_PER_WEEK = BigDecimal.valueOf(7);

    /** From frequency / period, else a coded timing, else words; null when none tells. */
    public static @Nullable Frequency of(Dosage dosage) {
        @Nullable Frequency stated = stated(dosage);
        return stated == null || !dosage.isOnCertainDays() ? stated : stated.on(dosage);
    }

    /**
     * "dayOfWeek does restrict": so many times on each of those days, or so many times a week, whichever is stated; null when
     * the days can't be counted, or do not share the times evenly.
     */
    private @Nullable Frequency on(Dosage dosage) {
        BigDecimal days = BigDecimal.valueOf(dosage.daysOfWeek());
        if (days.signum() == 0) {
            return null;
        }
        if (timesPerDay.compareTo(BigDecimal.ONE) >= 0 && !isPerWeek(dosage)) {
            BigDecimal share = timesPerDay.multiply(days).divide(DAYS_PER_WEEK, SCALE, RoundingMode.HALF_UP);
            return new Frequency(share, isMost, inWords);
        }
        BigDecimal perWeek = timesPerDay.multiply(DAYS_PER_WEEK).setScale(6, RoundingMode.HALF_UP);
        return perWeek.signum() > 0 && perWeek.remainder(days).signum() == 0 ? this : null;
    }

    private static boolean isPerWeek(Dosage dosage) {
        BigDecimal period = dosage.period();
        @Nullable BigDecimal unitsPerDay = UnitDays.unitsPerDay(dosage.periodUnit());
        return period != null
                && unitsPerDay != null
                && period.compareTo(unitsPerDay.multiply(DAYS_PER_WEEK).setScale(6, RoundingMode.HALF_UP)) >= 0;
    }

    private static @Nullable Frequency stated(Dosage dosage) {
        @Nullable Frequency found = ofRepeat(dosage);
        for (String timing : dosage.timings()) {
            found = found != null ? found : TimingCodes.read(timing);
            found = found != null ? found : FrequencyText.read(timing);
        }
        if (found == null && dosage.text() != null) {
            @Nullable Frequency worded = FrequencyText.read(dosage.text());
            found = worded == null ? null : new Frequency(worded.timesPerDay(), worded.isMost(), true);
        }
        return found != null && isAsNeeded(dosage) ? found.atMost() : found;
    }

    /** Flagged, or said in the timing's or the dosage's words. */
    private static boolean isAsNeeded(Dosage dosage) {
        return dosage.asNeeded()
                || dosage.text() != null && FrequencyText.saysAsNeeded(dosage.text())
                || dosage.timings().stream().anyMatch(FrequencyText::saysAsNeeded);
    }

    private static @Nullable Frequency ofRepeat(Dosage dosage) {
        BigDecimal period = dosage.period();
        @Nullable BigDecimal unitsPerDay = UnitDays.unitsPerDay(dosage.periodUnit());
        // A frequency that is not stated is once per period.
        BigDecimal lowest = dosage.frequency() == null ? BigDecimal.ONE : dosage.frequency();
        BigDecimal most = dosage.frequencyMax() == null ? lowest : lowest.max(dosage.frequencyMax());
        if (period == null || unitsPerDay == null || !Magnitude.isUsable(period) || !Magnitude.isUsable(most)) {
            return null;
        }
        BigDecimal times = most.multiply(unitsPerDay).divide(period, SCALE, RoundingMode.HALF_UP);
        return new Frequency(times, most.compareTo(lowest) > 0, false);
    }

    /** The same as a maximum. */
    Frequency atMost() {
        return new Frequency(timesPerDay, true, inWords);
    }
}
