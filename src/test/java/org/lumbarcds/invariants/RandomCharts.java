package org.lumbarcds.invariants;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.invariants.Catalogue.Allergen;
import org.lumbarcds.invariants.Catalogue.Diagnosis;
import org.lumbarcds.invariants.Catalogue.Product;
import org.lumbarcds.invariants.Catalogue.Service;

/** Makes a call out of a seed: any hook, any data, in every form that clients are known to send. */
public final class RandomCharts {

    /** The day of every call. */
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    public static final String PATIENT = "p1";
    public static final String ENCOUNTER = "e1";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int[] DAYS_AGO = {
        0, 1, 3, 7, 10, 13, 14, 15, 21, 25, 29, 31, 41, 43, 60, 83, 86, 100, 150, 300, 500, 3000
    };
    private static final int[] COURSES = {3, 5, 7, 10, 14, 20, 21, 22, 28, 30, 35, 60, 90};

    private final long seed;
    private final Random random;
    private final Map<String, Diagnosis> diagnoses = new HashMap<>();
    private final Map<String, Product> products = new HashMap<>();
    private final Map<String, Allergen> allergens = new HashMap<>();
    /** Half of the patients have acute pain with spasm and little else, so that one thing alone decides. */
    private final boolean plain;

    private int ids;

    private RandomCharts(long seed) {
        this.seed = seed;
        // Neighbouring seeds of java.util.Random begin alike.
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.plain = chance(0.5);
    }

    public static RandomChart of(long seed) {
        return new RandomCharts(seed).chart();
    }

    private RandomChart chart() {
        Hook hook = pick(List.of(Hook.values()));
        ObjectNode body = JSON.objectNode();
        body.put("hook", hook.code()).put("hookInstance", "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea");
        ObjectNode context = body.putObject("context");
        context.put("userId", pick(List.of("Practitioner/u1", "PractitionerRole/u2", "Device/u3")));
        context.put("patientId", PATIENT);
        if (chance(0.8)) {
            context.put("encounterId", ENCOUNTER);
        }
        ObjectNode prefetch = JSON.objectNode();
        key(prefetch, "patient", patient(), 0.03);
        key(prefetch, "encounter", encounter(), 0.2);
        key(prefetch, "conditions", conditions(), 0.04);
        ObjectNode medications = medications();
        key(prefetch, "allergies", allergies(), 0.06);
        key(prefetch, "egfr", kidneyFunction(), 0.15);
        if (hook == Hook.PATIENT_VIEW) {
            key(prefetch, "screenings", screenings(), 0.1);
            key(prefetch, "referrals", referrals(), 0.1);
        } else {
            ObjectNode drafts = drafts();
            context.set("draftOrders", drafts);
            saveSome(drafts, medications);
            if (hook == Hook.ORDER_SELECT) {
                ArrayNode selections = context.putArray("selections");
                for (var entry : drafts.path("entry")) {
                    if (chance(0.75)) {
                        var resource = entry.get("resource");
                        selections.add(resource.path("resourceType").asText() + "/"
                                + resource.path("id").asText());
                    }
                }
            }
        }
        key(prefetch, "medications", medications, 0.04);
        if (!chance(0.01)) {
            body.set("prefetch", prefetch);
        }
        return new RandomChart(seed, hook, body, diagnoses, products, allergens);
    }

    /** Given, mostly; else absent, failed, or null. */
    private void key(ObjectNode prefetch, String key, ObjectNode value, double unusual) {
        if (!chance(plain ? unusual / 4 : unusual)) {
            prefetch.set(key, value);
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> prefetch.putNull(key);
            case 1 -> {
                ObjectNode outcome = prefetch.putObject(key).put("resourceType", "OperationOutcome");
                outcome.putArray("issue").addObject().put("severity", "error").put("code", "exception");
            }
            case 2 -> prefetch.set(key, bundle());
            default -> {}
        }
    }

    // --- patient and encounter ---

