package org.lumbarcds.guideline.model.drugs;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A recognised drug product: "Which drug is it? Try in this order and remember which one matched: RxNorm product code,
 * RxNorm ingredient code, ATC code (prefix), then whole-word ingredient name."
 *
 * @param label what the order calls it, for the card; the ingredients' names when it has no text
 * @param ingredients every ingredient that some value set knows; never empty
 * @param form how it is given
 * @param uses what it is for, where that takes it out of a rule; often empty
 * @param recognition how it was recognised
 */
public record Drug(String label, List<Ingredient> ingredients, DrugForm form, Set<Use> uses, Recognition recognition) {

    /** Daily aspirin up to this many milligrams protects the heart and is no analgesic. */
    private static final BigDecimal LOW_DOSE_ASPIRIN_MG = BigDecimal.valueOf(100);

    private static final int MOST_NAMED = 3;

    /** How it is given, as far as rules differ by it. */
    public enum DrugForm {
        /** Taken so that it acts in the whole body, nasal ketorolac included; also when the form is not known. */
        SYSTEMIC,
        /** Gel, patch, cream on the skin. */
        TOPICAL,
        /** Eye drops, lozenges and other forms that act where they are put. */
        LOCAL
    }

    /** What a product is for, where that takes it out of a rule. */
    public enum Use {
        /** Cough and cold products. */
        ANTITUSSIVE,
        /** Buprenorphine or methadone for opioid use disorder. */
        OPIOID_USE_DISORDER,
        /** Injectable for anaesthesia or inpatients, implants, intrathecal and veterinary products. */
        NOT_OUTPATIENT,
        /** Neither an analgesic nor a relaxant order: antidiarrhoeal opium, NSAID with another purpose. */
        OTHER_PURPOSE
    }

    /**
     * How it was recognised.
     *
     * @param by the means
     * @param value the code or the word that matched
     */
    public record Recognition(By by, String value) {
        /** Means, in the order of trust. */
        public enum By {
            RXNORM_PRODUCT,
            RXNORM_INGREDIENT,
            ATC,
            /** A code of another system, that a site's own table has. */
            SITE_CODE,
            NAME
        }
    }

    public Drug {
        ingredients = List.copyOf(ingredients);
        uses = Set.copyOf(uses);
    }

    /** Whether an ingredient is of a class that rules or the safety of suggestions speak of. */
    public boolean isOfConcern() {
        return ingredients.stream().anyMatch(ingredient -> !ingredient.classes().isEmpty());
    }

    /**
     * "Drugs are named by ingredient": {@code naproxen}, {@code oxycodone/acetaminophen}; of four and more only the first
     * two, so that it stays a name.
     */
    public String name() {
        List<String> names =
                ingredients.stream().map(Ingredient::name).distinct().toList();
        return names.size() <= MOST_NAMED
                ? String.join("/", names)
                : String.join("/", names.subList(0, 2)) + " and others";
    }

    public boolean has(DrugClass drugClass) {
        return ingredients.stream().anyMatch(i -> i.is(drugClass));
    }

    public boolean hasIngredient(String name) {
        return ingredients.stream().anyMatch(i -> i.name().equals(name));
    }

    /** The first ingredient of a class. */
    public Optional<Ingredient> ingredient(DrugClass drugClass) {
        return ingredients.stream().filter(i -> i.is(drugClass)).findFirst();
    }

    /**
     * "Not opioid analgesics: antitussive/cold products, buprenorphine for opioid use disorder, methadone when opioid use
     * disorder is on record." Buprenorphine of unclear form is left alone too when the disorder is on record: taking away
     * its treatment would harm more.
     */
    public boolean isOpioidAnalgesic(boolean opioidUseDisorderOnRecord) {
        if (!has(DrugClass.OPIOID) || !uses.isEmpty()) {
            return false;
        }
        boolean treatsDisorder = hasIngredient("methadone") || hasIngredient("buprenorphine");
        return !(treatsDisorder && opioidUseDisorderOnRecord);
    }

    /** An opioid taken outside hospital, treatment of opioid use disorder included, cough and cold products not. */
    public boolean isOpioid() {
        return has(DrugClass.OPIOID) && (uses.isEmpty() || uses.equals(Set.of(Use.OPIOID_USE_DISORDER)));
    }

    public boolean isMuscleRelaxant() {
        return has(DrugClass.MUSCLE_RELAXANT) && uses.isEmpty() && form == DrugForm.SYSTEMIC;
    }

    /** "Topical and ophthalmic products are not systemic NSAIDs (nasal ketorolac is one)." Aspirin up to 100 mg is none. */
    public boolean isSystemicNsaid() {
        return has(DrugClass.NSAID) && form == DrugForm.SYSTEMIC && !isLowDoseAspirin() && uses.isEmpty();
    }

    public boolean isTopicalNsaid() {
        return has(DrugClass.NSAID) && form == DrugForm.TOPICAL && uses.isEmpty();
    }

    /** Acetaminophen as the only ingredient known here. */
    public boolean isAcetaminophenAlone() {
        return ingredients.size() == 1 && has(DrugClass.ACETAMINOPHEN) && uses.isEmpty();
    }

    /** Aspirin as the only NSAID, at most 100 mg a unit. */
    public boolean isLowDoseAspirin() {
        return ingredients.stream().filter(i -> i.is(DrugClass.NSAID)).allMatch(Drug::isLowDose)
                && hasIngredient("aspirin");
    }

    private static boolean isLowDose(Ingredient ingredient) {
        return ingredient.name().equals("aspirin")
                && ingredient.strengthMg() != null
                && ingredient.strengthMg().compareTo(LOW_DOSE_ASPIRIN_MG) <= 0;
    }
}
