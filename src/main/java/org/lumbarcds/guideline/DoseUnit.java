package org.lumbarcds.guideline;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
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
        @Nullable String wanted = unitOf(quantity);
        if (wanted == null) {
            return null;
        }
        for (Amount dose : doses) {
            if (wanted.equals(unitOf(dose)) && dose.value().signum() > 0) {
                return dose.value();
            }
        }
        return null;
    }

    /** The unit in one spelling; tablets, capsules and pills are all counted by the piece. Null when there is none. */
    static @Nullable String unitOf(Amount amount) {
        String raw = amount.code() != null && !amount.code().isBlank() ? amount.code() : amount.unit();
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
