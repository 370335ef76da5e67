package org.lumbarcds.guideline.model;

import org.jspecify.annotations.Nullable;

/**
 * A drafted drug order of which nobody here can tell the drug. A draft that names no drug yet is none.
 *
 * @param field where the request has it, as {@code context.draftOrders.entry[0].resource}
 * @param medication {@code Medication/id} that would tell and is not to be had, or null when the draft names no such thing
 * @param selected whether it counts as selected
 * @param unresolved whether it could be any drug: its drug stands in a resource that is not to be had, or its only codes
 *     are of systems that no table covers and no word names it; false when words that no table knows name it
 * @param label its own words, else its code, for the card; empty when it has neither
 */
public record UnknownDraft(
        String field, @Nullable String medication, boolean selected, boolean unresolved, String label) {}
