package org.lumbarcds.guideline.safety.labels;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.basis.Caution.Kind;
import org.lumbarcds.guideline.basis.Caution.Severity;
import org.lumbarcds.guideline.engine.Ages;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.LabResult;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.safety.grounds.Filtration;
import org.lumbarcds.guideline.safety.grounds.Grounds;
import org.lumbarcds.guideline.safety.grounds.ProblemGrounds;
import org.lumbarcds.guideline.safety.grounds.SafetyNumbers;

/** What speaks against a systemic NSAID in the kidneys: their disease, their function, potassium. Specification 4.9. */
final class NsaidKidneys {

    /** mL/min/1.73 m². */
    static final int AVOID_BELOW = 30;

    static final int CAUTION_BELOW = 60;
    private static final BigDecimal CREATININE_OVER = BigDecimal.valueOf(2);
    private static final BigDecimal CLEARANCE_BELOW = BigDecimal.valueOf(60);
    private static final String RENAL = "NSAID class label, 5.6 Renal toxicity (avoid in advanced renal disease)";

    private NsaidKidneys() {}

    /** "avoid: N18.4-N18.6, N17 active or ended at most 30 days ago, dialysis, eGFR under 30; else caution". */
    static void collect(Grounds grounds) {
        int older = grounds.situation().numbers(Ages.class).older();
        String renal = grounds.record().atLeastYearsOld(older).isYes() ? RENAL + "; AGS Beers criteria 2023" : RENAL;
        Filtration filtration = Filtration.of(grounds.situation());
        filtration.lowest().ifPresent(result -> {
            Truth severe = filtration.below(AVOID_BELOW);
            grounds.add(
                    Kind.KIDNEY_FUNCTION,
                    severe.isYes() ? Severity.AVOID_CRITICAL : Severity.CAUTION,
                    filtration.below(CAUTION_BELOW),
                    Filtration.text(result),
                    "measured " + result.date(),
                    renal);
        });
        grounds.problems()
                .conditions(
                        Kind.KIDNEY_DISEASE,
                        renal,
                        NsaidKidneys::kidneyDisease,
                        ProblemGroup.KIDNEY_DISEASE,
                        ProblemGroup.KIDNEY_DISEASE_ADVANCED,
                        ProblemGroup.KIDNEY_TRANSPLANT);
        acuteKidneyInjury(Severity.AVOID_CRITICAL, Severity.AVOID, renal, grounds);
        int valid = grounds.situation().numbers(SafetyNumbers.class).kidneyFunctionValidDays();
        grounds.labResult(
                Kind.KIDNEY_FUNCTION,
                renal,
                valid,
                LabResult.Kind.CREATININE,
                value -> value.compareTo(CREATININE_OVER) > 0);
        grounds.labResult(
                Kind.KIDNEY_FUNCTION,
                renal,
                valid,
                LabResult.Kind.CREATININE_CLEARANCE,
                value -> value.compareTo(CLEARANCE_BELOW) < 0);
        grounds.problems().active(Kind.HYPERKALEMIA, Severity.WITHHOLD, renal, ProblemGroup.HYPERKALEMIA);
    }

    private static @Nullable Severity kidneyDisease(Problem problem) {
        if (!problem.isActive()) {
            return problem.is(ProblemGroup.KIDNEY_TRANSPLANT) ? Severity.CAUTION : null;
        }
        return problem.is(ProblemGroup.KIDNEY_DISEASE_ADVANCED) ? Severity.AVOID_CRITICAL : Severity.CAUTION;
    }

    /** One that ended lately counts; whether one that nobody dated did, nobody knows. */
    static void acuteKidneyInjury(Severity recent, Severity else_, String source, Grounds grounds) {
        int days = grounds.situation().numbers(NsaidNumbers.class).kidneyInjuryDays();
        for (Problem problem : grounds.record().problems()) {
            if (problem.stands() && problem.is(ProblemGroup.ACUTE_KIDNEY_INJURY)) {
                Truth counts =
                        problem.isActive() ? Truth.YES : grounds.problems().endedWithin(problem, days);
                grounds.add(
                        Kind.ACUTE_KIDNEY_INJURY,
                        grounds.problems().beganWithin(problem, days) ? recent : else_,
                        counts,
                        problem.label(),
                        ProblemGrounds.when(problem),
                        source);
            }
        }
        grounds.problems()
                .encounterReason(Kind.ACUTE_KIDNEY_INJURY, source, problem -> recent, ProblemGroup.ACUTE_KIDNEY_INJURY);
    }
}
