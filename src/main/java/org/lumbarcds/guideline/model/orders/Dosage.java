package org.lumbarcds.guideline.model.orders;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.PartialDate;

/**
 * One dosage instruction, as the order writes it; numbers are not judged yet (a period of 0 is possible).
 *
 * @param sequence its place among steps taken one after another, or null
 * @param bounds how long it is to be taken, or null
 * @param count how often it is to be taken in all (the maximum where a range is given), or null
 * @param frequency how often per period, or null
 * @param frequencyMax the most often per period, or null
 * @param period length of the period in {@code periodUnit}, or null
 * @param periodUnit UCUM code of the period's unit, or null
 * @param timings how often in codes or words, most telling first: {@code BID}, a SNOMED CT code, "3 times daily"; may be empty
 * @param daysOfWeek on how many days of the week it is taken: 7 when it is not limited to some, 0 when it is limited to days that
 *     nobody can count
 * @param asNeeded whether the frequency is a maximum only
 * @param doses amounts of one dose; several are the same dose said several ways, never a sum
 * @param doseIsMost whether one of them is the upper end of a range
 * @param rates amounts per time, each the same said several ways; may be empty
 * @param most the largest dose per period, or null
 * @param text its wording, or null
 */
public record Dosage(
        @Nullable Integer sequence,
        @Nullable Bounds bounds,
        @Nullable Integer count,
        @Nullable BigDecimal frequency,
        @Nullable BigDecimal frequencyMax,
        @Nullable BigDecimal period,
        @Nullable String periodUnit,
        List<String> timings,
        int daysOfWeek,
        boolean asNeeded,
        List<Amount> doses,
        boolean doseIsMost,
        List<Rate> rates,
        @Nullable Rate most,
        @Nullable String text) {

    public Dosage {
        timings = List.copyOf(timings);
        doses = List.copyOf(doses);
        rates = List.copyOf(rates);
    }

    /** Whether it is limited to some days of the week, countable or not. */
    public boolean isOnCertainDays() {
        return daysOfWeek < 7;
    }

    /**
     * An amount per time.
     *
     * @param amount how much
     * @param per in how long
     */
    public record Rate(Amount amount, Amount per) {}

    /** {@code timing.repeat.bounds[x]}. */
    public sealed interface Bounds {

        /** A duration; of a range, its high end. */
        record Length(Amount amount) implements Bounds {}

        /**
         * A period.
         *
         * @param start first day, or null
         * @param end last day, or null
         * @param minutes minutes from start to end when both carry a time of day, else null
         */
        record Period(
                @Nullable PartialDate start,
                @Nullable PartialDate end,
                @Nullable Long minutes) implements Bounds {}
    }
}
