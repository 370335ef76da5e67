package org.lumbarcds.guideline.model.record;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.meaning.Reason;

/**
 * The encounter of the call.
 *
 * @param reference {@code Encounter/id}, or null
 * @param reasons its reasonCode, reasonReference and diagnosis.condition
 */
public record Encounter(@Nullable String reference, List<Reason> reasons) {

    public Encounter {
        reasons = List.copyOf(reasons);
    }
}
