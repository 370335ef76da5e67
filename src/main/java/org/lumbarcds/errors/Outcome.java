package org.lumbarcds.errors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.MediaType;

/** FHIR's OperationOutcome, the body of every error. */
public final class Outcome {

    public static final MediaType TYPE = MediaType.valueOf("application/fhir+json");

    private Outcome() {}

    static byte[] bytes(List<Issue> issues) {
        ObjectNode outcome = JsonNodeFactory.instance.objectNode();
        outcome.put("resourceType", "OperationOutcome");
        issues.forEach(issue -> outcome.withArray("issue").add(node(issue)));
        return outcome.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode node(Issue issue) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("severity", "error");
        node.put("code", issue.code());
        node.put("diagnostics", issue.diagnostics());
        if (issue.expression() != null) {
            node.putArray("expression").add(issue.expression());
        }
        return node;
    }
}
