package org.lumbarcds.chart;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lumbarcds.guideline.model.Hook;
import org.slf4j.LoggerFactory;

/** Nothing that a client sends throws, and nothing of it is logged. */
class HostileInputTest {

    private static final int MUTANTS = 8_000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private static final String BODY =
            "{hook: 'order-sign', context: {patientId: 'p1', encounterId: 'e1', selections: ['MedicationRequest/m1'],"
                    + " draftOrders: {resourceType: 'Bundle', entry: ["
                    + "{fullUrl: 'urn:uuid:1', resource: {resourceType: 'MedicationRequest', id: 'm1', status: 'draft', intent: 'order', doNotPerform: false,"
                    + "  meta: {lastUpdated: '2026-11-23T00:00:00Z'}, identifier: [{system: 's', value: 'v'}], category: [{coding: [{code: 'community'}]}],"
                    + "  medicationReference: {reference: '#med', display: 'cyclobenzaprine'}, subject: {reference: 'Patient/p1'}, authoredOn: '2026-11-23',"
                    + "  contained: [{resourceType: 'Medication', id: 'med', code: {coding: [{system: 'r', code: '828320'}]}, ingredient: [{itemCodeableConcept: {text: 'cyclobenzaprine'}}]}],"
                    + "  reasonCode: [{coding: [{code: 'M54.5'}], text: 'low back pain'}], reasonReference: [{reference: 'Condition/c1', display: 'x'}],"
                    + "  dosageInstruction: [{sequence: 1, text: 'take', timing: {repeat: {boundsPeriod: {start: '2026-11-23', end: '2026-12-23'}, count: 5, countMax: 6,"
                    + "   frequency: 3, frequencyMax: 4, period: 1, periodMax: 2, periodUnit: 'd', dayOfWeek: ['mon'], timeOfDay: ['08:00:00'], when: ['HS']},"
                    + "   code: {coding: [{code: 'TID'}], text: 'tid'}}, asNeededCodeableConcept: {text: 'pain'},"
                    + "   doseAndRate: [{type: {text: 'ordered'}, doseQuantity: {value: 1.5, unit: 'tablet', code: 't'}}, {doseRange: {low: {value: 1}, high: {value: 2}}}]},"
                    + "   {timing: {repeat: {boundsDuration: {value: 10, unit: 'days', code: 'd', comparator: '<'}}}, asNeededBoolean: true, doseQuantity: {value: 1}},"
                    + "   {timing: {repeat: {boundsRange: {low: {value: 1}, high: {value: 2, code: 'wk'}}}}}],"
                    + "  dispenseRequest: {numberOfRepeatsAllowed: 2, validityPeriod: {start: '2026'}, quantity: {value: 30, unit: 'tablet'}, expectedSupplyDuration: {value: 30, code: 'd'}}}},"
                    + "{resource: {resourceType: 'ServiceRequest', id: 's1', status: 'draft', intent: 'plan', code: {text: 'MRI', coding: [{code: 'x'}]}, bodySite: [{text: 'lumbar'}],"
                    + "  orderDetail: [{text: 'no contrast'}], category: [{text: 'inpatient'}], reasonCode: [{text: 'low back pain'}], subject: {reference: 'Patient/p1'}}},"
                    + "{resource: {resourceType: 'Task', status: 'requested', description: 'bed rest'}}]}},"
                    + "prefetch: {patient: {resourceType: 'Patient', id: 'p1', birthDate: '1960-05-01', deceasedBoolean: false},"
                    + " encounter: {resourceType: 'Encounter', id: 'e1', subject: {reference: 'Patient/p1'}, reasonCode: [{coding: [{code: 'M54.5'}]}],"
                    + "  diagnosis: [{condition: {reference: 'Condition/c1'}}]},"
                    + " conditions: {response: {status: '200 OK'}, resource: {resourceType: 'Bundle', total: 1, link: [{relation: 'self', url: 'u'}], entry: [{fullUrl: 'http://h/Condition/c1',"
                    + "  resource: {resourceType: 'Condition', id: 'c1', clinicalStatus: {coding: [{code: 'active'}]}, verificationStatus: {coding: [{code: 'confirmed'}]},"
                    + "  category: [{coding: [{code: 'encounter-diagnosis'}]}], code: {coding: [{system: 'i', code: 'M54.5', display: 'd'}], text: 't'},"
                    + "  encounter: {reference: 'Encounter/e1'}, onsetDateTime: '2026-05', recordedDate: '2026-05-01', abatementDateTime: '2026-06-01', subject: {reference: 'Patient/p1'}},"
                    + "  search: {mode: 'match'}}]}},"
                    + " medications: {resourceType: 'Bundle', entry: [{resource: {resourceType: 'MedicationRequest', id: 'm2', status: 'active', intent: 'order',"
                    + "  medicationReference: {reference: 'Medication/x'}, dosageInstruction: [{text: 'one', timing: {repeat: {boundsPeriod: {start: '2026-11-01T08:00:00Z', end: '2026-11-02T08:00:00Z'}}}}],"
                    + "  dispenseRequest: {quantity: {value: 3}}}}, {resource: {resourceType: 'Medication', id: 'x', code: {coding: [{code: '1049621'}]}}}]},"
                    + " allergies: {resourceType: 'Bundle', entry: [{resource: {resourceType: 'AllergyIntolerance', code: {text: 'naproxen'}, reaction: [{substance: {text: 'x'}}], patient: {reference: 'Patient/p1'}}}]},"
                    + " egfr: {resourceType: 'Bundle', entry: [{resource: {resourceType: 'Observation', status: 'final', code: {coding: [{code: '33914-3'}]}, effectiveDateTime: '2026-05-01',"
                    + "  valueQuantity: {value: 55, comparator: '>', unit: 'mL/min', code: 'mL/min'}, component: [{code: {coding: [{code: '33914-3'}]}, valueString: '>60'}]}}]},"
                    + " screenings: {resourceType: 'Bundle', entry: [{resource: {resourceType: 'Observation', status: 'final', code: {coding: [{code: '44261-6'}]}, effectivePeriod: {start: '2026', end: '2026-05'}}}]},"
                    + " referrals: {resourceType: 'Bundle', entry: [{resource: {resourceType: 'ServiceRequest', status: 'active', code: {text: 'physical therapy'}}},"
                    + "  {resource: {resourceType: 'OperationOutcome', issue: [{severity: 'warning'}]}}]}}}";

