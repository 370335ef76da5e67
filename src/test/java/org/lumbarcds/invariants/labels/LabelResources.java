package org.lumbarcds.invariants.labels;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import org.lumbarcds.invariants.Catalogue;
import org.lumbarcds.invariants.RandomCharts;
import org.lumbarcds.invariants.labels.LabelOracle.Entry;
import org.lumbarcds.invariants.labels.LabelOracle.Kind;

/** Entries of a chart as FHIR resources, in the forms that clients are known to send. */
public final class LabelResources {

    public static final Map<String, String> SYSTEMS = Map.of(
            "icd10", Catalogue.ICD10,
            "snomed", Catalogue.SNOMED,
            "rxnorm", Catalogue.RXNORM,
            "atc", "http://www.whocc.no/atc");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String[] ACTIVE = {"active", "active", "active", "recurrence", "relapse", ""};
    private static final String[] INACTIVE = {"inactive", "resolved", "resolved", "remission"};
    private static final String[] VERIFIED = {"confirmed", "confirmed", "unconfirmed", "provisional", ""};

    private final Random random;
    private int ids;

    public LabelResources(Random random) {
        this.random = random;
    }

    public ObjectNode of(Entry entry) {
        return switch (entry.kind()) {
            case PROBLEM -> problem(entry);
            case ORDER ->
                order(entry)
                        .put(
                                "status",
                                entry.active()
                                        ? pick("active", "active", "on-hold", "unknown")
                                        : pick("completed", "stopped"));
            case ALLERGY -> allergy(entry);
            case EGFR -> egfr(entry);
        };
    }

    private ObjectNode problem(Entry entry) {
        ObjectNode condition = resource("Condition", "subject");
        condition.set("code", concept(entry));
        stand(condition, entry);
        if (!entry.active() && random.nextBoolean()) {
            condition.put("abatementDateTime", ago(random.nextInt(entry.daysAgo() + 1)));
        }
        condition.put(pick("onsetDateTime", "recordedDate"), ago(entry.daysAgo()));
        if (entry.active() && random.nextInt(8) == 0) {
            coded(condition.putArray("category").addObject(), "encounter-diagnosis");
            condition.putObject("encounter").put("reference", "Encounter/" + RandomCharts.ENCOUNTER);
        }
        return condition;
    }

    public ObjectNode order(Entry entry) {
        ObjectNode order = resource("MedicationRequest", "subject");
        order.put("intent", "order").put("authoredOn", ago(entry.daysAgo()));
        if (random.nextInt(5) == 0) {
            ObjectNode medication = order.putArray("contained").addObject();
            medication.put("resourceType", "Medication").put("id", "m").set("code", concept(entry));
            order.putObject("medicationReference").put("reference", "#m");
        } else {
            order.set("medicationCodeableConcept", concept(entry));
        }
        return order;
    }

    private ObjectNode allergy(Entry entry) {
        ObjectNode allergy = resource("AllergyIntolerance", "patient");
        stand(allergy, entry);
        if (random.nextInt(6) == 0) {
            allergy.putArray("reaction").addObject().set("substance", concept(entry));
        } else {
            allergy.set("code", concept(entry));
        }
        return allergy;
    }

    private ObjectNode egfr(Entry entry) {
        ObjectNode result = resource("Observation", "subject").put("status", pick("final", "amended", "corrected"));
        result.putObject("code")
                .putArray("coding")
                .addObject()
                .put("system", Catalogue.LOINC)
                .put("code", "33914-3");
        result.put("effectiveDateTime", ago(entry.daysAgo()));
        result.putObject("valueQuantity")
                .put("value", new BigDecimal(entry.text()))
                .put("unit", pick("mL/min", "mL/min/1.73m2", "mL/min/{1.73_m2}"));
        return result;
    }

    private void stand(ObjectNode resource, Entry entry) {
        String clinical = pick(entry.active() ? ACTIVE : INACTIVE);
        boolean allergy = entry.kind() == Kind.ALLERGY;
        // An allergy neither recurs nor is it in remission.
        clinical = allergy && clinical.matches("re(currence|lapse|mission)") ? pick("active", "") : clinical;
        clinical = allergy && !entry.active() && !clinical.startsWith("i") ? "resolved" : clinical;
        if (!clinical.isEmpty()) {
            coded(resource.putObject("clinicalStatus"), clinical);
        }
        String verification = pick(VERIFIED);
        if (!verification.isEmpty()) {
            coded(resource.putObject("verificationStatus"), verification);
        }
    }

    /** A code, its words as the display or as the text, or one of the two alone, as the entry has it. */
    private ObjectNode concept(Entry entry) {
        ObjectNode concept = JSON.objectNode();
        if (!entry.code().isEmpty()) {
            ObjectNode coding = concept.putArray("coding").addObject();
            coding.put("system", SYSTEMS.get(entry.system())).put("code", entry.code());
            if (!entry.text().isEmpty() && random.nextBoolean()) {
                coding.put("display", entry.text());
                return concept;
            }
        }
        return entry.text().isEmpty() ? concept : concept.put("text", entry.text());
    }

    public ObjectNode resource(String type, String patient) {
        ObjectNode resource = RandomCharts.resource(type, "x" + ++ids);
        resource.putObject(patient).put("reference", "Patient/" + RandomCharts.PATIENT);
        return resource;
    }

    public static void coded(ObjectNode concept, String code) {
        concept.putArray("coding").addObject().put("code", code);
    }

    public static String ago(int days) {
        return RandomCharts.TODAY.minusDays(days).toString();
    }

    /** The date on which somebody of this age was born. */
    public static String born(int age, int days) {
        LocalDate date = RandomCharts.TODAY.minusYears(age).minusDays(days);
        return date.toString();
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }
}
