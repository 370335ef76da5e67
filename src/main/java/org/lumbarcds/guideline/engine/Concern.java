package org.lumbarcds.guideline.engine;

import java.util.Set;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.record.ChartKey;

/** What a drug must be ordered for, for the rules about drugs to be asked: what a guideline is about. */
@FunctionalInterface
public interface Concern {

    /**
     * @param present whether the order is, or may be, for that
     * @param open data that is not at hand and could tell that it is after all; often empty
     */
    record Presence(Truth present, Set<ChartKey> open) {}

    Presence of(Order order, Situation situation);
}
