package org.lumbarcds.cards.suggestions;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.orders.Amount;

/** Lengths of time in days: "h, d, wk, mo = 30 d, by UCUM code or unit text". */
final class TimeUnits {

    private static final BigDecimal HOURS = BigDecimal.valueOf(24);
    private static final BigDecimal MINUTES = BigDecimal.valueOf(24 * 60);

    private TimeUnits() {}

    static @Nullable BigDecimal days(Amount amount) {
        return days(amount.value(), amount.code(), amount.unit());
    }

    /** Null when the value or its unit is not known. */
    static @Nullable BigDecimal days(@Nullable BigDecimal value, @Nullable String code, @Nullable String unit) {
        if (value == null || value.signum() <= 0) {
            return null;
        }
        BigDecimal byCode = code == null ? null : inDays(value, code);
        return byCode == null && unit != null ? inDays(value, unit) : byCode;
    }

    private static @Nullable BigDecimal inDays(BigDecimal value, String unit) {
        return switch (unit.strip().toLowerCase(Locale.ROOT)) {
            case "min", "minute", "minutes" -> value.divide(MINUTES, MathContext.DECIMAL64);
            case "h", "hr", "hour", "hours" -> value.divide(HOURS, MathContext.DECIMAL64);
            case "d", "day", "days" -> value;
            case "wk", "week", "weeks" -> value.multiply(BigDecimal.valueOf(7));
            case "mo", "month", "months" -> value.multiply(BigDecimal.valueOf(30));
            default -> null;
        };
    }
}
