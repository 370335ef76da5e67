package org.lumbarcds.guideline;

import java.util.Set;
import org.lumbarcds.guideline.Caution.Kind;
import org.lumbarcds.guideline.Caution.Severity;
import org.lumbarcds.guideline.model.Drug;
import org.lumbarcds.guideline.model.Drug.DrugForm;
import org.lumbarcds.guideline.model.DrugClass;
import org.lumbarcds.guideline.model.Problem;
import org.lumbarcds.guideline.model.ProblemGroup;
import org.lumbarcds.guideline.model.Truth;

/** What speaks against a systemic NSAID, by the class's label and the Beers criteria. */
final class NsaidCautions {

    private static final int CONTRAINDICATED_BELOW = 30;
    private static final int CAUTION_BELOW = 60;
    private static final int CONTRAINDICATED_FROM_WEEK = 30;

    private static final String CONTRAINDICATIONS = "NSAID class label, 4 Contraindications";
    private static final String BLEEDING =
            "NSAID class label, boxed warning and 5.2 GI bleeding, ulceration, perforation";
    private static final String RENAL =
            "NSAID class label, 5.6 Renal toxicity (avoid in advanced renal disease); AGS Beers criteria 2023";
    private static final String HEART_FAILURE = "NSAID class label, 5.5 Heart failure and edema";
    private static final String HEART =
            "NSAID class label, boxed warning, 4 Contraindications (setting of CABG) and 5.1";
    private static final String PREGNANCY =
            "NSAID class label, 8.1 Pregnancy; FDA Drug Safety Communication 2020-10-15";
    private static final String INTERACTIONS = "NSAID class label, 7 Drug interactions";
    private static final String BLOOD = "NSAID class label, 5.11";
    private static final String LIVER = "NSAID class label, 5.3 Hepatotoxicity";

    private NsaidCautions() {}

    /** Collects them for an NSAID of these ingredients. */
    static void collect(Set<String> ingredients, Grounds grounds) {
        grounds.allergies(Severity.CONTRAINDICATION, CONTRAINDICATIONS, ingredients, allergy -> allergy.classes()
                .contains(DrugClass.NSAID));
        grounds.active(Kind.ALLERGY, Severity.CONTRAINDICATION, CONTRAINDICATIONS, ProblemGroup.NSAID_ALLERGY);
        stomach(grounds);
        kidneys(grounds);
        heart(grounds);
        pregnancy(grounds);
        grounds.active(Kind.BLEEDING_DISORDER, Severity.CAUTION, BLOOD, ProblemGroup.BLEEDING_DISORDER);
        grounds.active(Kind.HEPATIC_IMPAIRMENT, Severity.CAUTION, LIVER, ProblemGroup.HEPATIC_IMPAIRMENT);
        interactions(ingredients, grounds);
    }

    /** "GI bleeding active and begun in the last 90 days: critical; past ulcer or bleed count though resolved: warning". */
    private static void stomach(Grounds grounds) {
        int days = grounds.situation.policy().recentBleedingDays();
        grounds.conditions(
                Kind.GI_BLEEDING,
                BLEEDING,
                problem -> problem.isActive() && grounds.beganWithin(problem, days)
                        ? Severity.CONTRAINDICATION
                        : Severity.CAUTION,
                Severity.CAUTION,
                ProblemGroup.GI_BLEEDING);
        grounds.everRecorded(
                Kind.PEPTIC_ULCER,
                Severity.CAUTION,
                Severity.CAUTION,
                BLEEDING,
                ProblemGroup.PEPTIC_ULCER,
                ProblemGroup.PEPTIC_ULCER_HISTORY);
    }

    /** "eGFR under 30 or kidney disease stage 4 or 5: critical"; under 60, other kidney disease: warning. */
    private static void kidneys(Grounds grounds) {
        Filtration filtration = Filtration.of(grounds.situation);
        filtration.lowest().ifPresent(result -> {
            Truth severe = filtration.below(CONTRAINDICATED_BELOW);
            Severity severity = severe.isYes() ? Severity.CONTRAINDICATION : Severity.CAUTION;
            grounds.add(
                    Kind.KIDNEY_FUNCTION,
                    severity,
                    filtration.below(CAUTION_BELOW),
                    Filtration.text(result),
                    "measured " + result.date(),
                    RENAL);
        });
        grounds.conditions(
                Kind.KIDNEY_DISEASE,
                RENAL,
                NsaidCautions::kidneyDisease,
                Severity.CAUTION,
                ProblemGroup.KIDNEY_DISEASE,
                ProblemGroup.KIDNEY_DISEASE_ADVANCED);
        grounds.active(Kind.ACUTE_KIDNEY_INJURY, Severity.CAUTION, RENAL, ProblemGroup.ACUTE_KIDNEY_INJURY);
    }

