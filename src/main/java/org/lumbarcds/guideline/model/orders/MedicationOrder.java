package org.lumbarcds.guideline.model.orders;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.meaning.Reason;

/**
 * A MedicationRequest whose drug some value set knows.
 *
 * @param handle names the order within this call
 * @param reference {@code MedicationRequest/id}, or null
 * @param identifiers business identifiers as {@code system|value}
 * @param drug the recognised drug
 * @param status FHIR status code, or {@link #INTENDED}; empty when absent
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

    /** The status of what is only planned, proposed or one option: nobody ordered it, but the patient may take it. */
    public static final String INTENDED = "intended";

    public MedicationOrder {
        identifiers = Set.copyOf(identifiers);
        reasons = List.copyOf(reasons);
        dosages = List.copyOf(dosages);
    }

    /** The same drug as an intention: it begins no course and treats nobody, but nothing may be suggested beside it. */
    public MedicationOrder asIntended() {
        return new MedicationOrder(
                handle,
                reference,
                identifiers,
                drug,
                INTENDED,
                doNotPerform,
                inpatient,
                authored,
                lastUpdated,
                reasons,
                dosages,
                dispense);
    }

    @Override
    public String label() {
        return drug.label();
    }
}
