package org.lumbarcds.chart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.record.Chart;
import org.lumbarcds.guideline.model.record.ChartKey;

/** A chart read lazily, that also tells where its data came from. */
public interface OpenChart extends Chart {

    /** How the data of a key came in. */
    enum State {
        /** A resource or a Bundle. */
        GIVEN,
        /** A list that a limit cut off, or beside which an error stands: what it shows is used. */
        IN_PART,
        /** null or an empty Bundle: the client has none. */
        EMPTY,
        /** An OperationOutcome, malformed, or about another patient. */
        FAILED,
        /** Not in the request. */
        ABSENT
    }

    /** State of every key that was asked for so far. */
    Map<ChartKey, State> asked();

    /** How many prefetch resources were looked at so far; 0 when no rule asked for any. */
    int resourcesRead();

    /** The JSON of an order on this chart, a copy, or null when it is not of this chart. */
    @Nullable
    ObjectNode jsonOf(Order order);
}
