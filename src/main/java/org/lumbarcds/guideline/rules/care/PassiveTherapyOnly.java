package org.lumbarcds.guideline.rules.care;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.guideline.model.orders.ServiceOrder.Kind;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * "Overreliance on passive treatments: focus on active strategies rather than rest and medications alone." One finding about
 * all selected passive orders. Specification 3.5.
 */
public record PassiveTherapyOnly(RuleId id) implements Rule {

    @Override
    public Set<Hook> hooks() {
        return Hook.ofOrders();
    }

    @Override
    public Set<ChartKey> required() {
        return EnumSet.of(ChartKey.PATIENT, ChartKey.CONDITIONS);
    }

    /** Service orders on record are looked at where they are had, but never asked for: "not in the order services' prefetch". */
    @Override
    public Set<ChartKey> optional() {
        return EnumSet.of(ChartKey.ENCOUNTER);
    }

    @Override
    public Verdict evaluate(Situation situation) {
        List<ServiceOrder> passive = situation.selectedServices().stream()
                .filter(PassiveTherapyOnly::isPassive)
                .toList();
        if (passive.isEmpty()) {
            return Verdict.silent("No passive treatment is selected.");
        }
        if (ActiveTreatment.isDrafted(situation)) {
            return Verdict.silent("Exercise or physical therapy is drafted beside it.");
        }
        OnRecord record = new OnRecord(situation);
        List<Order> about = new ArrayList<>();
        @Nullable LowBackPain backPain = null;
        Truth present = Truth.NO;
        Set<ChartKey> open = EnumSet.noneOf(ChartKey.class);
        String absence = "";
        for (ServiceOrder order : passive) {
            LowBackPain ofOrder = LowBackPain.of(order, situation);
            present = present.or(ofOrder.present());
            open.addAll(ofOrder.open());
            absence = absence.isEmpty() ? ofOrder.absence() : absence;
            if (ofOrder.present().isYes()) {
                about.add(order);
                backPain = backPain == null ? ofOrder : backPain;
            }
        }
        if (present.isNo()) {
            return Verdict.silent(absence).unless(open);
        }
        Stage stage = Stage.of(about.isEmpty() ? passive.get(0) : about.get(0), situation);
        Conditions fires = new Conditions()
                .given(present, absence)
                .unless(record.excluded(), OnRecord.EXCLUSION)
                .unless(
                        Truth.of(ActiveTreatment.isOnRecord(stage.episode().onset(), situation)),
                        "Exercise or physical therapy is on record since the onset.");
        if (fires.met().isYes() && backPain != null) {
            return Verdict.of(finding(about, backPain, stage, record, situation));
        }
        return fires.met().isUnknown() ? Verdict.undecided(record.missing(required())) : fires.silent();
    }

    private static boolean isPassive(ServiceOrder order) {
        return order.kinds().contains(Kind.PASSIVE_TREATMENT) && !order.kinds().contains(Kind.ACTIVE_TREATMENT);
    }

    private Finding finding(
            List<Order> about, LowBackPain backPain, Stage stage, OnRecord record, Situation situation) {
        boolean referralsHad = situation.chart().referrals().isHad();
        List<ChartKey> lookedAt = List.of(ChartKey.CONDITIONS, ChartKey.ENCOUNTER, ChartKey.REFERRALS);
        Facts facts = new Facts()
                .list(
                        "orders",
                        about.stream()
                                .map(order -> new Facts().put("order", order.label()))
                                .toList())
                .put("order", about.get(0).label())
                .flag("several", about.size() > 1)
                .flag("referralsNotChecked", !referralsHad)
                .flag("conditionsNotChecked", !situation.chart().problems().isHad())
                .flag("ageUnknown", record.ageUnknown())
                .flag(
                        "osteoporosis",
                        !record.everRecorded(ProblemGroup.OSTEOPOROSIS).isNo());
        backPain.describe(facts);
        if (situation.chart().problems().isHad()) {
            stage.describe(facts);
        }
        return new Finding(
                id(),
                "info",
                Indicator.INFO,
                about,
                facts,
                List.of(new Proposal.ReferToPhysicalTherapy(stage.episode().start())),
                record.notLookedAt(lookedAt));
    }
}
