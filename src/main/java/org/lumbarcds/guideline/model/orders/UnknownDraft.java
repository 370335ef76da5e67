package org.lumbarcds.guideline.model.orders;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.meaning.UnknownCode;

/**
 * A drafted drug order of which nobody here can tell the drug. A draft that names no drug yet is none.
 *
 * @param field where the request names its drug, as {@code context.draftOrders.entry[0].resource.medicationReference}
 * @param medication {@code Medication/id} that the draft refers to, or null when it refers to none
 * @param selected whether it counts as selected
 * @param why why nobody can tell
 * @param label its own words, else its code, for the card; never empty
 * @param reasons its reasons
 * @param codes its codes, as they may be counted; empty when its drug is not at hand
 */
public record UnknownDraft(
        String field,
        @Nullable String medication,
        boolean selected,
        Why why,
        String label,
        List<Reason> reasons,
        List<UnknownCode> codes)
        implements Order {

    /** Why nobody can tell the drug. */
    public enum Why {
        /** It stands in a resource that is not to be had or says nothing. */
        NOT_AT_HAND,
        /** "whose only codes are of systems that no table covers (NDC, SNOMED CT, local) and that no word names". */
        CODES_NOT_COVERED,
        /** Words, or a code of a system that the tables cover, that no table knows: another drug. */
        NOT_IN_THE_TABLES
    }

    public UnknownDraft {
        reasons = List.copyOf(reasons);
        codes = List.copyOf(codes);
    }

    /** Whether it could be any drug. */
    public boolean unresolved() {
        return why != Why.NOT_IN_THE_TABLES;
    }

    @Override
    public String handle() {
        return field;
    }

    @Override
    public @Nullable String reference() {
        return null;
    }

    @Override
    public Set<String> identifiers() {
        return Set.of();
    }

    @Override
    public String status() {
        return "";
    }

    @Override
    public boolean doNotPerform() {
        return false;
    }

    @Override
    public boolean inpatient() {
        return false;
    }

    @Override
    public @Nullable PartialDate authored() {
        return null;
    }
}
