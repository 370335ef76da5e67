package org.lumbarcds.guideline.rules.care;

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
import org.lumbarcds.guideline.engine.Threshold;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.redflags.RedFlagsOnRecord;
import org.lumbarcds.guideline.safety.RemedyChoice;
import org.lumbarcds.guideline.therapy.Therapy;

/**
 * "Initial management (0-2 weeks): NSAIDs or acetaminophen for pain relief; add muscle relaxant for significant muscle
 * spasm; encourage continued activity and avoid bed rest; apply heat or cold therapy as needed." Specification 3.11.
 */
public record FirstLineCare(RuleId id) implements Rule {

    /** Its number (<em>policy</em>). */
    public record Days(
            @Threshold(value = 14, meaning = "Days since onset with which initial care ends.")
            int untilDays) {}

    @Override
    public Set<Hook> hooks() {
        return Hook.ofCharts();
    }

    @Override
    public Set<ChartKey> required() {
        return EnumSet.of(ChartKey.PATIENT, ChartKey.CONDITIONS, ChartKey.MEDICATIONS);
    }

    @Override
    public Set<ChartKey> optional() {
        return EnumSet.of(
                ChartKey.ENCOUNTER, ChartKey.ALLERGIES, ChartKey.EGFR, ChartKey.PROCEDURES, ChartKey.STATEMENTS);
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
                .unless(stage.chronic(), "The pain is chronic.")
                .given(
                        isNew(stage, backPain, situation),
                        "The pain is not surely of its first days: its onset is earlier, or may be, or is not known and nothing at"
                                + " hand says that the encounter is for it.")
                .unless(flags.matterToCare(), RedFlagsOnRecord.ON_RECORD)
                .unless(isTreated(situation), "A first-line drug is taken already, or may be.");
        return switch (fires.met()) {
            case YES -> Verdict.of(finding(backPain, stage, flags, record, situation));
            case UNKNOWN -> Verdict.undecided(record.missing(required()));
            // With no onset, the encounter's reason would tell that the pain is of now.
            case NO ->
                stage.onsetUnknown().isYes()
                        ? fires.silent().unless(record.missing(Set.of(ChartKey.ENCOUNTER)))
                        : fires.silent();
        };
    }

    /** "episode under 14 days (or onset unknown and LBP is the encounter's reason)". */
    private static Truth isNew(Stage stage, LowBackPain backPain, Situation situation) {
        Truth undatedButNow = stage.onsetUnknown().and(Truth.of(backPain.by() == LowBackPain.Evidence.ENCOUNTER));
        return stage.under(situation.numbers(Days.class).untilDays()).or(undatedButNow);
    }

    private static Truth isTreated(Situation situation) {
        if (!Therapy.runningFirstLine(situation).isEmpty()) {
            return Truth.YES;
        }
        return situation.chart().medications().isHad() ? Truth.NO : Truth.UNKNOWN;
    }

    /** "start a safe NSAID; start acetaminophen; start a short course of a muscle relaxant if spasm is on record". */
    private Finding finding(
            LowBackPain backPain, Stage stage, RedFlagsOnRecord flags, OnRecord record, Situation situation) {
        @Nullable String spasm = spasm(record);
        @Nullable Problem problem = stage.episode().start();
        RemedyChoice remedies = RemedyChoice.toStart(situation);
        List<Proposal> proposals = remedies.starting(spasm != null, problem == null ? List.of() : List.of(problem));
        Facts facts = new Facts()
                .put("spasm", spasm)
                .flag("noSpasm", spasm == null)
                .flag("drugsOffered", !proposals.isEmpty())
                .flag("ageUnknown", record.ageUnknown());
        remedies.describe(facts);
        backPain.describe(facts);
        stage.describe(facts);
        flags.describe(facts);
        return new Finding(id(), "info", Indicator.INFO, List.of(), facts, proposals, record.notLookedAt(optional()))
                .notOffering(remedies.notOffered(spasm == null ? DrugClass.MUSCLE_RELAXANT : null));
    }

    /** What the record calls the spasm, or null when none is on record. */
    private static @Nullable String spasm(OnRecord record) {
        return record.encounterReasons().stream()
                .filter(reason -> reason.groups().contains(ProblemGroup.BACK_SPASM))
                .map(reason -> reason.label().isBlank() ? "muscle spasm of the back" : reason.label())
                .findFirst()
                .orElseGet(() -> record.firstActive(ProblemGroup.BACK_SPASM)
                        .map(Problem::label)
                        .orElse(null));
    }
}
