package org.lumbarcds.cards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.orders.Order;

/**
 * What cards need to know of the call besides its findings.
 *
 * @param hook the hook called
 * @param today the day of the call
 * @param patientId without a {@code Patient/} prefix
 * @param encounterId without an {@code Encounter/} prefix, or null
 * @param userId {@code context.userId}, for example {@code Practitioner/abc}, or null
 * @param drafts the drafts, in the order of the request
 * @param originals a copy of an order's JSON as the client sent it, or null when it is not at hand
 * @param selectionBehavior {@code at-most-one} or {@code any}
 * @param revisions handles of the drafts that revise a signed order: they are stopped, never deleted
 */
public record CardContext(
        Hook hook,
        LocalDate today,
        String patientId,
        @Nullable String encounterId,
        @Nullable String userId,
        List<Order> drafts,
        Function<Order, @Nullable ObjectNode> originals,
        String selectionBehavior,
        Set<String> revisions) {

    public CardContext {
        drafts = List.copyOf(drafts);
        revisions = Set.copyOf(revisions);
    }

    /** Of drafts none of which revises a signed order. */
    public CardContext(
            Hook hook,
            LocalDate today,
            String patientId,
            @Nullable String encounterId,
            @Nullable String userId,
            List<Order> drafts,
            Function<Order, @Nullable ObjectNode> originals,
            String selectionBehavior) {
        this(hook, today, patientId, encounterId, userId, drafts, originals, selectionBehavior, Set.of());
    }
}
