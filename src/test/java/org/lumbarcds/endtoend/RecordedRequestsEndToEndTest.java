package org.lumbarcds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the CDS Hooks Sandbox really sends, with its own headers, and what it gets. */
class RecordedRequestsEndToEndTest extends EndToEnd {

    private static final Path EXPECTED = Path.of("src/test/resources/expected/recorded");
    private static final String ORIGIN = "http://localhost:18100";

    @ParameterizedTest
    @CsvSource({
        "sandbox-order-select-no-medication-yet, no medication and no intent: nothing to look at",
        "sandbox-order-select-imaging, an empty coding and no text: imaging of what is not known yet",
    })
    void nothingToSayAndNothingAskedFor(String name, String reason) {
        Reply reply = call(recorded(name).get("body"));

        assertThat(reply.status()).as(reason).isEqualTo(200);
        assertThat(reply.body()).as(reason).isEqualTo(json("{\"cards\":[]}"));
    }

    @ParameterizedTest
    @CsvSource({
        "sandbox-order-select-oxycodone, 412, medications under its own key beside one of ours do not answer our query",
        "sandbox-order-sign, 412, no prefetch at all",
        "sandbox-patient-view, 200, what could not be checked is said on the card",
    })
    void theWholeAnswer(String name, int status, String reason) {
        Reply reply = call(recorded(name).get("body"));

        assertThat(reply.status()).as(reason).isEqualTo(status);
        assertSame(reason, reply.body(), object(EXPECTED.resolve(name + ".json")));
    }

    @Test
    void theRefusalNamesTheMissingKeys() {
        assertThat(missingKeys("sandbox-order-select-oxycodone"))
                .containsExactly("prefetch.conditions", "prefetch.medications");
        assertThat(missingKeys("sandbox-order-sign"))
                .containsExactly("prefetch.patient", "prefetch.conditions", "prefetch.medications");
    }

    private List<String> missingKeys(String name) {
        Reply reply = call(recorded(name).get("body"));
        return stream(reply.body().get("issue"))
                .map(issue -> issue.at("/expression/0").asText())
                .toList();
    }

    /** The same requests with the data they lack. */
    @ParameterizedTest
    @ValueSource(strings = {"sandbox-order-select-oxycodone", "sandbox-order-sign"})
    void withTheRestOfTheDataThereIsACard(String name) {
        JsonNode body = recorded(name).get("body");
        Reply reply = call(withData(body));

        assertThat(reply.status()).isEqualTo(200);
        assertSame(name, reply.body(), object(EXPECTED.resolve(name + "-with-data.json")));
    }

    private static JsonNode withData(JsonNode body) {
        ObjectNode prefetch = ((ObjectNode) body).withObject("/prefetch");
        JsonNode patientView = recorded("sandbox-patient-view").get("body");
        prefetch.set("patient", patientView.at("/prefetch/patient"));
        prefetch.set("conditions", patientView.at("/prefetch/conditions"));
        prefetch.set("medications", prefetch.has("meds") ? prefetch.get("meds") : null);
        prefetch.remove("meds");
        List.of("encounter", "allergies", "egfr", "statements").forEach(prefetch::putNull);
        return body;
    }

    /** "it sends Authorization even on discovery, so the CORS preflight must allow it for GET and POST" */
    @ParameterizedTest
    @CsvSource({
        "/cds-services, GET, authorization",
        "/cds-services/lbp-order-select, POST, 'authorization,content-type'",
        "/cds-services/lbp-patient-view/feedback, POST, 'authorization,content-type'",
    })
    void preflight(String path, String method, String headers) {
        JsonNode recorded = recorded("sandbox-preflight").get("headers");
        HttpResponse<byte[]> response =
                send(to(path).header("Origin", recorded.get("origin").asText())
                        .header("Access-Control-Request-Method", method)
                        .header("Access-Control-Request-Headers", headers)
                        .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue(ORIGIN);
        assertThat(response.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValueSatisfying(allowed -> assertThat(allowed.split(",")).contains(method));
        assertThat(response.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValueSatisfying(allowed -> assertThat(allowed.split(", ?")).contains(headers.split(",")));
    }

    @Test
    void theCallItselfWithItsHeaders() {
        JsonNode recorded = recorded("sandbox-patient-view");
        HttpResponse<byte[]> response = send(to("/cds-services/lbp-patient-view")
                .header("Origin", ORIGIN)
                .header("Authorization", "Bearer not.looked.at")
                .header("Accept", recorded.at("/headers/accept").asText())
                .header("Content-Type", recorded.at("/headers/content-type").asText())
                .POST(BodyPublishers.ofString(recorded.get("body").toString())));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue(ORIGIN);
    }
}
