package org.lumbarcds.guideline.dose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.orders.Amount;

/**
 * Units of doses and dispensed quantities. "A dose in mg becomes units by the product's strength, when the product has one;
 * a quantity without a unit counts in the dose form's unit when the dose does or the product has one strength."
 */
final class DoseUnit {

    private static final String PIECE = "piece";
    private static final String MILLIGRAM = "mg";
    private static final Pattern PIECES = Pattern.compile(
            "(?:.*[ ,])?(?:tablets?|tabs?|tbl|capsules?|caps?|caplets?|pills?|each|ea|unit dose)(?:[ ,.\\[].*)?");
    /** Nobody takes a third of a tablet: then the strength read is not that of the product. */
    private static final BigDecimal QUARTERS = BigDecimal.valueOf(4);
    /** More than four tablets at once are milligrams rather. */
    private static final BigDecimal MOST_PIECES = BigDecimal.valueOf(4);

    private DoseUnit() {}

    /**
     * A dose in the unit of a quantity.
     *
     * @param value how many units
     * @param byStrength whether the product's strength was needed
     */
    record Converted(BigDecimal value, boolean byStrength) {}

    /**
     * The dose in the unit of a quantity; null when it can't be said in that unit, or is not positive.
     *
     * @param strengthMg milligrams per piece of a product with one ingredient, or null
     */
    static @Nullable Converted convert(Amount quantity, Amount dose, @Nullable BigDecimal strengthMg) {
        if (!Magnitude.isUsable(dose.value())) {
            return null;
        }
        Set<String> wanted = unitsOf(quantity);
        Set<String> given = unitsOf(dose);
        if (!Collections.disjoint(wanted, given)) {
            return new Converted(dose.value(), false);
        }
        if (given.isEmpty()) {
            boolean pieces = wanted.contains(PIECE) || wanted.isEmpty() && strengthMg != null;
            return pieces && isCount(dose.value(), strengthMg) ? new Converted(dose.value(), false) : null;
        }
        @Nullable BigDecimal milligrams = milligrams(dose, given);
        if (wanted.isEmpty() && milligrams == null) {
            return new Converted(dose.value(), false);
        }
        return strengthMg == null ? null : byStrength(wanted, given, milligrams, dose.value(), strengthMg);
    }

    private static @Nullable Converted byStrength(
            Set<String> wanted,
            Set<String> given,
            @Nullable BigDecimal milligrams,
            BigDecimal value,
            BigDecimal strengthMg) {
        if (!Magnitude.isUsable(strengthMg)) {
            return null;
        }
        if (milligrams != null && (wanted.isEmpty() || wanted.contains(PIECE))) {
            BigDecimal quarters = milligrams.multiply(QUARTERS).divide(strengthMg, 6, RoundingMode.HALF_UP);
            boolean whole = quarters.stripTrailingZeros().scale() <= 0 && quarters.signum() > 0;
            return whole ? new Converted(quarters.divide(QUARTERS, 2, RoundingMode.HALF_UP), true) : null;
        }
        boolean inMilligrams = wanted.contains(MILLIGRAM) && given.contains(PIECE);
        return inMilligrams ? new Converted(value.multiply(strengthMg), true) : null;
    }

    /** A bare number is a count of tablets unless it may be the milligrams of one. */
    private static boolean isCount(BigDecimal value, @Nullable BigDecimal strengthMg) {
        return value.compareTo(MOST_PIECES) <= 0 && (strengthMg == null || value.compareTo(strengthMg) != 0);
    }

    private static @Nullable BigDecimal milligrams(Amount dose, Set<String> units) {
        if (units.contains(MILLIGRAM)) {
            return dose.value();
        }
        if (units.contains("g")) {
            return dose.value().movePointRight(3);
        }
        return units.contains("ug") ? dose.value().movePointLeft(3) : null;
    }

    /** Whether the quantity is in no unit at all. */
    static boolean hasNone(Amount amount) {
        return unitsOf(amount).isEmpty();
    }

    /** The unit by code and in words: one order may code it in UCUM, the other in SNOMED, and both call it "tablet". */
    private static Set<String> unitsOf(Amount amount) {
        Set<String> units = new HashSet<>();
        for (String raw : Arrays.asList(amount.code(), amount.unit())) {
            @Nullable String unit = unitOf(raw);
            if (unit != null) {
                units.add(unit);
            }
        }
        return units;
    }

    /** The unit in one spelling; tablets, capsules and pills are all counted by the piece. Null when there is none. */
    private static @Nullable String unitOf(@Nullable String raw) {
        if (raw == null || raw.isBlank()) {
            return null;
        }
        String name = raw.strip()
                .toLowerCase(Locale.ROOT)
                .replace("{", "")
                .replace("}", "")
                .replace("(s)", "");
        if (name.equals("1") || name.isBlank()) {
            return null; // UCUM's unity
        }
        if (PIECES.matcher(name).matches()) {
            return PIECE;
        }
        return switch (name) {
            case "milliliter", "milliliters", "ml" -> "ml";
            case "milligram", "milligrams", "mg", "mgs" -> MILLIGRAM;
            case "gram", "grams", "g", "gm" -> "g";
            case "microgram", "micrograms", "ug", "mcg", "µg" -> "ug";
            default -> name;
        };
    }
}
