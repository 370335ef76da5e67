package org.lumbarcds.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.hooks.Calls.GIVEN;
import static org.lumbarcds.hooks.Calls.NO_CARDS;
import static org.lumbarcds.hooks.Calls.REFILL;
import static org.lumbarcds.hooks.Calls.SELECT;
import static org.lumbarcds.hooks.Calls.SIGN;
import static org.lumbarcds.hooks.Calls.VIEW;
import static org.lumbarcds.hooks.Calls.card;
import static org.lumbarcds.hooks.Calls.drafts;
import static org.lumbarcds.hooks.Calls.issue;
import static org.lumbarcds.hooks.Calls.outcome;
import static org.lumbarcds.hooks.Calls.refill;
import static org.lumbarcds.hooks.Calls.select;
import static org.lumbarcds.hooks.Calls.sign;
import static org.lumbarcds.hooks.Calls.view;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.services.CdsService;

/** Calls of the services over HTTP: every row of the protocol's table of errors, and what is accepted. */
class ServiceCallTest {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start("lumbar.rules.psychosocial-screening.mode=shadow");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    static Stream<Arguments> answered() {
        String select = select("oxycodone", GIVEN);
        String sign = sign("oxycodone", GIVEN);
        String found = card("opioid-first-line", "warning", "oxycodone");
        return Stream.of(
                arguments("a selected draft that a rule warns of", SELECT, select, found),
                arguments("every draft counts at order-sign", SIGN, sign, found),
                arguments("a draft no rule knows, without any prefetch", SIGN, sign("", "null"), NO_CARDS),
                arguments(
                        "a draft that is not selected",
                        SELECT,
                        select.replace("[\"MedicationRequest/d1\"]", "[]"),
                        NO_CARDS),
                arguments(
                        "no drafts",
                        SIGN,
                        sign.replaceFirst("\"entry\":\\[.*?}}}]", "\"type\":\"collection\""),
                        NO_CARDS),
                arguments(
                        "null entry of drafts",
                        SIGN,
                        sign.replaceFirst("\"entry\":\\[.*?}}}]", "\"entry\":null"),
                        NO_CARDS),
                arguments(
                        "null is a client's none",
                        SELECT,
                        select("oxycodone", "{\"patient\":{},\"conditions\":null}"),
                        NO_CARDS),
                arguments("a rule in shadow mode is not shown", VIEW, view(GIVEN), NO_CARDS),
                arguments("a rule in shadow mode causes no 412", VIEW, view("{}"), NO_CARDS),
                arguments(
                        "a rule that throws",
                        SIGN,
                        sign("break the rule", GIVEN.replace("\"conditions\":", "\"x\":")),
                        card("bed-rest", "info", "Could not run")),
                arguments("unknown fields", SELECT, with(select, "\"extension\":{\"v\":1},\"more\":[null]"), found),
                arguments("duplicate keys", SELECT, with(select, "\"hook\":\"order-select\""), found),
                arguments("fhirAuthorization null", SELECT, with(select, "\"fhirAuthorization\":null"), found),
                arguments("fhirServer null", SELECT, with(select, "\"fhirServer\":null"), found),
                arguments(
                        "fhirAuthorization with fhirServer",
                        SELECT,
                        with(
                                select,
                                "\"fhirServer\":\"http://localhost/fhir\",\"fhirAuthorization\":{\"access_token\":\"t\"}"),
                        found),
                arguments(
                        "hookInstance no UUID",
                        SELECT,
                        select.replace("d1577c69-dfbe-44ad-ba6d-3e05e953b2ea", "17"),
                        found),
                arguments(
                        "patientId with type",
                        SELECT,
                        select.replace("\"p1\",\"selections", "\"Patient/p1\",\"selections"),
                        found),
                arguments(
                        "encounterId null",
                        SELECT,
                        select.replace("\"patientId\"", "\"encounterId\":null,\"patientId\""),
                        found),
                arguments(
                        "encounterId empty",
                        SELECT,
                        select.replace("\"patientId\"", "\"encounterId\":\"\",\"patientId\""),
                        found),
                arguments("byte order mark", SELECT, "\uFEFF" + select, found),
                arguments("white space around it", SELECT, "\r\n\t " + select + " \n", found));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void answered(String why, String path, String body, String expected) {
        HttpResponse<String> answer = service.post(path, body);
        assertThat(answer.body()).isEqualTo(expected);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map())
                .containsEntry("content-type", List.of("application/json"))
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .doesNotContainKey("server");
    }

