package org.lumbarcds.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What every answer must be like by the protocol, judged on its JSON. */
public final class ProtocolCheck {

    private static final Set<String> INDICATORS = Set.of("info", "warning", "critical");

    private final List<String> faults = new ArrayList<>();
    private final Set<String> uuids = new HashSet<>();
    private final Set<String> drafts = new HashSet<>();

    private ProtocolCheck(RandomChart chart) {
        for (JsonNode entry : chart.body().path("context").path("draftOrders").path("entry")) {
            JsonNode draft = entry.get("resource");
            drafts.add(
                    draft.path("resourceType").asText() + "/" + draft.path("id").asText());
        }
    }

    public static List<String> faults(RandomChart chart, JsonNode cards) {
        ProtocolCheck check = new ProtocolCheck(chart);
        cards.forEach(check::card);
        check.empty("cards", cards, true);
        return check.faults;
    }

    private void expect(boolean holds, String what) {
        if (!holds) {
            faults.add(what);
        }
    }

    private void card(JsonNode card) {
        String summary = card.path("summary").asText();
        expect(!summary.isBlank() && summary.length() <= 139, "summary of " + summary.length());
        expect(INDICATORS.contains(card.path("indicator").asText()), "indicator");
        expect(!card.path("detail").asText().isBlank(), "detail");
        expect(!card.at("/source/label").asText().isBlank(), "source.label");
        expect(!card.at("/source/topic/code").asText().isBlank(), "source.topic.code");
        expect(!card.at("/source/topic/system").asText().isBlank(), "source.topic.system");
        expect(card.at("/source/url").asText("https://").startsWith("https://"), "source.url");
        uuid(card);
        expect(card.has("suggestions") == card.has("selectionBehavior"), "selectionBehavior iff suggestions");
        int recommended = 0;
        for (JsonNode suggestion : card.path("suggestions")) {
            recommended += suggestion.path("isRecommended").asBoolean(false) ? 1 : 0;
            uuid(suggestion);
            expect(!suggestion.path("label").asText().isBlank(), "suggestion.label");
            expect(!suggestion.path("actions").isEmpty(), "suggestion.actions");
            suggestion.path("actions").forEach(this::action);
        }
        expect(recommended <= 1, recommended + " recommended");
        for (JsonNode reason : card.path("overrideReasons")) {
            for (String field : List.of("system", "code", "display")) {
                expect(!reason.path(field).asText().isBlank(), "overrideReason." + field);
            }
        }
        card.path("links").forEach(link -> expect(link.path("url").asText().startsWith("http"), "link"));
    }

    private void uuid(JsonNode node) {
        String uuid = node.path("uuid").asText();
        expect(uuid.length() == 36 && uuids.add(uuid), "uuid");
    }

    private void action(JsonNode action) {
        String type = action.path("type").asText();
        expect(!action.path("description").asText().isBlank(), "action.description");
        switch (type) {
            case "delete" -> {
                expect(!action.has("resource"), "delete with a resource");
                expect(
                        drafts.contains(action.path("resourceId").asText()),
                        "delete of " + action.path("resourceId").asText());
            }
            case "create", "update" -> {
                expect(!action.has("resourceId"), type + " with a resourceId");
                expect(!action.at("/resource/resourceType").asText().isBlank(), type + " without a resource");
                expect(type.equals("create") || action.at("/resource").has("id"), "update without an id");
            }
            default -> expect(false, "action of type " + type);
        }
    }

    /** "No null and no empty string, array or object anywhere but cards: []." */
    private void empty(String where, JsonNode node, boolean mayBeEmpty) {
        boolean empty = node.isNull()
                || node.isContainerNode() && node.isEmpty()
                || node.isTextual() && node.asText().isEmpty();
        expect(!empty || mayBeEmpty, "empty " + where);
        node.properties().forEach(field -> empty(where + "." + field.getKey(), field.getValue(), false));
        if (node.isArray()) {
            node.forEach(item -> empty(where + "[]", item, false));
        }
    }
}
