package org.lumbarcds.guideline.rules.care;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
import org.lumbarcds.guideline.model.record.Screening;

/** "Screening for depression, passive coping strategies, and job dissatisfaction is essential." Specification 3.14. */
public record PsychosocialScreening(RuleId id) implements Rule {

    /** Its number (<em>policy</em>). */
    public record Days(
            @Threshold(value = 365, meaning = "Days a PHQ-2 or PHQ-9 result counts.")
            int resultValidDays) {}

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
        return EnumSet.of(ChartKey.ENCOUNTER, ChartKey.SCREENINGS);
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
        Truth persisting = stage.from(situation.numbers(EpisodeNumbers.class).persistingFromDays());
        Conditions fires = new Conditions()
                .given(backPain.present(), backPain.absence())
                .unless(record.excluded(), OnRecord.EXCLUSION)
                .given(persisting.or(stage.chronic()), "The pain has not surely lasted for weeks, and is not chronic.")
                .unless(
                        Truth.of(isScreened(situation)),
                        "A screening for depression is on record, recent enough to count.")
                .unless(record.active(ProblemGroup.DEPRESSION), "Depression is on record.");
        return switch (fires.met()) {
            case YES -> Verdict.of(finding(backPain, stage, record, situation));
            case UNKNOWN -> Verdict.undecided(record.missing(required()));
            // The encounter's reason may have a code of chronic pain.
            case NO ->
                persisting.isYes() ? fires.silent() : fires.silent().unless(record.missing(Set.of(ChartKey.ENCOUNTER)));
        };
    }

    /** A result of the last 12 months, or of what may be the last 12 months. */
    private static boolean isScreened(Situation situation) {
        LocalDate from =
                situation.today().minusDays(situation.numbers(Days.class).resultValidDays());
        return situation.chart().screenings().orElse(List.of()).stream()
                .anyMatch(screening -> !screening.date().latest().isBefore(from));
    }

    private Finding finding(LowBackPain backPain, Stage stage, OnRecord record, Situation situation) {
        @Nullable
        Screening last = situation.chart().screenings().orElse(List.of()).stream()
                .max(Comparator.comparing(Screening::date))
                .orElse(null);
        Facts facts = new Facts()
                .put("screeningValidDays", situation.numbers(Days.class).resultValidDays())
                .flag("chronic", stage.chronic().isYes())
                .flag("screeningsNotChecked", !situation.chart().screenings().isHad())
                .flag("encounterNotChecked", !situation.chart().encounter().isHad())
                .flag("ageUnknown", record.ageUnknown());
        if (last != null) {
            facts.put("lastScreening", last.label()).put("lastScreeningDate", last.date());
        }
        backPain.describe(facts);
        stage.describe(facts);
        return new Finding(
                id(),
                "info",
                Indicator.INFO,
                List.of(),
                facts,
                List.of(new Proposal.ScreenForDepression(stage.episode().start())),
                record.notLookedAt(optional()));
    }
}
