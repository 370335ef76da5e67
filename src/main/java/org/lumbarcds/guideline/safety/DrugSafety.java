package org.lumbarcds.guideline.safety;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumbarcds.guideline.basis.Caution;
import org.lumbarcds.guideline.basis.Judgement;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.engine.Ages;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.drugs.Ingredient;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.orders.UnknownDraft;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.KeyGap;
import org.lumbarcds.guideline.safety.grounds.Filtration;
import org.lumbarcds.guideline.safety.grounds.Grounds;
import org.lumbarcds.guideline.safety.labels.AcetaminophenLabel;
import org.lumbarcds.guideline.safety.labels.NsaidLabel;
import org.lumbarcds.guideline.safety.labels.RelaxantLabel;

/**
 * Is a drug safe for this patient? One logic for what the rules question in an order and for what the service suggests:
 * drug × what is on record × what could not be checked. Specification 4.1 and 4.2.
 */
public final class DrugSafety {

    /** What every drug is judged by, and must be at hand; statements and operations count where they are. */
    private static final Set<ChartKey> JUDGED_BY =
            Set.of(ChartKey.PATIENT, ChartKey.CONDITIONS, ChartKey.MEDICATIONS, ChartKey.ALLERGIES);

    private DrugSafety() {}

    /**
     * What is surely on record against a drafted NSAID, muscle relaxant or acetaminophen, gravest first; the draft itself
     * does not count. Data that could not be had adds nothing: ask {@link OnRecord#missing} what that was.
     */
    public static List<Caution> cautionsAgainst(MedicationOrder draft, DrugClass drugClass, Situation situation) {
        Set<String> ingredients = draft.drug().ingredients().stream()
                .filter(ingredient -> ingredient.is(drugClass))
                .map(Ingredient::name)
                .collect(Collectors.toUnmodifiableSet());
        Grounds grounds = Grounds.against(draft, situation);
        collect(drugClass, ingredients, grounds);
        return grounds.cautions().stream().filter(Caution::isSaidOnAnOrder).toList();
    }

    /**
     * Whether a drug may be suggested.
     *
     * @param goingAway drafts that the suggestion removes, so that they don't count against it; often empty
     */
    public static Judgement judge(Remedy remedy, Situation situation, Collection<? extends Order> goingAway) {
        Grounds grounds = Grounds.againstSuggesting(goingAway, situation);
        collect(remedy.drugClass(), Set.of(remedy.ingredient()), grounds);
        grounds.addUnaccounted();
        if (remedy.drugClass() == DrugClass.NSAID) {
            grounds.addUnreadableResults();
        }
        OnRecord record = grounds.record();
        Set<ChartKey> notChecked = record.missing(JUDGED_BY);
        boolean wanted = remedy.drugClass() == DrugClass.NSAID
                && !wantsKidneyFunction(record, situation).isNo();
        boolean kidneyFunctionHad = situation.chart().kidneyFunction().isHad();
        if (wanted && !kidneyFunctionHad) {
            notChecked.add(ChartKey.EGFR);
        }
        return new Judgement(
                remedy,
                grounds.cautions(),
                grounds.unknown(),
                grounds.unlisted(),
                notChecked,
                withheld(remedy, situation),
                wanted && kidneyFunctionHad && !Filtration.of(situation).isOnRecord(),
                !record.atLeastYearsOld(situation.numbers(Ages.class).adult()).isYes(),
                situation.unknownDrafts().stream().anyMatch(UnknownDraft::unresolved));
    }

    /** "Offered only when the whole record was read": of what the drug is judged by, a source kept something back. */
    private static Set<ChartKey> withheld(Remedy remedy, Situation situation) {
        Set<ChartKey> withheld = EnumSet.noneOf(ChartKey.class);
        situation.chart().gaps().forEach((key, gap) -> {
            boolean judgedBy = JUDGED_BY.contains(key) || key == ChartKey.EGFR && remedy.drugClass() == DrugClass.NSAID;
            if (gap == KeyGap.WITHHELD && judgedBy) {
                withheld.add(key);
            }
        });
        return withheld;
    }

    /** "for an NSAID from age 65 or with kidney disease". */
    private static Truth wantsKidneyFunction(OnRecord record, Situation situation) {
        return record.atLeastYearsOld(situation.numbers(Ages.class).older())
                .or(record.active(
                        ProblemGroup.KIDNEY_DISEASE,
                        ProblemGroup.KIDNEY_DISEASE_ADVANCED,
                        ProblemGroup.KIDNEY_DISEASE_EARLY,
                        ProblemGroup.ACUTE_KIDNEY_INJURY));
    }

    private static void collect(DrugClass drugClass, Set<String> ingredients, Grounds grounds) {
        switch (drugClass) {
            case NSAID -> NsaidLabel.collect(ingredients, grounds);
            case MUSCLE_RELAXANT -> RelaxantLabel.collect(ingredients, grounds);
            case ACETAMINOPHEN -> AcetaminophenLabel.collect(ingredients, grounds);
            default -> throw new IllegalArgumentException("no cautions are known for this class");
        }
    }
}
