package org.lumbarcds.invariants.labels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.lumbarcds.invariants.Catalogue;
import org.lumbarcds.invariants.RandomCharts;
import org.lumbarcds.invariants.labels.LabelOracle.Entry;
import org.lumbarcds.invariants.labels.LabelOracle.Kind;
import org.lumbarcds.invariants.labels.LabelTables.Known;

/** Charts of {@link LabelCharts} with something unknown or senseless added, or with less in them. */
public final class LabelChanges {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<Known> FORBIDDING = LabelTables.entries().stream()
            .filter(known -> !known.forbids().isEmpty())
            .toList();
    private static final List<Known> PROBLEMS = LabelTables.entries().stream()
            .filter(known -> known.entry().kind() == Kind.PROBLEM)
            .filter(known -> !known.entry().system().equals("text"))
            .toList();
    private static final String LOCAL = "urn:oid:1.2.3.4.5.6.7.8";

    private final LabelChart chart;
    private final Random random;

    public LabelChanges(LabelChart chart) {
        this.chart = chart;
        this.random = new Random(chart.seed() * 0xD1B54A32D192ED03L);
    }

    // --- what nobody knows ---

    /** One more problem by nothing but a code that no table has. */
    public LabelChart unknownProblem() {
        ObjectNode concept = pick(
                coded(Catalogue.SNOMED, "9900000000000" + random.nextInt(10) + "105"),
                coded(Catalogue.SNOMED, "735" + random.nextInt(10) + "99008"),
                coded(LOCAL, "PROB-" + random.nextInt(1000)),
                coded("http://hl7.org/fhir/sid/icd-9-cm", "531.40"),
                coded("http://read.info/readv2", "J11y."));
        if (random.nextInt(4) == 0) {
            return chart.with(body -> ((ObjectNode) body.at("/prefetch/encounter"))
                    .withArray("reasonCode")
                    .add(concept));
        }
        return added("conditions", problem(concept));
    }

    /** One more order of a drug that no table has. */
    public LabelChart unknownOrder() {
        ObjectNode concept = pick(
                coded(Catalogue.RXNORM, "99" + random.nextInt(10) + "99999"),
                coded("http://hl7.org/fhir/sid/ndc", "99999-0" + random.nextInt(10) + "1-01"),
                coded("http://www.whocc.no/atc", "Q99ZZ0" + random.nextInt(10)),
                worded("Zyxoprel 20 mg"),
                coded(LOCAL, "DRUG-7").put("text", "Qorvamib 5 mg tablet"));
        return added("medications", order(concept).put("status", pick("active", "on-hold", "unknown")));
    }

    public LabelChart unknownAllergy() {
        ObjectNode concept = pick(
                coded(Catalogue.RXNORM, "99999999"),
                coded(Catalogue.SNOMED, "9900000000000105"),
                coded(LOCAL, "A-17"),
                worded("Zyxoprel"),
                worded("that white pill from the dentist"));
        return added("allergies", allergy(concept));
    }

    public LabelChart unreadableResult() {
        ObjectNode result = resource("Observation", "subject").put("status", "final");
        result.set("code", coded(Catalogue.LOINC, "33914-3"));
        result.put("effectiveDateTime", LabelResources.ago(random.nextInt(300)));
        ObjectNode number = JSON.objectNode().put("value", 15 + random.nextInt(90));
        switch (random.nextInt(5)) {
            case 0 -> result.set("valueQuantity", number);
            case 1 -> result.set("valueQuantity", number.put("unit", "mg/dL"));
            case 2 -> result.put("valueString", "see the letter");
            case 3 -> {
                result.set("code", coded(Catalogue.LOINC, "99999-9"));
                result.set("valueQuantity", number.put("unit", "mL/min"));
            }
            default -> {
                result.set("code", worded("kidney test"));
                result.set("valueQuantity", number.put("unit", "mL/min"));
            }
        }
        return added("egfr", result);
    }

    // --- bad input ---

    public LabelChart allergyWithoutCodeAndWords() {
        ObjectNode allergy =
                allergy(pick(JSON.objectNode(), worded(""), JSON.objectNode().putNull("text")));
        if (random.nextBoolean()) {
            allergy.remove("code");
        }
        return added("allergies", allergy);
    }

    public LabelChart problemWithEmptyCode() {
        ObjectNode noCodings = JSON.objectNode();
        noCodings.putArray("coding");
        ObjectNode emptyCoding = JSON.objectNode();
        emptyCoding.putArray("coding").addObject();
        ObjectNode condition = problem(pick(
                JSON.objectNode(), noCodings, emptyCoding, coded(Catalogue.SNOMED, ""), coded(Catalogue.ICD10, " ")));
        if (random.nextInt(5) == 0) {
            condition.remove("code");
        }
        return added("conditions", condition);
    }

    /** A code under the URL of another system, which makes it no code of either. */
    public LabelChart codeInTheWrongSystem() {
        return switch (random.nextInt(3)) {
            case 0 -> added("conditions", problem(coded(Catalogue.SNOMED, pick("N18.4", "I48.91", "E78.5"))));
            case 1 -> added("conditions", problem(coded(Catalogue.ICD10, pick("13200003", "49436004", "55822004"))));
            default ->
                added(
                        "medications",
                        order(coded("http://www.whocc.no/atc", pick("11289", "83367")))
                                .put("status", "active"));
        };
    }

