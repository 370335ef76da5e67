package org.lumbarcds.guideline.model.meaning;

import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.model.drugs.DrugClass;

/**
 * An allergy or intolerance that counts: "clinical status active or absent, not refuted or entered in error".
 *
 * @param label what the record calls it
 * @param ingredients generic names of the ingredients it names; may be empty
 * @param classes the classes it names or its ingredients belong to ("an allergy to one NSAID counts for the class")
 * @param severity how much it says
 * @param codes its codes, as they may be counted, when nobody here knows the drug; else empty
 */
public record Allergy(
        String label, Set<String> ingredients, Set<DrugClass> classes, Severity severity, List<UnknownCode> codes) {

    /** How much an allergy says. */
    public enum Severity {
        /** An allergy, or an intolerance of any other kind. */
        ALLERGY,
        /** "An intolerance of low criticality with stomach complaints only (nausea, dyspepsia) is a caution". */
        STOMACH_COMPLAINTS,
        /** It is to a drug, and nobody here knows to which: it may be to any. */
        UNKNOWN_DRUG
    }

    public Allergy {
        ingredients = Set.copyOf(ingredients);
        classes = Set.copyOf(classes);
        codes = List.copyOf(codes);
    }

    /** An allergy to a known drug or class. */
    public Allergy(String label, Set<String> ingredients, Set<DrugClass> classes) {
        this(label, ingredients, classes, Severity.ALLERGY);
    }

    /** One to a known drug or class, of this severity. */
    public Allergy(String label, Set<String> ingredients, Set<DrugClass> classes, Severity severity) {
        this(label, ingredients, classes, severity, List.of());
    }

    /** An allergy to a drug that nobody here knows. */
    public static Allergy toUnknownDrug(String label, List<UnknownCode> codes) {
        return new Allergy(label, Set.of(), Set.of(), Severity.UNKNOWN_DRUG, codes);
    }

    public boolean isToUnknownDrug() {
        return severity == Severity.UNKNOWN_DRUG;
    }
}
