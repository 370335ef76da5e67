package org.lumbarcds.endtoend.operating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.endtoend.EndToEnd;
import org.lumbarcds.feedback.FeedbackEntry;
import org.lumbarcds.feedback.FeedbackStore;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** From a card to its answer to the figures, as on a machine of one's own: no client, no operator, loopback. */
@DirtiesContext
class AnalyticsEndToEndTest extends EndToEnd {

    @TempDir
    static Path data;

    @Autowired
    private FeedbackStore feedback;

    @Autowired
    private DataSource dataSource;

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
                .isEqualTo(
                        json(
                                "{\"group\":{\"rule\":\"opioid-first-line\"},\"shown\":1,\"accepted\":0,"
                                        + "\"acceptedSuggestions\":{},\"overridden\":1,"
                                        + "\"overrideReasons\":{\"already-considered\":1},\"ignored\":0,\"noAnswerYet\":0,\"shadowed\":0,\"snoozed\":0,"
                                        + "\"leftOut\":0,\"once\":{\"shown\":1,\"accepted\":0,\"overridden\":1},\"acceptanceRate\":0.0,\"overrideRate\":1.0,\"medianSecondsToAnswer\":0.0}"));

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
        "/analytics?tenant=%00, tenant can't be used",
        "/analytics/feedback.ndjson?client=a%00b, client can't be used",
        "/analytics?tenant=%ED%A0%80, The parameters can't be read",
        "/analytics.html?tenant=%C3, The parameters can't be read",
        "/analytics/feedback.csv?client=%ff, The parameters can't be read",
    })
    void whatCantBeUsed_isNamed(String path, String expected) {
        HttpResponse<byte[]> response = get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(text(response)).at("/issue/0/diagnostics").asText()).startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For, 203.0.113.7",
        "X-Forwarded-Server, proxy.example.org",
        "X-FORWARDED-PORT, 443",
        "Forwarded, for=203.0.113.7",
        "Via, 1.1 proxy",
        "X-Client-IP, 203.0.113.7",
    })
    void whatAProxyHandsOn_isNotFromHere(String header, String value) {
        for (String path : new String[] {"/analytics", "/analytics.html", "/analytics/feedback.csv"}) {
            HttpResponse<byte[]> response = send(to(path).header(header, value).GET());
            assertThat(response.statusCode()).as(path).isEqualTo(403);
            assertThat(json(text(response)).get("resourceType").asText()).isEqualTo("OperationOutcome");
        }
    }

    /** Far more than the buffers between the service and a slow reader hold. */
    private void keepManyAnswers() {
        for (int body = 0; body < 20; body++) {
            List<FeedbackEntry> entries = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                entries.add(new FeedbackEntry(
                        new UUID(body, i),
                        FeedbackEntry.Outcome.OVERRIDDEN,
                        List.of(),
                        null,
                        "comment ".repeat(200),
                        Instant.parse("2026-11-23T11:00:00Z")));
            }
            feedback.keep(Caller.ANONYMOUS, "lbp-order-sign", entries);
        }
    }

    private static String lastCharacters(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        String last = "";
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String both = last + new String(buffer, 0, read, StandardCharsets.UTF_8);
                last = both.substring(Math.max(0, both.length() - 500));
            }
        } catch (SocketException e) {
            // Reset: broken off as well.
        }
        return last;
    }

    @Test
    void anExport_ofWhichTheDatabaseWentAway_breaksOff() throws IOException {
        keepManyAnswers();
        JdbcClient jdbc = JdbcClient.create(dataSource);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(1 << 16);
            socket.setSoTimeout(60_000);
            socket.connect(new InetSocketAddress("127.0.0.1", port()));
            socket.getOutputStream()
                    .write("GET /analytics/feedback.csv HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
            jdbc.sql("ALTER TABLE feedback RENAME TO feedback_away").update();
            assertThat(lastCharacters(in))
                    .as("half a file must not look like a whole one")
                    .doesNotEndWith("0\r\n\r\n")
                    .doesNotContain("OperationOutcome");
        } finally {
            jdbc.sql("ALTER TABLE feedback_away RENAME TO feedback").update();
            jdbc.sql("DELETE FROM feedback WHERE service = 'lbp-order-sign'").update();
        }
    }
}
