package org.lumbarcds.hooks.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.body.Fields;
import org.lumbarcds.chart.CallData;
import org.lumbarcds.errors.Issue;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.guideline.model.Hook;

/**
 * Validates a call: the fields of CDS Hooks' request and of the hook's context, every fault at once. "Unknown fields and
 * extension objects are accepted."
 */
public final class RequestCheck {

    private final Hook hook;
    private final ObjectNode body;
    private final List<Issue> issues = new ArrayList<>();
    private final Fields fields = new Fields(issues);

    private RequestCheck(Hook hook, ObjectNode body) {
        this.hook = hook;
        this.body = body;
    }

    /** The call, or a refusal with 400 that names every field at fault. */
    public static HookRequest check(Hook hook, ObjectNode body) {
        return new RequestCheck(hook, body).check();
    }

    private HookRequest check() {
        String name = fields.text(body, "hook", "hook", "\"" + hook.code() + "\"");
        if (name != null && !name.equals(hook.code())) {
            issues.add(Issue.wrong("hook", "\"" + hook.code() + "\", or call the service of your hook"));
        }
        String hookInstance = fields.text(body, "hookInstance", "hookInstance", "a UUID");
        checkFhirAccess();
        JsonNode prefetch = Fields.optional(body, "prefetch");
        if (prefetch != null && !prefetch.isObject()) {
            issues.add(Issue.wrong("prefetch", "an object with a resource, a Bundle or null per key, or leave it out"));
        }
        JsonNode context = Fields.optional(body, "context");
        if (context == null) {
            issues.add(Issue.missing("context", "an object with the fields of " + hook.code()));
        } else if (!context.isObject()) {
            issues.add(Issue.wrong("context", "an object with the fields of " + hook.code()));
            context = null;
        }
        HookRequest request = context == null ? null : checkContext(context, prefetch, hookInstance);
        if (request == null || !issues.isEmpty()) {
            throw Refusal.badRequest(issues);
        }
        return request;
    }

    /** "fhirAuthorization without fhirServer: 400"; null stands for absent in both. */
    private void checkFhirAccess() {
        JsonNode server = Fields.optional(body, "fhirServer");
        if (server != null && !server.isTextual()) {
            issues.add(Issue.wrong("fhirServer", "the base URL of the FHIR server as a string, or leave it out"));
        }
        JsonNode authorization = Fields.optional(body, "fhirAuthorization");
        if (authorization == null) {
            return;
        }
        if (!authorization.isObject()) {
            issues.add(Issue.wrong("fhirAuthorization", "an object, or leave it out"));
        }
        if (server == null || server.isTextual() && server.textValue().isBlank()) {
            issues.add(Issue.missing(
                    "fhirServer", "the base URL of the FHIR server that fhirAuthorization is for, or leave both out"));
        }
    }

    /** A token that is not a string, or of another type than Bearer, is none: it is not known how to send it. */
    private @Nullable FhirAccess fhirAccess() {
        JsonNode server = Fields.optional(body, "fhirServer");
        if (server == null || !server.isTextual() || server.textValue().isBlank()) {
            return null;
        }
        JsonNode authorization = Fields.optional(body, "fhirAuthorization");
        String type = textOrNull(authorization, "token_type");
        String patient = textOrNull(authorization, "patient");
        return new FhirAccess(
                server.textValue(),
                type == null || type.equalsIgnoreCase("Bearer") ? textOrNull(authorization, "access_token") : null,
                textOrNull(authorization, "scope"),
                patient == null ? null : withoutPrefix(patient, "Patient/"));
    }

    private static @Nullable String textOrNull(@Nullable JsonNode parent, String name) {
        JsonNode value = parent == null ? null : Fields.optional(parent, name);
        return value != null && value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
    }

    private @Nullable HookRequest checkContext(
            JsonNode context, @Nullable JsonNode prefetch, @Nullable String hookInstance) {
        String userId = userId(context);
        String patientId = patientId(context);
        String encounterId = encounterId(context);
        JsonNode selections = hook.hasSelections() ? selections(context) : null;
        JsonNode draftOrders = hook.hasDrafts() ? drafts(context) : null;
        if (hookInstance == null || patientId == null) {
            return null;
        }
        CallData data = new CallData(hook, patientId, encounterId, selections, draftOrders, prefetch);
        return new HookRequest(data, userId, hookInstance, fhirAccess());
    }

    /** Null, and no fault, where the hook may go without. */
    private @Nullable String userId(JsonNode context) {
        String send = "the user as [ResourceType]/[id]";
        boolean leftOut = Fields.optional(context, "userId") == null && !hook.isUserKnown();
        return leftOut ? null : fields.text(context, "userId", "context.userId", send);
    }

    private @Nullable String patientId(JsonNode context) {
        String send = "the FHIR id of the patient";
        String id = fields.text(context, "patientId", "context.patientId", send);
        if (id == null) {
            return null;
        }
        String bare = withoutPrefix(id, "Patient/");
        if (bare.isBlank()) {
            issues.add(Issue.wrong("context.patientId", send));
        }
        return bare;
    }

    private @Nullable String encounterId(JsonNode context) {
        JsonNode id = Fields.optional(context, "encounterId");
        if (id == null) {
            return null;
        }
        if (!id.isTextual()) {
            issues.add(Issue.wrong("context.encounterId", "the FHIR id of the encounter as a string, or leave it out"));
            return null;
        }
        String bare = withoutPrefix(id.textValue(), "Encounter/");
        return bare.isBlank() ? null : bare;
    }

    private @Nullable JsonNode selections(JsonNode context) {
        String send = "an array of strings, each [ResourceType]/[id] of a draft";
        JsonNode selections = Fields.optional(context, "selections");
        if (selections == null) {
            issues.add(Issue.missing("context.selections", send));
        } else if (!selections.isArray()) {
            issues.add(Issue.wrong("context.selections", send));
        } else {
            for (int i = 0; i < selections.size(); i++) {
                if (!selections.get(i).isTextual()) {
                    issues.add(Issue.wrong("context.selections[" + i + "]", "[ResourceType]/[id] of a draft"));
                    break;
                }
            }
        }
        return selections;
    }

    private @Nullable JsonNode drafts(JsonNode context) {
        String send = "a FHIR Bundle of the drafted orders";
        String field = "context." + hook.draftsField();
        JsonNode drafts = Fields.optional(context, hook.draftsField());
        if (drafts == null) {
            issues.add(Issue.missing(field, send));
        } else if (!drafts.isObject() || !drafts.path("resourceType").asText("").equals("Bundle")) {
            issues.add(Issue.wrong(field, send));
        } else {
            JsonNode entry = Fields.optional(drafts, "entry");
            if (entry != null && !entry.isArray()) {
                issues.add(Issue.wrong(field + ".entry", "an array, or leave it out when there are no drafts"));
            }
        }
        return drafts;
    }

    private static String withoutPrefix(String id, String prefix) {
        return id.startsWith(prefix) ? id.substring(prefix.length()) : id;
    }
}
