package org.lumbarcds.guideline.model;

import java.util.List;
import java.util.Set;

/**
 * One patient's data for one call, read only as far as somebody asks. Each answer is fixed for the call. Resources about
 * another patient, and those no value set knows, are not in it.
 */
public interface Chart {

    Checked<Patient> patient();

    /** Had with an encounter without reasons when the client has none. */
    Checked<Encounter> encounter();

    Checked<List<Problem>> problems();

    /**
     * References of coded conditions on record that no value set knows: an order whose reason points at one of them has a
     * reason that is not low back pain.
     */
    Checked<Set<String>> otherConditions();

    /** Orders on record whose drug is recognised; drafts are not among them unless the EHR saved them already. */
    Checked<List<MedicationOrder>> medications();

    /**
     * Whether an active order on record tells its drug by a code alone that no value set knows, without any name: it could
     * be any drug, so what is not to be given together can't be ruled out.
     */
    default boolean hasNamelessMedication() {
        return false;
    }

    Checked<List<Allergy>> allergies();

    /** Every usable eGFR result, in no order. */
    Checked<List<KidneyFunction>> kidneyFunction();

    Checked<List<Screening>> screenings();

    /** Service orders on record. */
    Checked<List<ServiceOrder>> referrals();
}
