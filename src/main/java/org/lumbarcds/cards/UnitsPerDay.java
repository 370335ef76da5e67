package org.lumbarcds.cards;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.Amount;
import org.lumbarcds.guideline.model.Dosage;
import org.lumbarcds.guideline.model.MedicationOrder;
import org.lumbarcds.guideline.model.PartialDate;

/** How much of a drug a shorter course takes. */
final class UnitsPerDay {

    private static final Pattern PLURAL = Pattern.compile("s$");
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private UnitsPerDay() {}

    /**
     * The quantity of so many days in the unit of the order's quantity: from dose × frequency / period when the dose has
     * that unit, else in proportion to the days that one fill lasted. Whole units, rounded up; null when neither is
     * known, or when several dosages share the quantity.
     */
    static @Nullable BigDecimal quantity(MedicationOrder order, int days) {
        Amount quantity = order.dispense().quantity();
        if (quantity == null || order.dosages().size() > 1) {
            return null;
        }
        BigDecimal perDay =
                order.dosages().isEmpty() ? null : perDay(order.dosages().get(0), quantity);
        if (perDay == null) {
            BigDecimal lasted = fillDays(order);
            if (lasted == null || lasted.signum() <= 0) {
                return null;
            }
            perDay = quantity.value().divide(lasted, MathContext.DECIMAL64);
        }
        return perDay.multiply(BigDecimal.valueOf(days))
                .setScale(6, RoundingMode.HALF_UP) // 30 / 7 * 7 is 30, not 31
                .setScale(0, RoundingMode.CEILING);
    }

    private static @Nullable BigDecimal perDay(Dosage dosage, Amount quantity) {
        BigDecimal dose = dose(dosage.doses(), quantity);
        BigDecimal times = timesPerDay(dosage);
        return dose == null || times == null ? null : dose.multiply(times);
    }

    /** "Several doseAndRate are one dose, never a sum": they must agree. */
    private static @Nullable BigDecimal dose(List<Amount> doses, Amount quantity) {
        List<BigDecimal> values = doses.stream()
                .filter(dose -> sameUnit(dose, quantity) && dose.value().signum() > 0)
                .map(dose -> dose.value().stripTrailingZeros())
                .distinct()
                .toList();
        return values.size() == 1 ? values.get(0) : null;
    }

    private static @Nullable BigDecimal timesPerDay(Dosage dosage) {
        if (dosage.onCertainDays()) {
            return null;
        }
        BigDecimal frequency = dosage.frequencyMax() != null ? dosage.frequencyMax() : dosage.frequency();
        if (frequency == null && dosage.period() == null) {
            return byCode(dosage.timingCode());
        }
        BigDecimal period = TimeUnits.days(dosage.period(), dosage.periodUnit(), null);
        BigDecimal times = frequency == null ? BigDecimal.ONE : frequency;
        return period == null || times.signum() <= 0 ? null : times.divide(period, MathContext.DECIMAL64);
    }

    private static @Nullable BigDecimal byCode(@Nullable String code) {
        return switch (Objects.requireNonNullElse(code, "")) {
            case "QD", "DAILY", "AM", "PM", "BED", "HS", "QHS" -> BigDecimal.ONE;
            case "BID" -> BigDecimal.valueOf(2);
            case "TID", "Q8H" -> BigDecimal.valueOf(3);
            case "QID", "Q6H" -> BigDecimal.valueOf(4);
            case "Q4H" -> BigDecimal.valueOf(6);
            case "QOD" -> HALF;
            default -> null;
        };
    }

    private static @Nullable BigDecimal fillDays(MedicationOrder order) {
        Amount supply = order.dispense().supply();
        if (supply != null) {
            return TimeUnits.days(supply);
        }
        if (order.dispense().refills() > 0 || order.dosages().isEmpty()) {
            return null;
        }
        Dosage.Bounds bounds = order.dosages().get(0).bounds();
        if (bounds instanceof Dosage.Bounds.Length length) {
            return TimeUnits.days(length.amount());
        }
        return bounds instanceof Dosage.Bounds.Period period ? periodDays(period) : null;
    }

    private static @Nullable BigDecimal periodDays(Dosage.Bounds.Period period) {
        PartialDate start = period.start();
        PartialDate end = period.end();
        if (start == null || end == null || !start.isExact() || !end.isExact()) {
            return null;
        }
        return BigDecimal.valueOf(ChronoUnit.DAYS.between(start.earliest(), end.earliest()) + 1);
    }

    private static boolean sameUnit(Amount one, Amount other) {
        if (one.code() != null && other.code() != null) {
            return normal(one.code()).equals(normal(other.code()));
        }
        return Objects.equals(unit(one), unit(other));
    }

    private static @Nullable String unit(Amount amount) {
        String unit = amount.unit() != null ? amount.unit() : amount.code();
        return unit == null ? null : normal(unit);
    }

    private static String normal(String unit) {
        String word = unit.strip().toLowerCase(Locale.ROOT).replace("{", "").replace("}", "");
        return switch (PLURAL.matcher(word).replaceAll("")) {
            case "tbl", "tab", "tablet" -> "tablet";
            case "cap", "capsule" -> "capsule";
            default -> PLURAL.matcher(word).replaceAll("");
        };
    }
}
