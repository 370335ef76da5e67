package org.lumbarcds.guideline.safety.labels;

import java.math.BigDecimal;
import java.util.Set;
import org.lumbarcds.guideline.basis.Caution.Kind;
import org.lumbarcds.guideline.basis.Caution.Severity;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.LabResult;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.safety.grounds.Gestation;
import org.lumbarcds.guideline.safety.grounds.Grounds;

/** What speaks against a systemic NSAID, by the class's label, ketorolac's own label and the Beers criteria. Specification 4.9. */
public final class NsaidLabel {

    private static final int AVOID_FROM_WEEK = 30;
    private static final BigDecimal PLATELETS_BELOW = BigDecimal.valueOf(100);
    private static final String CONTRAINDICATIONS = "NSAID class label, 4 Contraindications";
    private static final String BLEEDING =
            "NSAID class label, boxed warning and 5.2 GI bleeding, ulceration, perforation";
    private static final String BLOOD = "NSAID class label, Hematologic toxicity";
    private static final String LIVER = "NSAID class label, 5.3 Hepatotoxicity";
    private static final String PREGNANCY =
            "NSAID class label, 8.1 Pregnancy; FDA Drug Safety Communication 2020-10-15 (avoid from week 20 on)";

    private NsaidLabel() {}

    /** Collects them for an NSAID of these ingredients. */
    public static void collect(Set<String> ingredients, Grounds grounds) {
        allergy(ingredients, grounds);
        stomach(grounds);
        NsaidKidneys.collect(grounds);
        NsaidHeart.collect(grounds);
        pregnancy(grounds);
        grounds.problems().active(Kind.BLEEDING_DISORDER, Severity.CAUTION, BLOOD, ProblemGroup.BLEEDING_DISORDER);
        grounds.labResult(
                Kind.BLEEDING_DISORDER,
                BLOOD,
                grounds.situation().numbers(NsaidNumbers.class).recentBleedingDays(),
                LabResult.Kind.PLATELETS,
                value -> value.compareTo(PLATELETS_BELOW) < 0);
        grounds.problems()
                .conditions(
                        Kind.HEPATIC_IMPAIRMENT,
                        LIVER,
                        LiverDisease::lasting,
                        ProblemGroup.HEPATIC_IMPAIRMENT,
                        ProblemGroup.CIRRHOSIS,
                        ProblemGroup.LIVER_TRANSPLANT);
        grounds.problems()
                .active(Kind.HEPATIC_IMPAIRMENT, Severity.WITHHOLD, LIVER, ProblemGroup.LIVER_DISORDER_UNSPECIFIED);
        NsaidInteractions.collect(ingredients, grounds);
        if (ingredients.contains(KetorolacLabel.KETOROLAC)) {
            KetorolacLabel.collect(grounds);
        }
    }

    /** "An allergy to one NSAID counts for the class"; "Z88.6 without a drug in its words: withhold". */
    private static void allergy(Set<String> ingredients, Grounds grounds) {
        grounds.allergies(
                Severity.CONTRAINDICATED,
                CONTRAINDICATIONS,
                ingredients,
                allergy -> allergy.classes().contains(DrugClass.NSAID)
                        || allergy.classes().contains(DrugClass.PYRAZOLONE));
        grounds.problems()
                .everRecorded(
                        Kind.ALLERGY,
                        Severity.CONTRAINDICATED,
                        Severity.CONTRAINDICATED,
                        CONTRAINDICATIONS,
                        ProblemGroup.NSAID_ALLERGY);
        AnalgesicAllergy.collect(grounds);
    }

    /**
     * "GI ulcer or bleeding, ever: avoid when begun in the last 90 days; else caution"; critical is "GI bleeding active and
     * begun in the last 90 days (not K62.5)".
     */
    private static void stomach(Grounds grounds) {
        grounds.problems()
                .conditions(
                        Kind.GI_BLEEDING,
                        BLEEDING,
                        problem -> bleeding(problem, grounds),
                        ProblemGroup.GI_BLEEDING,
                        ProblemGroup.RECTAL_BLEEDING);
        grounds.problems()
                .conditions(
                        Kind.PEPTIC_ULCER,
                        BLEEDING,
                        problem -> !problem.is(ProblemGroup.PEPTIC_ULCER_HISTORY) && isRecent(problem, grounds)
                                ? Severity.AVOID
                                : Severity.CAUTION,
                        ProblemGroup.PEPTIC_ULCER,
                        ProblemGroup.PEPTIC_ULCER_HISTORY);
        grounds.problems()
                .active(Kind.BOWEL_INFLAMMATION, Severity.WITHHOLD, BLEEDING, ProblemGroup.BOWEL_INFLAMMATION);
    }

    private static Severity bleeding(Problem problem, Grounds grounds) {
        if (problem.is(ProblemGroup.RECTAL_BLEEDING) || !isRecent(problem, grounds)) {
            return Severity.CAUTION;
        }
        return problem.isActive() ? Severity.AVOID_CRITICAL : Severity.AVOID;
    }

    private static boolean isRecent(Problem problem, Grounds grounds) {
        return grounds.problems()
                .beganWithin(
                        problem, grounds.situation().numbers(NsaidNumbers.class).recentBleedingDays());
    }

    /** "avoid from week 30, or third trimester by a code while no week code is on record; else caution". */
    private static void pregnancy(Grounds grounds) {
        Gestation.mayBe(grounds);
        Gestation.of(grounds)
                .ifPresent(gestation -> grounds.add(
                        Kind.PREGNANCY,
                        gestation.isAtLeast(AVOID_FROM_WEEK) || gestation.isThirdTrimester()
                                ? Severity.AVOID_CRITICAL
                                : Severity.CAUTION,
                        Truth.YES,
                        gestation.text(),
                        gestation.when(),
                        PREGNANCY));
    }
}
