package org.lumbarcds.guideline.model;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the record that nothing here accounts for: what it says may be anything, so it never counts as harmless.
 *
 * @param kind what sort of entry it is
 * @param label its own words, else its code, for the card; never empty
 * @param date when it was, or null when that is not known or of no account
 */
public record UnknownEntry(
        Kind kind, String label, @Nullable PartialDate date) {

    /** One whose date is of no account. */
    public UnknownEntry(Kind kind, String label) {
        this(kind, label, null);
    }

    /** Sorts of entries. */
    public enum Kind {
        /** "an order that counts, whose drug nobody here knows by code or name". */
        ORDER,
        /** "a result that is there and can't be read". */
        RESULT
    }
}
