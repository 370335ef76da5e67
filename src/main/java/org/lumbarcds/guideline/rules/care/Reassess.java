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
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.redflags.RedFlagsOnRecord;

/** "Patients with persistent symptoms after 1 month should be reevaluated." Specification 3.13. */
public record Reassess(RuleId id) implements Rule {

    /** Its numbers (<em>policy</em>): "after 1 month", "6 weeks". */
    public record Days(
            @Threshold(value = 30, meaning = "Days since onset from which the diagnosis is reevaluated.")
            int fromDays,

            @Threshold(value = 42, meaning = "Days within which most episodes have resolved.")
            int usualCourseDays) {}

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
        return EnumSet.of(ChartKey.ENCOUNTER, ChartKey.MEDICATIONS);
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
        OnRecord record = new OnRecord(situation);
        Stage stage = Stage.of(null, situation);
        RedFlagsOnRecord flags = RedFlagsOnRecord.of(stage.episode(), situation);
        Conditions fires = new Conditions()
                .given(backPain.present(), backPain.absence())
                .unless(record.excluded(), OnRecord.EXCLUSION)
                .given(
                        stage.between(
                                situation.numbers(Days.class).fromDays(),
                                situation.numbers(EpisodeNumbers.class).chronicAfterDays()),
                        "The days since the onset are not surely those in which the diagnosis is reevaluated.")
                .unless(flags.matterToCare(), RedFlagsOnRecord.ON_RECORD);
        return switch (fires.met()) {
            case YES -> Verdict.of(finding(backPain, stage, flags, record, situation));
            case NO -> fires.silent();
            case UNKNOWN -> Verdict.undecided(record.missing(required()));
        };
    }

    /** "past 6 weeks says it is beyond the usual course". */
    private Finding finding(
            LowBackPain backPain, Stage stage, RedFlagsOnRecord flags, OnRecord record, Situation situation) {
        int usualDays = situation.numbers(Days.class).usualCourseDays();
        boolean beyond = stage.from(usualDays + 1).isYes();
        Facts facts = new Facts()
                .put("usualCourseDays", usualDays)
                .flag("encounterNotChecked", !situation.chart().encounter().isHad())
                .flag("ageUnknown", record.ageUnknown());
        backPain.describe(facts);
        stage.describe(facts);
        flags.describe(facts);
        return new Finding(
                id(),
                beyond ? "beyond-usual-course" : "persisting",
                Indicator.INFO,
                List.of(),
                facts,
                List.of(),
                record.notLookedAt(optional()));
    }
}
