package org.lumbarcds.guideline;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.Caution.Kind;
import org.lumbarcds.guideline.Caution.Severity;
import org.lumbarcds.guideline.model.Drug;
import org.lumbarcds.guideline.model.DrugClass;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.Patient;
import org.lumbarcds.guideline.model.Problem;
import org.lumbarcds.guideline.model.ProblemGroup;
import org.lumbarcds.guideline.model.Truth;

/**
 * What speaks against a muscle relaxant: for all of them age by the Beers criteria (six drugs) and another relaxant, for
 * cyclobenzaprine what its label says.
 */
final class RelaxantCautions {

    /** "carisoprodol, chlorzoxazone, cyclobenzaprine, metaxalone, methocarbamol, orphenadrine; not baclofen, tizanidine". */
    private static final Set<String> BEERS =
            Set.of("carisoprodol", "chlorzoxazone", "cyclobenzaprine", "metaxalone", "methocarbamol", "orphenadrine");

    private static final String CYCLOBENZAPRINE = "cyclobenzaprine";
    private static final String METHOCARBAMOL = "methocarbamol";
    private static final String CONTRAINDICATIONS = "cyclobenzaprine label, Contraindications";
    private static final String ATROPINE_LIKE = "cyclobenzaprine label, Precautions (atropine-like action)";
    private static final String HEPATIC = "cyclobenzaprine label, Impaired hepatic function";
    private static final String SEROTONIN = "cyclobenzaprine label, Warnings (serotonin syndrome)";
    private static final String DEPRESSANTS =
            "cyclobenzaprine label; FDA boxed warning on opioids with central nervous system depressants";
    private static final String BEERS_CRITERIA = "AGS Beers criteria 2023: avoid from 65 years on";
    private static final String TWO_RELAXANTS = "practice: not two muscle relaxants at once";
    private static final String POLICY = "policy of this service for what it suggests";

    private RelaxantCautions() {}

    /** Collects them for a relaxant of these ingredients. */
    static void collect(Set<String> ingredients, Grounds grounds) {
        boolean cyclobenzaprine = ingredients.contains(CYCLOBENZAPRINE);
        grounds.allergies(
                cyclobenzaprine ? Severity.CONTRAINDICATION : Severity.CAUTION,
                cyclobenzaprine ? CONTRAINDICATIONS : "allergy on record to the drug itself",
                ingredients,
                allergy -> false);
        if (cyclobenzaprine) {
            labelOfCyclobenzaprine(grounds);
        }
        age(ingredients, grounds);
        grounds.drugs(Kind.SAME_CLASS, TWO_RELAXANTS, drug -> isAnother(ingredients, drug));
        notSuggested(ingredients, cyclobenzaprine, grounds);
    }

    private static void labelOfCyclobenzaprine(Grounds grounds) {
        for (OtherDrugs.Recent recent : grounds.others.maoInhibitors()) {
            grounds.add(
                    Kind.MAO_INHIBITOR, Severity.CONTRAINDICATION, recent.surely(), recent.other(), CONTRAINDICATIONS);
        }
        grounds.everRecorded(
                Kind.ARRHYTHMIA,
                Severity.CONTRAINDICATION,
                Severity.CAUTION,
                CONTRAINDICATIONS,
                ProblemGroup.ARRHYTHMIA);
        grounds.everRecorded(
                Kind.HEART_FAILURE,
                Severity.CONTRAINDICATION,
                Severity.CAUTION,
                CONTRAINDICATIONS,
                ProblemGroup.HEART_FAILURE);
        grounds.conditions(
                Kind.MYOCARDIAL_INFARCTION,
                CONTRAINDICATIONS,
                problem -> infarction(problem, grounds),
                Severity.CONTRAINDICATION,
                ProblemGroup.MYOCARDIAL_INFARCTION);
        grounds.active(
                Kind.HYPERTHYROIDISM, Severity.CONTRAINDICATION, CONTRAINDICATIONS, ProblemGroup.HYPERTHYROIDISM);
        grounds.active(Kind.GLAUCOMA, Severity.CAUTION, ATROPINE_LIKE, ProblemGroup.GLAUCOMA);
        grounds.active(Kind.URINARY_OBSTRUCTION, Severity.CAUTION, ATROPINE_LIKE, ProblemGroup.URINARY_OBSTRUCTION);
        grounds.active(Kind.HEPATIC_IMPAIRMENT, Severity.CAUTION, HEPATIC, ProblemGroup.HEPATIC_IMPAIRMENT);
        grounds.drugs(
                Kind.SEROTONERGIC,
                SEROTONIN,
                drug -> drug.has(DrugClass.SEROTONERGIC) && !drug.has(DrugClass.MAO_INHIBITOR));
        grounds.drugs(
                Kind.DEPRESSANT,
                DEPRESSANTS,
                drug -> drug.isOpioid()
                        || drug.has(DrugClass.BENZODIAZEPINE) && drug.uses().isEmpty());
    }