    private ObjectNode patient() {
        ObjectNode patient = resource("Patient", PATIENT);
        LocalDate born = TODAY.minusYears(pick(List.of(3, 15, 17, 18, 19, 25, 32, 40, 47, 55, 63, 64, 65, 66, 80)))
                .minusDays(random.nextInt(300));
        if (plain) {
            born = TODAY.minusYears(pick(20, 30, 40, 50, 62, 64, 65)).minusDays(1 + random.nextInt(300));
        }
        switch (plain ? 9 : random.nextInt(20)) {
            case 0 -> {}
            case 1 -> patient.put("birthDate", born.toString().substring(0, 7));
            case 2 -> patient.put("birthDate", born.toString().substring(0, 4));
            case 3 -> patient.put("birthDate", "unknown");
            default -> patient.put("birthDate", born.toString());
        }
        if (!plain && chance(0.03)) {
            if (chance(0.5)) {
                patient.put("deceasedBoolean", true);
            } else {
                patient.put("deceasedDateTime", ago(3).toString());
            }
        } else if (chance(0.2)) {
            patient.put("deceasedBoolean", false);
        }
        return patient;
    }

    private ObjectNode encounter() {
        ObjectNode encounter = resource("Encounter", ENCOUNTER).put("status", "in-progress");
        about(encounter, "subject");
        if (chance(0.5)) {
            encounter.withArray("reasonCode").add(concept(pick(Catalogue.LOW_BACK_PAIN)));
        } else if (chance(0.1)) {
            encounter.withArray("reasonCode").add(concept(pick(Catalogue.DIAGNOSES)));
        }
        return encounter;
    }

    // --- conditions ---

    private ObjectNode conditions() {
        ObjectNode bundle = bundle();
        if (plain) {
            ObjectNode spasm = condition(Catalogue.SPASM, 1);
            spasm.remove(List.of("onsetPeriod", "recordedDate", "abatementDateTime", "verificationStatus"));
            add(bundle, spasm.put("onsetDateTime", ago(random.nextInt(12)).toString()));
            if (chance(0.4)) {
                add(bundle, condition(pick(Catalogue.DIAGNOSES), 0.6));
            }
            return bundle;
        }
        for (int i = pick(List.of(0, 1, 1, 1, 2, 3)); i > 0; i--) {
            add(bundle, condition(pick(Catalogue.LOW_BACK_PAIN), 0.85));
        }
        for (int i = pick(List.of(0, 0, 0, 1, 1, 2, 5)); i > 0; i--) {
            add(bundle, condition(pick(Catalogue.DIAGNOSES), 0.6));
        }
        return bundle;
    }

    private ObjectNode condition(Diagnosis diagnosis, double active) {
        ObjectNode condition = resource("Condition", newId("c"));
        diagnoses.put(condition.get("id").asText(), diagnosis);
        about(condition, "subject");
        condition.set("code", concept(diagnosis));
        String status = chance(active)
                ? "active"
                : pick(List.of("resolved", "inactive", "remission", "recurrence", "relapse", "none"));
        if (!status.equals("none")) {
            coded(condition, "clinicalStatus", status);
        }
        String verification = chance(0.85)
                ? "confirmed"
                : pick(List.of("refuted", "entered-in-error", "provisional", "unconfirmed", "none"));
        if (!verification.equals("none")) {
            coded(condition, "verificationStatus", verification);
        }
        if (chance(0.4)) {
            condition
                    .putArray("category")
                    .addObject()
                    .putArray("coding")
                    .addObject()
                    .put("code", pick(List.of("problem-list-item", "encounter-diagnosis")));
        }
        if (chance(0.2)) {
            condition.putObject("encounter").put("reference", "Encounter/" + ENCOUNTER);
        }
        if (status.equals("resolved") || status.equals("none") && chance(0.5)) {
            condition.put("abatementDateTime", ago(pick(1, 5, 40, 400)).toString());
        }
        switch (random.nextInt(8)) {
            case 0 -> {}
            case 1 -> condition.put("recordedDate", date());
            case 2 -> condition.putObject("onsetPeriod").put("start", date());
            case 3 -> condition.put("onsetDateTime", date()).put("recordedDate", date());
            default -> condition.put("onsetDateTime", date());
        }
        return condition;
    }

    // --- drugs ---

    private ObjectNode medications() {
        ObjectNode bundle = bundle();
        for (int i = pick(plain ? List.of(0, 1) : List.of(0, 0, 0, 1, 1, 2, 4)); i > 0; i--) {
            ObjectNode order = drugOrder("m", pick(Catalogue.PRODUCTS), bundle);
            String status = chance(0.5)
                    ? "active"
                    : pick(List.of("completed", "stopped", "on-hold", "cancelled", "entered-in-error", "unknown"));
            order.put("status", status);
            if (chance(0.9)) {
                order.put("authoredOn", date());
            }
            add(bundle, order);
        }
        return bundle;
    }

