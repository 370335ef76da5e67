package org.lumbarcds.guideline.model;

import java.util.Set;

/**
 * An allergy or intolerance that counts: "clinical status active or absent, not refuted or entered in error".
 *
 * @param label what the record calls it
 * @param ingredients generic names of the ingredients it names; may be empty
 * @param classes the classes it names or its ingredients belong to ("an allergy to one NSAID counts for the class")
 */
public record Allergy(String label, Set<String> ingredients, Set<DrugClass> classes) {

    public Allergy {
        ingredients = Set.copyOf(ingredients);
        classes = Set.copyOf(classes);
    }
}
