package org.lumbarcds.guideline.model.orders;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.meaning.Reason;

/** An order, drafted in this session or on record. */
public sealed interface Order permits MedicationOrder, ServiceOrder, UnknownDraft {

    /** Names the order within this call, also when it has no id; equal for the same resource only. */
    String handle();

    /** {@code Type/id}, or null when it has no id. */
    @Nullable
    String reference();

    /** Business identifiers as {@code system|value}; may be empty. */
    Set<String> identifiers();

    /** What the order calls itself, for the card; never empty. */
    String label();

    /** FHIR status code; empty when absent. */
    String status();

    /** Whether it asks not to do something. */
    boolean doNotPerform();

    /** Whether its category is inpatient. */
    boolean inpatient();

    /** When it was written, or null. */
    @Nullable
    PartialDate authored();

    /** Its reasonCode and reasonReference; may be empty. */
    List<Reason> reasons();

    /**
     * Whether it is an order to give: "drafts that are not orders to give (doNotPerform, status cancelled, stopped,
     * completed, entered-in-error)" are none.
     */
    default boolean isOrderToGive() {
        return !doNotPerform() && !NOT_TO_GIVE.contains(status());
    }

    /** The statuses that make a draft no order to give; ServiceRequest says revoked for cancelled. */
    Set<String> NOT_TO_GIVE = Set.of("cancelled", "revoked", "stopped", "completed", "entered-in-error");
}
