package org.lumbarcds.guideline;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.model.ChartKey;
import org.lumbarcds.guideline.model.MedicationOrder;
import org.lumbarcds.guideline.model.UnknownDraft;

/**
 * "A rule that could fire and can't be decided is never silent": what drafts whose drug nobody here can tell leave open.
 *
 * @param undecided those that leave rules about drugs undecided
 * @param wanted data that could tell whether they do; worth fetching
 */
record UnknownDrafts(List<UnknownDraft> undecided, Set<ChartKey> wanted) {

    static final UnknownDrafts NONE = new UnknownDrafts(List.of(), Set.of());

    UnknownDrafts {
        undecided = List.copyOf(undecided);
        wanted = Set.copyOf(wanted);
    }

    /**
     * "Where low back pain is present or could not be checked": a selected one may be any drug that the rules judge, another
     * one may be what a selected drug must not be taken with. "Elsewhere it is silent", and so it is for a patient nothing
     * fires for.
     */
    static UnknownDrafts of(Situation situation) {
        List<UnknownDraft> unresolved = situation.unknownDrafts().stream()
                .filter(UnknownDraft::unresolved)
                .toList();
        if (unresolved.isEmpty() || new OnRecord(situation).excluded().isYes()) {
            return NONE;
        }
        boolean beside = isDrugJudged(situation);
        Set<ChartKey> wanted = EnumSet.noneOf(ChartKey.class);
        List<UnknownDraft> undecided = unresolved.stream()
                .filter(draft -> draft.selected() ? isOfBackPain(draft, situation, wanted) : beside)
                .toList();
        if (!undecided.isEmpty()) {
            wanted.addAll(EnumSet.of(ChartKey.PATIENT, ChartKey.CONDITIONS, ChartKey.ENCOUNTER));
        }
        return new UnknownDrafts(undecided, wanted);
    }

    private static boolean isOfBackPain(UnknownDraft draft, Situation situation, Set<ChartKey> wanted) {
        LowBackPain backPain = LowBackPain.of(draft, situation);
        wanted.addAll(backPain.open());
        return !backPain.present().isNo();
    }

    /** Whether a selected drug order may be for low back pain. */
    private static boolean isDrugJudged(Situation situation) {
        return situation.drafts().stream()
                .filter(MedicationOrder.class::isInstance)
                .filter(order -> order.isOrderToGive() && situation.isSelected(order))
                .anyMatch(order -> !LowBackPain.of(order, situation).present().isNo());
    }
}
