package org.lumbarcds.endtoend.fetching;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.endtoend.EndToEnd;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Data from wherever it is: the prefetch, the client's FHIR server, or an honest 412. */
@ExtendWith(OutputCaptureExtension.class)
class FetchEndToEndTest extends EndToEnd {

    private static final String TOKEN = "t0ken-that-must-not-leak";
    /** Wider than the default, so that a busy machine does not turn an answer into a time-out. */
    private static final Duration DEADLINE = Duration.ofMillis(1_500);

    private static final List<String> KEYS =
            List.of("patient", "encounter", "conditions", "medications", "allergies", "egfr", "statements");

    private static final WireMockServer EHR = started();
    private static final WireMockServer ELSEWHERE = started();

    private static WireMockServer started() {
        WireMockServer server =
                new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        return server;
    }

    @DynamicPropertySource
    static void allowTheEhr(DynamicPropertyRegistry properties) {
        properties.add("lumbar.fhir.allowed-servers", FetchEndToEndTest::fhirServer);
        properties.add("lumbar.fhir.allow-http", () -> "true");
        properties.add("lumbar.fhir.deadline", () -> DEADLINE.toMillis() + "ms");
    }

    @AfterAll
    static void stop() {
        EHR.stop();
        ELSEWHERE.stop();
    }

    private static String fhirServer() {
        return "http://127.0.0.1:" + EHR.port() + "/fhir";
    }

    @BeforeEach
    void answerEveryQuery() {
        EHR.resetAll();
        ELSEWHERE.resetAll();
        ELSEWHERE.stubFor(get(anyUrl()).willReturn(json(empty())));
        ObjectNode given = prefetch(example("opioid-order-select"));
        EHR.stubFor(get(urlPathEqualTo("/fhir/Patient/example")).willReturn(json(given.get("patient"))));
        search("Condition", json(given.get("conditions")));
        search("MedicationRequest", json(empty()));
        search("AllergyIntolerance", json(empty()));
        search("Observation", json(empty()));
        search("MedicationStatement", json(empty()));
    }

    private static void search(String type, ResponseDefinitionBuilder answer) {
        EHR.stubFor(get(urlPathEqualTo("/fhir/" + type))
                .withQueryParam("patient", equalTo("example"))
                .willReturn(answer));
    }

    private static JsonNode empty() {
        return EndToEnd.json("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0}");
    }

    private static ResponseDefinitionBuilder json(JsonNode body) {
        return aResponse().withHeader("Content-Type", "application/fhir+json").withBody(body.toString());
    }

    /** The example's call, with a FHIR server and without any prefetch. */
    private static ObjectNode bare() {
        ObjectNode call = example("opioid-order-select");
        call.remove("prefetch");
        call.put("fhirServer", fhirServer());
        call.putObject("fhirAuthorization")
                .put("access_token", TOKEN)
                .put("token_type", "Bearer")
                .put("expires_in", 300)
                .put("scope", "patient/*.read")
                .put("subject", "lumbar-cds");
        return call;
    }

    private static ObjectNode withPrefetch() {
        ObjectNode call = bare();
        call.set("prefetch", example("opioid-order-select").get("prefetch"));
        return call;
    }

    @Test
    void everythingFromTheServer_readsLikeEverythingFromThePrefetch() {
        assertSame(
                "cards",
                call(bare()).body(),
                call(example("opioid-order-select")).body());
        EHR.verify(getRequestedFor(urlPathEqualTo("/fhir/Condition"))
                .withHeader("Authorization", equalTo("Bearer " + TOKEN))
                .withHeader("Accept", equalTo("application/fhir+json")));
    }