    /** The same finding twice, once refuted; the oracle is told of the other. */
    public LabelChart activeAndRefuted() {
        Entry known = FORBIDDING.get(random.nextInt(FORBIDDING.size())).entry();
        Entry entry = new Entry(known.kind(), known.system(), known.code(), known.text(), true, 3);
        LabelResources resources = new LabelResources(random);
        ObjectNode stands = resources.of(entry).put("id", "stands");
        ObjectNode refuted = stands.deepCopy().put("id", "refuted");
        String key = keyOf(entry);
        if (key.equals("medications") || key.equals("egfr")) {
            refuted.put("status", "entered-in-error");
        } else {
            refuted.remove("verificationStatus");
            LabelResources.coded(refuted.putObject("verificationStatus"), pick("refuted", "entered-in-error"));
        }
        boolean first = random.nextBoolean();
        return chart.with(List.of(entry), body -> {
            put(body, key, first ? refuted : stands);
            put(body, key, first ? stands : refuted);
        });
    }

    /** One problem with ten codings, each of which means something else. */
    public LabelChart tenCodingsThatDisagree() {
        ObjectNode concept = JSON.objectNode();
        ArrayNode codings = concept.putArray("coding");
        List<Entry> meant = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Entry known = PROBLEMS.get(random.nextInt(PROBLEMS.size())).entry();
            meant.add(new Entry(Kind.PROBLEM, known.system(), known.code(), "", true, 2));
            codings.addObject()
                    .put("system", LabelResources.SYSTEMS.get(known.system()))
                    .put("code", known.code());
        }
        ObjectNode condition = problem(concept);
        return chart.with(meant, body -> put(body, "conditions", condition));
    }

    // --- less ---

    public LabelChart without(String key) {
        return chart.with(body -> ((ObjectNode) body.get("prefetch")).remove(key));
    }

    public LabelChart failed(String key) {
        return chart.with(body -> ((ObjectNode) body.get("prefetch"))
                .putObject(key)
                .put("resourceType", "OperationOutcome")
                .putArray("issue")
                .addObject()
                .put("severity", "error")
                .put("code", pick("exception", "forbidden", "timeout")));
    }

    /** The client knows of nothing under this key. */
    public LabelChart none(String key) {
        return chart.with(body -> {
            if (key.equals("encounter")) {
                ((ObjectNode) body.at("/prefetch/encounter")).remove("reasonCode");
            } else {
                ((ObjectNode) body.get("prefetch")).set(key, RandomCharts.bundle());
            }
        });
    }

    /** One entry of a key with something of it that can't be read; the same chart when there is no entry. */
    public LabelChart unreadableEntry(String key) {
        JsonNode entries = chart.body().at("/prefetch/" + key + "/entry");
        if (entries.isEmpty()) {
            return chart;
        }
        int at = random.nextInt(entries.size());
        BiConsumer<ObjectNode, String> spoil =
                spoilings().get(random.nextInt(spoilings().size()));
        return chart.with(body -> spoil.accept((ObjectNode) body.at("/prefetch/" + key + "/entry/" + at), key));
    }

    private List<BiConsumer<ObjectNode, String>> spoilings() {
        return List.of(
                (entry, key) -> entry.putNull("resource"),
                (entry, key) -> entry.put("resource", "cut off here"),
                (entry, key) -> entry.putObject("resource"),
                (entry, key) -> resource(entry).remove("resourceType"),
                (entry, key) -> resource(entry).put(codeOf(key), 42),
                (entry, key) -> resource(entry).putObject(codeOf(key)),
                (entry, key) -> resource(entry).set(codeOf(key), coded(LOCAL, "?")),
                (entry, key) -> resource(entry).set(codeOf(key), coded("", "")),
                (entry, key) ->
                        resource(entry).put("clinicalStatus", "as before").put("verificationStatus", 1),
                (entry, key) -> resource(entry)
                        .put("onsetDateTime", "last spring")
                        .put("recordedDate", "2026-99-99")
                        .put("authoredOn", "???"),
                (entry, key) -> resource(entry)
                        .putObject(key.equals("allergies") ? "patient" : "subject")
                        .put("reference", "Patient/somebody-else"));
    }

    private static ObjectNode resource(ObjectNode entry) {
        return (ObjectNode) entry.get("resource");
    }

    private static String codeOf(String key) {
        return List.of("medications", "statements").contains(key) ? "medicationCodeableConcept" : "code";
    }

    // --- pieces ---

    private LabelChart added(String key, ObjectNode resource) {
        return chart.with(body -> put(body, key, resource));
    }

    private static void put(ObjectNode body, String key, ObjectNode resource) {
        RandomCharts.add((ObjectNode) body.get("prefetch").get(key), resource);
    }

    private static String keyOf(Entry entry) {
        return LabelCharts.KEYS.get(entry.kind());
    }

    private static ObjectNode problem(ObjectNode concept) {
        ObjectNode condition = resource("Condition", "subject");
        LabelResources.coded(condition.putObject("clinicalStatus"), "active");
        condition.put("recordedDate", LabelResources.ago(1)).set("code", concept);
        return condition;
    }

    private static ObjectNode order(ObjectNode concept) {
        ObjectNode order = resource("MedicationRequest", "subject").put("intent", "order");
        order.put("authoredOn", LabelResources.ago(20)).set("medicationCodeableConcept", concept);
        return order;
    }

    private static ObjectNode allergy(ObjectNode concept) {
        ObjectNode allergy = resource("AllergyIntolerance", "patient");
        allergy.set("code", concept);
        return allergy;
    }

    private static ObjectNode resource(String type, String patient) {
        ObjectNode resource = RandomCharts.resource(type, "added");
        resource.putObject(patient).put("reference", "Patient/" + RandomCharts.PATIENT);
        return resource;
    }

    private static ObjectNode coded(String system, String code) {
        ObjectNode concept = JSON.objectNode();
        concept.putArray("coding").addObject().put("system", system).put("code", code);
        return concept;
    }

    private static ObjectNode worded(String text) {
        return JSON.objectNode().put("text", text);
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }
}
