package org.lumbarcds.guideline.safety.labels;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.lumbarcds.guideline.basis.Caution.Kind;
import org.lumbarcds.guideline.basis.Caution.Severity;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.Drug.DrugForm;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.safety.grounds.Filtration;
import org.lumbarcds.guideline.safety.grounds.Grounds;
import org.lumbarcds.guideline.therapy.OtherDrugs;

/** What speaks against a systemic NSAID among the other drugs. Specification 4.9. */
final class NsaidInteractions {

    private static final String INTERACTIONS = "NSAID class label, 7 Drug interactions";

    private NsaidInteractions() {}

    static void collect(Set<String> ingredients, Grounds grounds) {
        grounds.drugs(
                Kind.ANTICOAGULANT,
                Severity.CAUTION,
                INTERACTIONS,
                drug -> drug.has(DrugClass.ANTICOAGULANT) && drug.form() == DrugForm.SYSTEMIC);
        grounds.problems()
                .active(Kind.ANTICOAGULANT, Severity.CAUTION, INTERACTIONS, ProblemGroup.ANTICOAGULANT_THERAPY);
        grounds.drugs(
                Kind.ANTIPLATELET,
                Severity.CAUTION,
                INTERACTIONS,
                drug -> drug.form() == DrugForm.SYSTEMIC
                        && drug.ingredients().stream()
                                .anyMatch(i -> i.is(DrugClass.ANTIPLATELET)
                                        && !i.name().equals("aspirin")));
        grounds.problems().active(Kind.ANTIPLATELET, Severity.CAUTION, INTERACTIONS, ProblemGroup.ANTIPLATELET_THERAPY);
        // "Aspirin: withhold up to 100 mg a day; caution above": above, it is another NSAID.
        grounds.drugsNotBeside(
                Kind.ASPIRIN,
                INTERACTIONS,
                drug -> drug.form() == DrugForm.SYSTEMIC && drug.hasIngredient("aspirin") && drug.isLowDoseAspirin());
        grounds.problems().active(Kind.ASPIRIN, Severity.WITHHOLD, INTERACTIONS, ProblemGroup.ASPIRIN_THERAPY);
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
        grounds.problems().active(Kind.STEROID, Severity.WITHHOLD, INTERACTIONS, ProblemGroup.LONG_TERM_STEROID);
        grounds.problems().active(Kind.SAME_CLASS, Severity.CAUTION, INTERACTIONS, ProblemGroup.NSAID_THERAPY);
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
                .map(one -> grounds.others().current().stream()
                        .filter(other -> other.drug().has(one))
                        .max(Comparator.comparing(OtherDrugs.Other::possiblyTaken))
                        .orElse(null))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        boolean together = grounds.hasDrug(drug -> drug.has(DrugClass.ACE_INHIBITOR_OR_ARB))
                && grounds.hasDrug(drug -> drug.has(DrugClass.DIURETIC));
        if (!together) {
            return;
        }
        Filtration filtration = Filtration.of(grounds.situation());
        boolean good = filtration.isOnRecord()
                && filtration.below(NsaidKidneys.CAUTION_BELOW).isNo();
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

    /** "another NSAID possibly taken or drafted": a renewal of the same one is none. */
    private static boolean isAnother(Set<String> ingredients, Drug drug) {
        return drug.isSystemicNsaid()
                        && drug.ingredients().stream()
                                .anyMatch(i -> i.is(DrugClass.NSAID) && !ingredients.contains(i.name()))
                || drug.has(DrugClass.PYRAZOLONE);
    }

    private static boolean hasTakenNsaid(Drug drug) {
        return drug.has(DrugClass.NSAID) && drug.form() == DrugForm.SYSTEMIC && !drug.isLowDoseAspirin();
    }
}
