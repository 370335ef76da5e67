package org.lumbarcds.guideline.dose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.orders.Amount;

/** Spans of time in days: "h, d, wk, mo = 30 d, by UCUM code or unit text". */
public final class UnitDays {

    public static final BigDecimal MINUTES_PER_DAY = BigDecimal.valueOf(1440);
    private static final int SCALE = 8;

    private UnitDays() {}

    /** Days of an amount of time, or null when it is none, not positive, beyond all sense, or its unit is not known. */
    public static @Nullable BigDecimal days(@Nullable Amount amount) {
        if (amount == null || !Magnitude.isUsable(amount.value())) {
            return null;
        }
        @Nullable BigDecimal perDay = unitsPerDay(amount.code());
        if (perDay == null) {
            perDay = unitsPerDay(amount.unit());
        }
        return perDay == null ? null : amount.value().divide(perDay, SCALE, RoundingMode.HALF_UP);
    }

    /** How many of a unit make a day, or null when the unit is not one of time. */
    static @Nullable BigDecimal unitsPerDay(@Nullable String unit) {
        if (unit == null) {
            return null;
        }
        String name = unit.strip().toLowerCase(Locale.ROOT).replace("(s)", "s");
        return switch (name) {
            case "s", "sec", "second", "seconds" -> BigDecimal.valueOf(86_400);
            case "min", "minute", "minutes" -> MINUTES_PER_DAY;
            case "h", "hr", "hrs", "hour", "hours" -> BigDecimal.valueOf(24);
            case "d", "day", "days", "{day}", "{days}" -> BigDecimal.ONE;
            case "wk", "wks", "week", "weeks" -> share(7);
            case "mo", "mos", "mth", "month", "months" -> share(30);
            case "a", "y", "yr", "year", "years" -> share(365);
            default -> null;
        };
    }

    /** One unit is this many days. */
    private static BigDecimal share(int days) {
        return BigDecimal.ONE.divide(BigDecimal.valueOf(days), 20, RoundingMode.HALF_UP);
    }
}
