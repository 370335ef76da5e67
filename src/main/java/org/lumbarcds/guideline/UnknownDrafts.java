package org.lumbarcds.guideline;

import java.util.List;
import org.lumbarcds.guideline.model.MedicationOrder;
import org.lumbarcds.guideline.model.UnknownDraft;

/**
 * "A rule that could fire and can't be decided is never silent": what drafts whose drug is not to be had leave open.
 */
final class UnknownDrafts {

    private UnknownDrafts() {}

    /**
     * Those that leave rules about drugs undecided: a selected one may be any drug they judge, another one may be what a
     * selected drug must not be taken with. Empty for a patient nothing fires for.
     */
    static List<UnknownDraft> undecided(Situation situation) {
        List<UnknownDraft> unresolved = situation.unknownDrafts().stream()
                .filter(UnknownDraft::unresolved)
                .toList();
        if (unresolved.isEmpty() || new OnRecord(situation).excluded().isYes()) {
            return List.of();
        }
        if (unresolved.stream().allMatch(UnknownDraft::selected) || isDrugJudged(situation)) {
            return unresolved;
        }
        return unresolved.stream().filter(UnknownDraft::selected).toList();
    }

    /** Whether a selected drug order may be for low back pain. */
    private static boolean isDrugJudged(Situation situation) {
        return situation.drafts().stream()
                .filter(MedicationOrder.class::isInstance)
                .filter(order -> order.isOrderToGive() && situation.isSelected(order))
                .anyMatch(order -> !LowBackPain.of(order, situation).present().isNo());
    }
}
