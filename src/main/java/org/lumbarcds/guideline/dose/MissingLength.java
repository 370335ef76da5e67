package org.lumbarcds.guideline.dose;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.orders.Amount;
import org.lumbarcds.guideline.model.orders.Dosage;
import org.lumbarcds.guideline.model.orders.MedicationOrder;

/**
 * Why no days can be computed for an order: "a card never says that an order names no quantity when it does". Goes on with
 * "the order ...". Specification 2.1.
 */
public final class MissingLength {

    private MissingLength() {}

    public static String of(MedicationOrder order) {
        Amount quantity = order.dispense().quantity();
        if (quantity == null || !Magnitude.isUsable(quantity.value())) {
            return order.dispense().supply() != null
                    ? "names a supply of " + amount(order.dispense().supply()) + ", which is no time, and no quantity"
                    : "names no duration, no supply and no quantity";
        }
        return "names a quantity of " + amount(quantity) + " but "
                + lacking(order.dosages(), DailyUse.takesSteps(order));
    }

    private static String lacking(List<Dosage> dosages, boolean steps) {
        if (dosages.isEmpty()) {
            return "no dosage";
        }
        if (steps) {
            return "takes it in several steps";
        }
        if (dosages.stream().allMatch(dosage -> dosage.isOnCertainDays() && Frequency.of(dosage) == null)) {
            return "is taken on certain days of the week only";
        }
        if (dosages.stream().allMatch(dosage -> Frequency.of(dosage) == null)) {
            return "not clearly how often it is taken";
        }
        return dosages.stream().allMatch(dosage -> dosage.doses().isEmpty())
                ? "no clear amount of one dose"
                : "its dose cannot be counted in the same unit";
    }

    /** {@code 90 tablet}, {@code 90 (no unit)}. */
    private static String amount(@Nullable Amount amount) {
        if (amount == null) {
            return "";
        }
        String unit = amount.unit() != null && !amount.unit().isBlank() ? amount.unit() : amount.code();
        String value = amount.value().stripTrailingZeros().toPlainString();
        return unit == null || unit.isBlank() ? value + " (no unit)" : value + " " + unit.strip();
    }
}
