package org.lumbarcds.guideline.course;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.course.Supply.Length;
import org.lumbarcds.guideline.course.Supply.Source;
import org.lumbarcds.guideline.dose.DailyUse;
import org.lumbarcds.guideline.dose.Magnitude;
import org.lumbarcds.guideline.dose.UnitDays;
import org.lumbarcds.guideline.model.orders.Amount;
import org.lumbarcds.guideline.model.orders.Dispense;
import org.lumbarcds.guideline.model.orders.MedicationOrder;

/**
 * How long what is dispensed lasts: "dispenseRequest.expectedSupplyDuration (per fill), else quantity / units per day";
 * "initialFill is the first fill, the repeats follow". Specification 2.2.
 *
 * @param first the first fill where it differs, or null; one that can't be read is as if not stated
 * @param each one fill, or null when only the first is known
 * @param refills how many follow the first
 * @param source how one fill is known
 * @param steps what the units per day were computed with; empty when they were not needed
 */
record Fills(@Nullable Length first, @Nullable Length each, int refills, Source source, Set<DailyUse.Step> steps) {

    private static final int MOST_REFILLS = 999;

    private record Fill(Length length, Source source, Set<DailyUse.Step> steps) {}

    /** Null when neither supply nor quantity tells. */
    static @Nullable Fills of(MedicationOrder order) {
        Dispense dispense = order.dispense();
        int refills = Math.max(0, dispense.refills());
        Dispense.FirstFill initial = dispense.first();
        @Nullable Fill first = initial == null ? null : fill(order, initial.supply(), initial.quantity());
        @Nullable Fill each = fill(order, dispense.supply(), dispense.quantity());
        @Nullable Fill known = each != null && (first == null || refills > 0) ? each : first;
        return known == null
                ? null
                : new Fills(
                        first == null ? null : first.length,
                        each == null ? null : each.length,
                        refills,
                        known.source,
                        known.steps);
    }

    private static @Nullable Fill fill(MedicationOrder order, @Nullable Amount supply, @Nullable Amount quantity) {
        @Nullable Length stated = Supply.toLength(UnitDays.days(supply));
        if (stated != null) {
            return new Fill(stated, Source.EXPECTED_SUPPLY, Set.of());
        }
        if (quantity == null || !Magnitude.isUsable(quantity.value())) {
            return null;
        }
        @Nullable DailyUse use = DailyUse.of(order, quantity);
        @Nullable Length computed = use == null ? null : Supply.length(quantity.value(), use.units(), use.isMost());
        return use == null || computed == null ? null : new Fill(computed, Source.QUANTITY, use.steps());
    }

    /** All fills together; a least number when a refill's length is not known. */
    Length supplied() {
        long initial = first != null ? first.days() : each != null ? each.days() : 0;
        // No multiplication may overflow, however absurd the numbers.
        long repeated = each == null ? 0 : Math.min(Supply.LONGEST, each.days()) * Math.min(refills, MOST_REFILLS);
        boolean atLeast = first != null && first.atLeast()
                || each != null && each.atLeast() && (refills > 0 || first == null)
                || each == null && refills > 0;
        return new Length(Math.min(Supply.LONGEST, initial + repeated), atLeast);
    }
}
