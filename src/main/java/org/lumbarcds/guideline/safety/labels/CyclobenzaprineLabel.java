package org.lumbarcds.guideline.safety.labels;

import java.util.List;
import java.util.stream.Collectors;
import org.lumbarcds.guideline.basis.Caution.Kind;
import org.lumbarcds.guideline.basis.Caution.Severity;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.Drug.Recognition;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.drugs.Ingredient;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.safety.grounds.Grounds;
import org.lumbarcds.guideline.therapy.OtherDrugs;

/** What cyclobenzaprine's label says, and what is of its kind: it is a tricyclic. Specification 4.9. */
final class CyclobenzaprineLabel {

    private static final String CONTRAINDICATIONS = "cyclobenzaprine label, Contraindications";
    private static final String MINOR_ARRHYTHMIA =
            CONTRAINDICATIONS + " (arrhythmias; a minor one is read as a caution here)";
    private static final String ATROPINE_LIKE = "cyclobenzaprine label, Precautions (atropine-like action)";
    private static final String HEPATIC = "cyclobenzaprine label, Impaired hepatic function";
    private static final String SEROTONIN = "cyclobenzaprine label, Warnings (serotonin syndrome)";

    private CyclobenzaprineLabel() {}

    static void collect(Grounds grounds) {
        for (OtherDrugs.Recent recent : grounds.others().maoInhibitors()) {
            grounds.add(
                    Kind.MAO_INHIBITOR, Severity.CONTRAINDICATED, recent.surely(), recent.other(), CONTRAINDICATIONS);
        }
        grounds.namedDrugs(
                Kind.MAO_INHIBITOR,
                Severity.CONTRAINDICATED,
                CONTRAINDICATIONS,
                drug -> drug.has(DrugClass.MAO_INHIBITOR));
        heart(grounds);
        grounds.problems()
                .active(
                        Kind.HYPERTHYROIDISM,
                        Severity.CONTRAINDICATED,
                        CONTRAINDICATIONS,
                        ProblemGroup.HYPERTHYROIDISM);
        grounds.drugs(Kind.HYPERTHYROIDISM, Severity.AVOID, CONTRAINDICATIONS, drug -> drug.has(DrugClass.ANTITHYROID));
        atropineLike(grounds);
        grounds.problems()
                .conditions(
                        Kind.HEPATIC_IMPAIRMENT,
                        HEPATIC,
                        LiverDisease::lasting,
                        ProblemGroup.HEPATIC_IMPAIRMENT,
                        ProblemGroup.CIRRHOSIS,
                        ProblemGroup.LIVER_TRANSPLANT);
        serotonin(grounds);
        grounds.problems().active(Kind.SEIZURE, Severity.WITHHOLD, RelaxantLabel.POLICY, ProblemGroup.SEIZURE);
        grounds.drugsNotBeside(
                Kind.INTERACTION, "cyclobenzaprine label, Drug interactions", drug -> drug.has(DrugClass.GUANETHIDINE));
    }

    private static void heart(Grounds grounds) {
        grounds.problems()
                .everRecorded(
                        Kind.ARRHYTHMIA,
                        Severity.CONTRAINDICATED,
                        Severity.AVOID,
                        CONTRAINDICATIONS,
                        ProblemGroup.ARRHYTHMIA);
        // "When resolved or inactive only for: … arrhythmia": a past minor one is no reason to question an order.
        grounds.problems()
                .everRecorded(
                        Kind.ARRHYTHMIA,
                        Severity.CAUTION,
                        Severity.WITHHOLD,
                        MINOR_ARRHYTHMIA,
                        ProblemGroup.ARRHYTHMIA_MINOR);
        grounds.drugs(
                Kind.HEART_RHYTHM_DRUG, Severity.AVOID, CONTRAINDICATIONS, drug -> drug.has(DrugClass.ANTIARRHYTHMIC));
        grounds.problems()
                .everRecorded(
                        Kind.HEART_FAILURE,
                        Severity.CONTRAINDICATED,
                        Severity.AVOID,
                        CONTRAINDICATIONS,
                        ProblemGroup.HEART_FAILURE);
        grounds.drugs(
                Kind.HEART_FAILURE, Severity.AVOID, CONTRAINDICATIONS, drug -> drug.has(DrugClass.HEART_FAILURE_DRUG));
        grounds.problems()
                .conditions(
                        Kind.MYOCARDIAL_INFARCTION,
                        CONTRAINDICATIONS,
                        problem -> infarction(problem, grounds),
                        ProblemGroup.MYOCARDIAL_INFARCTION,
                        ProblemGroup.MYOCARDIAL_INFARCTION_HISTORY);
        grounds.drugsNotBeside(Kind.HEART_RHYTHM_DRUG, RelaxantLabel.POLICY, drug -> drug.has(DrugClass.QT_OR_RATE));
    }

