package org.lumbarcds.chart.entries;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.json.Dates;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.chart.json.Lookup;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.terminology.Terminology;
import org.lumbarcds.terminology.codes.Coding;
import org.lumbarcds.terminology.codes.Concept;

/** Reads the orders that some value set or text knows, drafted or on record. */
public final class OrderReader {

    /** Where a request says what is to be done, whatever its type. */
    private static final List<String> CODES = List.of("code", "codeCodeableConcept", "serviceType");

    /** Where it says it in more words. */
    private static final List<String> DETAILS = List.of("orderDetail", "description");

    private final Terminology terminology;
    private final DrugReader drugs;
    private final DosageReader dosages;
    private final ReasonReader reasons;

    public OrderReader(Terminology terminology, FhirContext fhir) {
        this.terminology = terminology;
        this.drugs = new DrugReader(terminology);
        this.dosages = new DosageReader(fhir);
        this.reasons = new ReasonReader(terminology);
    }

    /** Id of the Medication that alone would tell an order's drug and is not at hand; null when there is none such. */
    @Nullable
    public String unresolvedMedication(ObjectNode order, Lookup lookup) {
        return drugs.unresolvedId(order, lookup);
    }

    public DosageReader dosages() {
        return dosages;
    }

    public ReasonReader reasons() {
        return reasons;
    }

    /** What an order says of its drug. */
    public OrderedDrug drug(ObjectNode order, Lookup lookup) {
        return drugs.read(order, lookup);
    }

    /** The order of a drug, or null when that is of no concern or not known. */
    @Nullable
    public MedicationOrder medication(String handle, Entry entry, Lookup lookup, OrderedDrug drug) {
        return drug.ofConcern()
                .map(known -> medication(handle, entry, lookup, known, dosages.read(entry.resource())))
                .orElse(null);
    }

    /** A drafted order: when its dosages cannot be read, they are unknown, but the order is still there. */
    @Nullable
    public MedicationOrder draftedMedication(String handle, Entry entry, Lookup lookup, OrderedDrug drug) {
        return drug.ofConcern()
                .map(known -> medication(handle, entry, lookup, known, directions(entry.resource())))
                .orElse(null);
    }

    private DosageReader.Directions directions(ObjectNode order) {
        try {
            return dosages.read(order);
        } catch (RuntimeException unreadable) {
            return DosageReader.Directions.NONE;
        }
    }

    private MedicationOrder medication(
            String handle, Entry entry, Lookup lookup, Drug drug, DosageReader.Directions directions) {
        ObjectNode order = entry.resource();
        return new MedicationOrder(
                handle,
                entry.reference(),
                identifiers(order),
                drug,
                status(order),
                Json.isTrue(order, "doNotPerform"),
                isInpatient(order),
                authored(order),
                lastUpdated(order),
                reasons.of(order, lookup),
                directions.dosages(),
                directions.dispense());
    }

    /** The order of something else, or null when the guideline does not speak of it. */
    @Nullable
    public ServiceOrder service(String handle, Entry entry, Lookup lookup) {
        ObjectNode order = entry.resource();
        Concept concept = ordered(order);
        Set<ServiceOrder.Kind> kinds = ConceptReader.isEmpty(concept) ? Set.of() : terminology.service(concept);
        if (kinds.isEmpty()) {
            return null;
        }
        return new ServiceOrder(
                handle,
                entry.reference(),
                identifiers(order),
                label(order, concept),
                kinds,
                status(order),
                Json.isTrue(order, "doNotPerform"),
                isInpatient(order),
                authored(order),
                lastUpdated(order),
                reasons.of(order, lookup));
    }

    /**
     * All that says what is ordered as one concept, in the order of a sentence: code, body site, then details. So "MRI" of
     * the "lumbar spine" is known, and "no contrast" in the details negates nothing before it.
     */
    public static Concept ordered(ObjectNode order) {
        List<Coding> codings = new ArrayList<>();
        Set<String> what = new LinkedHashSet<>();
        for (String field : CODES) {
            Concept concept = ConceptReader.read(order, field);
            codings.addAll(concept.codings());
            what.addAll(ConceptReader.names(concept));
        }
        what.addAll(ConceptReader.names(ConceptReader.read(order, "bodySite")));
        Set<String> sentences = new LinkedHashSet<>();
        if (!what.isEmpty()) {
            sentences.add(String.join(" ", what));
        }
        for (String field : DETAILS) {
            Concept concept = ConceptReader.read(order, field);
            codings.addAll(concept.codings());
            sentences.addAll(ConceptReader.names(concept));
        }
        for (JsonNode payload : Json.items(order, "payload")) {
            sentences.addAll(ConceptReader.names(ConceptReader.read(payload, "contentString")));
        }
        return new Concept(codings, sentences.isEmpty() ? null : String.join("; ", sentences));
    }

    public static String label(ObjectNode order, Concept ordered) {
        String label = ConceptReader.label(ConceptReader.read(order, "code"));
        label = label.isEmpty() ? ConceptReader.label(ordered) : label;
        return label.isEmpty() ? "Order" : label;
    }

    /** "drafts that are not orders to give" are none. */
    public static boolean isToGive(ObjectNode order) {
        return !Json.isTrue(order, "doNotPerform") && !Order.NOT_TO_GIVE.contains(status(order));
    }

    private static String status(ObjectNode order) {
        return Json.lower(order, "status");
    }

    private static boolean isInpatient(ObjectNode order) {
        return ConceptReader.words(order, "category").contains("inpatient");
    }

    private static @Nullable PartialDate authored(ObjectNode order) {
        return Dates.read(Json.text(order, "authoredOn"));
    }

    private static @Nullable PartialDate lastUpdated(ObjectNode order) {
        return Dates.read(Json.text(Json.get(order, "meta"), "lastUpdated"));
    }

    private static Set<String> identifiers(ObjectNode order) {
        Set<String> identifiers = new HashSet<>();
        for (JsonNode identifier : Json.items(order, "identifier")) {
            String system = Json.text(identifier, "system");
            String value = Json.text(identifier, "value");
            if (value != null) {
                identifiers.add((system == null ? "" : system) + "|" + value);
            }
        }
        return identifiers;
    }
}