    /** Some EHRs save a draft before it is signed, with the same id. */
    private void saveSome(ObjectNode drafts, ObjectNode medications) {
        for (var entry : drafts.path("entry")) {
            if (entry.path("resource").path("resourceType").asText().equals("MedicationRequest") && chance(0.08)) {
                add(medications, ((ObjectNode) entry.get("resource")).deepCopy().put("status", "active"));
            }
        }
    }

    private ObjectNode drugOrder(String prefix, Product product, ObjectNode nearby) {
        ObjectNode order = resource("MedicationRequest", newId(prefix));
        String id = order.get("id").asText();
        products.put(id, product);
        order.put("intent", "order");
        about(order, "subject");
        ObjectNode concept = JSON.objectNode();
        if (product.code() == null || chance(0.2)) {
            concept.put("text", product.name());
        } else {
            ArrayNode codings = concept.putArray("coding");
            for (int i = pick(List.of(0, 0, 1, 3)); i > 0; i--) {
                coding(codings, "urn:oid:1.2.3." + i, "L" + i + random.nextInt(100), product.name());
            }
            coding(codings, Catalogue.RXNORM, product.code(), product.name());
            if (chance(0.5)) {
                concept.put("text", product.name());
            }
        }
        switch (random.nextInt(8)) {
            case 0 -> {
                ObjectNode medication = resource("Medication", newId("x"));
                medication.set("code", concept);
                add(nearby, medication);
                order.putObject("medicationReference")
                        .put("reference", "Medication/" + medication.get("id").asText());
            }
            case 1 -> {
                ObjectNode medication = resource("Medication", "med");
                medication.set("code", concept);
                order.putArray("contained").add(medication);
                order.putObject("medicationReference").put("reference", "#med");
            }
            default -> order.set("medicationCodeableConcept", concept);
        }
        directions(order);
        return order;
    }

    private void directions(ObjectNode order) {
        if (chance(0.1)) {
            return;
        }
        int days = pick(COURSES);
        int times = 1 + random.nextInt(4);
        ObjectNode dosage = order.putArray("dosageInstruction").addObject();
        ObjectNode repeat = JSON.objectNode();
        repeat.put("frequency", times).put("period", 1).put("periodUnit", "d");
        ObjectNode dispense = JSON.objectNode();
        for (int i = pick(List.of(1, 1, 1, 2, 3)); i > 0; i--) {
            switch (random.nextInt(9)) {
                case 0 -> repeat.set("boundsDuration", duration(days));
                case 1 -> {
                    LocalDate start = ago(pick(-3, 0, 0, 5, 20, 40));
                    repeat.putObject("boundsPeriod")
                            .put("start", start.toString())
                            .put("end", start.plusDays(days - 1L).toString());
                }
                case 2 ->
                    repeat.putObject("boundsPeriod")
                            .put("start", ago(pick(0, 0, 10)).toString());
                case 3 -> repeat.putObject("boundsRange").set("high", duration(days));
                case 4 -> repeat.put("count", days * times);
                case 5 -> dosage.put("text", "Take 1 tablet " + times + " times a day for " + days + " days");
                case 6 -> dispense.set("expectedSupplyDuration", duration(days));
                default ->
                    dispense.putObject("quantity").put("value", days * times).put("unit", "tablet");
            }
        }
        if (repeat.has("boundsPeriod")) {
            repeat.remove(List.of("boundsDuration", "boundsRange"));
        } else if (repeat.has("boundsRange")) {
            repeat.remove("boundsDuration");
        }
        if (chance(0.15)) {
            dosage.put("asNeededBoolean", true);
        }
        dosage.putObject("timing").set("repeat", repeat);
        ObjectNode dose = dosage.putArray("doseAndRate").addObject();
        dose.putObject("doseQuantity").put("value", 1).put("unit", "tablet");
        if (chance(0.3)) {
            dispense.put("numberOfRepeatsAllowed", random.nextInt(4));
        }
        if (!dispense.isEmpty()) {
            order.set("dispenseRequest", dispense);
        }
    }

