package org.lumbarcds.endtoend.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * "Nothing a caller sends makes a 500, stops the process or shows up in a log": real requests, damaged 24,000 times with
 * fixed seeds, over real HTTP.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "lumbar.limits.calls-per-minute=1000000")
@ExtendWith(OutputCaptureExtension.class)
class MutatedRequestsTest {

    private static final int MUTATIONS_EACH = 2_400;
    private static final Set<Integer> ANSWERS = Set.of(200, 400, 412, 413);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    private int port;

    private record Sample(String service, byte[] body) {}

    @Test
    void damagedRequestsGetWhatTheProtocolSaysAndLeaveNoTrace(CapturedOutput output) throws Exception {
        List<Sample> samples = samples();
        assertThat(samples.size() * MUTATIONS_EACH).isGreaterThanOrEqualTo(20_000);
        List<String> before = answersOf(samples);
        int logged = output.getAll().length();

        Map<Integer, Integer> statuses = new TreeMap<>();
        for (int s = 0; s < samples.size(); s++) {
            Sample sample = samples.get(s);
            for (int i = 0; i < MUTATIONS_EACH; i++) {
                long seed = s * 1_000_000L + i;
                byte[] body = new RequestMutator(seed).mutate(sample.body());
                HttpResponse<byte[]> response = post(sample.service(), body);
                assertThat(ANSWERS)
                        .as("status for %s damaged with seed %s", sample.service(), seed)
                        .contains(response.statusCode());
                assertValid(response, seed);
                statuses.merge(response.statusCode(), 1, Integer::sum);
            }
        }

        assertThat(statuses.keySet())
                .as("damage of every kind was done: %s", statuses)
                .contains(200, 400, 412);
        assertThat(answersOf(samples)).as("the service answers as before").isEqualTo(before);
        assertThat(output.getAll().substring(logged))
                .doesNotContain("Testdoe")
                .doesNotContain("jndi")
                .doesNotContain("Exception")
                .doesNotContain("ERROR");
    }

    private static void assertValid(HttpResponse<byte[]> response, long seed) throws Exception {
        JsonNode answer = MAPPER.readTree(response.body());
        if (response.statusCode() == 200) {
            assertThat(answer.path("cards").isArray()).as("seed %s", seed).isTrue();
            for (JsonNode card : answer.get("cards")) {
                assertThat(card.path("summary").asText())
                        .as("seed %s", seed)
                        .isNotEmpty()
                        .hasSizeLessThan(140);
            }
            assertNothingEmpty(answer.get("cards"), true, seed);
        } else {
            assertThat(answer.path("resourceType").asText()).as("seed %s", seed).isEqualTo("OperationOutcome");
            assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("application/fhir+json");
        }
    }

    /** "No null and no empty string, array or object anywhere but cards: []" — resources are the client's own. */
    private static void assertNothingEmpty(JsonNode node, boolean mayBeEmpty, long seed) {
        assertThat(node.isNull() || !mayBeEmpty && node.isContainerNode() && node.isEmpty())
                .as("empty value, seed %s", seed)
                .isFalse();
        node.fields().forEachRemaining(field -> {
            if (!field.getKey().equals("resource")) {
                assertThat(field.getValue().isTextual()
                                && field.getValue().asText().isEmpty())
                        .as("empty %s, seed %s", field.getKey(), seed)
                        .isFalse();
                assertNothingEmpty(field.getValue(), false, seed);
            }
        });
        if (node.isArray()) {
            node.forEach(child -> assertNothingEmpty(child, false, seed));
        }
    }

    private List<String> answersOf(List<Sample> samples) throws Exception {
        List<String> answers = new ArrayList<>();
        for (Sample sample : samples) {
            HttpResponse<byte[]> response = post(sample.service(), sample.body());
            String body = new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
            answers.add(response.statusCode() + " " + body.replaceAll("\"uuid\":\"[^\"]+\"", "\"uuid\":\"-\""));
        }
        return answers;
    }

    private HttpResponse<byte[]> post(String service, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/cds-services/" + service))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private static List<Sample> samples() throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (String name : List.of(
                "sandbox-order-select-imaging",
                "sandbox-order-select-no-medication-yet",
                "sandbox-order-select-oxycodone",
                "sandbox-order-sign",
                "sandbox-patient-view")) {
            Path file = Path.of("src/test/resources/requests", name + ".json");
            samples.add(sample(MAPPER.readTree(file.toFile()).get("body")));
        }
        for (String name : List.of(
                "opioid-order-select",
                "cyclobenzaprine-35-days-order-sign",
                "cyclobenzaprine-21-days-order-sign",
                "relaxant-course-patient-view",
                "opioid-order-select")) {
            samples.add(
                    sample(MAPPER.readTree(Files.readAllBytes(Path.of("fhir-resources/examples", name + ".json")))));
        }
        return samples;
    }

    private static Sample sample(JsonNode body) throws Exception {
        return new Sample("lbp-" + body.get("hook").asText(), MAPPER.writeValueAsBytes(body));
    }
}
