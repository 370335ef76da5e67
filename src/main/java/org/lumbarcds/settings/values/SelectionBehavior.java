package org.lumbarcds.settings.values;

/** {@code selectionBehavior} of a card. */
public enum SelectionBehavior {
    AT_MOST_ONE("at-most-one"),
    ANY("any");

    private final String code;

    SelectionBehavior(String code) {
        this.code = code;
    }

    /** The protocol's name. */
    public String code() {
        return code;
    }
}
