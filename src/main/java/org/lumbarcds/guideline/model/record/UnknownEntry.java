package org.lumbarcds.guideline.model.record;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.meaning.UnknownCode;

/**
 * An entry of the record that nothing here accounts for: what it says may be anything, so it never counts as harmless.
 *
 * @param kind what sort of entry it is
 * @param label its own words, else its code, for the card; never empty
 * @param date when it was, or null when that is not known or of no account
 * @param codes its codes, as they may be counted; empty when no code is what it lacks
 */
public record UnknownEntry(
        Kind kind, String label, @Nullable PartialDate date, List<UnknownCode> codes) {

    public UnknownEntry {
        codes = List.copyOf(codes);
    }

    /** One whose date is of no account. */
    public UnknownEntry(Kind kind, String label, List<UnknownCode> codes) {
        this(kind, label, null, codes);
    }

    /** Sorts of entries. */
    public enum Kind {
        /** A condition, or a reason or diagnosis of the encounter. */
        PROBLEM,
        /** An allergy to nobody here knows what. */
        ALLERGY,
        /** "an order that counts, whose drug nobody here knows by code or name". */
        ORDER,
        /** "a result that is there and can't be read". */
        RESULT,
        /** A drafted order. */
        DRAFT;

        /** As metrics and analytics name it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
