package org.lumbarcds.guideline.safety;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.basis.Caution.Kind;
import org.lumbarcds.guideline.basis.Caution.Severity;
import org.lumbarcds.guideline.engine.Ages;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.Drug.DrugForm;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.LabResult;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.therapy.OtherDrugs;

/** What speaks against a systemic NSAID, by the class's label, ketorolac's own label and the Beers criteria. */
final class NsaidCautions {

    private static final int AVOID_BELOW = 30;
    private static final int CAUTION_BELOW = 60;
    private static final int AVOID_FROM_WEEK = 30;
    /** "creatinine over 2 mg/dL, creatinine clearance under 60: caution; platelets below 100, last 90 days". */
    private static final BigDecimal CREATININE_OVER = BigDecimal.valueOf(2);

    private static final BigDecimal CLEARANCE_BELOW = BigDecimal.valueOf(60);
    private static final BigDecimal PLATELETS_BELOW = BigDecimal.valueOf(100);
    private static final String KETOROLAC = "ketorolac";

    private static final String CONTRAINDICATIONS = "NSAID class label, 4 Contraindications";
    private static final String BLEEDING =
            "NSAID class label, boxed warning and 5.2 GI bleeding, ulceration, perforation";
    private static final String RENAL = "NSAID class label, 5.6 Renal toxicity (avoid in advanced renal disease)";
    private static final String HEART_FAILURE = "NSAID class label, 5.5 Heart failure and edema";
    private static final String HEART =
            "NSAID class label, boxed warning, 4 Contraindications (setting of CABG) and 5.1";
    private static final String BLOOD_PRESSURE = "NSAID class label, 5.4 Hypertension";
    private static final String PREGNANCY =
            "NSAID class label, 8.1 Pregnancy; FDA Drug Safety Communication 2020-10-15 (avoid from week 20 on)";
    private static final String INTERACTIONS = "NSAID class label, 7 Drug interactions";
    private static final String BLOOD = "NSAID class label, Hematologic toxicity";
    private static final String LIVER = "NSAID class label, 5.3 Hepatotoxicity";
    private static final String KETOROLAC_LABEL = "ketorolac tablets label, boxed warning and Contraindications";

    private NsaidCautions() {}

