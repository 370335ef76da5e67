package org.lumbarcds.guideline.rules;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.EpisodeNumbers;
import org.lumbarcds.guideline.Facts;
import org.lumbarcds.guideline.Finding;
import org.lumbarcds.guideline.Indicator;
import org.lumbarcds.guideline.LowBackPain;
import org.lumbarcds.guideline.OnRecord;
import org.lumbarcds.guideline.Proposal;
import org.lumbarcds.guideline.RedFlags;
import org.lumbarcds.guideline.Rule;
import org.lumbarcds.guideline.RuleId;
import org.lumbarcds.guideline.Situation;
import org.lumbarcds.guideline.Verdict;
import org.lumbarcds.guideline.model.ChartKey;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.ProblemGroup;
import org.lumbarcds.guideline.model.Truth;

/** "If symptoms persist (2-4 weeks): refer for physical therapy." */
public final class PhysicalTherapyReferral implements Rule {

    /**
     * Its numbers, in days (<em>policy</em>).
     *
     * @param declined a referral revoked at most this long ago counts as declined
     */
    public record Days(int declined) {}

    @Override
    public RuleId id() {
        return LowBackPainRule.PHYSICAL_THERAPY_REFERRAL;
    }

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

    /** "red-flags … silences the cards above but relaxant-course-exceeded". */
    @Override
    public Set<RuleId> silencedBy() {
        return Set.of(LowBackPainRule.RED_FLAGS);
    }

    @Override
    public Verdict evaluate(Situation situation) {
        LowBackPain backPain = LowBackPain.onChart(situation);
        if (backPain.present().isNo()) {
            return Verdict.silentUnless(backPain.open());
        }
        OnRecord record = new OnRecord(situation);
        Stage stage = Stage.of(null, situation);
        RedFlags flags = RedFlags.of(stage.episode(), situation);
        Truth referred = Truth.of(ActiveTreatment.isOnRecord(stage.episode().onset(), situation)
                || ActiveTreatment.isPerformed(stage.episode().onset(), situation)
                || ActiveTreatment.isDeclined(situation));
        Truth fires = backPain.present()
                .and(record.excluded().not())
                .and(stage.between(situation.numbers(EpisodeNumbers.class).persistingFromDays(), situation.numbers(EpisodeNumbers.class).chronicAfterDays()))
                .and(referred.not())
                .and(flags.matterToCare().not());
        if (fires.isYes()) {
            return Verdict.of(finding(backPain, stage, flags, record, situation));
        }
        return fires.isUnknown() ? Verdict.undecided(record.missing(required())) : Verdict.SILENT;
    }

    private Finding finding(LowBackPain backPain, Stage stage, RedFlags flags, OnRecord record, Situation situation) {
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