    private ObjectNode duration(int days) {
        if (days % 7 == 0 && chance(0.5)) {
            return quantity(days / 7, "weeks", "wk");
        }
        return quantity(days, "days", "d");
    }

    private static ObjectNode quantity(int value, String unit, String code) {
        return JSON.objectNode()
                .put("value", value)
                .put("unit", unit)
                .put("system", "http://unitsofmeasure.org")
                .put("code", code);
    }

    // --- allergies, results, referrals ---

    private ObjectNode allergies() {
        ObjectNode bundle = bundle();
        for (int i = pick(plain ? List.of(0, 0, 0, 1) : List.of(0, 0, 0, 0, 1, 2)); i > 0; i--) {
            Allergen allergen = pick(Catalogue.ALLERGENS);
            ObjectNode allergy = resource("AllergyIntolerance", newId("a"));
            allergens.put(allergy.get("id").asText(), allergen);
            about(allergy, "patient");
            ObjectNode code = allergy.putObject("code").put("text", allergen.name());
            if (allergen.code() != null && chance(0.7)) {
                coding(code.putArray("coding"), Catalogue.RXNORM, allergen.code(), allergen.name());
            }
            String status = pick(List.of("active", "active", "active", "resolved", "inactive", "none"));
            if (!status.equals("none")) {
                coded(allergy, "clinicalStatus", status);
            }
            if (chance(0.5)) {
                coded(
                        allergy,
                        "verificationStatus",
                        pick(List.of("confirmed", "unconfirmed", "refuted", "entered-in-error")));
            }
            add(bundle, allergy);
        }
        return bundle;
    }

    private ObjectNode kidneyFunction() {
        ObjectNode bundle = bundle();
        for (int i = pick(List.of(0, 0, 1, 1, 2)); i > 0; i--) {
            ObjectNode result = resource("Observation", newId("o"));
            result.put("status", pick(List.of("final", "final", "final", "amended", "corrected", "preliminary")));
            about(result, "subject");
            coding(
                    result.putObject("code").putArray("coding"),
                    Catalogue.LOINC,
                    pick(List.of("33914-3", "98979-8", "62238-1")),
                    "Glomerular filtration rate");
            if (chance(0.95)) {
                result.put(
                        "effectiveDateTime",
                        ago(pick(0, 5, 40, 200, 350, 380, 900)).toString());
            }
            ObjectNode value = result.putObject("valueQuantity");
            value.put("value", pick(15, 29, 30, 45, 59, 60, 75, 95)).put("unit", "mL/min/1.73m2");
            if (chance(0.15)) {
                value.put("value", 60).put("comparator", pick(List.of(">", ">=", "<")));
            }
            add(bundle, result);
        }
        return bundle;
    }

    private ObjectNode screenings() {
        ObjectNode bundle = bundle();
        if (chance(0.3)) {
            ObjectNode result = resource("Observation", newId("o")).put("status", "final");
            about(result, "subject");
            coding(result.putObject("code").putArray("coding"), Catalogue.LOINC, "55758-7", "PHQ-2 total score");
            result.put("effectiveDateTime", date()).put("valueInteger", 2);
            add(bundle, result);
        }
        return bundle;
    }

    private ObjectNode referrals() {
        ObjectNode bundle = bundle();
        if (chance(0.3)) {
            ObjectNode referral = service("r", pick(Catalogue.SERVICES));
            referral.put("status", pick(List.of("active", "completed", "revoked", "entered-in-error")));
            referral.put("authoredOn", date());
            add(bundle, referral);
        }
        return bundle;
    }

    // --- drafts ---

