package org.lumbarcds.invariants;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.invariants.Catalogue.Allergen;
import org.lumbarcds.invariants.Catalogue.Diagnosis;
import org.lumbarcds.invariants.Catalogue.Product;

/**
 * A generated call, and what its resources mean by their ids; statuses and dates are read from the body, so that a changed
 * body is judged as it is.
 *
 * @param seed what it is made from
 * @param body the request, never changed
 */
public record RandomChart(
        long seed,
        Hook hook,
        ObjectNode body,
        Map<String, Diagnosis> diagnoses,
        Map<String, Product> products,
        Map<String, Allergen> allergens) {

    /** The same patient with another body. */
    public RandomChart with(ObjectNode other) {
        return new RandomChart(seed, hook, other, diagnoses, products, allergens);
    }
}
