package org.lumbarcds.guideline.model.meaning;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why an order was written or an encounter takes place.
 *
 * @param label its text or display; may be empty for a bare reference
 * @param meaning what it means, by code, or by whole words when it has text only
 * @param coded whether it has a code (a text that names no low back pain counts "as no reason")
 * @param conditionReference {@code Condition/id} when it points at a condition, else null; the condition may be on the
 *     chart or not
 */
public record Reason(
        String label,
        Meaning meaning,
        boolean coded,
        @Nullable String conditionReference) {

    /** One that is accounted for. */
    public Reason(String label, Set<ProblemGroup> groups, boolean coded, @Nullable String conditionReference) {
        this(label, Meaning.of(groups), coded, conditionReference);
    }

    /** What it surely is. */
    public Set<ProblemGroup> groups() {
        return meaning.groups();
    }
}
