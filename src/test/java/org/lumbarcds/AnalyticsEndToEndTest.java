package org.lumbarcds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** From a card to its answer to the figures, as on a machine of one's own: no client, no operator, loopback. */
@DirtiesContext
class AnalyticsEndToEndTest extends EndToEnd {

    @TempDir
    static Path data;

    @DynamicPropertySource
    static void ownDirectory(DynamicPropertyRegistry properties) {
        properties.add("lumbar.data.directory", () -> data.toString());
        properties.add("lumbar.snooze.rules", () -> "opioid-first-line");
        properties.add("lumbar.shadow[0].rules", () -> "bed-rest");
        properties.add("lumbar.shadow[0].client", () -> "anonymous");
        properties.add("lumbar.shadow[1].rules", () -> "routine-imaging");
        properties.add("lumbar.shadow[1].client", () -> "another client");
    }

    private HttpResponse<byte[]> get(String path) {
        return send(to(path).GET());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Asks until the record, which is written behind the calls, says so. */
    private JsonNode figures(String path, java.util.function.Predicate<JsonNode> expected) throws InterruptedException {
        JsonNode body = null;
        for (int i = 0; i < 100; i++) {
            HttpResponse<byte[]> response = get(path);
            assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
            body = json(text(response));
            if (expected.test(body)) {
                return body;
            }
            Thread.sleep(Duration.ofMillis(100).toMillis());
        }
        throw new AssertionError("Still " + body);
    }

    private static JsonNode of(JsonNode body, String rule) {
        return stream(body.get("figures"))
                .filter(figures -> figures.at("/group/rule").asText().equals(rule))
                .findFirst()
                .orElse(MAPPER.createObjectNode());
    }

    private void feedback(String body) {
        HttpResponse<byte[]> response = send(to("/cds-services/lbp-order-select/feedback")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void anOverride_isCounted_andSilencesTheRuleForThisDrugAndPatient() throws InterruptedException {
        JsonNode card = call(example("opioid-order-select")).cards().get(0);
        feedback("{\"feedback\":[{\"card\":\"" + card.get("uuid").asText()
                + "\",\"outcome\":\"overridden\",\"overrideReason\":{\"reason\":{\"code\":\"already-considered\","
                + "\"system\":\"https://lumbar-cds.example.org/fhir/CodeSystem/override-reason\"},"
                + "\"userComment\":\"<b>=SUM(A1)</b>\"},\"outcomeTimestamp\":\"" + TODAY + "T12:00:30Z\"}]}");

        JsonNode figures = of(
                figures(
                        "/analytics",
                        body -> of(body, "opioid-first-line").path("overridden").asInt() == 1),
                "opioid-first-line");
        // The service's clock stands still here: the answer comes in the moment of the card, whatever it says of
        // itself.
        assertThat(figures)
                .isEqualTo(json("{\"group\":{\"rule\":\"opioid-first-line\"},\"shown\":1,\"accepted\":0,"
                        + "\"acceptedSuggestions\":{},\"overridden\":1,"
                        + "\"overrideReasons\":{\"already-considered\":1},\"ignored\":0,\"shadowed\":0,\"snoozed\":0,"
                        + "\"leftOut\":0,\"acceptanceRate\":0.0,\"overrideRate\":1.0,\"medianSecondsToAnswer\":0.0}"));

        JsonNode again = null;
        for (int i = 0; i < 100 && (again == null || !again.isEmpty()); i++) {
            again = call(example("opioid-order-select")).cards();
            Thread.sleep(100);
        }
        assertThat(again)
                .as("the same order for the same patient is not warned of again")
                .isEmpty();
        assertThat(call(about("someone-else", example("opioid-order-select"))).topics())
                .as("another patient's is")
                .containsExactly("opioid-first-line");
        figures(
                "/analytics",
                body -> of(body, "opioid-first-line").path("snoozed").asInt() >= 1);

        String csv = text(get("/analytics/feedback.csv"));
        assertThat(csv).contains(",opioid-first-line,overridden,").contains("<b>=SUM(A1)</b>");
        assertThat(text(get("/analytics/feedback.ndjson"))).contains("\"comment\":\"<b>=SUM(A1)</b>\"");
        HttpResponse<byte[]> page = get("/analytics.html");
        assertThat(text(page)).contains("&lt;b&gt;").doesNotContain("<b>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void aRuleInShadowForThisClient_isCountedAndNotShown_anothersIsShown() throws InterruptedException {
        assertThat(call(example("bed-rest-ordered-order-select")).cards()).isEmpty();
        assertThat(call(example("routine-imaging-3-weeks-order-select")).topics())
                .contains("routine-imaging");

        figures(
                "/analytics",
                body -> of(body, "bed-rest").path("shadowed").asInt() == 1
                        && of(body, "bed-rest").path("shown").asInt() == 0);
    }

    @ParameterizedTest
    @CsvSource({
        "/analytics?form=2026-01-01, A parameter is not known",
        "/analytics?from=yesterday, from can't be used",
        "/analytics?from=2026-11-02&to=2026-11-01, from can't be used",
        "/analytics?rule=opiods, rule can't be used",
        "/analytics?by=rule&by=day, by can't be used",
        "/analytics?by=rule%2Cweek, by can't be used",
        "/analytics?version=1.0.0&version=2.0.0, version can't be used",
        "/analytics?tenant=&tenant=north, tenant can't be used",
        "/analytics/feedback.csv?rule=bed-rest, A parameter is not known",
    })
    void whatCantBeUsed_isNamed(String path, String expected) {
        HttpResponse<byte[]> response = get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(text(response)).at("/issue/0/diagnostics").asText()).startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-For, 203.0.113.7", "Forwarded, for=203.0.113.7", "Via, 1.1 proxy"})
    void whatAProxyHandsOn_isNotFromHere(String header, String value) {
        for (String path : new String[] {"/analytics", "/analytics.html", "/analytics/feedback.csv"}) {
            HttpResponse<byte[]> response = send(to(path).header(header, value).GET());
            assertThat(response.statusCode()).as(path).isEqualTo(403);
            assertThat(json(text(response)).get("resourceType").asText()).isEqualTo("OperationOutcome");
        }
    }
}