    private ObjectNode drafts() {
        ObjectNode bundle = bundle();
        for (int i = pick(plain ? List.of(0, 1, 1, 1, 1, 2) : List.of(0, 1, 1, 1, 2, 3)); i > 0; i--) {
            // The drugs that rules are about come first in the catalogue.
            Product product = Catalogue.PRODUCTS.get(random.nextInt(chance(0.8) ? 24 : Catalogue.PRODUCTS.size()));
            ObjectNode draft = drugOrder("d", product, bundle);
            String status = chance(0.9) ? "draft" : pick(List.of("active", "cancelled", "stopped", "entered-in-error"));
            draft.put("status", status);
            if (chance(0.5)) {
                draft.put("authoredOn", TODAY.toString());
            }
            if (chance(0.02)) {
                draft.put("doNotPerform", true);
            }
            if (chance(0.05)) {
                coding(
                        draft.putArray("category").addObject().putArray("coding"),
                        "http://terminology.hl7.org/CodeSystem/medicationrequest-category",
                        "inpatient",
                        "Inpatient");
            }
            if (chance(0.3)) {
                draft.putArray("extension")
                        .addObject()
                        .put("url", "https://ehr.example.org/fhir/StructureDefinition/order-set")
                        .put("valueString", "set " + random.nextInt(9));
            }
            if (chance(0.1)) {
                draft.putObject("vendorField").put("kept", random.nextInt(9));
            }
            reasons(draft);
            add(bundle, draft);
        }
        for (int i = pick(List.of(0, 0, 1, 2)); i > 0; i--) {
            ObjectNode draft = service("s", pick(Catalogue.SERVICES)).put("status", "draft");
            reasons(draft);
            add(bundle, draft);
        }
        return bundle;
    }

    private void reasons(ObjectNode draft) {
        if (chance(0.3)) {
            draft.putArray("reasonCode").add(concept(pick(Catalogue.LOW_BACK_PAIN)));
        } else if (chance(0.05)) {
            draft.putArray("reasonCode").add(concept(pick(Catalogue.DIAGNOSES)));
        } else if (!diagnoses.isEmpty() && chance(0.2)) {
            String id = pick(diagnoses.keySet().stream().sorted().toList());
            draft.putArray("reasonReference").addObject().put("reference", "Condition/" + id);
        }
    }

    private ObjectNode service(String prefix, Service service) {
        ObjectNode order = resource("ServiceRequest", newId(prefix)).put("intent", "order");
        about(order, "subject");
        ObjectNode code = order.putObject("code").put("text", service.text());
        if (service.code() != null) {
            coding(code.putArray("coding"), service.system(), service.code(), service.text());
        }
        return order;
    }

    // --- pieces ---

    public static ObjectNode bundle() {
        ObjectNode bundle = JSON.objectNode().put("resourceType", "Bundle").put("type", "searchset");
        return bundle;
    }

    public static void add(ObjectNode bundle, ObjectNode resource) {
        bundle.withArray("entry").addObject().set("resource", resource);
    }

    public static ObjectNode resource(String type, String id) {
        return JSON.objectNode().put("resourceType", type).put("id", id);
    }

    /** Of a hundred resources one is about another patient. */
    private void about(ObjectNode resource, String field) {
        boolean other = !resource.path("resourceType").asText().matches(".*Request") && chance(0.005);
        resource.putObject(field).put("reference", "Patient/" + (other ? "p2" : PATIENT));
    }

    private ObjectNode concept(Diagnosis diagnosis) {
        ObjectNode concept = JSON.objectNode();
        ArrayNode codings = concept.putArray("coding");
        for (int i = pick(List.of(0, 0, 1, 4)); i > 0; i--) {
            coding(codings, "urn:oid:1.2.3." + i, "L" + i + random.nextInt(100), diagnosis.display());
        }
        String code = diagnosis.code();
        boolean undotted = diagnosis.system().equals(Catalogue.ICD10) && chance(0.2);
        coding(codings, diagnosis.system(), undotted ? code.replace(".", "") : code, diagnosis.display());
        if (chance(0.5)) {
            concept.put("text", diagnosis.display());
        }
        return concept;
    }

    private static void coding(ArrayNode codings, String system, String code, String display) {
        codings.addObject().put("system", system).put("code", code).put("display", display);
    }

    private static void coded(ObjectNode resource, String field, String code) {
        resource.putObject(field).putArray("coding").addObject().put("code", code);
    }

    /** Exact, mostly; else a month, a year, or in the future. */
    private String date() {
        LocalDate date = ago(pick(DAYS_AGO));
        return switch (random.nextInt(12)) {
            case 0 -> date.toString().substring(0, 7);
            case 1 -> date.toString().substring(0, 4);
            case 2 -> ago(-pick(1, 10, 400)).toString();
            case 3 -> date + "T10:15:00Z";
            default -> date.toString();
        };
    }

    private static LocalDate ago(int days) {
        return TODAY.minusDays(days);
    }

    private String newId(String prefix) {
        return prefix + ++ids;
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private int pick(int... values) {
        return values[random.nextInt(values.length)];
    }
}