    /**
     * "acute recovery phase of MI": an active infarction that began recently or has no date. One that began longer ago is no
     * longer acute, yet nobody closed it; a resolved one of the last weeks only keeps the drug from being suggested.
     */
    private static @Nullable Severity infarction(Problem problem, Grounds grounds) {
        PartialDate date = problem.date();
        int days = grounds.situation.policy().infarctionRecoveryDays();
        boolean over = date != null
                && date.atLeastDaysBefore(days + 1L, grounds.situation.today()).isYes();
        if (problem.isActive()) {
            return over ? Severity.CAUTION : Severity.CONTRAINDICATION;
        }
        return over ? null : Severity.NOT_SUGGESTED;
    }

    /** "age 65 and over by Beers (six drugs)"; palliative care silences it, for an order, never for a suggestion. */
    private static void age(Set<String> ingredients, Grounds grounds) {
        Truth older = grounds.record.atLeastYearsOld(grounds.situation.policy().olderAge());
        boolean listed = ingredients.stream().anyMatch(BEERS::contains);
        Truth palliative = grounds.record.active(ProblemGroup.PALLIATIVE_CARE);
        Severity severity = listed && palliative.isNo() ? Severity.CAUTION : Severity.NOT_SUGGESTED;
        grounds.add(Kind.OLDER_AGE, severity, older, ageText(grounds.situation), null, BEERS_CRITERIA);
    }

    private static String ageText(Situation situation) {
        @Nullable Patient patient = situation.chart().patient().orNull();
        @Nullable Integer age = patient == null ? null : patient.age(situation.today());
        int limit = situation.policy().olderAge();
        if (age != null) {
            return age + " years";
        }
        return patient != null
                        && patient.atLeastYearsOld(limit, situation.today()).isYes()
                ? limit + " years or older"
                : limit + " years or older can't be ruled out";
    }

    /** Section 4: what keeps any relaxant from being suggested beside what its label says. */
    private static void notSuggested(Set<String> ingredients, boolean cyclobenzaprine, Grounds grounds) {
        grounds.drugsNotBeside(
                Kind.SAME_CLASS, POLICY, drug -> drug.has(DrugClass.MUSCLE_RELAXANT) && !isAnother(ingredients, drug));
        grounds.drugsNotBeside(
                Kind.DEPRESSANT,
                POLICY,
                drug -> drug.has(DrugClass.OPIOID)
                        || drug.has(DrugClass.BENZODIAZEPINE)
                        || drug.has(DrugClass.GABAPENTINOID));
        Gestation.of(grounds.record, grounds.situation.today())
                .ifPresent(gestation ->
                        grounds.add(Kind.PREGNANCY, Severity.NOT_SUGGESTED, Truth.YES, gestation.text(), null, POLICY));
        if (!cyclobenzaprine) {
            grounds.active(Kind.HEPATIC_IMPAIRMENT, Severity.NOT_SUGGESTED, POLICY, ProblemGroup.HEPATIC_IMPAIRMENT);
        } else {
            grounds.active(
                    Kind.ALCOHOL_USE_DISORDER, Severity.NOT_SUGGESTED, DEPRESSANTS, ProblemGroup.ALCOHOL_USE_DISORDER);
        }
        if (ingredients.contains(METHOCARBAMOL)) {
            grounds.active(Kind.MYASTHENIA_GRAVIS, Severity.NOT_SUGGESTED, POLICY, ProblemGroup.MYASTHENIA_GRAVIS);
        }
    }

    /** "another relaxant possibly taken or drafted, but a renewal of the same one is the chain". */
    private static boolean isAnother(Set<String> ingredients, Drug drug) {
        return drug.isMuscleRelaxant()
                && drug.ingredients().stream()
                        .anyMatch(i -> i.is(DrugClass.MUSCLE_RELAXANT) && !ingredients.contains(i.name()));
    }
}
