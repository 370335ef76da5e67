package org.lumbarcds.cards.suggestions;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.dose.DailyUse;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.orders.Amount;
import org.lumbarcds.guideline.model.orders.Dosage;
import org.lumbarcds.guideline.model.orders.MedicationOrder;

/** How much of a drug a shorter course takes. */
final class UnitsPerDay {

    private static final int DAYS_PER_WEEK = 7;

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
        DailyUse use = DailyUse.of(order);
        // Said in ways that disagree, no dose is certain; in proportion the quantity is.
        BigDecimal perDay = use == null || use.isAmbiguous() ? null : use.units();
        if (perDay == null) {
            BigDecimal lasted = fillDays(order);
            if (lasted == null || lasted.signum() <= 0) {
                return null;
            }
            perDay = quantity.value().divide(lasted, MathContext.DECIMAL64);
        }
        boolean certainDays = order.dosages().stream().anyMatch(Dosage::isOnCertainDays);
        // Of a week begun, all of its days of taking may lie in it.
        int counted = certainDays ? (days + DAYS_PER_WEEK - 1) / DAYS_PER_WEEK * DAYS_PER_WEEK : days;
        BigDecimal units = perDay.multiply(BigDecimal.valueOf(counted));
        BigDecimal ordered = quantity.value()
                .multiply(BigDecimal.valueOf(1L + Math.max(0, order.dispense().refills())));
        return (certainDays ? units.min(ordered) : units)
                .setScale(6, RoundingMode.HALF_UP) // 30 / 7 * 7 is 30, not 31
                .setScale(0, RoundingMode.CEILING);
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
}
