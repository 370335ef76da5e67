package org.lumbarcds.guideline.model.record;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.orders.ServiceOrder;

/**
 * Something done to the patient, or being done, that the guideline speaks of: exercise, physical therapy, an operation that
 * speaks against a drug. What was not done or is only prepared is none.
 *
 * @param label its text or display; never empty
 * @param kinds which treatment it is; empty for an operation
 * @param meaning what it says of the patient, as the words of a condition would
 * @param status FHIR status code; empty when absent
 * @param date its last known day: when it ended, else when it began; null when not known
 */
public record Procedure(
        String label,
        Set<ServiceOrder.Kind> kinds,
        Meaning meaning,
        String status,
        @Nullable PartialDate date) {

    public Procedure {
        kinds = Set.copyOf(kinds);
    }

    /** "status completed/in-progress": surely done, or being done. */
    public boolean isDone() {
        return status.equals("completed") || status.equals("in-progress");
    }
}
