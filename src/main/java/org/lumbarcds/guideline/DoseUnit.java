package org.lumbarcds.guideline;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.Amount;

/** Units of doses and dispensed quantities. */
final class DoseUnit {

    private DoseUnit() {}

    /**
     * The dose in the unit of a quantity; several amounts are one dose said several ways, so the first in that unit is it.
     * Null when none is in that unit, has no unit, or is not positive.
     */
    static @Nullable BigDecimal doseIn(Amount quantity, List<Amount> doses) {
        Set<String> wanted = unitsOf(quantity);
        for (Amount dose : doses) {
            if (!Collections.disjoint(wanted, unitsOf(dose)) && Magnitude.isUsable(dose.value())) {
                return dose.value();
            }
        }
        return null;
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
        return switch (name) {
            case "tablet",
                    "tablets",
                    "tab",
                    "tabs",
                    "tbl",
                    "oral tablet",
                    "capsule",
                    "capsules",
                    "cap",
                    "caps",
                    "pill",
                    "pills",
                    "each",
                    "ea",
                    "unit dose" -> "piece";
            case "milliliter", "milliliters", "ml" -> "ml";
            case "milligram", "milligrams", "mg" -> "mg";
            default -> name;
        };
    }
}
