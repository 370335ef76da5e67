package org.lumbarcds.explain;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.audit.AuditLog;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** The explanation of a call, asked by who looks for a card that did not come. */
class ExplainEndToEndTest extends Explained {

    private static final String OPIOID = "opioid-order-select";

    @Autowired
    private MeterRegistry meters;

    @ParameterizedTest
    @MethodSource("org.lumbarcds.endtoend.EndToEnd#examples")
    void everyExample_isAnsweredAsTheCall_andNothingIsLeftUnexplained(String name) {
        ObjectNode request = example(name);
        JsonNode explanation = explain(request);

        assertSame(name, explanation.get("answer"), call(request).body());
        assertThat(explanation.get("status").asInt()).isEqualTo(200);
        List<String> fired = stream(explanation.get("rules"))
                .filter(rule -> rule.get("outcome").asText().equals("fired"))
                .map(rule -> rule.get("rule").asText())
                .toList();
        stream(explanation.at("/answer/cards"))
                .map(card -> card.at("/source/topic/code").asText())
                .forEach(topic -> assertThat(fired).contains(topic));
        if (explanation.at("/answer/cards").isEmpty()) {
            assertThat(fired).isEmpty();
        }
        stream(explanation.get("rules"))
                .filter(rule -> !rule.get("outcome").asText().equals("fired"))
                .forEach(rule -> assertThat(
                                rule.get("reasons").size() + rule.get("lacks").size())
                        .as(rule.toString())
                        .isPositive());
        for (String key : List.of("conditions", "medications", "allergies", "egfr", "procedures", "statements")) {
            long sent = stream(request.at("/prefetch/" + key + "/entry")).count();
            assertThat(key(explanation, key).get("entries")).as(key).hasSize((int) sent);
        }
        stream(explanation.get("data"))
                .flatMap(key -> stream(key.get("entries")))
                .forEach(entry -> assertThat(entry.get("by").size()
                                + entry.get("why").asText().length())
                        .as("%s is accounted for by something", entry)
                        .isPositive());
    }

    @Test
    void drafts_sayAsWhatTheyAreKnown_andByWhichRow() {
        JsonNode draft = explain(example(OPIOID)).at("/drafts/0");

        assertThat(draft.get("order").asText()).isEqualTo("MedicationRequest/draft-oxycodone");
        assertThat(draft.get("as")).extracting(JsonNode::asText).containsExactly("oxycodone 5 mg: opioid");
        assertThat(draft.at("/by/0"))
                .isEqualTo(json("{\"table\":\"drug-opioid\",\"system\":\"http://www.nlm.nih.gov/research/umls/rxnorm\","
                        + "\"code\":\"1049621\",\"word\":null,\"means\":\"oxycodone\"}"));
        assertThat(draft.at("/backPain/by").asText()).isEqualTo("active on the problem list");
        assertThat(draft.get("selected").asBoolean()).isTrue();
    }

    /** "Today a child, an unknown local drug and an unselected order all answer the same." */
    @Test
    void threeCallsWithoutACard_saySoForThreeReasons() {
        ObjectNode child = example(OPIOID);
        ((ObjectNode) prefetch(child).get("patient")).put("birthDate", "2015-05-05");
        ObjectNode unknown = example(OPIOID);
        draft(unknown, 0).set("medicationCodeableConcept", json("{\"text\":\"Zzyxolam 5 mg\"}"));
        ObjectNode unselected = example(OPIOID);
        ObjectNode other = draft(unselected, 0).deepCopy();
        other.put("id", "other").set("medicationCodeableConcept", json("{\"text\":\"Metformin 500 mg tablet\"}"));
        ((ObjectNode) unselected.at("/context/draftOrders"))
                .withArray("entry")
                .addObject()
                .set("resource", other);
        context(unselected).putArray("selections").add("MedicationRequest/other");

        JsonNode ofChild = explain(child);
        JsonNode ofUnknown = explain(unknown);
        JsonNode ofUnselected = explain(unselected);

        for (JsonNode each : List.of(ofChild, ofUnknown, ofUnselected)) {
            assertThat(each.at("/answer/cards")).isEmpty();
        }
        assertThat(ofChild.at("/patient"))
                .isEqualTo(json(
                        "{\"age\":11,\"excluded\":\"yes\",\"why\":\"The patient is deceased, or not an adult.\"}"));
        assertThat(ofUnknown.at("/drafts/0/known").asBoolean()).isFalse();
        assertThat(ofUnknown.at("/drafts/0/why").asText()).isEqualTo("No table has its drug, by code or by name.");
        assertThat(ofUnselected.at("/drafts/0/known").asBoolean()).isTrue();
        assertThat(ofUnselected.at("/drafts/0/selected").asBoolean()).isFalse();
        assertThat(ofUnselected.at("/drafts/1/as/0").asText()).isEqualTo("metformin: of no concern");
    }