    @Test
    void mutants_neither_throw_nor_are_logged() {
        JsonNode body = Calls.json(BODY);
        List<JsonPointer> places = new ArrayList<>();
        collect(body, JsonPointer.empty(), places);
        Random random = new Random(20261123);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level level = root.getLevel();
        log.start();
        root.setLevel(Level.INFO);
        root.addAppender(log);
        try {
            for (int i = 0; i < MUTANTS; i++) {
                JsonNode mutant = body.deepCopy();
                int mutations = 1 + random.nextInt(3);
                for (int m = 0; m < mutations; m++) {
                    mutate(mutant, places.get(random.nextInt(places.size())), random);
                }
                read(mutant, i);
            }
        } finally {
            root.detachAppender(log);
            root.setLevel(level);
        }
        assertThat(log.list)
                .filteredOn(event -> event.getLoggerName().startsWith("ca.uhn")
                        || event.getLoggerName().startsWith("org.hl7")
                        || event.getLoggerName().startsWith("org.lumbarcds"))
                .isEmpty();
    }

    @Test
    void the_body_itself_is_read_in_full() {
        CallData call = Calls.call(Calls.json(BODY));
        DraftOrders drafts = Calls.READER.drafts(call);
        OpenChart chart = Calls.READER.open(call);

        assertThat(drafts.orders()).hasSize(3);
        assertThat(readAll(chart)).isTrue();
        assertThat(chart.medications().orElse(List.of())).hasSize(1);
        assertThat(chart.kidneyFunction().orElse(List.of())).hasSize(2);
    }

    @Test
    void numbers_that_would_exhaust_memory_do_not() {
        JsonNode body = Calls.json(BODY);
        List<JsonPointer> places = new ArrayList<>();
        collect(body, JsonPointer.empty(), places);
        for (String number : List.of("1e999999999", "-1e999999999", "1e-999999999", "0e999999999", "9".repeat(900))) {
            JsonNode mutant = body.deepCopy();
            for (JsonPointer place : places) {
                if (body.at(place).isNumber()) {
                    set(mutant, place, NODES.numberNode(new BigDecimal(number)));
                }
            }
            read(mutant, 0);
        }
    }

