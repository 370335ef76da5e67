package org.lumbarcds.hooks;

import java.util.Set;
import java.util.TreeSet;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.guideline.Finding;
import org.lumbarcds.guideline.model.Ingredient;
import org.lumbarcds.guideline.model.MedicationOrder;
import org.lumbarcds.guideline.model.Order;
import org.lumbarcds.guideline.model.ServiceOrder;
import org.lumbarcds.record.KeyedHash;

/** Keyed hashes that stand for a patient, and for a finding about a patient. Two clients may give two patients the same id. */
final class Subjects {

    private final KeyedHash hash;

    Subjects(KeyedHash hash) {
        this.hash = hash;
    }

    /** The same patient of the same client and tenant has the same hash. */
    String patient(Caller caller, String patientId) {
        return hash.of(caller.client().name(), tenant(caller), patientId);
    }

    /** The same finding of the same rule about the same drug of the same patient, on the same grounds, has the same hash. */
    String finding(Caller caller, String patientId, Finding finding) {
        return hash.of(
                caller.client().name(),
                tenant(caller),
                patientId,
                finding.rule().id(),
                String.join("+", about(finding)),
                String.join("+", new TreeSet<>(finding.grounds())));
    }

    private static String tenant(Caller caller) {
        return caller.tenant() == null ? "" : caller.tenant();
    }

    /** The ingredients of the drugs, or the kinds of the services, that a finding is about. */
    private static Set<String> about(Finding finding) {
        Set<String> subjects = new TreeSet<>();
        for (Order order : finding.about()) {
            if (order instanceof MedicationOrder medication) {
                medication.drug().ingredients().stream().map(Ingredient::name).forEach(subjects::add);
            } else if (order instanceof ServiceOrder service) {
                service.kinds().stream().map(Enum::name).forEach(subjects::add);
            }
        }
        return subjects;
    }
}
