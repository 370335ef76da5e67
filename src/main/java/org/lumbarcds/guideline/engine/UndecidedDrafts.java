package org.lumbarcds.guideline.engine;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.UnknownDraft;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * "A rule that could fire and can't be decided is never silent": what drafts whose drug nobody here can tell leave open. Specification 1.1.
 *
 * @param undecided those that leave rules about drugs undecided
 * @param wanted data that could tell whether they do; worth fetching
 */
record UndecidedDrafts(List<UnknownDraft> undecided, Set<ChartKey> wanted) {

    static final UndecidedDrafts NONE = new UndecidedDrafts(List.of(), Set.of());

    UndecidedDrafts {
        undecided = List.copyOf(undecided);
        wanted = Set.copyOf(wanted);
    }

    /**
     * "Where low back pain is present or could not be checked": a selected one may be any drug that the rules judge, another
     * one may be what a selected drug must not be taken with. "Elsewhere it is silent", and so it is for a patient nothing
     * fires for.
     *
     * @param concerns of the rules that judge drugs; where there are none, nothing is left open
     */
    static UndecidedDrafts of(Situation situation, Set<Concern> concerns) {
        List<UnknownDraft> unresolved = situation.unknownDrafts().stream()
                .filter(UnknownDraft::unresolved)
                .toList();
        if (concerns.isEmpty()
                || unresolved.isEmpty()
                || new OnRecord(situation).excluded().isYes()) {
            return NONE;
        }
        boolean beside = isDrugJudged(situation, concerns);
        Set<ChartKey> wanted = EnumSet.noneOf(ChartKey.class);
        List<UnknownDraft> undecided = unresolved.stream()
                .filter(draft -> draft.selected() ? mayConcern(draft, situation, concerns, wanted) : beside)
                .toList();
        if (!undecided.isEmpty()) {
            wanted.addAll(EnumSet.of(ChartKey.PATIENT, ChartKey.CONDITIONS, ChartKey.ENCOUNTER));
        }
        return new UndecidedDrafts(undecided, wanted);
    }

    private static boolean mayConcern(
            UnknownDraft draft, Situation situation, Set<Concern> concerns, Set<ChartKey> wanted) {
        boolean may = false;
        for (Concern concern : concerns) {
            Concern.Presence presence = concern.of(draft, situation);
            wanted.addAll(presence.open());
            may |= !presence.present().isNo();
        }
        return may;
    }

    /** Whether a selected drug order may be what the rules are about. */
    private static boolean isDrugJudged(Situation situation, Set<Concern> concerns) {
        return situation.drafts().stream()
                .filter(MedicationOrder.class::isInstance)
                .filter(order -> order.isOrderToGive() && situation.isSelected(order))
                .anyMatch(order -> concerns.stream()
                        .anyMatch(concern ->
                                !concern.of(order, situation).present().isNo()));
    }
}