    @Test
    void deep_nesting_does_not_exhaust_the_stack() {
        JsonNode body = Calls.json(BODY);
        List<JsonPointer> places = new ArrayList<>();
        collect(body, JsonPointer.empty(), places);
        for (JsonPointer place : places) {
            JsonNode mutant = body.deepCopy();
            JsonNode deep = mutant.at(place).deepCopy();
            for (int i = 0; i < 180; i++) {
                deep = i % 2 == 0
                        ? NODES.arrayNode().add(deep)
                        : NODES.objectNode().set("concept", deep);
            }
            set(mutant, place, deep);
            read(mutant, 0);
        }
    }

    private static void read(JsonNode body, int number) {
        try {
            JsonNode context = body.path("context");
            CallData call = new CallData(
                    number % 2 == 0 ? Hook.ORDER_SELECT : Hook.ORDER_SIGN,
                    "p1",
                    "e1",
                    context.get("selections"),
                    context.get("draftOrders"),
                    body.get("prefetch"));
            OpenChart chart = Calls.READER.open(call);
            readAll(chart);
            chart.medications().orElse(List.of()).forEach(chart::jsonOf);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("mutant " + number + ": " + body, e);
        }
    }

    private static boolean readAll(OpenChart chart) {
        return chart.patient().isHad()
                & chart.encounter().isHad()
                & chart.problems().isHad()
                & chart.medications().isHad()
                & chart.allergies().isHad()
                & chart.kidneyFunction().isHad()
                & chart.screenings().isHad()
                & chart.referrals().isHad();
    }

    private static void collect(JsonNode node, JsonPointer place, List<JsonPointer> places) {
        places.add(place);
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> collect(object.get(name), place.appendProperty(name), places));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), place.appendIndex(i), places);
        }
    }

    private static void mutate(JsonNode body, JsonPointer place, Random random) {
        JsonNode old = body.at(place);
        if (place.matches() || old.isMissingNode()) {
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> remove(body, place);
            case 1 -> set(body, place, NODES.arrayNode().add(old).add(old.deepCopy()));
            case 2 -> set(body, place, NODES.objectNode().set(odd(random).asText("x"), old));
            case 3 ->
                set(
                        body,
                        place,
                        old.isContainerNode() && !old.isEmpty() ? old.elements().next() : odd(random));
            default -> set(body, place, odd(random));
        }
    }

    private static JsonNode odd(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextLong());
            case 3 -> NODES.numberNode(new BigDecimal("1e999999999"));
            case 4 -> NODES.numberNode(Double.POSITIVE_INFINITY);
            case 5 -> NODES.numberNode(Double.NaN);
            case 6 -> NODES.numberNode(-random.nextDouble());
            case 7 -> NODES.textNode("");
            case 8 -> NODES.textNode(" \u0000\ud800 \u202e");
            case 9 -> NODES.textNode("9999-99-99T99:99:99Z");
            case 10 -> NODES.textNode("2026-11-23T25:00:00+99:00");
            case 11 -> NODES.textNode("x".repeat(5_000));
            case 12 -> NODES.textNode("Patient/p2");
            case 13 -> NODES.textNode("#");
            case 14 -> NODES.textNode("/_history/");
            case 15 -> NODES.textNode("1e999999999");
            case 16 -> NODES.arrayNode();
            case 17 -> NODES.objectNode();
            case 18 -> NODES.arrayNode().addNull().add(1).add("a");
            default -> NODES.objectNode().put("resourceType", "Bundle").put("reference", "urn:uuid:x");
        };
    }

    private static void remove(JsonNode body, JsonPointer place) {
        JsonNode parent = body.at(place.head());
        JsonPointer last = place.last();
        if (parent instanceof ObjectNode object) {
            object.remove(last.getMatchingProperty());
        } else if (parent instanceof ArrayNode array) {
            array.remove(last.getMatchingIndex());
        }
    }

    private static void set(JsonNode body, JsonPointer place, JsonNode value) {
        if (place.matches()) {
            return;
        }
        JsonNode parent = body.at(place.head());
        JsonPointer last = place.last();
        if (parent instanceof ObjectNode object) {
            object.set(last.getMatchingProperty(), value);
        } else if (parent instanceof ArrayNode array && last.getMatchingIndex() < array.size()) {
            array.set(last.getMatchingIndex(), value);
        }
    }
}
