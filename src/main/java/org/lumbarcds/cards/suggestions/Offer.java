package org.lumbarcds.cards.suggestions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.lumbarcds.cards.Card.Action;

/** A suggestion before it has its uuid. */
record Offer(String label, boolean recommended, List<Action> actions) {

    /** "The recommended suggestion stands first, plain removal last: many clients do not show isRecommended." */
    int place() {
        if (recommended) {
            return 0;
        }
        return actions.stream().allMatch(Offer::takesAway) ? 2 : 1;
    }

    /** A deletion, or the update that ends an order which can't be deleted any more. */
    private static boolean takesAway(Action action) {
        ObjectNode resource = action.resource();
        return resource == null || resource.path("status").asText("").equals("stopped");
    }

    Offer or(Offer same) {
        return new Offer(label, recommended || same.recommended, actions);
    }
}