    static Stream<Arguments> missingKeys() {
        return KEYS.stream()
                .flatMap(key -> Stream.of("absent", "failed", "malformed").map(state -> Arguments.of(key, state)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("missingKeys")
    void keyThatIsMissing_isFetched(String key, String state) {
        ObjectNode call = withPrefetch();
        switch (state) {
            case "absent" -> prefetch(call).remove(key);
            case "failed" ->
                prefetch(call)
                        .set(
                                key,
                                EndToEnd.json(
                                        "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\"}]}"));
            default -> prefetch(call).put(key, "nonsense");
        }
        assertSame(
                key + " " + state,
                call(call).body(),
                call(example("opioid-order-select")).body());
    }

    @Test
    void anExplanation_saysWhatWasFetchedAndHowLongItTook() {
        search("AllergyIntolerance", aResponse().withStatus(403));

        HttpResponse<byte[]> response = send(to("/explain/lbp-order-select")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(bare().toString())));

        ObjectNode explanation = EndToEnd.json(new String(response.body(), StandardCharsets.UTF_8));
        Map<String, JsonNode> keys = stream(explanation.get("data"))
                .collect(Collectors.toMap(key -> key.get("key").asText(), key -> key));
        assertThat(keys.get("conditions").get("state").asText()).isEqualTo("fetched");
        assertThat(keys.get("conditions").get("milliseconds").asDouble()).isPositive();
        assertThat(keys.get("conditions").at("/entries/0/resource").asText()).isEqualTo("Condition/back-pain");
        assertThat(keys.get("allergies").get("state").asText()).isEqualTo("failed");
        assertThat(keys.get("allergies").get("why").asText()).isEqualTo("forbidden");
        assertThat(explanation.toString()).doesNotContain(TOKEN);
    }

    @Test
    void completePrefetch_asksNothing() {
        assertThat(call(withPrefetch()).topics()).containsExactly("opioid-first-line");
        assertThat(EHR.getAllServeEvents()).isEmpty();
    }

    @Test
    void emptyAndNull_areAnswers_andAskNothing() {
        ObjectNode call = withPrefetch();
        prefetch(call).putNull("allergies").set("egfr", empty());
        assertThat(call(call).status()).isEqualTo(200);
        assertThat(EHR.getAllServeEvents()).isEmpty();
    }

    @Test
    void orderNoRuleCaresAbout_asksNothing() {
        ObjectNode call = bare();
        ObjectNode medication = (ObjectNode) draft(call, 0).get("medicationCodeableConcept");
        medication.removeAll();
        medication.put("text", "Amoxicillin 500 mg capsule");
        assertThat(call(call).body()).isEqualTo(EndToEnd.json("{\"cards\":[]}"));
        assertThat(EHR.getAllServeEvents()).isEmpty();
    }

    @Test
    void orderForAnotherReason_asksNothing() {
        ObjectNode call = bare();
        draft(call, 0)
                .putArray("reasonCode")
                .addObject()
                .putArray("coding")
                .addObject()
                .put("system", "http://hl7.org/fhir/sid/icd-10-cm")
                .put("code", "M25.561");
        assertThat(call(call).cards()).isEmpty();
        assertThat(EHR.getAllServeEvents()).isEmpty();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("unauthorized", aResponse().withStatus(401)),
                Arguments.of("forbidden", aResponse().withStatus(403)),
                Arguments.of("not-found", aResponse().withStatus(404)),
                Arguments.of("not-found", aResponse().withStatus(410)),
                Arguments.of("rate-limited", aResponse().withStatus(429).withHeader("Retry-After", "1")),
                Arguments.of("server-error", aResponse().withStatus(500).withBody("java.lang.NullPointerException")),
                Arguments.of(
                        "not-json",
                        aResponse().withHeader("Content-Type", "text/html").withBody("<html>Log in</html>")),
                Arguments.of(
                        "wrong-resource", json(EndToEnd.json("{\"resourceType\":\"Patient\",\"id\":\"example\"}"))),
                Arguments.of(
                        "outcome",
                        json(
                                EndToEnd.json(
                                        "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"exception\"}]}"))),
                Arguments.of("", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
                Arguments.of("", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                Arguments.of("", aResponse().withFault(Fault.EMPTY_RESPONSE)),
                Arguments.of("timeout", json(empty()).withFixedDelay(40_000)),
                Arguments.of(
                        "redirect", aResponse().withStatus(302).withHeader("Location", ELSEWHERE.baseUrl() + "/fhir")),
                Arguments.of("incomplete", json(page(ELSEWHERE.baseUrl() + "/fhir/MedicationRequest?page=2"))),
                Arguments.of("", json(page(fhirServer() + "/MedicationRequest?patient=example&page=next"))));
    }

    private static JsonNode page(String next) {
        ObjectNode page = (ObjectNode) empty();
        page.remove("total");
        page.putArray("link").addObject().put("relation", "next").put("url", next);
        return page;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("failures")
    void requiredDataThatCannotBeHad_gets412InTime(String reason, ResponseDefinitionBuilder answer) {
        search("MedicationRequest", answer);
        long start = System.nanoTime();
        Reply reply = call(bare());
        // Ten times as wide as the deadline: the bound shows that nothing waits for the server, not how fast the
        // machine is.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.multipliedBy(10));
        assertThat(reply.status()).isEqualTo(412);
        String diagnostics = reply.body().at("/issue/0/diagnostics").asText();
        assertThat(diagnostics).startsWith("prefetch.medications").contains("could not be fetched", reason);
        assertThat(ELSEWHERE.getAllServeEvents()).as("requests elsewhere").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AllergyIntolerance", "Observation"})
    void optionalDataThatCannotBeHad_leavesTheCardWithAWord(String type) {
        search(type, aResponse().withStatus(500));
        JsonNode card = call(bare()).cards().get(0);
        assertThat(card.at("/source/topic/code").asText()).isEqualTo("opioid-first-line");
        assertThat(card.get("detail").asText()).containsIgnoringCase("not checked");
    }

    @Test
    void allergiesThatCannotBeHad_offerNoDrug() {
        search("AllergyIntolerance", aResponse().withStatus(503));
        JsonNode card = call(bare()).cards().get(0);
        assertThat(card.findValuesAsText("type")).isNotEmpty().containsOnly("delete");
    }

    private static ObjectNode orders(int from, int to, String drug) {
        ObjectNode bundle = EndToEnd.json("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[]}");
        for (int i = from; i < to; i++) {
            bundle.withArray("entry")
                    .addObject()
                    .set(
                            "resource",
                            EndToEnd.json("{\"resourceType\":\"MedicationRequest\",\"id\":\"r" + i
                                    + "\",\"status\":\"active\",\"intent\":\"order\",\"authoredOn\":\"2026-11-20\","
                                    + "\"medicationCodeableConcept\":{\"text\":\"" + drug
                                    + "\"},\"subject\":{\"reference\":\"Patient/example\"}}"));
        }
        return bundle;
    }

    private static ObjectNode continued(ObjectNode page, String next) {
        page.putArray("link").addObject().put("relation", "next").put("url", next);
        return page;
    }

    /** 231 orders in pages of 20: the page size is the server's. */
    @Test
    void recordOfManyPages_isReadWhole() {
        for (int from = 0; from < 231; from += 20) {
            ObjectNode page = orders(from, Math.min(from + 20, 231), "amlodipine 5 MG Oral Tablet");
            ObjectNode answer =
                    from + 20 < 231 ? continued(page, fhirServer() + "/MedicationRequest/from" + (from + 20)) : page;
            String path = from == 0 ? "/fhir/MedicationRequest" : "/fhir/MedicationRequest/from" + from;
            EHR.stubFor(get(urlPathEqualTo(path)).willReturn(json(answer)));
        }

        JsonNode card = call(bare()).cards().get(0);

        assertThat(card.get("detail").asText()).doesNotContain("only in part", "Not checked");
        assertThat(card.findValuesAsText("type")).contains("create");
        EHR.verify(getRequestedFor(urlPathEqualTo("/fhir/MedicationRequest")).withQueryParam("_count", equalTo("200")));
        EHR.verify(getRequestedFor(urlPathEqualTo("/fhir/MedicationRequest/from220")));
    }

    private static ObjectNode naproxenDrafted() {
        ObjectNode call = bare();
        draft(call, 0).putObject("medicationCodeableConcept").put("text", "Naproxen 500 MG Oral Tablet");
        return call;
    }

    /** What a list cut off by a limit shows is used. */
    @Test
    void listCutOff_makesTheCardOfWhatItShows() {
        search(
                "MedicationRequest",
                json(orders(0, 1, "warfarin 5 MG Oral Tablet").put("total", 2_936)));

        JsonNode card = call(naproxenDrafted()).cards().get(0);

        assertThat(card.at("/source/topic/code").asText()).isEqualTo("nsaid-caution");
        assertThat(card.get("detail").asText()).contains("warfarin", "Checked only in part: medications");
        assertThat(card.findValuesAsText("type")).containsOnly("delete");
    }

    /** What it does not show may be on record all the same. */
    @Test
    void listCutOff_thatShowsNothing_leavesItUndecided() {
        search(
                "MedicationRequest",
                json(orders(0, 1, "amlodipine 5 MG Oral Tablet").put("total", 2_936)));

        for (ObjectNode call : List.of(naproxenDrafted(), bare())) {
            Reply reply = call(call);

            assertThat(reply.status()).isEqualTo(412);
            assertThat(reply.body().at("/issue/0/diagnostics").asText())
                    .startsWith("prefetch.medications is there only in part (incomplete); without it");
        }
    }

    /** A part from the call and a part from the server are used together. */
    @Test
    void partsOfTheCallAndOfTheServer_areUsedTogether() {
        search(
                "MedicationRequest",
                json(orders(0, 1, "amlodipine 5 MG Oral Tablet").put("total", 2_936)));
        ObjectNode call = naproxenDrafted();
        call.set("prefetch", example("opioid-order-select").get("prefetch"));
        prefetch(call).set("medications", continued(orders(1, 2, "warfarin 5 MG Oral Tablet"), "somewhere"));

        assertThat(call(call).topics()).containsExactly("nsaid-caution");
    }

    @Test
    void statementsThatLeadToMedications_areResolved() {
        ObjectNode statement = EndToEnd.json(
                "{\"resourceType\":\"MedicationStatement\",\"id\":\"s1\",\"status\":\"active\","
                        + "\"medicationReference\":{\"reference\":\"Medication/m-9\"},\"subject\":{\"reference\":\"Patient/example\"}}");
        ObjectNode stated = (ObjectNode) empty();
        stated.put("total", 1).putArray("entry").addObject().set("resource", statement);
        search("MedicationStatement", json(stated));
        ObjectNode medication = EndToEnd.json(
                "{\"resourceType\":\"Medication\",\"id\":\"m-9\",\"code\":{\"text\":\"warfarin 5 MG Oral Tablet\"}}");
        EHR.stubFor(get(urlPathEqualTo("/fhir/Medication/m-9")).willReturn(json(medication)));

        JsonNode card = call(bare()).cards().get(0);
        assertThat(card.get("detail").asText()).contains("warfarin").doesNotContain("Not checked");

        EHR.stubFor(get(urlPathEqualTo("/fhir/Medication/m-9"))
                .willReturn(aResponse().withStatus(403)));
        card = call(bare()).cards().get(0);
        assertThat(card.get("detail").asText())
                .contains("not known here: a medication statement whose drug is not at hand");
        assertThat(card.findValuesAsText("type")).containsOnly("delete");
    }

    @Test
    void draftedMedicationThatIsElsewhere_isResolved() {
        ObjectNode call = withPrefetch();
        ObjectNode draft = draft(call, 0);
        JsonNode code = draft.remove("medicationCodeableConcept");
        draft.putObject("medicationReference").put("reference", "Medication/m-17");
        ObjectNode found = EndToEnd.json("{\"resourceType\":\"Medication\",\"id\":\"m-17\"}");
        found.set("code", code);
        EHR.stubFor(get(urlPathEqualTo("/fhir/Medication/m-17")).willReturn(json(found)));
        assertThat(call(call).topics()).containsExactly("opioid-first-line");
    }

    @Test
    void scopeThatDoesNotCoverAType_isNotTried() {
        ObjectNode call = bare();
        ((ObjectNode) call.get("fhirAuthorization")).put("scope", "patient/Patient.read patient/Condition.rs");
        Reply reply = call(call);
        assertThat(reply.status()).isEqualTo(412);
        assertThat(reply.body().at("/issue/0/diagnostics").asText()).contains("prefetch.medications", "scope");
        EHR.verify(0, getRequestedFor(urlPathEqualTo("/fhir/MedicationRequest")));
    }

    @Test
    void tokenOfAnotherType_isNotSent() {
        ObjectNode call = bare();
        ((ObjectNode) call.get("fhirAuthorization")).put("token_type", "MAC");
        assertThat(call(call).topics()).containsExactly("opioid-first-line");
        EHR.verify(getRequestedFor(anyUrl()).withoutHeader("Authorization"));
    }

    @Test
    void tokenOfAnotherPatient_isNotTried() {
        ObjectNode call = bare();
        ((ObjectNode) call.get("fhirAuthorization")).put("patient", "another");
        Reply reply = call(call);
        assertThat(reply.status()).isEqualTo(412);
        assertThat(reply.body().toString()).contains("(scope)");
        assertThat(EHR.getAllServeEvents()).isEmpty();
        ((ObjectNode) call.get("fhirAuthorization")).put("patient", "Patient/example");
        assertThat(call(call).topics()).containsExactly("opioid-first-line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a b", "\u00e4"})
    void tokenThatIsNoHeaderValue_isNotSent(String token) {
        ObjectNode call = bare();
        ((ObjectNode) call.get("fhirAuthorization")).put("access_token", token);
        assertThat(call(call).status()).isEqualTo(412);
        assertThat(EHR.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../Condition",
                "example/../../admin",
                "example%2f..",
                "..",
                "example?_format=xml",
                "example#",
                "a\r\nb",
                "example,other",
                "example|x",
                "exa mple"
            })
    void patientIdThatIsNoId_isNotPutIntoAUrl(String id) {
        ObjectNode call = bare();
        context(call).put("patientId", id);
        draft(call, 0).remove("subject");
        assertThat(call(call).status()).isEqualTo(412);
        assertThat(EHR.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ehr.example.org/fhir",
                "http://127.0.0.1:PORT/fhir?x=1",
                "http://127.0.0.1:PORT/fhir#x",
                "http://127.0.0.1:PORT/fhir/../fhir",
                "http://127.0.0.1:PORT/fhir/%2e",
                "http://127.0.0.1:PORT/",
                "http://user@127.0.0.1:PORT/fhir",
                "http://127.0.0.1.:PORT/fhir",
                "http://127.1:PORT/fhir",
                "http://2130706433:PORT/fhir",
                "http://0x7f000001:PORT/fhir",
                "http://0177.0.0.1:PORT/fhir",
                "http://[::ffff:127.0.0.1]:PORT/fhir",
                "http://[::1]:PORT/fhir",
                "http://localhost:PORT/fhir",
                "http://127.0.0.1:PORT\\@ehr.example.org/fhir",
                "http://127.0.0.1:PORT/FHIR",
                "https://127.0.0.1:PORT/fhir",
                "http://169.254.169.254/latest",
                "http://user@127.0.0.1/fhir",
                "file:///etc"
            })
    void serverThatMayNotBeCalled_isNotCalled(String server) {
        ObjectNode call = bare();
        call.put("fhirServer", server.replace("PORT", String.valueOf(EHR.port())));
        assertThat(call(call).status()).isEqualTo(412);
        assertThat(EHR.getAllServeEvents()).isEmpty();
    }

    @Test
    void slowServer_holdsNobodyElse() {
        search("MedicationRequest", json(empty()).withFixedDelay(40_000));
        List<CompletableFuture<Reply>> slow = Stream.generate(() -> CompletableFuture.supplyAsync(() -> call(bare())))
                .limit(3)
                .toList();
        long start = System.nanoTime();
        assertThat(call(example("opioid-order-select")).topics()).containsExactly("opioid-first-line");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.multipliedBy(10));
        assertThat(slow).allSatisfy(reply -> assertThat(reply.join().status()).isEqualTo(412));
    }

    @Test
    void nothingOfTheCall_isLogged(CapturedOutput output) {
        search("MedicationRequest", aResponse().withStatus(500).withBody("patient example " + TOKEN));
        call(bare());
        search("MedicationRequest", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        call(bare());
        assertThat(output.getAll())
                .doesNotContain(TOKEN)
                .doesNotContain("1984-03-09")
                .doesNotContain("patient=example")
                .doesNotContain("Bearer");
    }
}
