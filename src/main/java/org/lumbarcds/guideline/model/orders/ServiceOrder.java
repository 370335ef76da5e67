package org.lumbarcds.guideline.model.orders;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.meaning.Reason;

/**
 * An order of something other than a drug that the guideline speaks of.
 *
 * @param handle names the order within this call
 * @param reference {@code ServiceRequest/id}, or null
 * @param identifiers business identifiers as {@code system|value}
 * @param label its text or display
 * @param kinds what it orders; never empty
 * @param status FHIR status code; empty when absent
 * @param doNotPerform whether it asks not to do it
 * @param inpatient whether its category is inpatient
 * @param authored authoredOn, or null
 * @param lastUpdated meta.lastUpdated as a day, or null
 * @param reasons its reasons
 */
public record ServiceOrder(
        String handle,
        @Nullable String reference,
        Set<String> identifiers,
        String label,
        Set<Kind> kinds,
        String status,
        boolean doNotPerform,
        boolean inpatient,
        @Nullable PartialDate authored,
        @Nullable PartialDate lastUpdated,
        List<Reason> reasons)
        implements Order {

    /** What is ordered. */
    public enum Kind {
        LUMBAR_IMAGING,
        BED_REST,
        /** Massage, TENS, heat or cold, ultrasound, traction, manipulation, acupuncture. */
        PASSIVE_TREATMENT,
        /** Physical therapy, exercise, rehabilitation. */
        ACTIVE_TREATMENT
    }

    public ServiceOrder {
        identifiers = Set.copyOf(identifiers);
        kinds = Set.copyOf(kinds);
        reasons = List.copyOf(reasons);
    }
}
