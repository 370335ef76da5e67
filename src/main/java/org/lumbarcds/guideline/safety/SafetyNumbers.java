package org.lumbarcds.guideline.safety;

/**
 * What the safety of a suggested drug rests on, in days (<em>policy</em>).
 *
 * @param kidneyFunctionValidDays an eGFR counts this long
 * @param recentBleedingDays an active bleeding that began at most this long ago is a contraindication
 * @param bypassDays a coronary bypass at most this long ago is a contraindication
 * @param kidneyInjuryDays an acute kidney injury that began or ended at most this long ago counts as recent
 * @param infarctionRecoveryDays an active infarction that began at most this long ago is in its acute recovery phase
 * @param ibuprofenFirst whether ibuprofen is the NSAID to suggest; else naproxen
 */
public record SafetyNumbers(
        int kidneyFunctionValidDays,
        int recentBleedingDays,
        int bypassDays,
        int kidneyInjuryDays,
        int infarctionRecoveryDays,
        boolean ibuprofenFirst) {}
