package org.lumbarcds.feedback;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client says became of one card.
 *
 * @param card uuid of the card
 * @param outcome what the clinician did with it
 * @param acceptedSuggestions ids of the suggestions taken up; empty when overridden
 * @param reason why it was overridden, or null when nobody said
 * @param comment the clinician's own words, any text; null for none
 * @param at when it happened, by the client's clock
 */
public record FeedbackEntry(
        UUID card,
        Outcome outcome,
        List<String> acceptedSuggestions,
        @Nullable OverrideReason reason,
        @Nullable String comment,
        Instant at) {

    public FeedbackEntry {
        acceptedSuggestions = List.copyOf(acceptedSuggestions);
    }

    /** "{@code outcome} accepted|overridden". */
    public enum Outcome {
        ACCEPTED,
        OVERRIDDEN;

        /** As the protocol and the store write it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A Coding; each part null when it was not sent. */
    public record OverrideReason(
            @Nullable String system,
            @Nullable String code,
            @Nullable String display) {}
}
