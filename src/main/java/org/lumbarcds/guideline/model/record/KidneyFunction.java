package org.lumbarcds.guideline.model.record;

import java.math.BigDecimal;
import java.util.Comparator;
import org.lumbarcds.guideline.model.PartialDate;

/**
 * An eGFR result, status final, amended or corrected, in mL/min (per 1.73 m²).
 *
 * @param date when it was measured
 * @param value mL/min
 * @param comparator how to read the value
 */
public record KidneyFunction(PartialDate date, BigDecimal value, Comparator comparator) {

    /** "a value '>60' is at least 60". */
    public enum Comparator {
        EQUAL,
        AT_LEAST,
        AT_MOST
    }
}
