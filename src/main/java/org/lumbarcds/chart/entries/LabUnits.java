package org.lumbarcds.chart.entries;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.record.LabResult;

/** Units that laboratories write, and by what a value is multiplied to be in the unit of its kind. */
final class LabUnits {

    /** "over 2 mg/dL or 177 umol/L". */
    private static final BigDecimal MG_DL_PER_UMOL_L = new BigDecimal("0.0112994");

    private static final Map<String, BigDecimal> CREATININE = Map.of(
            "mg/dl",
            BigDecimal.ONE,
            "mg/100ml",
            BigDecimal.ONE,
            "umol/l",
            MG_DL_PER_UMOL_L,
            "micromol/l",
            MG_DL_PER_UMOL_L);

    private static final Map<String, BigDecimal> PLATELETS = Map.ofEntries(
            Map.entry("10*3/ul", BigDecimal.ONE),
            Map.entry("10*9/l", BigDecimal.ONE),
            Map.entry("10^9/l", BigDecimal.ONE),
            Map.entry("10^3/ul", BigDecimal.ONE),
            Map.entry("x10^9/l", BigDecimal.ONE),
            Map.entry("x10e3/ul", BigDecimal.ONE),
            Map.entry("x10^3/ul", BigDecimal.ONE),
            Map.entry("k/ul", BigDecimal.ONE),
            Map.entry("k/mm3", BigDecimal.ONE),
            Map.entry("g/l", BigDecimal.ONE),
            Map.entry("/ul", new BigDecimal("0.001")),
            Map.entry("/mm3", new BigDecimal("0.001")));

    private static final BigDecimal SECONDS_PER_MINUTE = BigDecimal.valueOf(60);

    private LabUnits() {}

    /** The factor to mL/min (whatever the body surface) of a filtration rate, by its unit or else its UCUM code; or null. */
    static @Nullable BigDecimal filtration(@Nullable String unit, @Nullable String code) {
        BigDecimal factor = filtration(unit);
        return factor != null ? factor : filtration(code);
    }

    private static @Nullable BigDecimal filtration(@Nullable String unit) {
        String plain = unit == null ? "" : unit.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
        if (plain.startsWith("ml/min")) {
            return BigDecimal.ONE;
        }
        return plain.startsWith("ml/s") ? SECONDS_PER_MINUTE : null;
    }

    /** The factor, or null for a unit that is not known or missing. */
    static @Nullable BigDecimal factor(LabResult.Kind kind, @Nullable String unit) {
        if (unit == null) {
            return null;
        }
        String plain = unit.toLowerCase(Locale.ROOT).replaceAll("[\\s{}]+", "").replaceAll("[\u00b5\u03bc]", "u");
        return switch (kind) {
            case CREATININE -> CREATININE.get(plain);
            case PLATELETS -> PLATELETS.get(plain);
            case CREATININE_CLEARANCE -> filtration(unit);
        };
    }
}
