package org.lumbarcds.settings.values;

/** {@code intent} of suggested orders. */
public enum SuggestedIntent {
    ORDER("order"),
    PROPOSAL("proposal");

    private final String code;

    SuggestedIntent(String code) {
        this.code = code;
    }

    /** FHIR's code. */
    public String code() {
        return code;
    }
}
