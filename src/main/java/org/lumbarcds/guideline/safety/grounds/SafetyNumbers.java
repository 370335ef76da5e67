package org.lumbarcds.guideline.safety.grounds;

/**
 * What the safety of any suggested drug rests on.
 *
 * @param kidneyFunctionValidDays days that an eGFR counts (<em>policy</em>)
 * @param ibuprofenFirst whether ibuprofen is the NSAID to suggest; else naproxen
 */
public record SafetyNumbers(int kidneyFunctionValidDays, boolean ibuprofenFirst) {}
