package org.lumbarcds.guideline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.Dosage;

/** How often a day a dose is taken. */
final class Frequency {

    private static final Pattern EVERY_HOURS = Pattern.compile("Q(\\d{1,2})H");

    private Frequency() {}

    /**
     * Times a day, the most where a range is given, from frequency / period, else from a coded timing; null when neither
     * tells or when only certain days count.
     */
    static @Nullable BigDecimal timesPerDay(Dosage dosage) {
        if (dosage.onCertainDays()) {
            return null;
        }
        @Nullable BigDecimal repeated = ofRepeat(dosage);
        return repeated != null ? repeated : ofCode(dosage.timingCode());
    }

    private static @Nullable BigDecimal ofRepeat(Dosage dosage) {
        BigDecimal period = dosage.period();
        @Nullable BigDecimal unitsPerDay = TimeSpan.unitsPerDay(dosage.periodUnit());
        BigDecimal frequency = lowest(dosage);
        if (dosage.frequencyMax() != null) {
            frequency = frequency.max(dosage.frequencyMax());
        }
        if (period == null || unitsPerDay == null || !Magnitude.isUsable(period) || !Magnitude.isUsable(frequency)) {
            return null;
        }
        return frequency.multiply(unitsPerDay).divide(period, 16, RoundingMode.HALF_UP);
    }

    /** A frequency that is not stated is once per period. */
    private static BigDecimal lowest(Dosage dosage) {
        return dosage.frequency() == null ? BigDecimal.ONE : dosage.frequency();
    }

    /** Whether the frequency is a range, so that what is computed from its upper end is a least number of days. */
    static boolean isRange(Dosage dosage) {
        return dosage.frequencyMax() != null && dosage.frequencyMax().compareTo(lowest(dosage)) > 0;
    }

    /** The codes of FHIR's timing abbreviations. */
    private static @Nullable BigDecimal ofCode(@Nullable String code) {
        if (code == null) {
            return null;
        }
        Matcher everyHours = EVERY_HOURS.matcher(code);
        if (everyHours.matches() && Integer.parseInt(everyHours.group(1)) > 0) {
            return BigDecimal.valueOf(24).divide(new BigDecimal(everyHours.group(1)), 16, RoundingMode.HALF_UP);
        }
        return switch (code) {
            case "QD", "DAILY", "AM", "PM", "BED", "QHS", "HS" -> BigDecimal.ONE;
            case "BID" -> BigDecimal.valueOf(2);
            case "TID" -> BigDecimal.valueOf(3);
            case "QID" -> BigDecimal.valueOf(4);
            case "QOD" -> new BigDecimal("0.5");
            default -> null;
        };
    }
}
