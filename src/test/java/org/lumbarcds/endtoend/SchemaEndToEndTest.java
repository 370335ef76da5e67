package org.lumbarcds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.cards.BaseValidator;

/**
 * What goes over the wire, against schemas made of the specification's tables and of what this service promises beyond them;
 * errors against FHIR.
 */
class SchemaEndToEndTest extends EndToEnd {

    private static JsonSchema schema(String name) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(object(Path.of("src/test/resources/schema", name + ".json")));
    }

    private static void assertValid(String schema, JsonNode document) {
        Set<ValidationMessage> messages = schema(schema).validate(document);
        assertThat(messages).as("%s", document.toPrettyString()).isEmpty();
    }

    private static void assertInvalid(String schema, JsonNode document) {
        assertThat(schema(schema).validate(document)).as("%s", document).isNotEmpty();
    }

    @Test
    void discoveryIsAsTheSpecificationHasIt() {
        JsonNode discovery = discovery();
        assertValid("discovery", discovery);

        ((ObjectNode) discovery.at("/services/0")).remove("description");
        assertInvalid("discovery", discovery);
    }

    @TestFactory
    List<DynamicTest> everyAnswerIsAsTheSpecificationHasIt() {
        return examples().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    JsonNode answer = call(example(name)).body();
                    assertValid("answer", answer);
                    assertNothingIsEmpty("", answer);
                }))
                .toList();
    }

    /** "No null and no empty string, array or object anywhere but `cards: []`." */
    private static void assertNothingIsEmpty(String path, JsonNode node) {
        node.fields().forEachRemaining(field -> {
            JsonNode value = field.getValue();
            String at = path + "/" + field.getKey();
            boolean empty = value.isNull()
                    || value.isContainerNode() && value.isEmpty()
                    || value.isTextual() && value.textValue().isEmpty();
            assertThat(empty && !at.equals("/cards")).as(at).isFalse();
            assertNothingIsEmpty(at, value);
        });
        if (node instanceof ArrayNode array) {
            array.forEach(item -> assertNothingIsEmpty(path, item));
        }
    }

    /** The schema would notice. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"cards\":null}",
                "{\"cards\":[],\"systemActions\":[]}",
                "{\"cards\":[{\"summary\":\"x\",\"indicator\":\"info\",\"source\":{\"label\":\"x\"}}]}",
                "{\"cards\":[{\"uuid\":\"6ee2b8ea-5d0f-4d3e-9d0f-0b5c4e0a1b2c\",\"summary\":\"x\",\"indicator\":\"info\","
                        + "\"source\":{\"label\":\"x\"},\"suggestions\":[]}]}",
                "{\"cards\":[{\"uuid\":\"6ee2b8ea-5d0f-4d3e-9d0f-0b5c4e0a1b2c\",\"summary\":\"x\",\"indicator\":\"info\","
                        + "\"source\":{\"label\":\"x\"},\"selectionBehavior\":\"any\",\"suggestions\":[{\"label\":\"x\","
                        + "\"uuid\":\"6ee2b8ea-5d0f-4d3e-9d0f-0b5c4e0a1b2d\",\"actions\":[{\"type\":\"delete\","
                        + "\"description\":\"x\",\"resource\":{\"resourceType\":\"Task\"}}]}]}]}"
            })
    void whatTheSpecificationHasNot(String answer) {
        assertInvalid("answer", json(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox-feedback-accepted", "sandbox-feedback-overridden"})
    void feedbackThatTheSpecificationHas_isTaken(String name) {
        JsonNode feedback = recorded(name).get("body");
        assertValid("feedback", feedback);
        assertThat(feedback(feedback).statusCode()).isEqualTo(200);

        ((ObjectNode) feedback.at("/feedback/0")).remove("outcomeTimestamp");
        assertInvalid("feedback", feedback);
        assertThat(feedback(feedback).statusCode()).isEqualTo(400);
    }

    private HttpResponse<byte[]> feedback(JsonNode body) {
        return send(to("/cds-services/lbp-order-sign/feedback")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    static Stream<Arguments> errors() {
        String sign = "/cds-services/lbp-order-sign";
        String json = "application/json";
        String opioid = example("opioid-order-select").toString();
        ObjectNode bare = example("opioid-order-select");
        bare.remove("prefetch");
        return Stream.of(
                Arguments.of(400, sign, json, ""),
                Arguments.of(400, sign, json, "{}"),
                Arguments.of(400, sign, json, opioid),
                Arguments.of(400, sign, json, "{\"hook\":7,\"context\":[]}"),
                Arguments.of(400, sign + "/feedback", json, "{\"feedback\":[{},{}]}"),
                Arguments.of(404, "/nothing", json, "{}"),
                Arguments.of(405, "/cds-services", json, "{}"),
                Arguments.of(412, "/cds-services/lbp-order-select", json, bare.toString()),
                Arguments.of(413, sign, json, " ".repeat(6 * 1024 * 1024)),
                Arguments.of(415, sign, "text/plain", "{}"));
    }

    @ParameterizedTest
    @MethodSource
    void errors(int status, String path, String type, String body) {
        HttpResponse<byte[]> response =
                send(to(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/fhir+json");
        ObjectNode outcome = json(new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
        assertThat(outcome.path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(BaseValidator.errors(outcome)).isEmpty();
    }
}
