package org.lumbarcds.guideline.rules.care;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.backpain.LowBackPain;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.engine.Conditions;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Threshold;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.guideline.model.orders.ServiceOrder.Kind;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.redflags.RedFlagsOnRecord;

/**
 * "Routine imaging for nonspecific back pain: this can expose patients to unnecessary radiation and lead to unnecessary
 * interventions." An imaging order in the first weeks of low back pain, with no red flag on record or as its reason. Specification 3.3.
 */
public record RoutineImaging(RuleId id) implements Rule {

    /** Its numbers (<em>policy</em>). */
    public record Days(
            @Threshold(value = 42, meaning = "Days since onset from which imaging is no longer routine.")
            int fromDays,

            @Threshold(
                    value = 14,
                    meaning = "Days since onset from which physical therapy is offered in place of imaging.")
            int referralFromDays) {}

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
        return EnumSet.of(ChartKey.ENCOUNTER, ChartKey.MEDICATIONS);
    }

    @Override
    public List<Class<? extends Record>> numbers() {
        return List.of(Days.class);
    }

    @Override
    public Verdict evaluate(Situation situation) {
        return Verdict.ofEach(
                situation.selectedServices(),
                order -> judge(order, situation),
                "No order of a service to be done is selected that a table knows.");
    }

    private Verdict judge(ServiceOrder order, Situation situation) {
        if (!order.kinds().contains(Kind.LUMBAR_IMAGING)) {
            return Verdict.silent("The order is not known as imaging of the lumbar spine.");
        }
        LowBackPain backPain = LowBackPain.of(order, situation);
        if (backPain.present().isNo()) {
            return Verdict.silent(backPain.absence()).unless(backPain.open());
        }
        OnRecord record = new OnRecord(situation);
        Stage stage = Stage.of(order, situation);
        Conditions fires = new Conditions()
                .given(backPain.present(), backPain.absence())
                .unless(record.excluded(), OnRecord.EXCLUSION)
                .unless(RedFlagsOnRecord.isReason(order, situation), "The order's reason is a red flag.")
                .unless(
                        RedFlagsOnRecord.of(stage.episode(), situation).matterToImaging(),
                        "A red flag is on record, or may be, and imaging looks for it.")
                .unless(stage.chronic(), "The pain is chronic.")
                .given(
                        isRecent(stage, situation),
                        "The pain has lasted, or may have lasted, for weeks: imaging is not routine.");
        return switch (fires.met()) {
            case YES -> Verdict.of(finding(order, backPain, stage, record, situation));
            case NO -> fires.silent();
            case UNKNOWN -> Verdict.undecided(record.missing(required()));
        };
    }

    /** "episode under 6 weeks or onset unknown and not chronic"; chronic pain silences either way. */
    private static Truth isRecent(Stage stage, Situation situation) {
        return stage.under(situation.numbers(Days.class).fromDays()).or(stage.onsetUnknown());
    }

    private Finding finding(
            ServiceOrder order, LowBackPain backPain, Stage stage, OnRecord record, Situation situation) {
        Facts facts = new Facts()
                .put("order", Facts.ofCode(order.label(), "lumbar imaging"))
                .put("imagingFromDays", situation.numbers(Days.class).fromDays())
                .put("radicular", radicularLabel(order, record))
                .flag("ageUnknown", record.ageUnknown())
                .flag("encounterNotChecked", !situation.chart().encounter().isHad())
                .flag("medicationsNotChecked", !situation.chart().medications().isHad());
        backPain.describe(facts);
        stage.describe(facts);
        List<Proposal> proposals = new ArrayList<>();
        proposals.add(new Proposal.Remove(List.of(order)));
        boolean persists =
                stage.from(situation.numbers(Days.class).referralFromDays()).isYes();
        boolean referred = ActiveTreatment.isDrafted(situation)
                || ActiveTreatment.isOnRecord(stage.episode().onset(), situation);
        facts.flag("referralOrdered", referred);
        if (persists && !referred) {
            proposals.add(new Proposal.ReferToPhysicalTherapy(stage.episode().start()));
        }
        return new Finding(
                id(), "warning", Indicator.WARNING, List.of(order), facts, proposals, record.notLookedAt(optional()));
    }

    /** "sciatica beside LBP, without a deficit, silences nothing", but the card says that it was seen; null when none is. */
    private static @org.jspecify.annotations.Nullable String radicularLabel(ServiceOrder order, OnRecord record) {
        return record.reasonsOf(order).stream()
                .filter(reason -> reason.groups().contains(ProblemGroup.RADICULAR))
                .map(reason -> reason.label())
                .findFirst()
                .orElseGet(() -> record.firstActive(ProblemGroup.RADICULAR)
                        .map(problem -> problem.label())
                        .orElse(null));
    }
}
