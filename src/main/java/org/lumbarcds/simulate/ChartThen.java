package org.lumbarcds.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.json.Reference;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.simulate.patients.PatientRecord;
import org.lumbarcds.simulate.patients.Recorded;

/**
 * A patient's chart as it was known on a day, as the prefetch of a call. What the whole folder has nothing of is left
 * out, so it is not checked: an export without allergies does not say that nobody has one.
 */
final class ChartThen {

    private final PatientRecord record;
    private final Set<String> notExported;

    /** @param notExported types of which the folder has no resource at all */
    ChartThen(PatientRecord record, Set<String> notExported) {
        this.record = record;
        this.notExported = notExported;
    }

    /**
     * The prefetch on a day.
     *
     * @param encounter the call's encounter, or null
     * @param isDraft whether an order is a draft of the call, or not yet written
     * @param named keys of the conditions that the drafts name: whoever signed them knew these
     * @param signed whether the call shows that the patient was alive on the day
     */
    ObjectNode on(
            LocalDate day,
            @Nullable Recorded encounter,
            Predicate<Recorded> isDraft,
            Set<String> named,
            boolean signed) {
        ObjectNode prefetch = JsonNodeFactory.instance.objectNode();
        prefetch.set(ChartKey.PATIENT.key(), patient(day, signed));
        if (encounter != null) {
            prefetch.set(ChartKey.ENCOUNTER.key(), encounter(encounter, day, named));
        }
        Predicate<Recorded> known = resource -> resource.isKnownOn(day) && !isDraft.test(resource);
        put(
                prefetch,
                ChartKey.CONDITIONS,
                "Condition",
                condition -> condition.isKnownOn(day) || named.contains(String.valueOf(condition.key())),
                condition -> condition(condition.resource(), day));
        put(prefetch, ChartKey.MEDICATIONS, "MedicationRequest", known, Recorded::resource);
        put(prefetch, ChartKey.ALLERGIES, "AllergyIntolerance", known, Recorded::resource);
        put(prefetch, ChartKey.EGFR, "Observation", known, Recorded::resource);
        put(prefetch, ChartKey.SCREENINGS, "Observation", known, Recorded::resource);
        put(prefetch, ChartKey.REFERRALS, "ServiceRequest", known, Recorded::resource);
        put(prefetch, ChartKey.PROCEDURES, "Procedure", known, Recorded::resource);
        put(prefetch, ChartKey.STATEMENTS, "MedicationStatement", known, Recorded::resource);
        return prefetch;
    }

    private interface View {
        ObjectNode of(Recorded recorded);
    }

    private void put(ObjectNode prefetch, ChartKey key, String type, Predicate<Recorded> known, View view) {
        if (notExported.contains(type)) {
            return;
        }
        List<ObjectNode> resources = new ArrayList<>();
        for (Recorded recorded : record.ofType(type)) {
            if (known.test(recorded)) {
                resources.add(view.of(recorded));
            }
        }
        boolean namesDrugs = key == ChartKey.MEDICATIONS || key == ChartKey.STATEMENTS;
        if (namesDrugs && !resources.isEmpty()) {
            resources.addAll(record.medications());
        }
        prefetch.set(key.key(), bundle(resources));
    }

    /** A Bundle as a search gives it. */
    static ObjectNode bundle(List<ObjectNode> resources) {
        ObjectNode bundle = JsonNodeFactory.instance.objectNode();
        bundle.put("resourceType", "Bundle").put("type", "searchset");
        ArrayNode entries = bundle.putArray("entry");
        resources.forEach(resource -> entries.addObject().set("resource", resource));
        return bundle;
    }

    /** Who died later was alive; so was somebody whose orders were signed, when the record gives no day of death. */
    private ObjectNode patient(LocalDate day, boolean signed) {
        ObjectNode patient = record.patient();
        if (patient == null) {
            throw new IllegalStateException("A chart is somebody's");
        }
        LocalDate death = Recorded.lastDay(patient.path("deceasedDateTime"));
        boolean dead = death != null ? !death.isAfter(day) : patient.has("deceasedBoolean") && !signed;
        if (dead) {
            return patient;
        }
        ObjectNode then = patient.deepCopy();
        then.remove(List.of("deceasedDateTime", "deceasedBoolean"));
        return then;
    }

    /** A condition that ended later was active. */
    private static ObjectNode condition(ObjectNode condition, LocalDate day) {
        LocalDate end = Recorded.lastDay(condition.path("abatementDateTime"));
        LocalDate ended =
                end == null ? Recorded.lastDay(condition.path("abatementPeriod").path("end")) : end;
        if (ended == null || !ended.isAfter(day)) {
            return condition;
        }
        ObjectNode then = condition.deepCopy();
        then.remove(List.of("abatementDateTime", "abatementPeriod"));
        then.putObject("clinicalStatus")
                .putArray("coding")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/condition-clinical")
                .put("code", "active");
        return then;
    }

    /** Diagnoses that were recorded later are taken out of the encounter. */
    private ObjectNode encounter(Recorded encounter, LocalDate day, Set<String> named) {
        ObjectNode then = encounter.resource().deepCopy();
        Predicate<JsonNode> later = reference -> isLater(reference, day, named);
        removeIf(then.path("reasonReference"), later);
        removeIf(then.path("diagnosis"), diagnosis -> later.test(diagnosis.path("condition")));
        return then;
    }

    private boolean isLater(JsonNode reference, LocalDate day, Set<String> named) {
        String key = Reference.of(reference).key();
        Recorded condition = record.find("Condition", key);
        return condition != null && !condition.isKnownOn(day) && !named.contains(key);
    }

    private static void removeIf(JsonNode items, Predicate<JsonNode> condition) {
        for (Iterator<JsonNode> all = items.elements(); all.hasNext(); ) {
            if (condition.test(all.next())) {
                all.remove();
            }
        }
    }
}
