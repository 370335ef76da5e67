package org.lumbarcds.guideline.safety.labels;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.basis.Caution.Kind;
import org.lumbarcds.guideline.basis.Caution.Severity;
import org.lumbarcds.guideline.engine.Ages;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.Patient;
import org.lumbarcds.guideline.safety.grounds.Gestation;
import org.lumbarcds.guideline.safety.grounds.Grounds;

/**
 * What speaks against any muscle relaxant: an allergy, age by the Beers criteria (six drugs), sedation, and what the label
 * of each says ({@link CyclobenzaprineLabel}, {@link OtherRelaxantLabels}). Specification 4.9.
 */
public final class RelaxantLabel {

    static final String POLICY = "policy of this service for what it suggests";

    /** "carisoprodol, chlorzoxazone, cyclobenzaprine, metaxalone, methocarbamol, orphenadrine; not baclofen, tizanidine". */
    private static final Set<String> BEERS =
            Set.of("carisoprodol", "chlorzoxazone", "cyclobenzaprine", "metaxalone", "methocarbamol", "orphenadrine");

    private static final String CYCLOBENZAPRINE = "cyclobenzaprine";
    private static final String METHOCARBAMOL = "methocarbamol";
    private static final String HYPERSENSITIVITY = "label of the drug, Contraindications (hypersensitivity)";
    private static final String BEERS_CRITERIA = "AGS Beers criteria 2023: avoid from 65 years on";
    private static final String TWO_RELAXANTS = "practice: not two muscle relaxants at once";
    private static final String SEDATION = "labels of muscle relaxants: other drugs that depress the nervous system";

    private RelaxantLabel() {}

    /** Collects them for a relaxant of these ingredients. */
    public static void collect(Set<String> ingredients, Grounds grounds) {
        boolean cyclobenzaprine = ingredients.contains(CYCLOBENZAPRINE);
        grounds.allergies(
                cyclobenzaprine || ingredients.contains(METHOCARBAMOL) ? Severity.CONTRAINDICATED : Severity.AVOID,
                HYPERSENSITIVITY,
                ingredients,
                allergy -> cyclobenzaprine && allergy.classes().contains(DrugClass.TRICYCLIC)
                        || allergy.ingredients().isEmpty() && allergy.classes().contains(DrugClass.MUSCLE_RELAXANT));
        grounds.problems()
                .everRecorded(
                        Kind.ALLERGY, Severity.AVOID, Severity.AVOID, HYPERSENSITIVITY, ProblemGroup.RELAXANT_ALLERGY);
        if (cyclobenzaprine) {
            CyclobenzaprineLabel.collect(grounds);
        }
        OtherRelaxantLabels.collect(ingredients, grounds);
        age(ingredients, grounds);
        sedation(ingredients, cyclobenzaprine, grounds);
        grounds.problems()
                .active(
                        Kind.ALCOHOL_USE_DISORDER,
                        Severity.WITHHOLD,
                        SEDATION,
                        ProblemGroup.ALCOHOL_USE_DISORDER,
                        ProblemGroup.ALCOHOL_REMISSION);
        grounds.problems().active(Kind.SEDATION_RISK, Severity.WITHHOLD, SEDATION, ProblemGroup.SEDATION_RISK);
        pregnancy(grounds);
    }

    /** "age 65 and over by Beers (six drugs)"; palliative care silences it, for an order, never for a suggestion. */
    private static void age(Set<String> ingredients, Grounds grounds) {
        Truth older = grounds.record()
                .atLeastYearsOld(grounds.situation().numbers(Ages.class).older());
        boolean listed = ingredients.stream().anyMatch(BEERS::contains);
        Truth palliative = grounds.record().active(ProblemGroup.PALLIATIVE_CARE);
        Severity severity = listed && palliative.isNo() ? Severity.CAUTION : Severity.WITHHOLD;
        grounds.add(Kind.OLDER_AGE, severity, older, ageText(grounds.situation()), null, BEERS_CRITERIA);
    }

    private static String ageText(Situation situation) {
        @Nullable Patient patient = situation.chart().patient().orNull();
        @Nullable Integer age = patient == null ? null : patient.age(situation.today());
        int limit = situation.numbers(Ages.class).older();
        if (age != null) {
            return age + " years";
        }
        return patient != null
                        && patient.atLeastYearsOld(limit, situation.today()).isYes()
                ? limit + " years or older"
                : limit + " years or older can't be ruled out";
    }

    /**
     * "Sedating drugs: caution for cyclobenzaprine and for two relaxants; else withhold. Sedating drugs, weak: withhold." A
     * renewal of the same relaxant is none.
     */
    private static void sedation(Set<String> ingredients, boolean cyclobenzaprine, Grounds grounds) {
        grounds.drugs(Kind.SAME_CLASS, Severity.CAUTION, TWO_RELAXANTS, drug -> isAnother(ingredients, drug));
        grounds.drugsNotBeside(
                Kind.SAME_CLASS, POLICY, drug -> drug.has(DrugClass.MUSCLE_RELAXANT) && !isAnother(ingredients, drug));
        grounds.drugs(
                Kind.DEPRESSANT,
                cyclobenzaprine ? Severity.CAUTION : Severity.WITHHOLD,
                SEDATION,
                RelaxantLabel::isSedating);
        grounds.drugsNotBeside(
                Kind.DEPRESSANT,
                SEDATION,
                drug -> drug.has(DrugClass.SEDATING_WEAK) && drug.form() == Drug.DrugForm.SYSTEMIC);
        // Z79.891 says that an opioid is taken, though no order at hand does.
        grounds.problems().active(Kind.DEPRESSANT, Severity.WITHHOLD, SEDATION, ProblemGroup.LONG_TERM_OPIOID_USE);
    }

    private static boolean isSedating(Drug drug) {
        return List.of(
                        DrugClass.OPIOID,
                        DrugClass.BENZODIAZEPINE,
                        DrugClass.Z_DRUG,
                        DrugClass.BARBITURATE,
                        DrugClass.MEPROBAMATE,
                        DrugClass.SEDATIVE,
                        DrugClass.GABAPENTINOID)
                .stream()
                .anyMatch(drug::has);
    }

    private static void pregnancy(Grounds grounds) {
        Gestation.mayBe(grounds);
        Gestation.of(grounds)
                .ifPresent(gestation ->
                        grounds.add(Kind.PREGNANCY, Severity.WITHHOLD, Truth.YES, gestation.text(), null, POLICY));
        grounds.problems().active(Kind.BREASTFEEDING, Severity.WITHHOLD, POLICY, ProblemGroup.BREASTFEEDING);
    }

    /** "baclofen in any form"; "another relaxant possibly taken or drafted, but a renewal of the same one is the chain". */
    private static boolean isAnother(Set<String> ingredients, Drug drug) {
        boolean taken = drug.isMuscleRelaxant() || drug.hasIngredient("baclofen");
        return taken
                && drug.ingredients().stream()
                        .anyMatch(i -> i.is(DrugClass.MUSCLE_RELAXANT) && !ingredients.contains(i.name()));
    }
}
