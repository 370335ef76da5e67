package org.lumbarcds.guideline.safety.labels;

import org.lumbarcds.guideline.basis.Caution.Kind;
import org.lumbarcds.guideline.basis.Caution.Severity;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.safety.grounds.Grounds;

/** What speaks against a systemic NSAID in heart and vessels. Specification 4.9. */
final class NsaidHeart {

    private static final String HEART_FAILURE = "NSAID class label, 5.5 Heart failure and edema";
    private static final String HEART =
            "NSAID class label, boxed warning, 4 Contraindications (setting of CABG) and 5.1";
    private static final String BLOOD_PRESSURE = "NSAID class label, 5.4 Hypertension";

    private NsaidHeart() {}

    /** "bypass in the last 14 days: avoid; infarction, acute coronary syndrome, ever: caution; else withhold". */
    static void collect(Grounds grounds) {
        grounds.problems()
                .everRecorded(
                        Kind.HEART_FAILURE,
                        Severity.CAUTION,
                        Severity.WITHHOLD,
                        HEART_FAILURE,
                        ProblemGroup.HEART_FAILURE,
                        ProblemGroup.HEART_TRANSPLANT);
        grounds.drugs(
                Kind.HEART_FAILURE, Severity.CAUTION, HEART_FAILURE, drug -> drug.has(DrugClass.HEART_FAILURE_DRUG));
        grounds.problems()
                .everRecorded(
                        Kind.MYOCARDIAL_INFARCTION,
                        Severity.CAUTION,
                        Severity.CAUTION,
                        HEART,
                        ProblemGroup.MYOCARDIAL_INFARCTION,
                        ProblemGroup.MYOCARDIAL_INFARCTION_HISTORY);
        grounds.problems()
                .everRecorded(
                        Kind.ACUTE_CORONARY_SYNDROME,
                        Severity.CAUTION,
                        Severity.CAUTION,
                        HEART,
                        ProblemGroup.ACUTE_CORONARY_SYNDROME);
        grounds.problems().everRecorded(Kind.STROKE, Severity.WITHHOLD, Severity.WITHHOLD, HEART, ProblemGroup.STROKE);
        grounds.problems().active(Kind.VASCULAR_DISEASE, Severity.WITHHOLD, HEART, ProblemGroup.VASCULAR_DISEASE);
        grounds.problems()
                .active(Kind.HYPERTENSIVE_CRISIS, Severity.WITHHOLD, BLOOD_PRESSURE, ProblemGroup.HYPERTENSIVE_CRISIS);
        int days = grounds.situation().numbers(NsaidNumbers.class).bypassDays();
        grounds.problems()
                .conditions(
                        Kind.CORONARY_BYPASS,
                        HEART,
                        problem -> problem.is(ProblemGroup.CORONARY_BYPASS)
                                        && grounds.problems().beganWithin(problem, days)
                                ? Severity.CONTRAINDICATED
                                : Severity.WITHHOLD,
                        ProblemGroup.CORONARY_BYPASS,
                        ProblemGroup.CORONARY_BYPASS_HISTORY);
    }
}
