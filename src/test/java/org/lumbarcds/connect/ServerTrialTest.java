package org.lumbarcds.connect;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.endtoend.EndToEnd;
import org.lumbarcds.fetch.FetchFailure;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** "A live check of a FHIR server: which of the service's queries work", on a machine of one's own. */
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class ServerTrialTest extends EndToEnd {

    private static final String TOKEN = "t0ken-that-must-not-leak";
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
        properties.add("lumbar.fhir.allowed-servers", () -> url(EHR));
        properties.add("lumbar.fhir.allow-http", () -> "true");
        properties.add("lumbar.fhir.deadline", () -> "9s");
    }

    @AfterAll
    static void stop() {
        EHR.stop();
        ELSEWHERE.stop();
    }

    private static String url(WireMockServer server) {
        return "http://127.0.0.1:" + server.port() + "/fhir";
    }

    @BeforeEach
    void answer() {
        EHR.resetAll();
        ELSEWHERE.resetAll();
        EHR.stubFor(get(anyUrl()).willReturn(fhir("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0}")));
        EHR.stubFor(get(urlPathEqualTo("/fhir/Patient/example"))
                .willReturn(
                        fhir("{\"resourceType\":\"Patient\",\"id\":\"example\",\"name\":[{\"text\":\"Someone\"}]}")));
    }

    private static ResponseDefinitionBuilder fhir(String body) {
        return aResponse().withHeader("Content-Type", "application/fhir+json").withBody(body);
    }

    private static void search(String type, ResponseDefinitionBuilder answer) {
        EHR.stubFor(get(urlPathEqualTo("/fhir/" + type)).willReturn(answer));
    }

    private HttpResponse<byte[]> post(String body) {
        return send(
                to("/connect/fhir").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static String question(String server, String patient) {
        return MAPPER.createObjectNode()
                .put("fhirServer", server)
                .put("accessToken", TOKEN)
                .put("patient", patient)
                .toString();
    }

    private JsonNode verdict(String body) {
        HttpResponse<byte[]> answer = post(body);
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        return json(text(answer));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> works(JsonNode verdict) {
        Map<String, String> works = new TreeMap<>();
        verdict.get("queries")
                .forEach(query -> works.put(
                        query.get("key").asText(),
                        query.get("works").asText()
                                + (query.has("entries") ? " " + query.get("entries") : "")
                                + (query.has("problem")
                                        ? ": " + query.get("problem").asText()
                                        : "")));
        return works;
    }

    @Test
    void queries_areEachAnsweredFor_andNothingOfThePatientIsTold(CapturedOutput output) {
        search(
                "Condition",
                fhir("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":2,\"entry\":["
                        + "{\"resource\":{\"resourceType\":\"Condition\",\"id\":\"a\",\"code\":{\"text\":\"Unheard-of disease\"}}},"
                        + "{\"resource\":{\"resourceType\":\"Condition\",\"id\":\"b\"}}]}"));
        search("AllergyIntolerance", aResponse().withStatus(403));
        search("Procedure", aResponse().withStatus(404));
        search("ServiceRequest", aResponse().withStatus(302).withHeader("Location", url(ELSEWHERE)));
        search("MedicationStatement", aResponse().withBody("<html>"));
        search(
                "MedicationRequest",
                fhir("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":9,\"entry\":["
                        + "{\"resource\":{\"resourceType\":\"MedicationRequest\",\"id\":\"m\"}}]}"));

        JsonNode verdict = verdict(question(url(EHR), "Patient/example"));

        assertThat(verdict.get("allowed").asBoolean()).isTrue();
        assertThat(verdict.get("deadlineMilliseconds").asInt()).isEqualTo(9000);
        assertThat(works(verdict))
                .containsEntry("patient", "yes 1")
                .containsEntry("encounter", "not asked: No encounter was given.")
                .containsEntry("conditions", "yes 2")
                .containsEntry("egfr", "yes 0")
                .containsEntry("allergies", "no: 403: the token may not do this.")
                .containsEntry("procedures", "no: 404: there is no such resource or search.")
                .containsEntry("referrals", "no: The server answered with a redirect, which is never followed.")
                .containsEntry("statements", "no: The answer is not JSON.")
                .containsEntry("medications", "in part 1: The server has more than it hands out.")
                .hasSize(10);
        assertThat(verdict.toString()).doesNotContain("Unheard-of", "Someone", TOKEN, "example");
        assertThat(output.getAll()).doesNotContain(TOKEN, "Unheard-of", "Someone");
        EHR.verify(getRequestedFor(urlPathEqualTo("/fhir/Condition"))
                .withQueryParam("patient", equalTo("example"))
                .withHeader("Authorization", equalTo("Bearer " + TOKEN)));
        ELSEWHERE.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void anEncounter_isAskedForWhenItIsGiven() {
        EHR.stubFor(get(urlPathEqualTo("/fhir/Encounter/e1"))
                .willReturn(fhir("{\"resourceType\":\"Encounter\",\"id\":\"e1\"}")));
        JsonNode verdict =
                verdict("{\"fhirServer\":\"" + url(EHR) + "\",\"patient\":\"example\",\"encounter\":\"Encounter/e1\"}");
        assertThat(works(verdict)).containsEntry("encounter", "yes 1");
        EHR.verify(getRequestedFor(urlPathEqualTo("/fhir/Encounter/e1")).withoutHeader("Authorization"));
    }

    @Test
    void aTokenThatIsNotAccepted_isSaid() {
        EHR.stubFor(get(anyUrl()).atPriority(1).willReturn(aResponse().withStatus(401)));
        JsonNode verdict = verdict(question(url(EHR), "example"));
        assertThat(verdict.get("queries"))
                .filteredOn(query -> query.get("works").asText().equals("no"))
                .hasSize(9)
                .allSatisfy(query -> assertThat(query.get("mend").asText()).startsWith("Get a fresh token"));
    }

    @Test
    void aServerThatCallsMayNotName_isNotAsked() {
        for (String server : new String[] {url(ELSEWHERE), url(EHR) + "/other", "https://127.0.0.1/fhir"}) {
            JsonNode verdict = verdict(question(server, "example"));
            assertThat(verdict.get("allowed").asBoolean()).as(server).isFalse();
            assertThat(verdict.get("queries")).isEmpty();
            assertThat(verdict.get("mend").asText()).contains("lumbar.fhir.allowed-servers");
        }
        ELSEWHERE.verify(0, anyRequestedFor(anyUrl()));
        EHR.verify(0, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://127.0.0.1/fhir",
                "http://user@127.0.0.1/fhir",
                "http://127.0.0.1/fhir?x=y",
                "http://127.0.0.1/fhir#x",
                "http://127.0.0.1/a/../fhir",
                "http://127.0.0.1\\\\@elsewhere.example.org/fhir",
                "http://2130706433/fhir",
                "<img src=x>",
                "127.0.0.1"
            })
    void whatIsNoBaseUrl_isRefusedByItsField(String server) {
        HttpResponse<byte[]> answer = post("{\"fhirServer\":\"" + server + "\",\"patient\":\"example\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode issue = json(text(answer)).get("issue");
        assertThat(issue).hasSize(1);
        assertThat(issue.at("/0/expression/0").asText()).isEqualTo("fhirServer");
        assertThat(text(answer)).doesNotContain("passwd", "<img");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | fhirServer,patient",
                "{\"fhirServer\":\"https://a.example.org\"} | patient",
                "{\"fhirServer\":\"https://a.example.org\",\"patient\":\"a/b\"} | patient",
                "{\"fhirServer\":\"https://a.example.org\",\"patient\":\"..\"} | patient",
                "{\"fhirServer\":\"https://a.example.org\",\"patient\":\"a,b\"} | patient",
                "{\"fhirServer\":\"https://a.example.org\",\"patient\":7} | patient",
                "{\"fhirServer\":\"https://a.example.org\",\"patient\":\"a\",\"encounter\":\"a?b\"} | encounter",
                "{\"fhirServer\":\"https://a.example.org\",\"patient\":\"a\",\"accessToken\":[]} | accessToken",
                "{\"fhirServer\":7,\"patient\":\"a\"} | fhirServer",
            })
    void whatCantBeAsked_isNamed(String body, String fields) {
        HttpResponse<byte[]> answer = post(body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(stream(json(text(answer)).get("issue"))
                        .map(issue -> issue.at("/expression/0").asText()))
                .containsExactly(fields.split(","));
    }

    /** A line break would be a header of its own. */
    @Test
    void aTokenThatIsNone_isNotSent() {
        JsonNode verdict = verdict(
                "{\"fhirServer\":\"" + url(EHR) + "\",\"patient\":\"example\",\"accessToken\":\"a\\r\\nX-Evil: 1\"}");
        assertThat(works(verdict).get("patient")).startsWith("no: The query lacks a value, or the token");
        EHR.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void aPageOfElsewhere_mayNotAsk() {
        HttpResponse<byte[]> answer = send(to("/connect/fhir")
                .header("Content-Type", "application/json")
                .header("Origin", "https://sandbox.cds-hooks.org")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        HttpResponse<byte[]> preflight = send(to("/connect/fhir")
                .header("Origin", "https://sandbox.cds-hooks.org")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        HttpResponse<byte[]> simple = send(to("/connect/fhir")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(question(url(EHR), "example"))));
        assertThat(simple.statusCode()).isEqualTo(415);
        HttpResponse<byte[]> proxied = send(to("/connect/fhir")
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", "203.0.113.7")
                .POST(BodyPublishers.ofString(question(url(EHR), "example"))));
        assertThat(proxied.statusCode()).isEqualTo(403);
        EHR.verify(0, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @EnumSource(FetchFailure.class)
    void everyFailure_isSaidInASentence(FetchFailure failure) {
        assertThat(FetchAdvice.problem(failure)).endsWith(".");
        assertThat(FetchAdvice.mend(failure)).endsWith(".");
    }
}