    static Stream<Arguments> refused() {
        String select = select("oxycodone", GIVEN);
        String context = "Send an object with the fields of order-select.";
        String drafts = " Send a FHIR Bundle of the drafted orders.";
        String selections = " Send an array of strings, each [ResourceType]/[id] of a draft.";
        return Stream.of(
                arguments("", 400, outcome("required", "The body is empty. Send the call as a JSON object.")),
                arguments(
                        " ", 400, outcome("structure", "The body is no JSON object. Send the call as a JSON object.")),
                arguments(
                        "[]", 400, outcome("structure", "The body is no JSON object. Send the call as a JSON object.")),
                arguments(
                        "null",
                        400,
                        outcome("structure", "The body is no JSON object. Send the call as a JSON object.")),
                arguments(
                        "\"x\"",
                        400,
                        outcome("structure", "The body is no JSON object. Send the call as a JSON object.")),
                arguments(
                        "{", 400, outcome("structure", "The body is not JSON: see line 1, column 2. Send valid JSON.")),
                arguments(
                        "{}x",
                        400,
                        outcome("structure", "The body is not JSON: see line 1, column 3. Send valid JSON.")),
                arguments("{}{}", 400, outcome("structure", "More follows the JSON object. Send one JSON object.")),
                arguments(
                        "{\"a\":NaN}",
                        400,
                        outcome("structure", "The body is not JSON: see line 1, column 9. Send valid JSON.")),
                arguments(
                        "{\"a\":1e99999}",
                        400,
                        outcome("too-costly", "A number has more than 1000 digits, or the body has too many values.")),
                arguments(
                        "{\"a\":" + "1".repeat(1001) + "}",
                        400,
                        outcome("too-costly", "A number has more than 1000 digits, or the body has too many values.")),
                arguments(
                        "{}",
                        400,
                        "{\"resourceType\":\"OperationOutcome\",\"issue\":["
                                + issue("required", "hook is missing. Send \"order-select\".", "hook") + ","
                                + issue("required", "hookInstance is missing. Send a UUID.", "hookInstance") + ","
                                + issue("required", "context is missing. " + context, "context") + "]}"),
                arguments(
                        without(select, "hook"),
                        400,
                        outcome("required", "hook", " is missing. Send \"order-select\".")),
                arguments(
                        set(select, "hook", "null"),
                        400,
                        outcome("required", "hook", " is missing. Send \"order-select\".")),
                arguments(
                        set(select, "hook", "1"),
                        400,
                        outcome("value", "hook", " can't be used. Send \"order-select\" as a string.")),
                arguments(
                        set(select, "hook", "\"order-sign\""),
                        400,
                        outcome(
                                "value",
                                "hook",
                                " can't be used. Send \"order-select\", or call the service of your hook.")),
                arguments(
                        without(select, "hookInstance"),
                        400,
                        outcome("required", "hookInstance", " is missing. Send a UUID.")),
                arguments(
                        set(select, "hookInstance", "17"),
                        400,
                        outcome("value", "hookInstance", " can't be used. Send a UUID as a string.")),
                arguments(
                        set(select, "hookInstance", "\"\""),
                        400,
                        outcome("value", "hookInstance", " can't be used. Send a UUID as a string.")),
                arguments(
                        with(select, "\"context\":null"),
                        400,
                        outcome("required", "context", " is missing. " + context)),
                arguments(
                        with(select, "\"context\":[]"), 400, outcome("value", "context", " can't be used. " + context)),
                arguments(
                        with(select, "\"context\":\"x\""),
                        400,
                        outcome("value", "context", " can't be used. " + context)),
                arguments(
                        without(select, "userId"),
                        400,
                        outcome("required", "context.userId", " is missing. Send the user as [ResourceType]/[id].")),
                arguments(
                        set(select, "userId", "{}"),
                        400,
                        outcome(
                                "value",
                                "context.userId",
                                " can't be used. Send the user as [ResourceType]/[id] as a string.")),
                arguments(
                        without(select, "patientId"),
                        400,
                        outcome("required", "context.patientId", " is missing. Send the FHIR id of the patient.")),
                arguments(
                        set(select, "patientId", "7"),
                        400,
                        outcome(
                                "value",
                                "context.patientId",
                                " can't be used. Send the FHIR id of the patient as a string.")),
                arguments(
                        set(select, "patientId", "\"\""),
                        400,
                        outcome(
                                "value",
                                "context.patientId",
                                " can't be used. Send the FHIR id of the patient as a string.")),
                arguments(
                        set(select, "patientId", "\"Patient/\""),
                        400,
                        outcome("value", "context.patientId", " can't be used. Send the FHIR id of the patient.")),
                arguments(
                        select.replace("\"patientId\"", "\"encounterId\":1,\"patientId\""),
                        400,
                        outcome(
                                "value",
                                "context.encounterId",
                                " can't be used. Send the FHIR id of the encounter as a string, or leave it out.")),
                arguments(
                        without(select, "selections"),
                        400,
                        outcome("required", "context.selections", " is missing." + selections)),
                arguments(
                        set(select, "selections", "{}"),
                        400,
                        outcome("value", "context.selections", " can't be used." + selections)),
                arguments(
                        set(select, "selections", "[\"a\",1]"),
                        400,
                        outcome(
                                "value",
                                "context.selections[1]",
                                " can't be used. Send [ResourceType]/[id] of a draft.")),
                arguments(
                        without(select, "draftOrders"),
                        400,
                        outcome("required", "context.draftOrders", " is missing." + drafts)),
                arguments(
                        set(select, "draftOrders", "[]"),
                        400,
                        outcome("value", "context.draftOrders", " can't be used." + drafts)),
                arguments(
                        set(select, "draftOrders", "{}"),
                        400,
                        outcome("value", "context.draftOrders", " can't be used." + drafts)),
                arguments(
                        set(select, "draftOrders", "{\"resourceType\":\"Patient\"}"),
                        400,
                        outcome("value", "context.draftOrders", " can't be used." + drafts)),
                arguments(
                        set(select, "draftOrders", "{\"resourceType\":\"Bundle\",\"entry\":{}}"),
                        400,
                        outcome(
                                "value",
                                "context.draftOrders.entry",
                                " can't be used. Send an array, or leave it out when there are no drafts.")),
                arguments(
                        with(select, "\"fhirServer\":{}"),
                        400,
                        outcome(
                                "value",
                                "fhirServer",
                                " can't be used. Send the base URL of the FHIR server as a string, or leave it out.")),
                arguments(
                        with(select, "\"fhirAuthorization\":{}"),
                        400,
                        outcome(
                                "required",
                                "fhirServer",
                                " is missing. Send the base URL of the FHIR server that fhirAuthorization is for, or leave both out.")),
                arguments(
                        with(select, "\"fhirServer\":\"http://localhost\",\"fhirAuthorization\":\"t\""),
                        400,
                        outcome("value", "fhirAuthorization", " can't be used. Send an object, or leave it out.")),
                arguments(
                        with(select, "\"prefetch\":[]"),
                        400,
                        outcome(
                                "value",
                                "prefetch",
                                " can't be used. Send an object with a resource, a Bundle or null per key, or leave it out.")),
                arguments(
                        with(select, "\"prefetch\":\"x\""),
                        400,
                        outcome(
                                "value",
                                "prefetch",
                                " can't be used. Send an object with a resource, a Bundle or null per key, or leave it out.")),
                arguments(
                        select("break the reader", GIVEN),
                        500,
                        outcome(
                                "exception",
                                "The service failed. Nothing was checked; the failure is in the service's log.")),
                arguments(
                        select("exhaust", GIVEN),
                        500,
                        outcome(
                                "exception",
                                "The service failed. Nothing was checked; the failure is in the service's log.")));
    }