    /** Collects them for an NSAID of these ingredients. */
    static void collect(Set<String> ingredients, Grounds grounds) {
        allergy(ingredients, grounds);
        stomach(grounds);
        kidneys(grounds);
        heart(grounds);
        pregnancy(grounds);
        grounds.active(Kind.BLEEDING_DISORDER, Severity.CAUTION, BLOOD, ProblemGroup.BLEEDING_DISORDER);
        grounds.labResult(
                Kind.BLEEDING_DISORDER,
                BLOOD,
                grounds.situation.numbers(NsaidNumbers.class).recentBleedingDays(),
                LabResult.Kind.PLATELETS,
                value -> value.compareTo(PLATELETS_BELOW) < 0);
        grounds.conditions(
                Kind.HEPATIC_IMPAIRMENT,
                LIVER,
                LiverCautions::lasting,
                ProblemGroup.HEPATIC_IMPAIRMENT,
                ProblemGroup.CIRRHOSIS,
                ProblemGroup.LIVER_TRANSPLANT);
        grounds.active(Kind.HEPATIC_IMPAIRMENT, Severity.WITHHOLD, LIVER, ProblemGroup.LIVER_DISORDER_UNSPECIFIED);
        interactions(ingredients, grounds);
        if (ingredients.contains(KETOROLAC)) {
            labelOfKetorolac(grounds);
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
        grounds.everRecorded(
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
        grounds.conditions(
                Kind.GI_BLEEDING,
                BLEEDING,
                problem -> bleeding(problem, grounds),
                ProblemGroup.GI_BLEEDING,
                ProblemGroup.RECTAL_BLEEDING);
        grounds.conditions(
                Kind.PEPTIC_ULCER,
                BLEEDING,
                problem -> !problem.is(ProblemGroup.PEPTIC_ULCER_HISTORY) && isRecent(problem, grounds)
                        ? Severity.AVOID
                        : Severity.CAUTION,
                ProblemGroup.PEPTIC_ULCER,
                ProblemGroup.PEPTIC_ULCER_HISTORY);
        grounds.active(Kind.BOWEL_INFLAMMATION, Severity.WITHHOLD, BLEEDING, ProblemGroup.BOWEL_INFLAMMATION);
    }

    private static Severity bleeding(Problem problem, Grounds grounds) {
        if (problem.is(ProblemGroup.RECTAL_BLEEDING) || !isRecent(problem, grounds)) {
            return Severity.CAUTION;
        }
        return problem.isActive() ? Severity.AVOID_CRITICAL : Severity.AVOID;
    }

    private static boolean isRecent(Problem problem, Grounds grounds) {
        return grounds.beganWithin(
                problem, grounds.situation.numbers(NsaidNumbers.class).recentBleedingDays());
    }

    /** "avoid: N18.4-N18.6, N17 active or ended at most 30 days ago, dialysis, eGFR under 30; else caution". */
    private static void kidneys(Grounds grounds) {
        int older = grounds.situation.numbers(Ages.class).older();
        String renal = grounds.record.atLeastYearsOld(older).isYes() ? RENAL + "; AGS Beers criteria 2023" : RENAL;
        Filtration filtration = Filtration.of(grounds.situation);
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
        grounds.conditions(
                Kind.KIDNEY_DISEASE,
                renal,
                NsaidCautions::kidneyDisease,
                ProblemGroup.KIDNEY_DISEASE,
                ProblemGroup.KIDNEY_DISEASE_ADVANCED,
                ProblemGroup.KIDNEY_TRANSPLANT);
        acuteKidneyInjury(Severity.AVOID_CRITICAL, Severity.AVOID, renal, grounds);
        int valid = grounds.situation.numbers(SafetyNumbers.class).kidneyFunctionValidDays();
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
        grounds.active(Kind.HYPERKALEMIA, Severity.WITHHOLD, renal, ProblemGroup.HYPERKALEMIA);
    }

    private static @Nullable Severity kidneyDisease(Problem problem) {
        if (!problem.isActive()) {
            return problem.is(ProblemGroup.KIDNEY_TRANSPLANT) ? Severity.CAUTION : null;
        }
        return problem.is(ProblemGroup.KIDNEY_DISEASE_ADVANCED) ? Severity.AVOID_CRITICAL : Severity.CAUTION;
    }

    /** One that ended lately counts; whether one that nobody dated did, nobody knows. */
    private static void acuteKidneyInjury(Severity recent, Severity else_, String source, Grounds grounds) {
        int days = grounds.situation.numbers(NsaidNumbers.class).kidneyInjuryDays();
        for (Problem problem : grounds.record.problems()) {
            if (problem.stands() && problem.is(ProblemGroup.ACUTE_KIDNEY_INJURY)) {
                Truth counts = problem.isActive() ? Truth.YES : grounds.endedWithin(problem, days);
                grounds.add(
                        Kind.ACUTE_KIDNEY_INJURY,
                        grounds.beganWithin(problem, days) ? recent : else_,
                        counts,
                        problem.label(),
                        Grounds.when(problem),
                        source);
            }
        }
        grounds.encounterReason(Kind.ACUTE_KIDNEY_INJURY, source, problem -> recent, ProblemGroup.ACUTE_KIDNEY_INJURY);
    }

    /** "bypass in the last 14 days: avoid; infarction, acute coronary syndrome, ever: caution; else withhold". */
    private static void heart(Grounds grounds) {
        grounds.everRecorded(
                Kind.HEART_FAILURE,
                Severity.CAUTION,
                Severity.WITHHOLD,
                HEART_FAILURE,
                ProblemGroup.HEART_FAILURE,
                ProblemGroup.HEART_TRANSPLANT);
        grounds.drugs(
                Kind.HEART_FAILURE, Severity.CAUTION, HEART_FAILURE, drug -> drug.has(DrugClass.HEART_FAILURE_DRUG));
        grounds.everRecorded(
                Kind.MYOCARDIAL_INFARCTION,
                Severity.CAUTION,
                Severity.CAUTION,
                HEART,
                ProblemGroup.MYOCARDIAL_INFARCTION,
                ProblemGroup.MYOCARDIAL_INFARCTION_HISTORY);
        grounds.everRecorded(
                Kind.ACUTE_CORONARY_SYNDROME,
                Severity.CAUTION,
                Severity.CAUTION,
                HEART,
                ProblemGroup.ACUTE_CORONARY_SYNDROME);
        grounds.everRecorded(Kind.STROKE, Severity.WITHHOLD, Severity.WITHHOLD, HEART, ProblemGroup.STROKE);
        grounds.active(Kind.VASCULAR_DISEASE, Severity.WITHHOLD, HEART, ProblemGroup.VASCULAR_DISEASE);
        grounds.active(Kind.HYPERTENSIVE_CRISIS, Severity.WITHHOLD, BLOOD_PRESSURE, ProblemGroup.HYPERTENSIVE_CRISIS);
        int days = grounds.situation.numbers(NsaidNumbers.class).bypassDays();
        grounds.conditions(
                Kind.CORONARY_BYPASS,
                HEART,
                problem -> problem.is(ProblemGroup.CORONARY_BYPASS) && grounds.beganWithin(problem, days)
                        ? Severity.CONTRAINDICATED
                        : Severity.WITHHOLD,
                ProblemGroup.CORONARY_BYPASS,
                ProblemGroup.CORONARY_BYPASS_HISTORY);
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

    private static void interactions(Set<String> ingredients, Grounds grounds) {
        grounds.drugs(
                Kind.ANTICOAGULANT,
                Severity.CAUTION,
                INTERACTIONS,
                drug -> drug.has(DrugClass.ANTICOAGULANT) && drug.form() == DrugForm.SYSTEMIC);
        grounds.active(Kind.ANTICOAGULANT, Severity.CAUTION, INTERACTIONS, ProblemGroup.ANTICOAGULANT_THERAPY);
        grounds.drugs(
                Kind.ANTIPLATELET,
                Severity.CAUTION,
                INTERACTIONS,
                drug -> drug.form() == DrugForm.SYSTEMIC
                        && drug.ingredients().stream()
                                .anyMatch(i -> i.is(DrugClass.ANTIPLATELET)
                                        && !i.name().equals("aspirin")));
        grounds.active(Kind.ANTIPLATELET, Severity.CAUTION, INTERACTIONS, ProblemGroup.ANTIPLATELET_THERAPY);
        // "Aspirin: withhold up to 100 mg a day; caution above": above, it is another NSAID.
        grounds.drugsNotBeside(
                Kind.ASPIRIN,
                INTERACTIONS,
                drug -> drug.form() == DrugForm.SYSTEMIC && drug.hasIngredient("aspirin") && drug.isLowDoseAspirin());
        grounds.active(Kind.ASPIRIN, Severity.WITHHOLD, INTERACTIONS, ProblemGroup.ASPIRIN_THERAPY);
        grounds.drugs(
                Kind.RAISED_BY_NSAID,
                Severity.CAUTION,
                INTERACTIONS,
                drug -> drug.has(DrugClass.RAISED_BY_NSAID) && drug.form() == DrugForm.SYSTEMIC);
        bloodPressureDrugs(grounds);
        grounds.drugsNotBeside(
                Kind.INTERACTION,
                INTERACTIONS,
                drug -> drug.has(DrugClass.NSAID_INTERACTION_WEAK) || drug.has(DrugClass.SEROTONIN_REUPTAKE_INHIBITOR));
        grounds.drugsNotBeside(
                Kind.STEROID,
                INTERACTIONS,
                drug -> drug.has(DrugClass.SYSTEMIC_STEROID) && drug.form() == DrugForm.SYSTEMIC);
        grounds.active(Kind.STEROID, Severity.WITHHOLD, INTERACTIONS, ProblemGroup.LONG_TERM_STEROID);
        grounds.active(Kind.SAME_CLASS, Severity.CAUTION, INTERACTIONS, ProblemGroup.NSAID_THERAPY);
        grounds.drugs(Kind.SAME_CLASS, Severity.CAUTION, INTERACTIONS, drug -> isAnother(ingredients, drug));
        grounds.drugsNotBeside(
                Kind.SAME_CLASS, INTERACTIONS, drug -> hasTakenNsaid(drug) && !isAnother(ingredients, drug));
    }

    /**
     * "ACE inhibitor or ARB together with a diuretic, unless an eGFR of 60 or more of the last 12 months is on record (then
     * withhold)". Of several of a class one that is possibly taken counts, not one that is only active on record.
     */
    private static void bloodPressureDrugs(Grounds grounds) {
        List<OtherDrugs.Other> both = Stream.of(DrugClass.ACE_INHIBITOR_OR_ARB, DrugClass.DIURETIC)
                .map(one -> grounds.others.current().stream()
                        .filter(other -> other.drug().has(one))
                        .max(Comparator.comparing(OtherDrugs.Other::possiblyTaken))
                        .orElse(null))
                .filter(java.util.Objects::nonNull)
                .distinct()
                .toList();
        boolean together = grounds.hasDrug(drug -> drug.has(DrugClass.ACE_INHIBITOR_OR_ARB))
                && grounds.hasDrug(drug -> drug.has(DrugClass.DIURETIC));
        if (!together) {
            return;
        }
        Filtration filtration = Filtration.of(grounds.situation);
        boolean good =
                filtration.isOnRecord() && filtration.below(CAUTION_BELOW).isNo();
        boolean taken = both.stream().allMatch(OtherDrugs.Other::possiblyTaken);
        String label = both.stream()
                .map(other -> other.order().label())
                .reduce((one, other) -> one + " with " + other)
                .orElse("ACE inhibitor or ARB with a diuretic");
        grounds.add(
                Kind.BLOOD_PRESSURE_DRUGS,
                good || !taken ? Severity.WITHHOLD : Severity.CAUTION,
                Truth.YES,
                label,
                null,
                INTERACTIONS);
    }

    /** "US label: boxed warning, 4": what is a caution for other NSAIDs forbids ketorolac. */
    private static void labelOfKetorolac(Grounds grounds) {
        grounds.everRecorded(
                Kind.GI_BLEEDING,
                Severity.CONTRAINDICATED,
                Severity.CONTRAINDICATED,
                KETOROLAC_LABEL,
                ProblemGroup.GI_BLEEDING,
                ProblemGroup.PEPTIC_ULCER,
                ProblemGroup.PEPTIC_ULCER_HISTORY);
        grounds.active(
                Kind.BLEEDING_DISORDER, Severity.CONTRAINDICATED, KETOROLAC_LABEL, ProblemGroup.BLEEDING_DISORDER);
        grounds.active(
                Kind.KIDNEY_DISEASE, Severity.CONTRAINDICATED, KETOROLAC_LABEL, ProblemGroup.KIDNEY_DISEASE_ADVANCED);
        acuteKidneyInjury(Severity.CONTRAINDICATED, Severity.CONTRAINDICATED, KETOROLAC_LABEL, grounds);
        Filtration filtration = Filtration.of(grounds.situation);
        filtration
                .lowest()
                .ifPresent(result -> grounds.add(
                        Kind.KIDNEY_FUNCTION,
                        Severity.CONTRAINDICATED,
                        filtration.below(AVOID_BELOW),
                        Filtration.text(result),
                        "measured " + result.date(),
                        KETOROLAC_LABEL));
        grounds.drugs(Kind.SAME_CLASS, Severity.CONTRAINDICATED, KETOROLAC_LABEL, NsaidCautions::isOtherThanKetorolac);
        grounds.drugs(
                Kind.INTERACTION,
                Severity.CONTRAINDICATED,
                KETOROLAC_LABEL,
                drug -> drug.has(DrugClass.KETOROLAC_INTERACTION));
    }

    /** "another NSAID possibly taken or drafted": a renewal of the same one is none. */
    private static boolean isAnother(Set<String> ingredients, Drug drug) {
        return drug.isSystemicNsaid()
                        && drug.ingredients().stream()
                                .anyMatch(i -> i.is(DrugClass.NSAID) && !ingredients.contains(i.name()))
                || drug.has(DrugClass.PYRAZOLONE);
    }

    /** "another NSAID, aspirin": aspirin however little, metamizole too. */
    private static boolean isOtherThanKetorolac(Drug drug) {
        boolean nsaid = drug.form() == DrugForm.SYSTEMIC && drug.has(DrugClass.NSAID) && !drug.hasIngredient(KETOROLAC);
        return nsaid || drug.has(DrugClass.PYRAZOLONE);
    }

    private static boolean hasTakenNsaid(Drug drug) {
        return drug.has(DrugClass.NSAID) && drug.form() == DrugForm.SYSTEMIC && !drug.isLowDoseAspirin();
    }
}
