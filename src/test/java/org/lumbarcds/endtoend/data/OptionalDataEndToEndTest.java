package org.lumbarcds.endtoend.data;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumbarcds.endtoend.EndToEnd;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Optional data that a call leaves out is fetched when it alone may make a rule speak: a contraindication must not go
 * unseen because nothing else was to be said.
 */
class OptionalDataEndToEndTest extends EndToEnd {

    private static final WireMockServer EHR = started();

    private static WireMockServer started() {
        WireMockServer server =
                new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        return server;
    }

    @DynamicPropertySource
    static void allowTheEhr(DynamicPropertyRegistry properties) {
        properties.add("lumbar.fhir.allowed-servers", () -> EHR.baseUrl() + "/fhir");
        properties.add("lumbar.fhir.allow-http", () -> "true");
        properties.add("lumbar.fhir.deadline", () -> "1500ms");
    }

    @AfterAll
    static void stop() {
        EHR.stop();
    }

    @BeforeEach
    void answerNothing() {
        EHR.resetAll();
        EHR.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(500)));
    }

    private static void serves(String path, JsonNode body) {
        EHR.stubFor(get(urlPathEqualTo("/fhir/" + path))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/fhir+json")
                        .withBody(body.toString())));
    }

    private static ObjectNode bundle(JsonNode... resources) {
        ObjectNode bundle = json("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}");
        for (JsonNode resource : resources) {
            bundle.withArray("entry").addObject().set("resource", resource);
        }
        return bundle;
    }

    /** An example that may ask the server, without one key. */
    private static ObjectNode without(String key, ObjectNode call) {
        prefetch(call).remove(key);
        call.put("fhirServer", EHR.baseUrl() + "/fhir");
        return call;
    }

    /** Naproxen for low back pain, nothing against it. */
    private static ObjectNode naproxen() {
        ObjectNode call = example("nsaid-caution-low-egfr-order-sign");
        prefetch(call).putNull("egfr");
        return call;
    }

    /** Naproxen with nothing on record that says what for, in an encounter. */
    private static ObjectNode withoutBackPain(ObjectNode call) {
        prefetch(call).putNull("conditions");
        context(call).put("encounterId", "visit");
        return call;
    }

    private static ObjectNode visitFor(String icd10) {
        ObjectNode visit = json("{\"resourceType\":\"Encounter\",\"id\":\"visit\",\"status\":\"in-progress\","
                + "\"subject\":{\"reference\":\"Patient/example\"}}");
        visit.putArray("reasonCode")
                .addObject()
                .putArray("coding")
                .addObject()
                .put("system", "http://hl7.org/fhir/sid/icd-10-cm")
                .put("code", icd10);
        return visit;
    }

    @Test
    void nothingAgainstTheDrug_isSilent() {
        assertThat(call(naproxen()).cards()).isEmpty();
    }

    @Test
    void allergyThatOnlyTheServerHas_isCritical() {
        serves(
                "AllergyIntolerance",
                bundle(json("{\"resourceType\":\"AllergyIntolerance\",\"id\":\"a\",\"code\":{\"text\":\"NSAIDs\"},"
                        + "\"patient\":{\"reference\":\"Patient/example\"}}")));

        JsonNode cards = call(without("allergies", naproxen())).cards();

        assertThat(cards.findValuesAsText("indicator")).containsExactly("critical");
    }

    @Test
    void kidneyFunctionThatOnlyTheServerHas_isCritical() {
        serves(
                "Observation",
                prefetch(example("nsaid-caution-low-egfr-order-sign")).get("egfr"));

        JsonNode cards = call(without("egfr", naproxen())).cards();

        assertThat(cards.findValuesAsText("indicator")).containsExactly("critical");
    }

    @Test
    void backPainThatOnlyTheEncounterNames_isSeen() {
        serves("Encounter/visit", visitFor("M54.50"));

        ObjectNode call = without("encounter", withoutBackPain(example("opioid-order-select")));

        assertThat(call(call).topics()).containsExactly("opioid-first-line");
    }

    @Test
    void redFlagThatOnlyTheEncounterNames_isSeen() {
        serves("Encounter/visit", visitFor("G83.4"));
        ObjectNode call = without("encounter", example("reassess-29-days-patient-view"));
        context(call).put("encounterId", "visit");

        assertThat(call(call).topics()).startsWith("red-flags");
    }

    @Test
    void optionalDataThatIsNotToBeHad_neitherMakesACardNorRefuses() {
        for (String key : new String[] {"allergies", "egfr", "encounter"}) {
            ObjectNode call = naproxen();
            context(call).put("encounterId", "visit");
            assertThat(call(without(key, call)).cards()).as(key).isEmpty();
        }
        assertThat(EHR.getAllServeEvents()).hasSize(3);
        assertThat(call(without("encounter", withoutBackPain(example("opioid-order-select"))))
                        .cards())
                .isEmpty();
    }

    @Test
    void orderThatIsForSomethingElse_asksNothing() {
        ObjectNode call = without("encounter", withoutBackPain(example("opioid-order-select")));
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
}
