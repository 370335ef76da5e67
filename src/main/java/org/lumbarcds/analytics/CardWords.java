package org.lumbarcds.analytics;

import java.util.Map;

/** What the ids and codes of figures are called on cards. What is not known there, a client's own code, stays as it is. */
public final class CardWords {

    private static final Map<String, String> KINDS = Map.of(
            "remove", "removal",
            "replace", "replacement",
            "update", "changed order",
            "start", "new drug",
            "order", "other order",
            "unknown", "not said which");

    private final Map<String, String> titles;
    private final Map<String, String> reasons;

    /**
     * @param titles of rules by their ids
     * @param reasons what override reasons say, by their codes
     */
    public CardWords(Map<String, String> titles, Map<String, String> reasons) {
        this.titles = Map.copyOf(titles);
        this.reasons = Map.copyOf(reasons);
    }

    String rule(String id) {
        return titles.getOrDefault(id, id);
    }

    /** @param code of an override reason; {@code none} when nobody gave one */
    String reason(String code) {
        return code.equals("none") ? "no reason given" : reasons.getOrDefault(code, code);
    }

    /** @param kind of a suggestion that was accepted */
    String suggestion(String kind) {
        return KINDS.getOrDefault(kind, kind);
    }
}
