package org.lumbarcds.guideline.safety.grounds;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.record.KidneyFunction;

/**
 * Kidney function by "the newest eGFR of the last 12 months", in mL/min. Results whose partial dates overlap may each be
 * the newest; of several on one day the lowest counts. Specification 4.9.
 */
public final class Filtration {

    private final List<KidneyFunction> newest;
    private final boolean onRecord;

    private Filtration(List<KidneyFunction> newest, boolean onRecord) {
        this.newest = List.copyOf(newest);
        this.onRecord = onRecord;
    }

    public static Filtration of(Situation situation) {
        LocalDate from = situation
                .today()
                .minusDays(situation.numbers(SafetyNumbers.class).kidneyFunctionValidDays());
        // One day of grace: the laboratory's day may be ahead of the service's.
        LocalDate tomorrow = situation.today().plusDays(1);
        @Nullable LocalDate lastSure = null;
        List<KidneyFunction> possible = new ArrayList<>();
        for (KidneyFunction result : situation.chart().kidneyFunction().orElse(List.of())) {
            Truth valid = result.date().onOrAfter(from);
            if (valid.isNo() || result.date().earliest().isAfter(tomorrow)) {
                continue;
            }
            possible.add(result);
            LocalDate earliest = result.date().earliest();
            if (valid.isYes() && (lastSure == null || earliest.isAfter(lastSure))) {
                lastSure = earliest;
            }
        }
        if (lastSure != null) {
            LocalDate last = lastSure;
            possible.removeIf(result -> result.date().latest().isBefore(last));
        }
        return new Filtration(possible, lastSure != null);
    }

    /** Whether a result surely of the last 12 months is on record. */
    public boolean isOnRecord() {
        return onRecord;
    }

    /** Is it below a limit? NO when no result that may be of the last 12 months says so. */
    public Truth below(int limit) {
        Truth all = Truth.YES;
        Truth any = Truth.NO;
        for (KidneyFunction result : newest) {
            Truth below = below(result, BigDecimal.valueOf(limit));
            for (KidneyFunction other : newest) {
                if (other.date().isExact() && other.date().equals(result.date())) {
                    below = below.or(below(other, BigDecimal.valueOf(limit)));
                }
            }
            all = all.and(below);
            any = any.or(below);
        }
        if (any.isNo()) {
            return Truth.NO;
        }
        return onRecord && all.isYes() ? Truth.YES : Truth.UNKNOWN;
    }

    private static Truth below(KidneyFunction result, BigDecimal limit) {
        int compared = result.value().compareTo(limit);
        return switch (result.comparator()) {
            case EQUAL -> Truth.of(compared < 0);
            case AT_LEAST -> compared >= 0 ? Truth.NO : Truth.UNKNOWN;
            // "<30" is how laboratories write below 30.
            case AT_MOST -> compared <= 0 ? Truth.YES : Truth.UNKNOWN;
        };
    }

    /** The lowest of the newest results, as a card says it. */
    public Optional<KidneyFunction> lowest() {
        return newest.stream()
                .min(Comparator.comparing(KidneyFunction::value).thenComparing(KidneyFunction::comparator));
    }

    /** {@code eGFR 45 mL/min}, {@code eGFR at least 60 mL/min}. */
    public static String text(KidneyFunction result) {
        String comparator =
                switch (result.comparator()) {
                    case EQUAL -> "";
                    case AT_LEAST -> "at least ";
                    case AT_MOST -> "at most ";
                };
        return "eGFR " + comparator + result.value().stripTrailingZeros().toPlainString() + " mL/min";
    }
}
