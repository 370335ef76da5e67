package org.lumbarcds.guideline.rules.care;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumbarcds.guideline.backpain.LowBackPain;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.engine.Conditions;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.redflags.RedFlag;
import org.lumbarcds.guideline.redflags.RedFlagNumbers;
import org.lumbarcds.guideline.redflags.RedFlagsOnRecord;

/** Low back pain and a red flag on record: "evaluate; this guideline is for nonspecific LBP". Specification 3.16. */
public record RedFlagsRule(RuleId id) implements Rule {

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
    public Verdict evaluate(Situation situation) {
        LowBackPain backPain = LowBackPain.onChart(situation);
        if (backPain.present().isNo()) {
            return Verdict.silent(backPain.absence()).unless(backPain.open());
        }
        OnRecord record = new OnRecord(situation);
        Stage stage = Stage.of(null, situation);
        List<RedFlag> flags = RedFlagsOnRecord.of(stage.episode(), situation).toEvaluate();
        Truth flagged = flags.isEmpty() ? unlessUnchecked(situation) : Truth.YES;
        Conditions fires = new Conditions()
                .given(backPain.present(), backPain.absence())
                .unless(record.excluded(), OnRecord.EXCLUSION)
                .given(flagged, "No red flag of this episode is surely on record.");
        return switch (fires.met()) {
            case YES -> Verdict.of(finding(flags, backPain, stage, record, situation));
            case UNKNOWN -> Verdict.undecided(record.missing(required()));
            // The encounter's reason may be a red flag.
            case NO ->
                record.excluded().isYes()
                        ? fires.silent()
                        : fires.silent().unless(record.missing(Set.of(ChartKey.ENCOUNTER)));
        };
    }

    private static Truth unlessUnchecked(Situation situation) {
        return situation.chart().problems().isHad() ? Truth.NO : Truth.UNKNOWN;
    }

    private Finding finding(
            List<RedFlag> flags, LowBackPain backPain, Stage stage, OnRecord record, Situation situation) {
        boolean caudaEquina = flags.stream().anyMatch(flag -> flag.groups().contains(ProblemGroup.CAUDA_EQUINA));
        List<Facts> list = new ArrayList<>();
        flags.forEach(flag -> list.add(describe(flag)));
        Facts facts = new Facts()
                .list("flags", list)
                .put("flag", Facts.capitalised(flags.get(0).name()))
                .flag("several", flags.size() > 1)
                .put("acuteDays", situation.numbers(RedFlagNumbers.class).acuteDays())
                .put("endedDays", situation.numbers(RedFlagNumbers.class).endedDays())
                .flag("conditionsNotChecked", !situation.chart().problems().isHad())
                .flag("encounterNotChecked", !situation.chart().encounter().isHad())
                .flag("ageUnknown", record.ageUnknown());
        backPain.describe(facts);
        stage.describe(facts);
        return new Finding(
                id(),
                caudaEquina ? "cauda-equina" : "warning",
                caudaEquina ? Indicator.CRITICAL : Indicator.WARNING,
                List.of(),
                facts,
                List.of(),
                record.notLookedAt(List.of(ChartKey.CONDITIONS, ChartKey.ENCOUNTER)),
                flags.stream()
                        .flatMap(flag -> flag.groups().stream())
                        .map(Enum::name)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static Facts describe(RedFlag flag) {
        return new Facts()
                .put("name", flag.name())
                .put("label", flag.label())
                .put("date", flag.date())
                .flag("byRecording", flag.byRecording())
                .flag("byEncounter", flag.source() == RedFlag.Source.ENCOUNTER)
                .flag("byOrders", flag.source() == RedFlag.Source.ORDERS)
                .flag("undated", flag.date() == null && flag.source() == RedFlag.Source.CONDITION)
                .flag("ended", flag.ended());
    }
}
