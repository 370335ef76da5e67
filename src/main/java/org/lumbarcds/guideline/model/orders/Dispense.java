package org.lumbarcds.guideline.model.orders;

import org.jspecify.annotations.Nullable;

/**
 * What is to be dispensed. "initialFill is the first fill, the repeats follow."
 *
 * @param first the first fill where it differs from the repeats, or null
 * @param supply expectedSupplyDuration of one fill, or null
 * @param quantity amount of one fill, or null
 * @param refills numberOfRepeatsAllowed; 0 when not stated or negative
 */
public record Dispense(
        @Nullable FirstFill first,
        @Nullable Amount supply,
        @Nullable Amount quantity,
        int refills) {

    /** An order that says nothing of dispensing. */
    public static final Dispense UNSTATED = new Dispense(null, null, 0);

    /** All fills alike. */
    public Dispense(@Nullable Amount supply, @Nullable Amount quantity, int refills) {
        this(null, supply, quantity, refills);
    }

    /**
     * A first fill of its own.
     *
     * @param supply how long it lasts, or null
     * @param quantity its amount, or null
     */
    public record FirstFill(
            @Nullable Amount supply, @Nullable Amount quantity) {}
}
