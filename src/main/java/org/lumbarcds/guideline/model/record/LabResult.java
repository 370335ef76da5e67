package org.lumbarcds.guideline.model.record;

import java.math.BigDecimal;
import org.lumbarcds.guideline.model.PartialDate;

/**
 * A laboratory result that speaks against a drug where it is at hand, status final, amended or corrected.
 *
 * @param kind what was measured, and its unit
 * @param date when it was measured
 * @param value in the unit of its kind
 * @param comparator how to read the value
 */
public record LabResult(Kind kind, PartialDate date, BigDecimal value, KidneyFunction.Comparator comparator) {

    /** What is measured. */
    public enum Kind {
        /** Serum creatinine, mg/dL. */
        CREATININE("creatinine", "mg/dL"),
        /** mL/min. */
        CREATININE_CLEARANCE("creatinine clearance", "mL/min"),
        /** Thousand per microlitre, which is 10^9/L. */
        PLATELETS("platelets", "10^9/L");

        private final String label;
        private final String unit;

        Kind(String label, String unit) {
            this.label = label;
            this.unit = unit;
        }

        public String label() {
            return label;
        }

        public String unit() {
            return unit;
        }
    }

    /** {@code platelets 85 10^9/L}. */
    public String text() {
        return kind.label + " " + value.stripTrailingZeros().toPlainString() + " " + kind.unit;
    }
}
