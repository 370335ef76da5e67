package org.lumbarcds.guideline.rules.drugs;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.backpain.LowBackPain;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.course.CourseNumbers;
import org.lumbarcds.guideline.course.LimitedCourse;
import org.lumbarcds.guideline.course.RunningCourse;
import org.lumbarcds.guideline.course.Wording;
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
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.therapy.Taper;
import org.lumbarcds.guideline.therapy.Therapy;

/** "Prolonged use of muscle relaxants: cyclobenzaprine should only be used for 2-3 weeks", for a course already running. Specification 3.15. */
public record RelaxantCourseExceeded(RuleId id) implements Rule {

    @Override
    public Set<Hook> hooks() {
        return Hook.ofCharts();
    }

    @Override
    public Set<ChartKey> required() {
        return EnumSet.of(ChartKey.PATIENT, ChartKey.MEDICATIONS);
    }

    @Override
    public Set<ChartKey> optional() {
        return EnumSet.of(ChartKey.CONDITIONS, ChartKey.ENCOUNTER);
    }

    @Override
    public Verdict evaluate(Situation situation) {
        OnRecord record = new OnRecord(situation);
        Truth excluded = record.excluded();
        if (excluded.isYes()) {
            return Verdict.silent(OnRecord.EXCLUSION);
        }
        int maxDays = situation.numbers(MuscleRelaxantDuration.Days.class).maxDays();
        List<Finding> findings = LimitedCourse.LABEL_LIMITED.stream()
                .flatMap(ingredient -> RunningCourse.pastLimit(ingredient, maxDays, situation).stream()
                        .map(running -> finding(ingredient, running, record, situation)))
                .toList();
        boolean unread = !situation.chart().medications().isHad();
        if (findings.isEmpty() ? unread : excluded.isUnknown()) {
            return Verdict.undecided(record.missing(required()));
        }
        return findings.isEmpty()
                ? Verdict.silent("No running course of cyclobenzaprine or carisoprodol is longer than its limit.")
                : Verdict.of(findings);
    }

    private Finding finding(String ingredient, RunningCourse running, OnRecord record, Situation situation) {
        LimitedCourse course = running.course();
        boolean assumed = running.isAssumed(situation.today());
        Facts facts = new Facts()
                .put("drug", course.carrier().drug().label())
                .put("ingredient", ingredient)
                .drugName(ingredient)
                .put("recognition", Wording.recognition(course.carrier().drug()))
                .put("assumedDays", situation.numbers(CourseNumbers.class).assumedRunningDays())
                .flag("ageUnknown", record.ageUnknown())
                .flag("palliative", record.active(ProblemGroup.PALLIATIVE_CARE).isYes())
                .flag(
                        "palliativeNotChecked",
                        record.active(ProblemGroup.PALLIATIVE_CARE).isUnknown());
        course.describe(facts);
        Taper taper = Therapy.taper(course.carrier().drug(), situation);
        taper.describe(facts);
        LowBackPain backPain = LowBackPain.onChart(situation);
        if (backPain.present().isYes()) {
            backPain.describe(facts);
        }
        List<Proposal> stops = new ArrayList<>();
        for (MedicationOrder order : running.orders()) {
            if (taper.allowsRemoval() && order.status().equals("active") && order.reference() != null) {
                stops.add(new Proposal.Stop(order));
            }
        }
        return new Finding(
                id(),
                assumed ? "no-stop-date" : "exceeded",
                assumed ? Indicator.INFO : Indicator.WARNING,
                List.of(),
                facts,
                stops,
                record.notLookedAt(List.of(ChartKey.CONDITIONS, ChartKey.MEDICATIONS)),
                Set.of(ingredient));
    }
}
