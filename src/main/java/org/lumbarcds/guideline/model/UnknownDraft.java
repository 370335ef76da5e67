package org.lumbarcds.guideline.model;

import org.jspecify.annotations.Nullable;

/**
 * A drafted drug order of which nobody can tell the drug: it could be any. A draft that names no drug yet is none.
 *
 * @param field where the request has it, as {@code context.draftOrders.entry[0].resource}
 * @param medication {@code Medication/id} that would tell and is not to be had, or null when the draft names no such thing
 * @param selected whether it counts as selected
 * @param unresolved whether its drug stands in a resource that is not to be had or says nothing; false when it has a code,
 *     only none that is known here
 */
public record UnknownDraft(String field, @Nullable String medication, boolean selected, boolean unresolved) {}
