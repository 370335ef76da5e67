package org.lumbarcds.hooks.answering;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.model.drugs.Ingredient;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.record.KeyedHash;

/** Keyed hashes that stand for a patient, and for a finding about a patient. Two clients may give two patients the same id. */
public final class Subjects {

    private final KeyedHash hash;

    public Subjects(KeyedHash hash) {
        this.hash = hash;
    }

    /** The same patient of the same client and tenant has the same hash. */
    String patient(Caller caller, String patientId) {
        return hash.of(caller.client().name(), tenant(caller), patientId);
    }

    /**
     * The same finding of the same rule about the same drug of the same patient has the same hash: the drug of the draft that
     * carries the card, and beside it the other drafts' and the finding's grounds. So it does not matter whether another drug
     * was selected already.
     *
     * @param indicator how grave the finding was when it was considered
     */
    String finding(Caller caller, String patientId, Finding finding, Indicator indicator) {
        List<Order> about = finding.about();
        Set<String> drug = about.isEmpty() ? Set.of() : what(about.get(0));
        Set<String> beside = new TreeSet<>(finding.grounds());
        about.forEach(order -> beside.addAll(what(order)));
        beside.removeAll(drug);
        return hash.of(
                caller.client().name(),
                tenant(caller),
                patientId,
                finding.rule().id(),
                indicator.name(),
                String.join("+", drug),
                String.join("+", beside));
    }

    /**
     * The same finding about the same draft has the same hash, whatever call it is found in. A draft without an id is told by
     * its place.
     *
     * @param subject hash of what is found
     */
    String showing(String subject, Finding finding) {
        if (finding.about().isEmpty()) {
            return hash.of(subject, "");
        }
        Order draft = finding.about().get(0);
        return hash.of(subject, Objects.requireNonNullElse(draft.reference(), draft.handle()));
    }

    private static String tenant(Caller caller) {
        return caller.tenant() == null ? "" : caller.tenant();
    }

    /** The ingredients of a drug, or the kinds of a service. */
    private static Set<String> what(Order order) {
        Set<String> names = new TreeSet<>();
        if (order instanceof MedicationOrder medication) {
            medication.drug().ingredients().stream().map(Ingredient::name).forEach(names::add);
        } else if (order instanceof ServiceOrder service) {
            service.kinds().stream().map(Enum::name).forEach(names::add);
        }
        return names;
    }
}
