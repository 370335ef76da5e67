package org.lumbarcds.guideline.rules.care;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.backpain.Episode;
import org.lumbarcds.guideline.backpain.LowBackPain;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.engine.Conditions;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.guideline.model.orders.ServiceOrder.Kind;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.redflags.RedFlagNumbers;

/** "Patients should remain active and avoid bed rest." Specification 3.4. */
public record BedRest(RuleId id) implements Rule {

    /** Reasons to rest in bed that have nothing to do with back pain. */
    private static final Set<ProblemGroup> JUSTIFYING = EnumSet.of(
            ProblemGroup.POSTOPERATIVE,
            ProblemGroup.FRACTURE,
            ProblemGroup.VERTEBRAL_FRACTURE,
            ProblemGroup.OBSTETRIC,
            ProblemGroup.THROMBOSIS);

    /** A normal pregnancy justifies bed rest only where somebody gave it as the reason. */
    private static final Set<ProblemGroup> JUSTIFYING_AS_REASON =
            EnumSet.of(ProblemGroup.PREGNANCY, ProblemGroup.LOW_BACK_PAIN_OF_PREGNANCY);

    @Override
    public Set<Hook> hooks() {
        return Hook.ofOrders();
    }

    @Override
    public Set<ChartKey> required() {
        return EnumSet.of(ChartKey.PATIENT, ChartKey.CONDITIONS);
    }

    @Override
    public Set<ChartKey> optional() {
        return EnumSet.of(ChartKey.ENCOUNTER);
    }

    @Override
    public Verdict evaluate(Situation situation) {
        return Verdict.ofEach(
                situation.selectedServices(),
                order -> judge(order, situation),
                "No order of a service to be done is selected that a table knows.");
    }

    private Verdict judge(ServiceOrder order, Situation situation) {
        if (!order.kinds().contains(Kind.BED_REST)) {
            return Verdict.silent("The order is not known as bed rest.");
        }
        LowBackPain backPain = LowBackPain.of(order, situation);
        if (backPain.present().isNo()) {
            return Verdict.silent(backPain.absence()).unless(backPain.open());
        }
        OnRecord record = new OnRecord(situation);
        Episode episode = Episode.of(order, situation);
        Conditions fires = new Conditions()
                .given(backPain.present(), backPain.absence())
                .unless(record.excluded(), OnRecord.EXCLUSION)
                .unless(
                        isJustified(order, record, episode, situation),
                        "An operation, a fracture, a thrombosis or an obstetric reason is on record, which may justify bed rest.");
        return switch (fires.met()) {
            case YES -> Verdict.of(finding(order, backPain, episode, record, situation));
            case NO -> fires.silent();
            case UNKNOWN -> Verdict.undecided(record.missing(required()));
        };
    }

    /**
     * "silent when postoperative, fracture, obstetric or thrombosis reasons": of the order, of the encounter, or a condition
     * of now, since many orders name no reason.
     */
    private static Truth isJustified(ServiceOrder order, OnRecord record, Episode episode, Situation situation) {
        boolean byReason = record.reasonsOf(order).stream().anyMatch(BedRest::justifies)
                || record.encounterReasons().stream().anyMatch(BedRest::justifies);
        if (byReason || record.problems().stream().anyMatch(problem -> isCurrent(problem, episode, situation))) {
            return Truth.YES;
        }
        return situation.chart().problems().isHad() ? Truth.NO : Truth.UNKNOWN;
    }

    private static boolean justifies(Reason reason) {
        return reason.groups().stream()
                .anyMatch(group -> JUSTIFYING.contains(group) || JUSTIFYING_AS_REASON.contains(group));
    }

    /** Active, and not surely older than the episode and the days in which acute conditions count. */
    private static boolean isCurrent(Problem problem, Episode episode, Situation situation) {
        if (!problem.isActive() || problem.groups().stream().noneMatch(JUSTIFYING::contains)) {
            return false;
        }
        PartialDate date = problem.date();
        PartialDate onset = episode.onset();
        LocalDate from = situation
                .today()
                .minusDays(situation.numbers(RedFlagNumbers.class).acuteDays());
        if (onset != null && onset.earliest().isBefore(from)) {
            from = onset.earliest();
        }
        return date == null || !date.latest().isBefore(from);
    }

    private Finding finding(
            ServiceOrder order, LowBackPain backPain, Episode episode, OnRecord record, Situation situation) {
        Facts facts = new Facts()
                .put("order", order.label())
                .flag("ageUnknown", record.ageUnknown())
                .flag("encounterNotChecked", !situation.chart().encounter().isHad());
        backPain.describe(facts);
        episode.describe(facts);
        return new Finding(
                id(),
                "info",
                Indicator.INFO,
                List.of(order),
                facts,
                List.of(new Proposal.Remove(List.of(order)), new Proposal.AdviseActivity(episode.start())),
                record.notLookedAt(optional()));
    }
}
