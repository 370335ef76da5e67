package org.lumbarcds.chart;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.Order;
import org.lumbarcds.terminology.Terminology;

/**
 * Reads FHIR R4 from the request's tree. Nothing a client sends makes it throw, and it logs nothing.
 *
 * <p>Codings are compared with the value sets on the tree; HAPI parses only the dosages of the orders that are known.
 */
public final class FhirChartReader implements ChartReader {

    private static final Set<String> OTHER_ORDERS =
            Set.of("ServiceRequest", "DeviceRequest", "CommunicationRequest", "Task", "Appointment");

    private final Terminology terminology;
    private final Orders orders;

    /**
     * @param terminology what codes and words mean
     * @param fhir a context for R4, as {@code FhirContext.forR4Cached()}; shared, since it is slow to build
     */
    public FhirChartReader(Terminology terminology, FhirContext fhir) {
        this.terminology = terminology;
        this.orders = new Orders(terminology, fhir);
    }

    @Override
    public DraftOrders drafts(CallData call) {
        PatientIdentity patient = PatientIdentity.of(call.patientId());
        Resources bundle = Resources.ofBundle(call.draftOrders());
        Prefetch prefetch = new Prefetch(call.prefetch(), terminology);
        Lookup lookup = new Lookup(List.of(bundle), List.of(new Resources(prefetch::entries)));
        Selections selections = Selections.of(call.selections());
        List<Order> known = new ArrayList<>();
        Set<String> selected = new HashSet<>();
        Map<String, ObjectNode> json = new HashMap<>();
        int index = 0;
        for (JsonNode item : Json.items(call.draftOrders(), "entry")) {
            Entry entry = Contents.entry(item);
            String handle = "draft:" + index++;
            Order order =
                    entry == null || patient.isOthers(entry.resource(), bundle) ? null : draft(handle, entry, lookup);
            if (entry != null && order != null) {
                known.add(order);
                json.put(handle, entry.resource());
                if (call.hook() == Hook.ORDER_SIGN || selections.name(entry)) {
                    selected.add(handle);
                }
            }
        }
        return new DraftOrders(known, selected, json);
    }

    private @Nullable Order draft(String handle, Entry entry, Lookup lookup) {
        if (entry.is("MedicationRequest")) {
            return orders.draftedMedication(handle, entry, lookup);
        }
        return OTHER_ORDERS.contains(entry.type()) ? orders.service(handle, entry, lookup) : null;
    }

    @Override
    public OpenChart open(CallData call, DraftOrders drafts) {
        return open(call, new Prefetch(call.prefetch(), terminology));
    }

    /** The chart of a call from another source than its prefetch. */
    OpenChart open(CallData call, ChartSource source) {
        return new LazyChart(call, source, terminology, orders);
    }

    /** Parses an order once, so that no caller waits for HAPI to scan its model: the first parse takes seconds. */
    public void warm() {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        ObjectNode instruction = order.putArray("dosageInstruction").addObject();
        instruction.put("text", "once daily").put("asNeededBoolean", false);
        ObjectNode repeat = instruction.putObject("timing").putObject("repeat");
        repeat.put("frequency", 1).put("period", 1).put("periodUnit", "d");
        repeat.putObject("boundsDuration").put("value", 1).put("code", "d");
        ObjectNode dose = instruction.putArray("doseAndRate").addObject().putObject("doseQuantity");
        dose.put("value", 1).put("unit", "tablet");
        order.putObject("dispenseRequest").putObject("expectedSupplyDuration").put("value", 1);
        orders.dosages().read(order);
    }
}
