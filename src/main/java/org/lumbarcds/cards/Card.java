package org.lumbarcds.cards;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A card as it goes over the wire; empty lists and nulls are left out. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Card(
        String uuid,
        String summary,
        String detail,
        String indicator,
        Source source,
        List<Suggestion> suggestions,
        @Nullable String selectionBehavior,
        List<Code> overrideReasons,
        List<Link> links) {

    /** Where the card's main claim comes from; the topic's code is the rule's id, or there is none of no single rule. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Source(
            String label, @Nullable String url, @Nullable Code topic) {}

    /** A coding of ours. */
    public record Code(String system, String code, String display) {}

    /** Something the user may do with one click. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Suggestion(
            String label, String uuid, @Nullable Boolean isRecommended, List<Action> actions) {}

    /** One step of a suggestion: create and update carry a resource, delete a resourceId. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Action(
            String type,
            String description,
            @Nullable ObjectNode resource,
            @Nullable String resourceId) {}

    /** An absolute link. */
    public record Link(String label, String url, String type) {}
}
