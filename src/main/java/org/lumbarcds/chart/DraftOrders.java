package org.lumbarcds.chart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.orders.UnknownDraft;

/**
 * The drafts of a call that some value set or text knows.
 *
 * @param orders in the order of the request
 * @param selected handles of those that {@code context.selections} names; every one once the drafts are final
 * @param json each order's own JSON by its handle, as the client sent it
 * @param unknown drug orders to give whose drug nobody can tell
 */
public record DraftOrders(
        List<Order> orders, Set<String> selected, Map<String, ObjectNode> json, List<UnknownDraft> unknown) {

    /** A call without drafts. */
    public static final DraftOrders NONE = new DraftOrders(List.of(), Set.of(), Map.of(), List.of());

    public DraftOrders {
        orders = List.copyOf(orders);
        selected = Set.copyOf(selected);
        json = Map.copyOf(json);
        unknown = List.copyOf(unknown);
    }
}
