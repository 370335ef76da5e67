package org.lumbarcds.chart.entries;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.lumbarcds.chart.json.Json;

/** Whether an order or a statement on record is of something that may be taken. */
public enum RecordedAs {
    /** It may be taken now. */
    MAY_BE_TAKEN,
    /** It was taken, or may have been. */
    OVER,
    /** A mistake, an intention, or that something is not taken. */
    NOTHING;

    private static final String ENTERED_IN_ERROR = "entered-in-error";

    /** An intent to consider something is no order yet; a plan is one when it records what the patient takes. */
    private static final Set<String> INTENTIONS = Set.of("proposal", "plan", "option");

    /** Active, on hold and so about to be resumed, or of a status nobody knows. */
    private static final Set<String> TO_BE_TAKEN = Set.of("active", "on-hold", "unknown", "");

    /** Statements that say that nothing was taken. */
    private static final Set<String> NOT_TAKEN = Set.of(ENTERED_IN_ERROR, "not-taken");

    /** Statements of what was taken once; every other status, an unknown one included, may go on. */
    private static final Set<String> ENDED = Set.of("completed", "stopped");

    /** What an order on record is. */
    public static RecordedAs order(ObjectNode order) {
        String status = Json.lower(order, "status");
        boolean mayBeTaken = TO_BE_TAKEN.contains(status);
        boolean isNone = status.equals(ENTERED_IN_ERROR) || Json.isTrue(order, "doNotPerform");
        if (isNone || isIntended(order) && !mayBeTaken) {
            return NOTHING;
        }
        return mayBeTaken ? MAY_BE_TAKEN : OVER;
    }

    /** What a statement on record is. */
    public static RecordedAs statement(ObjectNode statement) {
        String status = Json.lower(statement, "status");
        if (NOT_TAKEN.contains(status)) {
            return NOTHING;
        }
        return ENDED.contains(status) ? OVER : MAY_BE_TAKEN;
    }

    /** Whether an order on record only considers something. */
    public static boolean isIntended(ObjectNode order) {
        boolean reported = Json.isTrue(order, "reportedBoolean") || Json.get(order, "reportedReference") != null;
        String intent = Json.lower(order, "intent");
        return INTENTIONS.contains(intent) && !(intent.equals("plan") && reported);
    }
}
