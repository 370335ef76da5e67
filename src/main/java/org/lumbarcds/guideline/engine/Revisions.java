package org.lumbarcds.guideline.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.record.Checked;

/**
 * Which drafts revise an order that was signed before: "a revision when its own status is active and the record holds the
 * same id or identifier as active or on-hold, or it was authored before today (a draft of status draft is never one)".
 * Such an order is stopped, never deleted. Specification 1.10.
 */
public final class Revisions {

    private static final Set<String> SIGNED = Set.of("active", "on-hold");

    private Revisions() {}

    /** The handles of those among some drafts; the record is opened only for one that nothing else tells of. */
    public static Set<String> among(List<Order> drafts, Situation situation) {
        Set<String> handles = new HashSet<>();
        for (Order draft : drafts) {
            if (draft.status().equals("active")
                    && (isOfAnEarlierDay(draft.authored(), situation) || isOnRecord(draft, situation))) {
                handles.add(draft.handle());
            }
        }
        return handles;
    }

    private static boolean isOfAnEarlierDay(@Nullable PartialDate authored, Situation situation) {
        return authored != null && authored.before(situation.today()).isYes();
    }

    /** Where drug orders could not be had, or only in part, one of status active may be signed: it is not deleted. */
    private static boolean isOnRecord(Order draft, Situation situation) {
        Checked<? extends List<? extends Order>> recorded = draft instanceof MedicationOrder
                ? situation.chart().medications()
                : situation.chart().referrals();
        List<? extends Order> known = recorded.orNull();
        boolean found = known != null && known.stream().anyMatch(order -> isSigned(draft, order));
        return found || draft instanceof MedicationOrder && !recorded.isHad();
    }

    private static boolean isSigned(Order draft, Order recorded) {
        boolean same = draft.reference() != null && draft.reference().equals(recorded.reference())
                || draft.identifiers().stream().anyMatch(recorded.identifiers()::contains);
        return same && SIGNED.contains(recorded.status());
    }
}
