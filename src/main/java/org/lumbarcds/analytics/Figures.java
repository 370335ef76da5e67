package org.lumbarcds.analytics;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.analytics.question.Dimension;
import org.lumbarcds.feedback.linking.AnswerTimes;

/**
 * The figures of one group. A card that holds findings of several rules counts for each of them, and so does its answer.
 *
 * @param group the values it was grouped by, in the order asked; a tenant that was not named is empty
 * @param shown findings on cards
 * @param accepted findings on cards of which a suggestion was taken up
 * @param suggestions the accepted ones by the kind of the suggestion
 * @param overridden findings on cards that were overridden
 * @param reasons the overridden ones by the code of the reason; {@code none} when nobody gave one
 * @param ignored findings on cards that nobody answered, those of {@code noAnswerYet} among them
 * @param noAnswerYet of these, findings so young that their answer may still come, see {@link Analytics#ANSWERS_COME_WITHIN}
 * @param shadowed calls in which the rule found something and was in shadow mode
 * @param snoozed calls in which the rule found something that had been considered already
 * @param leftOut calls in which the rule found something for which the answer had no room
 * @param once the same, where a card that was shown again for the same draft soon after counts once, with its best answer
 * @param medianSeconds from the card to its answer, as exactly as {@link AnswerTimes} keeps it; null when there was none
 */
@JsonPropertyOrder({
    "group",
    "shown",
    "accepted",
    "acceptedSuggestions",
    "overridden",
    "overrideReasons",
    "ignored",
    "noAnswerYet",
    "shadowed",
    "snoozed",
    "leftOut",
    "once",
    "acceptanceRate",
    "overrideRate",
    "medianSecondsToAnswer"
})
record Figures(
        Map<String, String> group,
        long shown,
        long accepted,
        @JsonProperty("acceptedSuggestions") Map<String, Long> suggestions,
        long overridden,
        @JsonProperty("overrideReasons") Map<String, Long> reasons,
        long ignored,
        long noAnswerYet,
        long shadowed,
        long snoozed,
        long leftOut,
        Once once,
        @JsonProperty("medianSecondsToAnswer") @Nullable Double medianSeconds) {

    /** Findings shown, of these accepted, and of these overridden, each draft's counted once. */
    @JsonPropertyOrder({"shown", "accepted", "overridden"})
    record Once(long shown, long accepted, long overridden) {}

    /** Accepted of shown, each draft's counted once; null when nothing was shown. */
    @JsonProperty("acceptanceRate")
    @Nullable
    Double acceptanceRate() {
        return rate(once.accepted());
    }

    /** Overridden of shown, each draft's counted once; null when nothing was shown. */
    @JsonProperty("overrideRate")
    @Nullable
    Double overrideRate() {
        return rate(once.overridden());
    }

    private @Nullable Double rate(long part) {
        return once.shown() == 0 ? null : Math.round(1000.0 * part / once.shown()) / 1000.0;
    }

    /** Findings whose answer won't come any more. */
    long unanswered() {
        return ignored - noAnswerYet;
    }

    /** Adds up one group. */
    static final class Sum {

        private final Map<String, String> group;
        private final Map<String, Long> fates = new TreeMap<>();
        private final Map<String, Long> episodes = new TreeMap<>();
        private final Map<String, Long> suggestions = new TreeMap<>();
        private final Map<String, Long> reasons = new TreeMap<>();
        private final AnswerTimes times = new AnswerTimes();
        private long young;

        Sum(List<Dimension> by, List<String> values) {
            Map<String, String> named = new LinkedHashMap<>();
            for (int i = 0; i < by.size(); i++) {
                named.put(by.get(i).code(), values.get(i));
            }
            group = Collections.unmodifiableMap(named);
        }

        /**
         * @param fate what became of the findings
         * @param detail kind of the accepted suggestion or code of the override reason; empty when there is none
         * @param once how many of them stand for their episode
         * @param answered how long their answers took
         */
        void add(String fate, String detail, long findings, long once, String answered) {
            fates.merge(fate, findings, Long::sum);
            episodes.merge(fate, once, Long::sum);
            if (fate.equals("accepted")) {
                suggestions.merge(detail.isEmpty() ? "unknown" : detail, findings, Long::sum);
            } else if (fate.equals("overridden")) {
                reasons.merge(detail.isEmpty() ? "none" : detail, findings, Long::sum);
            }
            times.add(answered);
        }

        /** So many of the unanswered findings are young. */
        void addYoung(long findings) {
            young += findings;
        }

        private long of(String fate) {
            return fates.getOrDefault(fate, 0L);
        }

        private Once once() {
            long accepted = episodes.getOrDefault("accepted", 0L);
            long overridden = episodes.getOrDefault("overridden", 0L);
            return new Once(episodes.getOrDefault("unanswered", 0L) + accepted + overridden, accepted, overridden);
        }

        Figures figures() {
            return new Figures(
                    group,
                    of("unanswered") + of("accepted") + of("overridden"),
                    of("accepted"),
                    new TreeMap<>(suggestions),
                    of("overridden"),
                    new TreeMap<>(reasons),
                    of("unanswered"),
                    Math.min(young, of("unanswered")),
                    of("shadowed"),
                    of("snoozed"),
                    of("left-out"),
                    once(),
                    times.medianSeconds());
        }
    }
}