    /** "Infarction: avoid within 90 days or undated; else withhold." An old one by its code is past. */
    private static Severity infarction(Problem problem, Grounds grounds) {
        PartialDate date = problem.date();
        int days = grounds.situation().numbers(RelaxantNumbers.class).infarctionRecoveryDays();
        boolean over = date != null
                && date.atLeastDaysBefore(days + 1L, grounds.situation().today())
                        .isYes();
        boolean past = problem.is(ProblemGroup.MYOCARDIAL_INFARCTION_HISTORY) || !problem.isActive() && date == null;
        return over || past ? Severity.WITHHOLD : Severity.CONTRAINDICATED;
    }

    private static void atropineLike(Grounds grounds) {
        grounds.problems().active(Kind.GLAUCOMA, Severity.CAUTION, ATROPINE_LIKE, ProblemGroup.GLAUCOMA);
        grounds.problems()
                .active(Kind.URINARY_OBSTRUCTION, Severity.CAUTION, ATROPINE_LIKE, ProblemGroup.URINARY_OBSTRUCTION);
        grounds.problems()
                .active(Kind.BOWEL_OBSTRUCTION, Severity.CAUTION, ATROPINE_LIKE, ProblemGroup.BOWEL_OBSTRUCTION);
        grounds.problems()
                .active(Kind.PROSTATE_ENLARGED, Severity.WITHHOLD, ATROPINE_LIKE, ProblemGroup.PROSTATE_ENLARGED);
        grounds.drugsNotBeside(Kind.ANTICHOLINERGIC, ATROPINE_LIKE, drug -> drug.has(DrugClass.ANTICHOLINERGIC));
    }

    /**
     * "Serotonergic drugs, strong, and two or more of the others: caution; one of the others: withhold (with an order of
     * cyclobenzaprine: info); serotonin syndrome ever".
     */
    private static void serotonin(Grounds grounds) {
        grounds.problems()
                .everRecorded(
                        Kind.SEROTONIN_SYNDROME,
                        Severity.CAUTION,
                        Severity.CAUTION,
                        SEROTONIN,
                        ProblemGroup.SEROTONIN_SYNDROME);
        grounds.drugs(
                Kind.SEROTONERGIC,
                Severity.CAUTION,
                SEROTONIN,
                drug -> drug.has(DrugClass.SEROTONERGIC_STRONG) && !drug.has(DrugClass.MAO_INHIBITOR));
        List<OtherDrugs.Other> weak = grounds.others().current().stream()
                .filter(other -> other.possiblyTaken()
                        && other.drug().has(DrugClass.SEROTONERGIC)
                        && !other.drug().has(DrugClass.SEROTONERGIC_STRONG))
                .toList();
        long kinds = weak.stream()
                .map(other -> serotonergic(other.drug()))
                .distinct()
                .count();
        grounds.drugs(
                Kind.SEROTONERGIC,
                kinds > 1 ? Severity.CAUTION : Severity.ADVICE,
                SEROTONIN,
                drug -> drug.has(DrugClass.SEROTONERGIC)
                        && !drug.has(DrugClass.SEROTONERGIC_STRONG)
                        && !drug.has(DrugClass.MAO_INHIBITOR));
    }

    /** Two strengths of one drug are one; of drugs that are known by a class of ATC only, the codes tell them apart. */
    private static String serotonergic(Drug drug) {
        if (drug.recognition().by() == Recognition.By.ATC) {
            return drug.recognition().value();
        }
        return drug.ingredients().stream()
                .filter(ingredient -> ingredient.is(DrugClass.SEROTONERGIC))
                .map(Ingredient::name)
                .sorted()
                .collect(Collectors.joining("/"));
    }
}
