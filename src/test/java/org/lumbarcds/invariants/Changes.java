package org.lumbarcds.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.invariants.Catalogue.Allergen;
import org.lumbarcds.invariants.Catalogue.Diagnosis;
import org.lumbarcds.invariants.Catalogue.Product;

/** Bodies that differ from a call's in one respect. */
public final class Changes {

    private static final List<String> KEYS = List.of(
            "patient", "encounter", "conditions", "medications", "allergies", "egfr", "screenings", "referrals");

    /** Those whose answer is a Bundle. */
    private static final List<String> SEARCHES = KEYS.subList(2, KEYS.size());

    private Changes() {}

    private static RandomChart changed(RandomChart chart, Consumer<ObjectNode> change) {
        ObjectNode body = chart.body().deepCopy();
        change.accept(body);
        return chart.with(body);
    }

    public static List<String> keysOf(RandomChart chart) {
        return KEYS.stream().filter(chart.body().path("prefetch")::has).toList();
    }

    public static RandomChart without(String key, RandomChart chart) {
        return changed(chart, body -> ((ObjectNode) body.get("prefetch")).remove(key));
    }

    public static RandomChart failed(String key, RandomChart chart) {
        return changed(
                chart,
                body -> ((ObjectNode) body.get("prefetch")).putObject(key).put("resourceType", "OperationOutcome"));
    }

    /** Entries of the prefetch and codings everywhere in another order. */
    public static RandomChart shuffled(RandomChart chart) {
        Random random = new Random(chart.seed());
        return changed(chart, body -> {
            shuffle(body.path("prefetch"), "entry", random);
            shuffle(body, "coding", random);
        });
    }

    /** Drafts in another order. */
    public static RandomChart draftsShuffled(RandomChart chart) {
        Random random = new Random(chart.seed());
        return changed(chart, body -> shuffle(body.path("context").path("draftOrders"), "entry", random));
    }

    private static void shuffle(JsonNode node, String field, Random random) {
        if (node.get(field) instanceof ArrayNode array) {
            List<JsonNode> items = new ArrayList<>();
            array.forEach(items::add);
            Collections.shuffle(items, random);
            array.removeAll().addAll(items);
        }
        node.forEach(child -> shuffle(child, field, random));
    }

    /** Puts the codings of every concept into one order. */
    public static void sortCodings(JsonNode node) {
        if (node.get("coding") instanceof ArrayNode codings) {
            List<JsonNode> sorted = new ArrayList<>();
            codings.forEach(sorted::add);
            sorted.sort(Comparator.comparing(JsonNode::toString));
            codings.removeAll().addAll(sorted);
        }
        node.forEach(Changes::sortCodings);
    }

    /** With a resource of every type that no rule is about, in every Bundle. */
    public static RandomChart withUnrelated(RandomChart chart) {
        return changed(chart, body -> {
            JsonNode prefetch = body.path("prefetch");
            Diagnosis diagnosis = Catalogue.UNRELATED.get((int) (chart.seed() % Catalogue.UNRELATED.size()));
            Product product =
                    Catalogue.UNRELATED_PRODUCTS.get((int) (chart.seed() % Catalogue.UNRELATED_PRODUCTS.size()));
            ObjectNode condition = ours("Condition", "subject");
            coding(condition, "code", diagnosis.system(), diagnosis.code(), diagnosis.display());
            condition.put("onsetDateTime", "2026-11-01");
            ObjectNode order = ours("MedicationRequest", "subject").put("status", "active");
            coding(
                    order,
                    "medicationCodeableConcept",
                    Catalogue.RXNORM,
                    String.valueOf(product.code()),
                    product.name());
            ObjectNode allergy = ours("AllergyIntolerance", "patient");
            allergy.putObject("code").put("text", "Strawberry");
            ObjectNode weight = ours("Observation", "subject").put("status", "final");
            coding(weight, "code", Catalogue.LOINC, "29463-7", "Body weight");
            weight.put("effectiveDateTime", "2026-11-20");
            ObjectNode test = ours("ServiceRequest", "subject").put("status", "active");
            coding(test, "code", Catalogue.LOINC, "58410-2", "CBC panel");
            add(prefetch.path("conditions"), condition);
            add(prefetch.path("medications"), order);
            add(prefetch.path("allergies"), allergy);
            add(prefetch.path("egfr"), weight);
            add(prefetch.path("screenings"), weight);
            add(prefetch.path("referrals"), test);
            JsonNode drafts = body.path("context").path("draftOrders");
            add(drafts, order.deepCopy().put("id", "unrelated-drug").put("status", "draft"));
            add(drafts, test.deepCopy().put("id", "unrelated-test").put("status", "draft"));
            SEARCHES.forEach(key -> add(prefetch.path(key), ours("Immunization", "patient")));
            if (body.path("context").path("selections") instanceof ArrayNode selections) {
                selections.add("MedicationRequest/unrelated-drug").add("ServiceRequest/unrelated-test");
            }
        });
    }

