package org.lumbarcds.guideline.model.record;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.ServiceOrder;

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

    /**
     * Conditions on record of the encounter of the call that have a code and are neither refuted nor errors, those of no
     * concern included: "the Conditions whose encounter it is" tell what is treated.
     */
    default Checked<List<Reason>> encounterDiagnoses() {
        return problems().map(read -> List.of());
    }

    /** Orders on record whose drug is recognised; drafts are not among them unless the EHR saved them already. */
    Checked<List<MedicationOrder>> medications();

    /** Orders on record that count and whose drug nobody here knows by code or name: each could be any drug. */
    default List<UnknownEntry> unknownOrders() {
        return List.of();
    }

    Checked<List<Allergy>> allergies();

    /** Every usable eGFR result, in no order. */
    Checked<List<KidneyFunction>> kidneyFunction();

    /** Other results that speak against drugs, where they are at hand beside the eGFR; in no order. */
    default List<LabResult> labResults() {
        return List.of();
    }

    /** Results of a kind that drugs are judged by, which are there and can't be read: without a unit, without a date. */
    default List<UnknownEntry> unreadableResults() {
        return List.of();
    }

    Checked<List<Screening>> screenings();

    /** Service orders on record. */
    Checked<List<ServiceOrder>> referrals();

    /** What was done and the guideline speaks of; not what was not done or is only prepared. */
    Checked<List<Procedure>> procedures();

    /**
     * What is said to be taken, whoever said so, as orders whose days are those of the statement: recognised drugs, neither
     * errors nor not taken. "For section 4 … any MedicationStatement active or intended" counts; the others matter only for
     * what counts for some days after its end.
     */
    Checked<List<MedicationOrder>> statements();

    /** Statements that count and whose drug nobody here knows, or that lead nowhere: each could be any drug. */
    default List<UnknownEntry> unknownStatements() {
        return List.of();
    }

    /** What of the keys read so far is known not to be whole, and why. */
    default Map<ChartKey, KeyGap> gaps() {
        return Map.of();
    }
}
