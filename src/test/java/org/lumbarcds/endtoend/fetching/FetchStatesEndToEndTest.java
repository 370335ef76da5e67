package org.lumbarcds.endtoend.fetching;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.endtoend.EndToEnd;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * "Per key one of four states: given, empty, failed, absent. Absent or failed data is fetched only when a decision needs
 * it." Each state of each key of a chart, with a FHIR server and without; the server is searched by POST.
 */
class FetchStatesEndToEndTest extends EndToEnd {

    /** Asks for all keys but the last two, and the one that asks for these. */
    private static final String EARLY = "first-line-care-new-spasm-patient-view";

    private static final String LATER = "physical-therapy-referral-3-weeks-patient-view";
    private static final String ERROR = "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\"}]}";

    private static final Map<String, String> TYPES = types();

    private static final WireMockServer EHR =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

    static {
        EHR.start();
    }

    @Autowired
    private MeterRegistry meters;

    private static Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        types.put("patient", "Patient");
        types.put("encounter", "Encounter");
        types.put("conditions", "Condition");
        types.put("medications", "MedicationRequest");
        types.put("allergies", "AllergyIntolerance");
        types.put("egfr", "Observation");
        types.put("screenings", "Observation");
        types.put("referrals", "ServiceRequest");
        types.put("procedures", "Procedure");
        types.put("statements", "MedicationStatement");
        return types;
    }

    @DynamicPropertySource
    static void allowTheEhr(DynamicPropertyRegistry properties) {
        properties.add("lumbar.fhir.allowed-servers", () -> EHR.baseUrl() + "/fhir");
        properties.add("lumbar.fhir.allow-http", () -> "true");
        properties.add("lumbar.fhir.search", () -> "post");
        properties.add("lumbar.fhir.deadline", () -> "5s");
    }

    @AfterAll
    static void stop() {
        EHR.stop();
    }

    @BeforeEach
    void clear() {
        EHR.resetAll();
    }

    private static void answerEveryQuery(String example) {
        ObjectNode given = prefetch(complete(example));
        TYPES.forEach((key, type) -> {
            if (key.equals("patient") || key.equals("encounter")) {
                String id = given.at("/" + key + "/id").asText();
                EHR.stubFor(get(urlPathEqualTo("/fhir/" + type + "/" + id))
                        .willReturn(aResponse()
                                .withHeader("Content-Type", "application/fhir+json")
                                .withBody(given.get(key).toString())));
            } else {
                EHR.stubFor(post(urlPathEqualTo("/fhir/" + type + "/_search"))
                        .willReturn(aResponse()
                                .withHeader("Content-Type", "application/fhir+json")
                                .withBody(given.get(key).toString())));
            }
        });
    }

    private static String exampleThatAsksFor(String key) {
        return List.of("screenings", "referrals").contains(key) ? LATER : EARLY;
    }

    /** The example's call with a prefetch that has every key. */
    private static ObjectNode complete(String example) {
        ObjectNode call = example(example);
        ObjectNode prefetch = prefetch(call);
        TYPES.keySet().stream().filter(key -> !prefetch.hasNonNull(key)).forEach(key -> prefetch.set(key, empty()));
        context(call).put("encounterId", "visit");
        prefetch.set(
                "encounter",
                EndToEnd.json("{\"resourceType\":\"Encounter\",\"id\":\"visit\",\"status\":\"in-progress\","
                        + "\"class\":{\"code\":\"AMB\"},\"subject\":{\"reference\":\"Patient/"
                        + context(call).get("patientId").asText() + "\"}}"));
        return call;
    }

    private static JsonNode empty() {
        return EndToEnd.json("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0}");
    }

    private static void put(ObjectNode call, String key, String state) {
        ObjectNode prefetch = prefetch(call);
        switch (state) {
            case "absent" -> prefetch.remove(key);
            case "null" -> prefetch.putNull(key);
            case "empty" -> prefetch.set(key, empty());
            case "failed" -> prefetch.set(key, EndToEnd.json(ERROR));
            case "malformed" -> prefetch.put(key, "nonsense");
            default -> assertThat(prefetch.has(key)).isTrue();
        }
    }

    private static ObjectNode withServer(ObjectNode call) {
        return call.put("fhirServer", EHR.baseUrl() + "/fhir");
    }

    /** Where the data of each key came from, as the metrics have it since the snapshot. */
    private Map<String, String> sources(Map<String, Double> before) {
        Map<String, String> sources = new TreeMap<>();
        counts().forEach((id, count) -> {
            if (count > before.getOrDefault(id, 0.0)) {
                String[] keyAndSource = id.split(" ", -1);
                sources.merge(keyAndSource[0], keyAndSource[1], (a, b) -> a + " and " + b);
            }
        });
        return sources;
    }

    private Map<String, Double> counts() {
        Map<String, Double> counts = new TreeMap<>();
        meters.find("lumbar.data")
                .tag("service", "lbp-patient-view")
                .counters()
                .forEach(counter -> counts.put(
                        counter.getId().getTag("key") + " " + counter.getId().getTag("source"), counter.count()));
        return counts;
    }

    static Stream<Arguments> states() {
        return TYPES.keySet().stream()
                .flatMap(key -> Stream.of("given", "null", "empty", "failed", "malformed", "absent")
                        .map(state -> Arguments.of(key, state)));
    }

    private static boolean saysNone(String state) {
        return state.equals("null") || state.equals("empty");
    }

    /** What the call itself brings: the examples' own Bundles may be empty. */
    private static String brought(String key, String state, ObjectNode given) {
        if (key.equals("patient") && saysNone(state)) {
            // "An empty or null patient is not checked: every call is about somebody."
            return "failed";
        }
        return switch (state) {
            case "given" -> given.at("/" + key + "/total").asInt(1) == 0 ? "empty" : "given";
            case "null", "empty" -> "empty";
            case "failed", "malformed" -> "failed";
            default -> state;
        };
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("states")
    void withAServer(String key, String state) {
        String example = exampleThatAsksFor(key);
        answerEveryQuery(example);
        ObjectNode call = withServer(complete(example));
        put(call, key, state);
        Map<String, Double> before = counts();

        Reply reply = call(call);

        String brought = brought(key, state, prefetch(complete(example)));
        boolean fetched = brought.equals("failed") || brought.equals("absent");
        assertThat(sources(before))
                .containsEntry(key, fetched ? "fetched" : brought)
                .hasSize(TYPES.size());
        assertThat(EHR.getAllServeEvents()).hasSize(fetched ? 1 : 0);
        ObjectNode same = complete(example);
        if (!fetched) {
            put(same, key, state);
        }
        assertSame(key + " " + state, reply.body(), call(same).body());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("states")
    void withoutAServer(String key, String state) {
        String example = exampleThatAsksFor(key);
        ObjectNode call = complete(example);
        put(call, key, state);
        Map<String, Double> before = counts();

        Reply reply = call(call);

        String brought = brought(key, state, prefetch(complete(example)));
        assertThat(sources(before)).containsEntry(key, brought).hasSize(TYPES.size());
        boolean had = brought.equals("given") || brought.equals("empty");
        if (!had && List.of("patient", "conditions", "medications").contains(key)) {
            assertThat(reply.status()).isEqualTo(412);
            assertThat(reply.body().at("/issue/0/expression/0").asText()).isEqualTo("prefetch." + key);
        } else if (!had) {
            assertThat(reply.cards()).isNotEmpty();
            assertThat(reply.body().toString()).containsIgnoringCase("not checked");
        } else if (state.equals("given")) {
            assertThat(reply.cards()).isNotEmpty();
        }
    }

    @Test
    void keysThatNoRuleAsksFor_areSoInTheTrace() {
        Map<String, Double> before = counts();

        call(complete(LATER));

        assertThat(sources(before))
                .containsEntry("allergies", "not-asked")
                .containsEntry("egfr", "not-asked")
                .containsEntry("conditions", "given");
    }

    @Test
    void dataThatNobodyCanHave_isFailedInTheTrace() {
        answerEveryQuery(LATER);
        EHR.stubFor(post(urlPathEqualTo("/fhir/ServiceRequest/_search"))
                .willReturn(aResponse().withStatus(403)));
        ObjectNode call = withServer(complete(LATER));
        put(call, "referrals", "absent");
        Map<String, Double> before = counts();

        call(call);

        assertThat(sources(before)).containsEntry("referrals", "failed");
        assertThat(meters.get("lumbar.fetch")
                        .tags("key", "referrals", "outcome", "forbidden")
                        .counter()
                        .count())
                .isPositive();
        assertThat(meters.find("lumbar.fetch").meters())
                .allSatisfy(meter -> assertThat(meter.getId().getTags())
                        .extracting(tag -> tag.getKey())
                        .containsExactlyInAnyOrder("key", "outcome"));
    }

    @Test
    void answerAboutAnotherPatient_isFailedInTheTrace() {
        String others =
                prefetch(complete(LATER)).get("conditions").toString().replaceAll("Patient/[^\"]+", "Patient/another");
        EHR.stubFor(post(urlPathEqualTo("/fhir/Condition/_search"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/fhir+json")
                        .withBody(others)));
        ObjectNode call = withServer(complete(LATER));
        put(call, "conditions", "absent");
        Map<String, Double> before = counts();

        assertThat(call(call).status()).isEqualTo(412);

        assertThat(sources(before)).containsEntry("conditions", "failed");
    }
}