    /** With one more active condition, dated yesterday. */
    public static RandomChart with(Diagnosis diagnosis, RandomChart chart) {
        ObjectNode condition = added("Condition", "subject");
        coding(condition, "code", diagnosis.system(), diagnosis.code(), diagnosis.display());
        condition.put("recordedDate", RandomCharts.TODAY.minusDays(1).toString());
        return changed(chart, body -> put(body, "conditions", condition));
    }

    /** With one more active order of a drug. */
    public static RandomChart with(Product product, RandomChart chart) {
        ObjectNode order =
                added("MedicationRequest", "subject").put("status", "active").put("intent", "order");
        if (product.code() == null) {
            order.putObject("medicationCodeableConcept").put("text", product.name());
        } else {
            coding(order, "medicationCodeableConcept", Catalogue.RXNORM, product.code(), product.name());
        }
        return changed(chart, body -> put(body, "medications", order));
    }

    /** With one more allergy. */
    public static RandomChart with(Allergen allergen, RandomChart chart) {
        ObjectNode allergy = added("AllergyIntolerance", "patient");
        allergy.putObject("code").put("text", allergen.name());
        return changed(chart, body -> put(body, "allergies", allergy));
    }

    private static void put(ObjectNode body, String key, ObjectNode resource) {
        ObjectNode prefetch = (ObjectNode) body.get("prefetch");
        if (!(prefetch.get(key) instanceof ObjectNode)) {
            prefetch.set(key, RandomCharts.bundle());
        }
        add(prefetch.get(key), resource);
    }

    private static ObjectNode added(String type, String patient) {
        return ours(type, patient).put("id", "added");
    }

    private static ObjectNode ours(String type, String patient) {
        ObjectNode resource = RandomCharts.resource(type, "unrelated");
        resource.putObject(patient).put("reference", "Patient/" + RandomCharts.PATIENT);
        return resource;
    }

    private static void coding(ObjectNode resource, String field, String system, String code, String display) {
        resource.putObject(field)
                .putArray("coding")
                .addObject()
                .put("system", system)
                .put("code", code)
                .put("display", display);
    }

    private static void add(JsonNode bundle, ObjectNode resource) {
        if (bundle instanceof ObjectNode object
                && object.path("resourceType").asText().equals("Bundle")) {
            RandomCharts.add(object, resource);
        }
    }

    /** The smallest call of the same kind for which something is still so: for a reader of a failure. */
    public static RandomChart smallest(RandomChart chart, Predicate<RandomChart> stillSo) {
        RandomChart smallest = chart;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (int i = 0; ; i++) {
                ObjectNode body = smallest.body().deepCopy();
                if (!removeNth(body, new int[] {i})) {
                    break;
                }
                RandomChart candidate = smallest.with(body);
                if (holds(stillSo, candidate)) {
                    smallest = candidate;
                    smaller = true;
                    i--;
                }
            }
        }
        return smallest;
    }

    private static boolean holds(Predicate<RandomChart> stillSo, RandomChart candidate) {
        try {
            return stillSo.test(candidate);
        } catch (RuntimeException | AssertionError damaged) {
            return false;
        }
    }

    /** Removes the n-th of all removable things, depth first; ids, types and the call's own fields stay. */
    private static boolean removeNth(JsonNode node, int[] left) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (left[0]-- == 0) {
                    array.remove(i);
                    return true;
                }
                if (removeNth(array.get(i), left)) {
                    return true;
                }
            }
        } else if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (isRemovable(name) && left[0]-- == 0) {
                    object.remove(name);
                    return true;
                }
                @Nullable JsonNode child = object.get(name);
                if (child != null && removeNth(child, left)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isRemovable(String name) {
        return !List.of(
                        "resourceType",
                        "id",
                        "context",
                        "prefetch",
                        "patientId",
                        "userId",
                        "hook",
                        "draftOrders",
                        "resource",
                        "entry",
                        "selections")
                .contains(name);
    }
}
