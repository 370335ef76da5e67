package org.lumbarcds.guideline.course;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.dose.DurationText;
import org.lumbarcds.guideline.dose.Frequency;
import org.lumbarcds.guideline.dose.Magnitude;
import org.lumbarcds.guideline.dose.UnitDays;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.orders.Dosage;
import org.lumbarcds.guideline.model.orders.Dosage.Bounds;
import org.lumbarcds.guideline.model.orders.MedicationOrder;

/**
 * How many days one order lasts: "first that gives a value; keep which one it was, for the card". Specification 2.1.
 *
 * @param certainty whether the days are exact, a least number, or unknown
 * @param days days, refills included; 0 when unknown
 * @param source which part of the order told, or null when unknown
 * @param boundDays days of the prescriber's course, or null when it has no closed bound
 * @param fills what is dispensed, or null when neither supply nor quantity tell
 * @param refills refills allowed
 */
public record Supply(
        Certainty certainty,
        long days,
        @Nullable Source source,
        @Nullable Long boundDays,
        @Nullable Fills fills,
        int refills) {

    /** "Result: exactly N, at least N, or unknown." */
    public enum Certainty {
        EXACT,
        AT_LEAST,
        UNKNOWN
    }

    /** Where the days come from, first choice first. */
    public enum Source {
        BOUND,
        EXPECTED_SUPPLY,
        QUANTITY,
        DOSAGE_TEXT
    }

    /** A length in days, with whether it is a least number only. */
    record Length(long days, boolean atLeast) {}

    /** "A length that the order states is shown as it states it, however large"; beyond this dates would overflow. */
    static final long LONGEST = 100_000_000_000L;

    public boolean isKnown() {
        return certainty != Certainty.UNKNOWN;
    }

    /** The supply of an order. */
    public static Supply of(MedicationOrder order) {
        Combined bound = combine(order.dosages(), Supply::boundOf);
        @Nullable Fills fills = Fills.of(order);
        int refills = Math.max(0, order.dispense().refills());
        if (bound.length() != null && bound.complete()) {
            return ofBound(bound.length(), fills, refills);
        }
        if (fills != null) {
            return known(fills.supplied(), fills.source(), null, fills, refills);
        }
        // Some steps of a taper may have a bound and others their length in words only.
        Combined worded = combine(order.dosages(), Supply::boundOrTextOf);
        if (worded.length() != null) {
            boolean atLeast = worded.length().atLeast() || !worded.complete() || refills > 0;
            Length length = new Length(worded.length().days(), atLeast);
            Source source = length.days() == boundDays(bound) ? Source.BOUND : Source.DOSAGE_TEXT;
            return known(length, source, null, null, refills);
        }
        return new Supply(Certainty.UNKNOWN, 0, null, null, null, refills);
    }

    /**
     * "With a closed bound and no refills the bound stands, whatever the supply; with refills the longer of the bound and
     * the refilled supply." Refills of unknown size make the bound a least number.
     */
    private static Supply ofBound(Length bound, @Nullable Fills fills, int refills) {
        if (refills == 0) {
            return known(bound, Source.BOUND, bound.days(), fills, 0);
        }
        if (fills == null) {
            return known(new Length(bound.days(), true), Source.BOUND, bound.days(), null, refills);
        }
        if (fills.supplied().days() > bound.days()) {
            return known(fills.supplied(), fills.source(), bound.days(), fills, refills);
        }
        return known(bound, Source.BOUND, bound.days(), fills, refills);
    }

    private static Supply known(
            Length length, Source source, @Nullable Long boundDays, @Nullable Fills fills, int refills) {
        Certainty certainty = length.atLeast() ? Certainty.AT_LEAST : Certainty.EXACT;
        return new Supply(certainty, Math.min(length.days(), LONGEST), source, boundDays, fills, refills);
    }

    /** "Never more than was ordered": the fewer days of the prescriber's course and what is supplied. */
    long ordered() {
        long supplied = fills == null ? days : fills.supplied().days();
        return boundDays == null ? supplied : Math.min(boundDays, supplied);
    }

    /** The length of several dosages together, and whether every step has one. */
    private record Combined(@Nullable Length length, boolean complete) {}

    private interface LengthOf {
        @Nullable
        Length apply(Dosage dosage);
    }

    /** "Several dosages with different sequence add up; with the same or none, the longest counts." */
    private static Combined combine(List<Dosage> dosages, LengthOf lengthOf) {
        Map<Integer, @Nullable Length> steps = new LinkedHashMap<>();
        @Nullable Length unordered = null;
        for (Dosage dosage : dosages) {
            @Nullable Length length = lengthOf.apply(dosage);
            Integer sequence = dosage.sequence();
            if (sequence == null) {
                unordered = longer(unordered, length);
            } else {
                steps.put(sequence, longer(steps.get(sequence), length));
            }
        }
        boolean complete = true;
        @Nullable Length sum = null;
        for (Length step : new ArrayList<>(steps.values())) {
            if (step == null) {
                complete = false;
            } else {
                sum = sum == null ? step : new Length(sum.days() + step.days(), sum.atLeast() || step.atLeast());
            }
        }
        return new Combined(longer(sum, unordered), complete);
    }

    /** Of two equally long, the one that may be longer still. */
    private static @Nullable Length longer(@Nullable Length one, @Nullable Length other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Comparator.comparingLong(Length::days)
                                .thenComparing(Length::atLeast)
                                .compare(other, one)
                        > 0
                ? other
                : one;
    }

    private static long boundDays(Combined bound) {
        return bound.length() == null ? 0 : bound.length().days();
    }

    private static @Nullable Length boundOrTextOf(Dosage dosage) {
        @Nullable Length bound = boundOf(dosage);
        return bound != null ? bound : toLength(DurationText.days(dosage.text()));
    }

    /** A closed bound of one dosage: a duration, a period with both ends, a range's high end, or count / frequency. */
    private static @Nullable Length boundOf(Dosage dosage) {
        Bounds bounds = dosage.bounds();
        if (bounds instanceof Bounds.Length length) {
            @Nullable Length days = toLength(UnitDays.days(length.amount()));
            if (days != null) {
                return days;
            }
        }
        if (bounds instanceof Bounds.Period period) {
            @Nullable Length days = periodOf(period);
            if (days != null) {
                return days;
            }
        }
        Integer count = dosage.count();
        @Nullable Frequency frequency = Frequency.of(dosage);
        return count == null || frequency == null
                ? null
                : length(BigDecimal.valueOf(count), frequency.timesPerDay(), frequency.isMost());
    }

    private static @Nullable Length periodOf(Bounds.Period period) {
        PartialDate start = period.start();
        PartialDate end = period.end();
        if (start == null || end == null || !start.isExact() || !end.isExact()) {
            return null;
        }
        Long minutes = period.minutes();
        if (minutes != null) {
            return toLength(BigDecimal.valueOf(minutes).divide(UnitDays.MINUTES_PER_DAY, 6, RoundingMode.HALF_UP));
        }
        return toLength(BigDecimal.valueOf(ChronoUnit.DAYS.between(start.earliest(), end.earliest()) + 1));
    }

    /** How long a total lasts. */
    static @Nullable Length length(BigDecimal total, BigDecimal perDay, boolean atLeast) {
        if (!Magnitude.isUsable(perDay)) {
            return null;
        }
        // At six decimals 64 tablets at 3 a day are 21.333333 days, while 63 at 3 stay 21.
        @Nullable Length length = toLength(total.divide(perDay, 6, RoundingMode.HALF_UP));
        return length == null ? null : new Length(length.days(), atLeast);
    }

    /** Whole days, a begun one counting, since it is a day on which the drug is taken; null unless positive. */
    static @Nullable Length toLength(@Nullable BigDecimal days) {
        if (days == null || days.signum() <= 0) {
            return null;
        }
        BigDecimal whole = days.min(BigDecimal.valueOf(LONGEST)).setScale(4, RoundingMode.HALF_UP);
        return new Length(Math.max(1, whole.setScale(0, RoundingMode.CEILING).longValueExact()), false);
    }
}
