package org.lumbarcds.guideline.rules.care;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.backpain.EpisodeNumbers;
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
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.redflags.RedFlagsOnRecord;

/** "If symptoms persist (2-4 weeks): refer for physical therapy." Specification 3.12. */
public record PhysicalTherapyReferral(RuleId id) implements Rule {

    /** Its number (<em>policy</em>). */
    public record Days(
            @Threshold(value = 90, meaning = "Days within which a revoked referral counts as declined.")
            int declinedDays) {}

    @Override
    public Set<Hook> hooks() {
        return Hook.ofCharts();
    }

    @Override
    public Set<ChartKey> required() {
        return EnumSet.of(ChartKey.PATIENT, ChartKey.CONDITIONS);
    }

    @Override
    public Set<ChartKey> optional() {
        return EnumSet.of(ChartKey.ENCOUNTER, ChartKey.REFERRALS, ChartKey.PROCEDURES, ChartKey.MEDICATIONS);
    }

    @Override
    public List<Class<? extends Record>> numbers() {
        return List.of(Days.class);
    }

    @Override
    public Verdict evaluate(Situation situation) {
        LowBackPain backPain = LowBackPain.onChart(situation);
        if (backPain.present().isNo()) {
            return Verdict.silent(backPain.absence()).unless(backPain.open());
        }
        EpisodeNumbers numbers = situation.numbers(EpisodeNumbers.class);
        OnRecord record = new OnRecord(situation);
        Stage stage = Stage.of(null, situation);
        RedFlagsOnRecord flags = RedFlagsOnRecord.of(stage.episode(), situation);
        Truth referred = Truth.of(ActiveTreatment.isOnRecord(stage.episode().onset(), situation)
                || ActiveTreatment.isPerformed(stage.episode().onset(), situation)
                || ActiveTreatment.isDeclined(situation));
        Conditions fires = new Conditions()
                .given(backPain.present(), backPain.absence())
                .unless(record.excluded(), OnRecord.EXCLUSION)
                .given(
                        stage.between(numbers.persistingFromDays(), numbers.chronicAfterDays()),
                        "The days since the onset are not surely those in which physical therapy is advised.")
                .unless(
                        referred,
                        "Exercise or physical therapy is ordered, was given in this episode, or was declined.")
                .unless(flags.matterToCare(), RedFlagsOnRecord.ON_RECORD);
        return switch (fires.met()) {
            case YES -> Verdict.of(finding(backPain, stage, flags, record, situation));
            case NO -> fires.silent();
            case UNKNOWN -> Verdict.undecided(record.missing(required()));
        };
    }

    private Finding finding(
            LowBackPain backPain, Stage stage, RedFlagsOnRecord flags, OnRecord record, Situation situation) {
        Facts facts = new Facts()
                .flag("referralsNotChecked", !situation.chart().referrals().isHad())
                .flag("encounterNotChecked", !situation.chart().encounter().isHad())
                .flag("ageUnknown", record.ageUnknown())
                .flag(
                        "osteoporosis",
                        !record.everRecorded(ProblemGroup.OSTEOPOROSIS).isNo());
        backPain.describe(facts);
        stage.describe(facts);
        flags.describe(facts);
        return new Finding(
                id(),
                "info",
                Indicator.INFO,
                List.of(),
                facts,
                List.of(new Proposal.ReferToPhysicalTherapy(stage.episode().start())),
                record.notLookedAt(optional()));
    }
}
