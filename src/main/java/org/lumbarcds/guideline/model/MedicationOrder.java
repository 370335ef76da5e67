package org.lumbarcds.guideline.model;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A MedicationRequest whose drug some value set knows.
 *
 * @param handle names the order within this call
 * @param reference {@code MedicationRequest/id}, or null
 * @param identifiers business identifiers as {@code system|value}
 * @param drug the recognised drug
 * @param status FHIR status code; empty when absent
 * @param doNotPerform whether it asks not to give the drug
 * @param inpatient whether its category is inpatient
 * @param authored authoredOn, or null
 * @param lastUpdated meta.lastUpdated as a day, or null
 * @param reasons its reasons
 * @param dosages its dosage instructions, in the order of the resource
 * @param dispense what is to be dispensed
 */
public record MedicationOrder(
        String handle,
        @Nullable String reference,
        Set<String> identifiers,
        Drug drug,
        String status,
        boolean doNotPerform,
        boolean inpatient,
        @Nullable PartialDate authored,
        @Nullable PartialDate lastUpdated,
        List<Reason> reasons,
        List<Dosage> dosages,
        Dispense dispense)
        implements Order {

    public MedicationOrder {
        identifiers = Set.copyOf(identifiers);
        reasons = List.copyOf(reasons);
        dosages = List.copyOf(dosages);
    }

    @Override
    public String label() {
        return drug.label();
    }
}