    @ParameterizedTest
    @MethodSource
    void refused(String body, int status, String expected) {
        HttpResponse<String> answer = service.post(SELECT, body);
        assertThat(answer.body()).isEqualTo(expected);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().map())
                .containsEntry("content-type", List.of("application/fhir+json"))
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry("x-content-type-options", List.of("nosniff"));
    }

    @Test
    void missingData_namesEveryKeyAndItsRules() {
        String both = drafts("oxycodone")
                .replace(
                        "]}",
                        ",{\"resource\":{\"resourceType\":\"MedicationRequest\",\"id\":\"d2\","
                                + "\"medicationCodeableConcept\":{\"text\":\"naproxen\"}}}]}");
        String body = set(sign("x", "{\"conditions\":{\"resourceType\":\"OperationOutcome\"}}"), "draftOrders", both);
        HttpResponse<String> answer = service.post(SIGN, body);
        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(answer.body())
                .isEqualTo("{\"resourceType\":\"OperationOutcome\",\"issue\":["
                        + issue(
                                "required",
                                "prefetch.patient is not in the call; without it these checks can't be made: opioid-first-line,"
                                        + " nsaid-caution. Send the answer of Patient/{{context.patientId}}.",
                                "prefetch.patient")
                        + ","
                        + issue(
                                "required",
                                "prefetch.conditions can't be read, was withheld or is about another patient; without it these checks can't be"
                                        + " made: opioid-first-line. Send the answer of Condition?patient={{context.patientId}}, or null"
                                        + " when there is none.",
                                "prefetch.conditions")
                        + ","
                        + issue(
                                "required",
                                "prefetch.medications is not in the call; without it these checks can't be made: nsaid-caution."
                                        + " Send the answer of MedicationRequest?patient={{context.patientId}}"
                                        + "&_include=MedicationRequest:medication, or null when there is none.",
                                "prefetch.medications")
                        + "]}");
        assertThat(service.meters()
                        .counter("lumbar.data.missing", "service", "lbp-order-sign", "key", "conditions")
                        .count())
                .isEqualTo(1);
    }

    static Stream<Arguments> refills() {
        String refill = refill("oxycodone", GIVEN);
        String found = card("opioid-first-line", "warning", "oxycodone");
        String drafts = " Send a FHIR Bundle of the drafted orders.";
        return Stream.of(
                arguments("every draft counts, and nobody need be there", refill, 200, found),
                arguments(
                        "a user who is there",
                        set(refill, "patientId", "\"p1\",\"userId\":\"Practitioner/u1\""),
                        200,
                        found),
                arguments("userId null", set(refill, "patientId", "\"p1\",\"userId\":null"), 200, found),
                arguments("an encounter", set(refill, "patientId", "\"p1\",\"encounterId\":\"e1\""), 200, found),
                arguments("a draft no rule knows", refill("", "null"), 200, NO_CARDS),
                arguments(
                        "a rule about other orders is not asked, though it would throw",
                        refill("break the rule", GIVEN),
                        200,
                        card("opioid-first-line", "warning", "break the rule")),
                arguments(
                        "userId of the wrong type",
                        set(refill, "patientId", "\"p1\",\"userId\":7"),
                        400,
                        outcome(
                                "value",
                                "context.userId",
                                " can't be used. Send the user as [ResourceType]/[id] as a string.")),
                arguments(
                        "no patient",
                        refill.replace("\"patientId\":\"p1\",", ""),
                        400,
                        outcome("required", "context.patientId", " is missing. Send the FHIR id of the patient.")),
                arguments(
                        "no medications",
                        refill.replace("\"medications\":{\"resourceType\"", "\"draftOrders\":{\"resourceType\""),
                        400,
                        outcome("required", "context.medications", " is missing." + drafts)),
                arguments(
                        "medications that are no Bundle",
                        refill.replace("\"Bundle\"", "\"List\""),
                        400,
                        outcome("value", "context.medications", " can't be used." + drafts)),
                arguments(
                        "entry that is no array",
                        refill.replaceFirst("\"entry\":\\[.*?}}}]", "\"entry\":{}"),
                        400,
                        outcome(
                                "value",
                                "context.medications.entry",
                                " can't be used. Send an array, or leave it out when there are no drafts.")),
                arguments(
                        "another hook",
                        sign("oxycodone", GIVEN).replace("draftOrders", "medications"),
                        400,
                        outcome(
                                "value",
                                "hook",
                                " can't be used. Send \"medication-refill\", or call the service of your hook.")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refills(String why, String body, int status, String expected) {
        HttpResponse<String> answer = service.post(REFILL, body);
        assertThat(answer.body()).isEqualTo(expected);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void everyServiceIsReached_andNoOther() {
        assertThat(CdsService.IDS.split("\\|"))
                .containsExactly(
                        Arrays.stream(CdsService.values()).map(CdsService::id).toArray(String[]::new));
    }

    @Test
    void loneSurrogate_isNoFailure() {
        HttpResponse<String> answer = service.post(SELECT, select("oxycodone \\ud800", GIVEN));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(card("opioid-first-line", "warning", "oxycodone ?"));
    }

    @Test
    void otherEncodings_areRefused() {
        String select = select("oxycodone", GIVEN);
        assertThat(service.post(SELECT, select.getBytes(StandardCharsets.UTF_16BE))
                        .statusCode())
                .isEqualTo(400);
        assertThat(service.post(SELECT, select.getBytes(StandardCharsets.UTF_16LE))
                        .statusCode())
                .isEqualTo(400);
        assertThat(service.post(SELECT, select.getBytes(StandardCharsets.UTF_16))
                        .statusCode())
                .isEqualTo(400);
        byte[] latin = select("oxycodone \u00e9", GIVEN).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(service.post(SELECT, latin).statusCode()).isEqualTo(400);
    }

    static Stream<Arguments> contentTypes() {
        return Stream.of(
                arguments("application/json", 200),
                arguments("application/json; charset=utf-8", 200),
                arguments("Application/JSON;charset=\"UTF-8\"", 200),
                arguments("application/fhir+json", 200),
                arguments("application/fhir+json; fhirVersion=4.0", 200),
                arguments("text/plain", 415),
                arguments("text/json", 415),
                arguments("application/xml", 415),
                arguments("application/*", 415),
                arguments("*/*", 415),
                arguments("multipart/form-data; boundary=x", 415),
                arguments("application/x-www-form-urlencoded", 415),
                arguments("json", 415),
                arguments(";", 415),
                arguments("application/json/x", 415));
    }

    @ParameterizedTest
    @MethodSource
    void contentTypes(String type, int status) {
        HttpResponse<String> answer = service.send(service.to(SELECT)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(select("oxycodone", GIVEN))));
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 415) {
            assertThat(answer.body())
                    .isEqualTo(outcome("not-supported", "Send the call as Content-Type: application/json."));
        }
    }

    @Test
    void withoutContentType_orCompressed_isRefused() {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(select("oxycodone", GIVEN));
        assertThat(service.send(service.to(SELECT).POST(body)).statusCode()).isEqualTo(415);
        HttpResponse<String> compressed = service.send(service.to(SELECT)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(body));
        assertThat(compressed.body()).isEqualTo(outcome("not-supported", "Send the body without Content-Encoding."));
        assertThat(compressed.statusCode()).isEqualTo(415);
    }

    @Test
    void accept_neverMatters() {
        for (String accept : new String[] {"text/html", "application/xml", "nonsense", "*/*;q=0"}) {
            HttpResponse<String> answer = service.send(service.to(SELECT)
                    .header("Content-Type", "application/json")
                    .header("Accept", accept)
                    .POST(HttpRequest.BodyPublishers.ofString(select("oxycodone", GIVEN))));
            assertThat(answer.body()).isEqualTo(card("opioid-first-line", "warning", "oxycodone"));
        }
    }

    @Test
    void calls_areCountedWithoutTheCallersData() {
        service.post(SIGN, sign("naproxen", GIVEN).replace("d1577c69-dfbe-44ad-ba6d-3e05e953b2ea", "no uuid"));
        service.post(VIEW, view(GIVEN));
        assertThat(service.meters()
                        .counter("lumbar.findings", "rule", "nsaid-caution", "indicator", "warning", "mode", "on")
                        .count())
                .isPositive();
        assertThat(service.meters()
                        .counter(
                                "lumbar.findings",
                                "rule",
                                "psychosocial-screening",
                                "indicator",
                                "warning",
                                "mode",
                                "shadow")
                        .count())
                .isPositive();
        assertThat(service.meters().counter("lumbar.hook.instance.irregular").count())
                .isPositive();
        service.meters().find("lumbar.calls").timers().forEach(timer -> {
            assertThat(timer.getId().getTag("service")).matches(CdsService.IDS);
            assertThat(timer.getId().getTag("outcome")).matches("cards|no-cards|\\d{3}");
        });
        assertThat(service.meters().find("http.server.requests").meters()).isEmpty();
    }

    /** The body with more fields at its end. */
    private static String with(String body, String fields) {
        return body.substring(0, body.length() - 1) + "," + fields + "}";
    }

    /** The body with another value of a field. */
    private static String set(String body, String field, String value) {
        return body.replaceFirst(
                "\"" + field + "\":(\"[^\"]*\"|\\[[^]]*]|\\{.*?}]}(?=,|}))",
                "\"" + field + "\":" + Matcher.quoteReplacement(value));
    }

    private static String without(String body, String field) {
        return set(body, field, "null").replace("\"" + field + "\":null,", "").replace(",\"" + field + "\":null", "");
    }
}
