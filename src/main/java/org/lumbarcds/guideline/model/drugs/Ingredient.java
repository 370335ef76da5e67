package org.lumbarcds.guideline.model.drugs;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An active ingredient that some value set knows.
 *
 * @param name its generic name in lower case, as the drug value sets write it: {@code cyclobenzaprine}
 * @param classes its classes; empty when it is of no concern
 * @param strengthMg milligrams per unit (tablet, capsule), or null when the product's name does not tell
 */
public record Ingredient(
        String name, Set<DrugClass> classes, @Nullable BigDecimal strengthMg) {

    public Ingredient {
        classes = Set.copyOf(classes);
    }

    public boolean is(DrugClass drugClass) {
        return classes.contains(drugClass);
    }
}
