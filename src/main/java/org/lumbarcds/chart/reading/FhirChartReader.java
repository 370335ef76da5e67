package org.lumbarcds.chart.reading;

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
import org.lumbarcds.bundle.Found;
import org.lumbarcds.bundle.SearchBundle;
import org.lumbarcds.chart.CallData;
import org.lumbarcds.chart.ChartReader;
import org.lumbarcds.chart.ContextFault;
import org.lumbarcds.chart.DraftOrders;
import org.lumbarcds.chart.OpenChart;
import org.lumbarcds.chart.Supplement;
import org.lumbarcds.chart.entries.OrderReader;
import org.lumbarcds.chart.entries.OrderedDrug;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.chart.json.Lookup;
import org.lumbarcds.chart.json.Resources;
import org.lumbarcds.chart.prefetch.ChartSource;
import org.lumbarcds.chart.prefetch.PatientIdentity;
import org.lumbarcds.chart.prefetch.Prefetch;
import org.lumbarcds.chart.prefetch.SupplementedSource;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.orders.UnknownDraft;
import org.lumbarcds.terminology.Terminology;

/**
 * Reads FHIR R4 from the request's tree. Nothing a client sends makes it throw, and it logs nothing.
 *
 * <p>Codings are compared with the value sets on the tree; HAPI parses only the dosages of the orders that are known.
 */
public final class FhirChartReader implements ChartReader {

    /** Types of orders of other things than drugs that the rules judge. */
    static final Set<String> OTHER_ORDERS =
            Set.of("ServiceRequest", "DeviceRequest", "CommunicationRequest", "Task", "Appointment");

    private final Terminology terminology;
    private final OrderReader orders;

    /**
     * @param terminology what codes and words mean
     * @param fhir a context for R4, as {@code FhirContext.forR4Cached()}; shared, since it is slow to build
     */
    public FhirChartReader(Terminology terminology, FhirContext fhir) {
        this.terminology = terminology;
        this.orders = new OrderReader(terminology, fhir);
    }

    @Override
    public List<ContextFault> faults(CallData call) {
        List<ContextFault> faults = new ArrayList<>();
        List<Entry> drafts = new ArrayList<>();
        PatientIdentity patient = PatientIdentity.of(call.patientId());
        Resources nearby = Resources.ofBundle(call.draftOrders());
        Resources elsewhere = new Resources(new Prefetch(call.prefetch(), terminology)::entries);
        int index = -1;
        for (JsonNode item : Json.items(call.draftOrders(), "entry")) {
            index++;
            Found found = SearchBundle.found(item);
            if (found != null) {
                drafts.add(Entry.of(found));
                String field = patient.othersField(found.resource(), nearby, elsewhere);
                if (field != null) {
                    faults.add(new ContextFault(
                            ContextFault.Kind.DRAFT_OF_ANOTHER_PATIENT, field(call.hook(), index) + "." + field));
                }
            }
        }
        for (int none : Selections.of(call.selections()).namingNone(drafts)) {
            faults.add(new ContextFault(ContextFault.Kind.SELECTION_OF_NO_DRAFT, "context.selections[" + none + "]"));
        }
        return faults;
    }

    @Override
    public DraftOrders drafts(CallData call, Supplement supplement) {
        Resources bundle = Resources.ofBundle(call.draftOrders());
        Lookup lookup = lookup(call, bundle, supplement);
        Selections selections = Selections.of(call.selections());
        List<Order> known = new ArrayList<>();
        Set<String> selected = new HashSet<>();
        Map<String, ObjectNode> json = new HashMap<>();
        List<UnknownDraft> unknown = new ArrayList<>();
        int index = -1;
        for (JsonNode item : Json.items(call.draftOrders(), "entry")) {
            index++;
            Found found = SearchBundle.found(item);
            if (found == null) {
                continue;
            }
            Entry entry = Entry.of(found);
            String handle = handle(index);
            OrderedDrug drug = entry.is("MedicationRequest") ? orders.drug(entry.resource(), lookup) : null;
            Order order = draft(handle, entry, lookup, drug);
            boolean isSelected = call.hook().isFinal() || selections.name(entry);
            if (order != null) {
                known.add(order);
                json.put(handle, entry.resource());
                if (isSelected) {
                    selected.add(handle);
                }
            } else if (drug != null && isUnknown(drug, entry)) {
                String field = field(call.hook(), index);
                unknown.add(unknown(field, drug, isSelected, orders.reasons().of(entry.resource(), lookup)));
            }
        }
        return new DraftOrders(known, selected, json, unknown);
    }

    /** What a draft is called within its call. */
    static String handle(int index) {
        return "draft:" + index;
    }

    /** Where a draft stands in its request. */
    static String field(Hook hook, int index) {
        return "context." + hook.draftsField() + ".entry[" + index + "].resource";
    }

    private UnknownDraft unknown(String field, OrderedDrug drug, boolean selected, List<Reason> reasons) {
        UnknownDraft.Why why = why(drug);
        return new UnknownDraft(
                field + (drug.isReferred() ? ".medicationReference" : ".medicationCodeableConcept"),
                drug.referredMedication(),
                selected,
                why,
                drug.label(),
                reasons,
                why == UnknownDraft.Why.NOT_AT_HAND ? List.of() : drug.codes());
    }

    private UnknownDraft.Why why(OrderedDrug drug) {
        if (drug.refersToNothing()) {
            return UnknownDraft.Why.NOT_AT_HAND;
        }
        return isOnlyCodedElsewhere(drug) ? UnknownDraft.Why.CODES_NOT_COVERED : UnknownDraft.Why.NOT_IN_THE_TABLES;
    }

    /** "whose only codes are of systems that no table covers (NDC, SNOMED CT, local) and that no word names". */
    private boolean isOnlyCodedElsewhere(OrderedDrug drug) {
        return drug.isWordless() && !terminology.hasDrugCode(drug.concept());
    }

    /** A drug order to give that names a drug, which nothing here knows. */
    private static boolean isUnknown(OrderedDrug drug, Entry entry) {
        return OrderReader.isToGive(entry.resource()) && !drug.saysNothing() && !drug.isAccountedFor();
    }

    private Lookup lookup(CallData call, Resources drafts, Supplement supplement) {
        ChartSource source = source(call, supplement);
        return new Lookup(List.of(drafts), List.of(new Resources(source::entries)));
    }

    private ChartSource source(CallData call, Supplement supplement) {
        return new SupplementedSource(new Prefetch(call.prefetch(), terminology), supplement);
    }

    @Override
    public Set<String> unresolvedMedications(CallData call) {
        Lookup lookup = lookup(call, Resources.ofBundle(call.draftOrders()), Supplement.NONE);
        Set<String> ids = new HashSet<>();
        for (JsonNode item : Json.items(call.draftOrders(), "entry")) {
            Found found = SearchBundle.found(item);
            if (found != null && found.type().equals("MedicationRequest")) {
                Entry entry = Entry.of(found);
                String id = orders.unresolvedMedication(entry.resource(), lookup);
                if (id != null) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    private @Nullable Order draft(String handle, Entry entry, Lookup lookup, @Nullable OrderedDrug drug) {
        if (drug != null) {
            return orders.draftedMedication(handle, entry, lookup, drug);
        }
        return OTHER_ORDERS.contains(entry.type()) ? orders.service(handle, entry, lookup) : null;
    }

    @Override
    public OpenChart open(CallData call, Supplement supplement) {
        return new LazyChart(call, source(call, supplement), terminology, orders);
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