    @Test
    void entries_sayWhatAccountsForThem_theHarmlessOnesToo() {
        ObjectNode request = example(OPIOID);
        add(
                request,
                "conditions",
                condition(
                        "flu", "{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10-cm\",\"code\":\"J11.1\"}]}"));
        add(request, "conditions", condition("local", "{\"coding\":[{\"system\":\"urn:local\",\"code\":\"X17\"}]}"));
        add(request, "conditions", condition("words", "Seasonal tiredness"));
        add(
                request,
                "allergies",
                "{\"resourceType\":\"AllergyIntolerance\",\"id\":\"latex\",\"patient\":{\"reference\":\"Patient/example\"},"
                        + "\"code\":{\"text\":\"Latex\"}}");
        add(
                request,
                "medications",
                "{\"resourceType\":\"MedicationRequest\",\"id\":\"other\",\"status\":\"active\",\"intent\":\"order\","
                        + "\"subject\":{\"reference\":\"Patient/somebody-else\"},"
                        + "\"medicationCodeableConcept\":{\"text\":\"Warfarin\"}}");

        JsonNode explanation = explain(request);

        Map<String, String> accounts = stream(explanation.get("data"))
                .flatMap(key -> stream(key.get("entries")))
                .collect(Collectors.toMap(
                        entry -> entry.get("resource").asText(),
                        entry -> entry.get("accounted").asBoolean() + ": "
                                + entry.get("why").asText()));
        assertThat(accounts)
                .containsEntry(
                        "Condition/flu", "true: ICD-10 is covered whole: a code that no table lists is of no concern.")
                .containsEntry(
                        "Condition/local",
                        "false: No table has its code, and no words here account for it: it may be anything.")
                .containsEntry(
                        "Condition/words",
                        "true: Its words are in a language that is read here, and none of them is in a table.")
                .containsEntry("AllergyIntolerance/latex", "true: It is to no drug, or says that there is none.")
                .containsEntry(
                        "MedicationRequest/other",
                        "false: It is about another patient, so its key counts as not checked.");
        assertThat(key(explanation, "medications").get("state").asText()).isEqualTo("failed");
        assertThat(explanation.get("drugs"))
                .extracting(drug ->
                        drug.get("drug").asText() + " " + drug.get("allowed").asBoolean())
                .contains("naproxen false");
        assertThat(explanation.at("/drugs/0/why")).extracting(JsonNode::asText).contains("medications not checked");
    }

