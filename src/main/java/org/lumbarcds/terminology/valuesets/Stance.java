package org.lumbarcds.terminology.valuesets;

/** How a text speaks of what it names. */
public enum Stance {
    PRESENT,
    /** "no", "without", "negative for", "risk of". */
    NEGATED,
    /** "suspected", "possible", "?": not confirmed. */
    SUSPECTED,
    /** "rule out": looked for, so no finding, but a reason to look. */
    RULED_OUT,
    /** "history of". */
    HISTORY
}
