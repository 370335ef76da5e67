package org.lumbarcds.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.lumbarcds.endtoend.EndToEnd;

/** Asks the service to explain itself. */
public abstract class Explained extends EndToEnd {

    HttpResponse<byte[]> ask(JsonNode request) {
        return send(to("/explain/lbp-" + request.path("hook").asText())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(request.toString())));
    }

    public ObjectNode explain(JsonNode request) {
        HttpResponse<byte[]> response = ask(request);
        String body = new String(response.body(), StandardCharsets.UTF_8);
        assertThat(response.statusCode()).as(body).isEqualTo(200);
        return json(body);
    }

    static JsonNode rule(JsonNode explanation, String id) {
        return stream(explanation.get("rules"))
                .filter(rule -> rule.get("rule").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static JsonNode key(JsonNode explanation, String name) {
        return stream(explanation.get("data"))
                .filter(key -> key.get("key").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** {@code silent: The order is no opioid analgesic.}; several reasons one after the other. */
    public static String outcome(JsonNode explanation, String id) {
        JsonNode rule = rule(explanation, id);
        String reasons = stream(rule.get("reasons"))
                .map(reason -> reason.get("why").asText())
                .collect(Collectors.joining(" "));
        return rule.get("outcome").asText() + (reasons.isEmpty() ? "" : ": " + reasons);
    }

    /** Adds a resource to a key, and to its Bundle where there is one. */
    static void add(ObjectNode request, String key, String resource) {
        ObjectNode prefetch = prefetch(request);
        if (!(prefetch.get(key) instanceof ObjectNode)) {
            prefetch.set(key, json("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}"));
        }
        ArrayNode entries = ((ObjectNode) prefetch.get(key)).withArray("entry");
        entries.addObject().set("resource", json(resource));
    }

    static String condition(String id, String text) {
        return """
                {"resourceType":"Condition","id":"%s","clinicalStatus":{"coding":[{"code":"active"}]},
                 "subject":{"reference":"Patient/example"},"code":%s,"recordedDate":"2026-11-20"}""".formatted(id, text.startsWith("{") ? text : "{\"text\":\"" + text + "\"}");
    }
}
