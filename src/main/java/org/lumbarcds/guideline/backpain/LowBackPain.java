package org.lumbarcds.guideline.backpain;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Problem;

/**
 * Is low back pain present, and how is that known? "LBP present when any of: a selected order's reasonCode or
 * reasonReference is LBP; the encounter's reason or diagnosis is LBP; an LBP Condition is active and not refuted." A
 * Condition whose encounter it is, is a diagnosis of the encounter. Specification 1.2.
 *
 * @param present whether it is
 * @param by what tells, or null when it is absent or unknown
 * @param label what the record calls it; empty when absent or unknown
 * @param withoutSite whether the record names no site of the back pain
 * @param open what is not at hand and could tell that it is present after all: the encounter; often empty
 * @param absence why it is absent, in one sentence; empty when it is present or unknown
 */
public record LowBackPain(
        Truth present,
        @org.jspecify.annotations.Nullable Evidence by,
        String label,
        boolean withoutSite,
        Set<ChartKey> open,
        String absence) {

    /** What tells that it is present. */
    public enum Evidence {
        ORDER_REASON("the order's reason"),
        /** The reason of another selected order, for an order that gives none. */
        OTHER_ORDER("the reason of another selected order"),
        ENCOUNTER("a reason or diagnosis of this encounter"),
        PROBLEM_LIST("active on the problem list");

        private final String wording;

        Evidence(String wording) {
            this.wording = wording;
        }
    }

    private static final String NONE =
            "No low back pain is on record: none is active on the problem list, and none is a reason"
                    + " or diagnosis of the encounter.";
    private static final LowBackPain ABSENT = absent(Set.of(), NONE);
    private static final LowBackPain ABSENT_BUT_FOR_THE_ENCOUNTER = absent(
            Set.of(ChartKey.ENCOUNTER),
            "No low back pain is active on the problem list, and the encounter is not at hand.");
    private static final LowBackPain ORDERED_FOR_SOMETHING_ELSE = absent(
            Set.of(),
            "The order is for something else: it has a coded reason, and none of its reasons is low back pain.");
    private static final LowBackPain VISIT_FOR_SOMETHING_ELSE = absent(
            Set.of(),
            "The order names no coded reason, and the encounter is for something else: it has a coded reason or diagnosis, and"
                    + " none is low back pain.");
    private static final LowBackPain UNKNOWN = new LowBackPain(Truth.UNKNOWN, null, "", false, Set.of(), "");

    private static LowBackPain absent(Set<ChartKey> open, String why) {
        return new LowBackPain(Truth.NO, null, "", false, open, why);
    }

    /**
     * For an order: "of several reasons on an order one LBP reason suffices; if all its coded reasons are not LBP, LBP
     * rules don't fire for that order"; else as on the chart.
     */
    public static LowBackPain of(Order order, Situation situation) {
        // The order's own codes are looked at before the chart, so that most orders never open it.
        if (order.reasons().stream().noneMatch(LowBackPain::isLowBackPain)
                && order.reasons().stream().anyMatch(LowBackPain::isCodedOtherwise)
                && order.reasons().stream().allMatch(Reason::coded)) {
            return ORDERED_FOR_SOMETHING_ELSE;
        }
        List<Reason> reasons = new OnRecord(situation).reasonsOf(order);
        Optional<LowBackPain> byReason = reasons.stream()
                .filter(LowBackPain::isLowBackPain)
                .findFirst()
                .map(reason -> found(Evidence.ORDER_REASON, reason.label(), reason.groups()));
        if (byReason.isPresent()) {
            return byReason.get();
        }
        if (reasons.stream().noneMatch(LowBackPain::isCodedOtherwise)) {
            return withoutReason(situation);
        }
        boolean pointsAtUnread = !situation.chart().problems().isHad()
                && reasons.stream().anyMatch(reason -> !reason.coded() && reason.conditionReference() != null);
        return pointsAtUnread ? UNKNOWN : ORDERED_FOR_SOMETHING_ELSE;
    }

    /**
     * "An order without a reason of its own belongs to its encounter: when the encounter has coded reasons or diagnoses that
     * are not administrative and none is LBP, the LBP rules don't fire for it, whatever the problem list says."
     */
    private static LowBackPain withoutReason(Situation situation) {
        LowBackPain onChart = onChart(situation);
        boolean somethingElse = onChart.by() != Evidence.ENCOUNTER
                && !onChart.present().isUnknown()
                && new OnRecord(situation)
                        .encounterReasonsAndDiagnoses().stream().anyMatch(LowBackPain::tellsWhatIsTreated);
        if (somethingElse) {
            return VISIT_FOR_SOMETHING_ELSE;
        }
        return onChart.present().isYes() ? onChart : byAnotherOrder(situation).orElse(onChart);
    }

    private static boolean tellsWhatIsTreated(Reason reason) {
        return reason.coded() && !reason.groups().contains(ProblemGroup.ADMINISTRATIVE);
    }

    /** "a selected order's reasonCode or reasonReference is LBP": any selected order's, here for one that gives none. */
    private static Optional<LowBackPain> byAnotherOrder(Situation situation) {
        OnRecord record = new OnRecord(situation);
        return situation.drafts().stream()
                .filter(other -> situation.isSelected(other) && other.isOrderToGive())
                .flatMap(other -> record.reasonsOf(other).stream())
                .filter(LowBackPain::isLowBackPain)
                .findFirst()
                .map(reason -> found(Evidence.OTHER_ORDER, reason.label(), reason.groups()));
    }

    /** Whatever else may be learnt. */
    public boolean isSurelyAbsent() {
        return present.isNo() && open.isEmpty();
    }

    /** For the patient, whatever is ordered. */
    public static LowBackPain onChart(Situation situation) {
        OnRecord record = new OnRecord(situation);
        for (Reason reason : record.encounterReasons()) {
            if (isLowBackPain(reason)) {
                return found(Evidence.ENCOUNTER, reason.label(), reason.groups());
            }
        }
        List<Problem> pains = record.problems().stream()
                .filter(p -> p.stands() && p.is(ProblemGroup.LOW_BACK_PAIN))
                .toList();
        for (Problem pain : pains) {
            if (pain.ofThisEncounter()) {
                return found(Evidence.ENCOUNTER, pain.label(), pain.groups());
            }
        }
        for (Problem pain : pains) {
            if (pain.isActive()) {
                return found(Evidence.PROBLEM_LIST, pain.label(), pain.groups());
            }
        }
        if (!situation.chart().problems().isHad()) {
            return UNKNOWN;
        }
        return situation.chart().encounter().isHad() ? ABSENT : ABSENT_BUT_FOR_THE_ENCOUNTER;
    }

    private static LowBackPain found(Evidence by, String label, Set<ProblemGroup> groups) {
        return new LowBackPain(
                Truth.YES, by, label, groups.contains(ProblemGroup.BACK_PAIN_WITHOUT_SITE), Set.of(), "");
    }

    private static boolean isLowBackPain(Reason reason) {
        return reason.groups().contains(ProblemGroup.LOW_BACK_PAIN);
    }

    private static boolean isCodedOtherwise(Reason reason) {
        return reason.coded() && !isLowBackPain(reason);
    }

    /** What tells of it, in words; empty when it is not known to be present. */
    public String evidence() {
        return by == null ? "" : by.wording;
    }

    /** Puts what tells of it into a card's facts; nothing when it is not known to be present. */
    public void describe(Facts facts) {
        if (by != null) {
            facts.put("backPain", label.isBlank() ? "low back pain" : label)
                    .put("backPainBy", by.wording)
                    .flag("byOrderReason", by == Evidence.ORDER_REASON)
                    .flag("byEncounter", by == Evidence.ENCOUNTER)
                    .flag("byProblemList", by == Evidence.PROBLEM_LIST)
                    .flag("withoutSite", withoutSite);
            if (by == Evidence.OTHER_ORDER) {
                facts.flag("byOtherOrder", true);
            }
        }
    }
}