    @Test
    void aCallThatLacksData_namesItAndTheRulesThatNeedIt() {
        ObjectNode request = example(OPIOID);
        request.remove("prefetch");

        JsonNode explanation = explain(request);

        assertThat(explanation.get("status").asInt()).isEqualTo(412);
        assertThat(explanation.at("/answer/resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(rule(explanation, "opioid-first-line").get("outcome").asText())
                .isEqualTo("undecided");
        assertThat(rule(explanation, "opioid-first-line").get("lacks"))
                .extracting(JsonNode::asText)
                .containsExactly("patient", "conditions", "medications");
        assertThat(key(explanation, "conditions").get("state").asText()).isEqualTo("absent");
    }

    @Test
    void aContradictoryCall_asksNoRule() {
        ObjectNode request = example(OPIOID);
        context(request).putArray("selections").add("MedicationRequest/none");

        JsonNode explanation = explain(request);

        assertThat(explanation.get("status").asInt()).isEqualTo(400);
        assertThat(explanation.get("rules"))
                .extracting(rule -> rule.get("outcome").asText())
                .containsOnly("not evaluated");
    }

    @Test
    void adviceThatARedFlagTakesBack_saysSo() {
        ObjectNode request = example("psychosocial-screening-chronic-patient-view");
        add(request, "conditions", condition("cauda", "Cauda equina syndrome"));

        JsonNode explanation = explain(request);

        assertThat(outcome(explanation, "red-flags")).isEqualTo("fired");
        assertThat(outcome(explanation, "psychosocial-screening"))
                .isEqualTo("taken back: Taken back by what this rule found: red-flags.");
        assertThat(rule(explanation, "psychosocial-screening")
                        .at("/findings/0/indicator")
                        .asText())
                .isEqualTo("info");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bare | it is the active condition with the latest date",
                "order | the order points at it",
                "encounter | the encounter points at it"
            })
    void theEpisode_saysWhyItStartsThere(String pointing, String why) {
        ObjectNode request = example(OPIOID);
        String reference = "{\"reference\":\"Condition/back-pain\"}";
        if (pointing.equals("order")) {
            draft(request, 0).putArray("reasonReference").add(json(reference));
        } else if (pointing.equals("encounter")) {
            prefetch(request)
                    .set(
                            "encounter",
                            json("{\"resourceType\":\"Encounter\",\"id\":\"visit\",\"status\":\"in-progress\","
                                    + "\"subject\":{\"reference\":\"Patient/example\"},\"reasonReference\":["
                                    + reference
                                    + "]}"));
        }

        JsonNode episode = explain(request).get("episode");

        assertThat(episode.get("startId").asText()).isEqualTo("Condition/back-pain");
        assertThat(episode.get("why").asText()).isEqualTo(why);
    }

    /** What counts is said to count, and what doesn't is not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "XYZ | refuted | true | It does not count: it was refuted, is over, or was entered in error.",
                "Xyzzyx | confirmed | true | Its words are in a language that is read here, and none of them is in a table.",
                "XYZ | confirmed | false | No table has its code, and no words here account for it: it may be anything.",
                "Drug allergy | confirmed | false | Nothing here tells to which drug it is: it may be to any.",
                "Magenproblem K25.4 | confirmed | true | null"
            })
    void conditions(String text, String verification, boolean accounted, String why) {
        ObjectNode request = example(OPIOID);
        ObjectNode condition = json(condition("asked", text));
        condition.putObject("verificationStatus").putArray("coding").addObject().put("code", verification);
        add(request, "conditions", condition.toString());

        JsonNode entry = key(explain(request), "conditions").at("/entries/1");

        assertThat(entry.get("accounted").asBoolean()).isEqualTo(accounted);
        assertThat(entry.get("why").asText()).isEqualTo(why);
        if (text.contains("K25.4")) {
            assertThat(entry.get("by"))
                    .extracting(row -> row.get("table").asText())
                    .contains("problem-peptic-ulcer");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "active | Oxycodone | true | null",
                "entered-in-error | Oxycodone | true | It does not count: a mistake, not to be given, not taken, or no order yet.",
                "stopped | Zzyxolam | true | It is over, and what it was matters to nothing.",
                "active | Zzyxolam | false | No table has its drug, by code or by name."
            })
    void ordersOnRecord(String status, String drug, boolean accounted, String why) {
        ObjectNode request = example(OPIOID);
        add(
                request,
                "medications",
                "{\"resourceType\":\"MedicationRequest\",\"id\":\"asked\",\"status\":\"" + status
                        + "\",\"intent\":\"order\",\"subject\":{\"reference\":\"Patient/example\"},"
                        + "\"medicationCodeableConcept\":{\"text\":\"" + drug + "\"}}");

        JsonNode entry = key(explain(request), "medications").at("/entries/0");

        assertThat(entry.get("accounted").asBoolean()).isEqualTo(accounted);
        assertThat(entry.get("why").asText()).isEqualTo(why);
    }

    @Test
    void reasonsOfTheEncounter_areAllListed_andNoneThatMattersIsHarmless() {
        ObjectNode request = example("first-line-care-new-spasm-patient-view");
        ((ObjectNode) prefetch(request).get("encounter"))
                .putArray("reasonReference")
                .addObject()
                .put("display", "Low back pain");

        JsonNode entries = key(explain(request), "encounter").get("entries");

        assertThat(entries).hasSize(2);
        assertThat(entries)
                .extracting(entry -> entry.at("/meaning/0").asText() + ": "
                        + entry.get("why").asText())
                .containsExactly(
                        "low back pain: null",
                        "low back pain: It refers to a condition by its words, or to one within it.");
    }

    /** What no rule opened came all the same. */
    @Test
    void keysThatNoRuleOpened_sayHowTheyCame() {
        ObjectNode request = example(OPIOID);
        draft(request, 0).set("medicationCodeableConcept", json("{\"text\":\"Zzyxolam 5 mg\"}"));

        JsonNode conditions = key(explain(request), "conditions");

        assertThat(conditions.get("state").asText()).isEqualTo("given");
        assertThat(conditions.get("opened").asBoolean()).isFalse();
        assertThat(conditions.get("entries")).hasSize(1);
    }

    /** The memory of an explanation is bounded, and what is left out is said. */
    @Test
    void aChartOfThousands_isListedInPart() {
        ObjectNode request = example(OPIOID);
        for (int i = 0; i < 2_500; i++) {
            add(request, "conditions", condition("many-" + i, "mi af fa vt hf uc copd ckd " + i));
        }

        JsonNode conditions = key(explain(request), "conditions");

        assertThat(conditions.get("entries")).hasSize(2_000);
        assertThat(conditions.get("more").asInt()).isEqualTo(501);
        stream(conditions.get("entries"))
                .forEach(entry -> assertThat(entry.get("by").size()).isLessThanOrEqualTo(12));
    }

    @Test
    void nothingIsRecorded() {
        Logger logger = (Logger) LoggerFactory.getLogger(AuditLog.LOGGER);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        Map<String, Double> before = counts();
        try {
            explain(example(OPIOID));
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list).isEmpty();
        assertThat(counts()).isEqualTo(before);
    }

    /** What the service counts; sizes and longest times change by themselves. */
    private Map<String, Double> counts() {
        Map<String, Double> counts = new TreeMap<>();
        meters.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("lumbar."))
                .forEach(meter -> meter.measure().forEach(measurement -> {
                    if (measurement.getStatistic() == Statistic.COUNT) {
                        counts.put(meter.getId().toString(), measurement.getValue());
                    }
                }));
        return counts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{}", "{\"hook\":\"order-sign\"}", ""})
    void whatIsNoCall_getsTheRefusalOfTheCall(String body) {
        HttpResponse<byte[]> explained = post("/explain/lbp-order-select", body);
        HttpResponse<byte[]> called = post("/cds-services/lbp-order-select", body);

        assertThat(explained.statusCode()).isEqualTo(called.statusCode()).isBetween(400, 499);
        assertThat(new String(explained.body(), StandardCharsets.UTF_8))
                .isEqualTo(new String(called.body(), StandardCharsets.UTF_8));
    }

    private HttpResponse<byte[]> post(String path, String body) {
        return send(to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    @Test
    void noOtherService_andNoPageOfElsewhere() {
        assertThat(post("/explain/none", example(OPIOID).toString()).statusCode())
                .isEqualTo(404);
        HttpResponse<byte[]> crossed = send(to("/explain/lbp-order-select")
                .header("Content-Type", "application/json")
                .header("Origin", "https://sandbox.cds-hooks.org")
                .POST(BodyPublishers.ofString(example(OPIOID).toString())));
        assertThat(crossed.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(crossed.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void textsOfARecord_stayTexts() {
        String hostile = "<img src=x onerror=alert(1)> \ud800 \"};{";
        ObjectNode request = example(OPIOID);
        ObjectNode condition = json(condition("hostile", "x"));
        condition.putObject("code").put("text", hostile);
        add(request, "conditions", condition.toString());

        assertThat(ask(request).statusCode()).isEqualTo(200);
        assertThat(key(explain(request), "conditions").at("/entries/1/label").asText())
                .startsWith("<img src=x onerror=alert(1)>");
    }
}
