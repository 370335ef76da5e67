package org.lumbarcds.guideline.safety.labels;

import org.lumbarcds.guideline.basis.Caution.Kind;
import org.lumbarcds.guideline.basis.Caution.Severity;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.Drug.DrugForm;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.safety.grounds.Filtration;
import org.lumbarcds.guideline.safety.grounds.Grounds;

/** What ketorolac's own label adds to that of its class. Specification 4.9. */
final class KetorolacLabel {

    static final String KETOROLAC = "ketorolac";
    private static final String KETOROLAC_LABEL = "ketorolac tablets label, boxed warning and Contraindications";

    private KetorolacLabel() {}

    /** "US label: boxed warning, 4": what is a caution for other NSAIDs forbids ketorolac. */
    static void collect(Grounds grounds) {
        grounds.problems()
                .everRecorded(
                        Kind.GI_BLEEDING,
                        Severity.CONTRAINDICATED,
                        Severity.CONTRAINDICATED,
                        KETOROLAC_LABEL,
                        ProblemGroup.GI_BLEEDING,
                        ProblemGroup.PEPTIC_ULCER,
                        ProblemGroup.PEPTIC_ULCER_HISTORY);
        grounds.problems()
                .active(
                        Kind.BLEEDING_DISORDER,
                        Severity.CONTRAINDICATED,
                        KETOROLAC_LABEL,
                        ProblemGroup.BLEEDING_DISORDER);
        grounds.problems()
                .active(
                        Kind.KIDNEY_DISEASE,
                        Severity.CONTRAINDICATED,
                        KETOROLAC_LABEL,
                        ProblemGroup.KIDNEY_DISEASE_ADVANCED);
        NsaidKidneys.acuteKidneyInjury(Severity.CONTRAINDICATED, Severity.CONTRAINDICATED, KETOROLAC_LABEL, grounds);
        Filtration filtration = Filtration.of(grounds.situation());
        filtration
                .lowest()
                .ifPresent(result -> grounds.add(
                        Kind.KIDNEY_FUNCTION,
                        Severity.CONTRAINDICATED,
                        filtration.below(NsaidKidneys.AVOID_BELOW),
                        Filtration.text(result),
                        "measured " + result.date(),
                        KETOROLAC_LABEL));
        grounds.drugs(Kind.SAME_CLASS, Severity.CONTRAINDICATED, KETOROLAC_LABEL, KetorolacLabel::isOtherThanKetorolac);
        grounds.drugs(
                Kind.INTERACTION,
                Severity.CONTRAINDICATED,
                KETOROLAC_LABEL,
                drug -> drug.has(DrugClass.KETOROLAC_INTERACTION));
    }

    /** "another NSAID, aspirin": aspirin however little, metamizole too. */
    private static boolean isOtherThanKetorolac(Drug drug) {
        boolean nsaid = drug.form() == DrugForm.SYSTEMIC && drug.has(DrugClass.NSAID) && !drug.hasIngredient(KETOROLAC);
        return nsaid || drug.has(DrugClass.PYRAZOLONE);
    }
}