    private static @org.jspecify.annotations.Nullable Severity kidneyDisease(Problem problem) {
        if (!problem.isActive()) {
            return null;
        }
        return problem.is(ProblemGroup.KIDNEY_DISEASE_ADVANCED) ? Severity.CONTRAINDICATION : Severity.CAUTION;
    }

    /** "CABG in the last 14 days: critical"; "past infarction counts though resolved". */
    private static void heart(Grounds grounds) {
        grounds.everRecorded(
                Kind.HEART_FAILURE,
                Severity.CAUTION,
                Severity.NOT_SUGGESTED,
                HEART_FAILURE,
                ProblemGroup.HEART_FAILURE);
        grounds.everRecorded(
                Kind.MYOCARDIAL_INFARCTION,
                Severity.CAUTION,
                Severity.CAUTION,
                HEART,
                ProblemGroup.MYOCARDIAL_INFARCTION,
                ProblemGroup.MYOCARDIAL_INFARCTION_HISTORY);
        int days = grounds.situation.policy().bypassDays();
        grounds.conditions(
                Kind.CORONARY_BYPASS,
                HEART,
                problem -> problem.is(ProblemGroup.CORONARY_BYPASS) && grounds.beganWithin(problem, days)
                        ? Severity.CONTRAINDICATION
                        : Severity.CAUTION,
                Severity.CAUTION,
                ProblemGroup.CORONARY_BYPASS,
                ProblemGroup.CORONARY_BYPASS_HISTORY);
    }

    private static void pregnancy(Grounds grounds) {
        Gestation.of(grounds.record, grounds.situation.today())
                .ifPresent(gestation -> grounds.add(
                        Kind.PREGNANCY,
                        gestation.isAtLeast(CONTRAINDICATED_FROM_WEEK) ? Severity.CONTRAINDICATION : Severity.CAUTION,
                        Truth.YES,
                        gestation.text(),
                        gestation.date() == null ? null : "recorded " + gestation.date(),
                        PREGNANCY));
    }

    private static void interactions(Set<String> ingredients, Grounds grounds) {
        grounds.drugs(Kind.ANTICOAGULANT, INTERACTIONS, drug -> drug.has(DrugClass.ANTICOAGULANT));
        grounds.active(Kind.ANTICOAGULANT, Severity.CAUTION, INTERACTIONS, ProblemGroup.ANTICOAGULANT_THERAPY);
        // Aspirin up to 100 mg is no second NSAID, but it is taken to keep blood from clotting.
        grounds.drugs(
                Kind.ANTIPLATELET,
                INTERACTIONS,
                drug -> drug.form() == DrugForm.SYSTEMIC
                        && !drug.isSystemicNsaid()
                        && (drug.has(DrugClass.ANTIPLATELET) || drug.isLowDoseAspirin()));
        grounds.active(Kind.ANTIPLATELET, Severity.CAUTION, INTERACTIONS, ProblemGroup.ANTIPLATELET_THERAPY);
        grounds.drugs(
                Kind.RAISED_BY_NSAID,
                INTERACTIONS,
                drug -> drug.has(DrugClass.RAISED_BY_NSAID) && drug.form() == DrugForm.SYSTEMIC);
        grounds.drugs(
                Kind.STEROID,
                INTERACTIONS,
                drug -> drug.has(DrugClass.SYSTEMIC_STEROID) && drug.form() == DrugForm.SYSTEMIC);
        grounds.active(Kind.STEROID, Severity.NOT_SUGGESTED, INTERACTIONS, ProblemGroup.LONG_TERM_STEROID);
        grounds.drugs(Kind.SAME_CLASS, INTERACTIONS, drug -> isAnother(ingredients, drug));
        grounds.drugsNotBeside(
                Kind.SAME_CLASS, INTERACTIONS, drug -> hasSkinOrSystemicNsaid(drug) && !isAnother(ingredients, drug));
    }

    /** "another NSAID possibly taken or drafted": a renewal of the same one is none. */
    private static boolean isAnother(Set<String> ingredients, Drug drug) {
        return drug.isSystemicNsaid()
                && drug.ingredients().stream().anyMatch(i -> i.is(DrugClass.NSAID) && !ingredients.contains(i.name()));
    }

    private static boolean hasSkinOrSystemicNsaid(Drug drug) {
        return drug.has(DrugClass.NSAID) && drug.form() != DrugForm.LOCAL && !drug.isLowDoseAspirin();
    }
}
