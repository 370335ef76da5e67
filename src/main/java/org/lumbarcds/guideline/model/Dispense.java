package org.lumbarcds.guideline.model;

import org.jspecify.annotations.Nullable;

/**
 * What is to be dispensed.
 *
 * @param supply expectedSupplyDuration of one fill, or null
 * @param quantity amount of one fill, or null
 * @param refills numberOfRepeatsAllowed; 0 when not stated or negative
 */
public record Dispense(@Nullable Amount supply, @Nullable Amount quantity, int refills) {

    /** An order that says nothing of dispensing. */
    public static final Dispense UNSTATED = new Dispense(null, null, 0);
}
