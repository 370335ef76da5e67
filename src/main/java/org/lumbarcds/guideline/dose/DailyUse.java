package org.lumbarcds.guideline.dose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.drugs.Ingredient;
import org.lumbarcds.guideline.model.orders.Amount;
import org.lumbarcds.guideline.model.orders.Dosage;
import org.lumbarcds.guideline.model.orders.MedicationOrder;

/**
 * Units per day: "from dose × frequency / period; the dose and the quantity in the same unit", or from a rate per day; the
 * largest dose per period limits them. Specification 2.1.
 *
 * @param units units of the quantity a day, positive
 * @param isMost whether less may be taken, so that a length computed from it is the least
 * @param isAmbiguous whether the order says its dose in ways that do not agree
 * @param steps what was needed beside a structured dose and frequency in the quantity's unit
 */
public record DailyUse(BigDecimal units, boolean isMost, boolean isAmbiguous, Set<Step> steps) {

    /** What the units per day were computed with, for the card. */
    public enum Step {
        FREQUENCY_IN_WORDS,
        DOSE_IN_WORDS,
        STRENGTH,
        NO_UNIT,
        RATE,
        LARGEST_DOSE
    }

    private static final int SCALE = 12;

    public DailyUse {
        steps = Set.copyOf(steps);
    }

    /**
     * What all dosages of an order take a day, in the unit of its quantity; null when there is no quantity or nothing can
     * be computed. Steps one after another take different shares of the quantity, so nothing is computed for them. Several
     * dosages at the same time ("1 in the morning, 2 at night") use it up together; were they alternatives it would last
     * longer, so the result is the most as well. An instruction sent twice is one.
     */
    public static @Nullable DailyUse of(MedicationOrder order) {
        Amount quantity = order.dispense().quantity();
        return quantity == null ? null : of(order, quantity);
    }

    public static @Nullable DailyUse of(MedicationOrder order, Amount quantity) {
        if (takesSteps(order)) {
            return null;
        }
        List<DailyUse> uses = new ArrayList<>();
        for (Dosage dosage : new LinkedHashSet<>(order.dosages())) {
            @Nullable DailyUse use = of(dosage, quantity, strength(order));
            if (use != null) {
                uses.add(use);
            }
        }
        if (uses.isEmpty()) {
            return null;
        }
        DailyUse sum = uses.get(0);
        for (DailyUse use : uses.subList(1, uses.size())) {
            Set<Step> steps = new LinkedHashSet<>(sum.steps);
            steps.addAll(use.steps);
            sum = new DailyUse(sum.units.add(use.units), true, sum.isAmbiguous || use.isAmbiguous, steps);
        }
        return sum;
    }

    static boolean takesSteps(MedicationOrder order) {
        return order.dosages().stream().map(Dosage::sequence).distinct().count() > 1;
    }

    /** Milligrams a unit, of a product with one ingredient. */
    private static @Nullable BigDecimal strength(MedicationOrder order) {
        List<Ingredient> ingredients = order.drug().ingredients();
        return ingredients.size() == 1 ? ingredients.get(0).strengthMg() : null;
    }

    private static @Nullable DailyUse of(Dosage dosage, Amount quantity, @Nullable BigDecimal strengthMg) {
        @Nullable DailyUse use = ofDoses(dosage, quantity, strengthMg);
        for (Dosage.Rate rate : dosage.rates()) {
            use = use != null ? use : ofRate(rate, quantity, strengthMg, Step.RATE);
        }
        @Nullable
        DailyUse most = dosage.most() == null ? null : ofRate(dosage.most(), quantity, strengthMg, Step.LARGEST_DOSE);
        return most != null && (use == null || most.units.compareTo(use.units) < 0) ? most : use;
    }

    private static @Nullable DailyUse ofDoses(Dosage dosage, Amount quantity, @Nullable BigDecimal strengthMg) {
        @Nullable Frequency frequency = Frequency.of(dosage);
        if (frequency == null) {
            return null;
        }
        Set<Step> steps = EnumSet.noneOf(Step.class);
        boolean isMost = frequency.isMost() || dosage.doseIsMost();
        List<DoseUnit.Converted> doses = inUnit(quantity, dosage.doses(), strengthMg);
        if (doses.isEmpty() && dosage.doses().isEmpty() && dosage.text() != null) {
            DoseText.Doses worded = DoseText.read(dosage.text());
            doses = inUnit(quantity, worded.amounts(), strengthMg);
            steps.add(Step.DOSE_IN_WORDS);
            isMost |= worded.isMost();
            if (doses.size() > 1) {
                return null; // "1 in the morning and 2 at night": which when is not read
            }
        }
        if (doses.isEmpty()) {
            return null;
        }
        DoseUnit.Converted dose = doses.get(0);
        if (frequency.inWords()) {
            steps.add(Step.FREQUENCY_IN_WORDS);
        }
        if (dose.byStrength()) {
            steps.add(Step.STRENGTH);
        }
        if (DoseUnit.hasNone(quantity)) {
            steps.add(Step.NO_UNIT);
        }
        BigDecimal units = frequency.timesPerDay().multiply(dose.value());
        boolean ambiguous = doses.stream().anyMatch(other -> other.value().compareTo(dose.value()) != 0);
        return Magnitude.isUsable(units) ? new DailyUse(units, isMost, ambiguous, steps) : null;
    }

    /** Each dose that can be said in the quantity's unit; those that need no strength first. */
    private static List<DoseUnit.Converted> inUnit(
            Amount quantity, List<Amount> doses, @Nullable BigDecimal strengthMg) {
        List<DoseUnit.Converted> direct = new ArrayList<>();
        List<DoseUnit.Converted> converted = new ArrayList<>();
        for (Amount dose : doses) {
            DoseUnit.@Nullable Converted inUnit = DoseUnit.convert(quantity, dose, strengthMg);
            if (inUnit != null) {
                (inUnit.byStrength() ? converted : direct).add(inUnit);
            }
        }
        return direct.isEmpty() ? converted : direct;
    }

    private static @Nullable DailyUse ofRate(
            Dosage.Rate rate, Amount quantity, @Nullable BigDecimal strengthMg, Step step) {
        DoseUnit.@Nullable Converted amount = DoseUnit.convert(quantity, rate.amount(), strengthMg);
        @Nullable BigDecimal days = UnitDays.days(rate.per());
        if (amount == null || days == null || !Magnitude.isUsable(days)) {
            return null;
        }
        Set<Step> steps = EnumSet.of(step);
        if (amount.byStrength()) {
            steps.add(Step.STRENGTH);
        }
        if (DoseUnit.hasNone(quantity)) {
            steps.add(Step.NO_UNIT);
        }
        BigDecimal units = amount.value().divide(days, SCALE, RoundingMode.HALF_UP);
        return Magnitude.isUsable(units) ? new DailyUse(units, true, false, steps) : null;
    }
}
