package org.lumbarcds.guideline.safety.labels;

import java.util.Set;
import org.lumbarcds.guideline.basis.Caution.Kind;
import org.lumbarcds.guideline.basis.Caution.Severity;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.safety.grounds.Filtration;
import org.lumbarcds.guideline.safety.grounds.Gestation;
import org.lumbarcds.guideline.safety.grounds.Grounds;

/** What the labels of the other muscle relaxants say, one by one. Specification 4.9. */
final class OtherRelaxantLabels {

    private static final int BACLOFEN_AVOID_BELOW = 30;
    private static final int BACLOFEN_CAUTION_BELOW = 60;

    private OtherRelaxantLabels() {}

    static void collect(Set<String> ingredients, Grounds grounds) {
        for (String ingredient : ingredients) {
            switch (ingredient) {
                case "methocarbamol" -> methocarbamol(grounds);
                case "baclofen" -> baclofen(grounds);
                case "orphenadrine" -> orphenadrine(grounds);
                case "tizanidine" -> tizanidine(grounds);
                case "carisoprodol" -> carisoprodol(grounds);
                case "metaxalone" -> metaxalone(grounds);
                case "chlorzoxazone" -> liver(Severity.CAUTION, "chlorzoxazone label, Warnings", grounds);
                case "dantrolene" ->
                    liver(Severity.CONTRAINDICATED, "dantrolene label, boxed warning and Contraindications", grounds);
                case "thiocolchicoside" -> thiocolchicoside(grounds);
                default -> {
                    // The label of any other relaxant is not at hand.
                }
            }
        }
    }

    private static void methocarbamol(Grounds grounds) {
        String label = "methocarbamol label, Precautions";
        grounds.problems()
                .conditions(
                        Kind.HEPATIC_IMPAIRMENT,
                        RelaxantLabel.POLICY,
                        problem -> LiverDisease.lasting(problem) == null ? null : Severity.WITHHOLD,
                        ProblemGroup.HEPATIC_IMPAIRMENT,
                        ProblemGroup.CIRRHOSIS,
                        ProblemGroup.LIVER_TRANSPLANT);
        grounds.problems().active(Kind.MYASTHENIA_GRAVIS, Severity.CAUTION, label, ProblemGroup.MYASTHENIA_GRAVIS);
        grounds.drugs(
                Kind.MYASTHENIA_GRAVIS, Severity.CAUTION, label, drug -> drug.has(DrugClass.MYASTHENIA_TREATMENT));
    }

    /** "avoid: dialysis, eGFR under 30; caution: eGFR under 60". */
    private static void baclofen(Grounds grounds) {
        String source = "AGS Beers criteria 2023, table 6; baclofen label, Precautions";
        Filtration filtration = Filtration.of(grounds.situation());
        filtration
                .lowest()
                .ifPresent(result -> grounds.add(
                        Kind.KIDNEY_FUNCTION,
                        filtration.below(BACLOFEN_AVOID_BELOW).isYes() ? Severity.AVOID : Severity.CAUTION,
                        filtration.below(BACLOFEN_CAUTION_BELOW),
                        Filtration.text(result),
                        "measured " + result.date(),
                        source));
        grounds.problems()
                .conditions(
                        Kind.KIDNEY_DISEASE,
                        source,
                        problem -> {
                            if (!problem.isActive()) {
                                return null;
                            }
                            return problem.is(ProblemGroup.KIDNEY_DISEASE_ADVANCED) ? Severity.AVOID : Severity.CAUTION;
                        },
                        ProblemGroup.KIDNEY_DISEASE,
                        ProblemGroup.KIDNEY_DISEASE_ADVANCED,
                        ProblemGroup.ACUTE_KIDNEY_INJURY);
    }

    private static void orphenadrine(Grounds grounds) {
        String label = "orphenadrine label, Contraindications";
        grounds.problems().active(Kind.GLAUCOMA, Severity.CONTRAINDICATED, label, ProblemGroup.GLAUCOMA);
        grounds.problems()
                .active(Kind.URINARY_OBSTRUCTION, Severity.CONTRAINDICATED, label, ProblemGroup.URINARY_OBSTRUCTION);
        grounds.problems()
                .active(Kind.BOWEL_OBSTRUCTION, Severity.CONTRAINDICATED, label, ProblemGroup.BOWEL_OBSTRUCTION);
        grounds.problems()
                .active(Kind.MYASTHENIA_GRAVIS, Severity.CONTRAINDICATED, label, ProblemGroup.MYASTHENIA_GRAVIS);
        grounds.drugs(Kind.MYASTHENIA_GRAVIS, Severity.AVOID, label, drug -> drug.has(DrugClass.MYASTHENIA_TREATMENT));
    }

    private static void tizanidine(Grounds grounds) {
        grounds.drugs(
                Kind.INTERACTION,
                Severity.CONTRAINDICATED,
                "tizanidine label, Contraindications",
                drug -> drug.has(DrugClass.TIZANIDINE_INTERACTION));
        liver(Severity.CAUTION, "tizanidine label, Hepatic impairment", grounds);
    }

    private static void carisoprodol(Grounds grounds) {
        String label = "carisoprodol label, Contraindications";
        grounds.problems().active(Kind.PORPHYRIA, Severity.CONTRAINDICATED, label, ProblemGroup.PORPHYRIA);
        grounds.drugs(Kind.INTERACTION, Severity.AVOID, label, drug -> drug.has(DrugClass.MEPROBAMATE));
        grounds.allergies(Severity.CONTRAINDICATED, label, Set.of(), allergy -> allergy.classes()
                .contains(DrugClass.MEPROBAMATE));
    }

    private static void metaxalone(Grounds grounds) {
        String label = "metaxalone label, Contraindications";
        grounds.problems()
                .active(Kind.HEMOLYTIC_ANEMIA, Severity.CONTRAINDICATED, label, ProblemGroup.HEMOLYTIC_ANEMIA);
        grounds.problems()
                .active(Kind.KIDNEY_DISEASE, Severity.CONTRAINDICATED, label, ProblemGroup.KIDNEY_DISEASE_ADVANCED);
        grounds.problems()
                .everRecorded(Kind.CIRRHOSIS, Severity.CONTRAINDICATED, Severity.AVOID, label, ProblemGroup.CIRRHOSIS);
        liver(Severity.CAUTION, label, grounds);
    }

    /** The European regulator's limits of 2014. */
    private static void thiocolchicoside(Grounds grounds) {
        Gestation.of(grounds)
                .ifPresent(gestation -> grounds.add(
                        Kind.PREGNANCY,
                        Severity.CONTRAINDICATED,
                        Truth.YES,
                        gestation.text(),
                        null,
                        "European Medicines Agency on thiocolchicoside, 2014"));
    }

    private static void liver(Severity severity, String source, Grounds grounds) {
        grounds.problems()
                .active(
                        Kind.HEPATIC_IMPAIRMENT,
                        severity,
                        source,
                        ProblemGroup.HEPATIC_IMPAIRMENT,
                        ProblemGroup.CIRRHOSIS);
    }
}
