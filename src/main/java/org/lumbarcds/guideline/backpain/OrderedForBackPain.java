package org.lumbarcds.guideline.backpain;

import org.lumbarcds.guideline.engine.Concern;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.orders.Order;

/** What the drugs of this guideline are ordered for. */
public final class OrderedForBackPain implements Concern {

    public static final Concern CONCERN = new OrderedForBackPain();

    private OrderedForBackPain() {}

    @Override
    public Presence of(Order order, Situation situation) {
        LowBackPain backPain = LowBackPain.of(order, situation);
        return new Presence(backPain.present(), backPain.open());
    }
}
