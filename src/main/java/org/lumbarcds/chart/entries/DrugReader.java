package org.lumbarcds.chart.entries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.chart.json.Lookup;
import org.lumbarcds.chart.json.Reference;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.terminology.Terminology;
import org.lumbarcds.terminology.codes.Coding;
import org.lumbarcds.terminology.codes.Concept;

/**
 * Finds out what drug an order is for. "Resolve medicationReference in contained, in the draft Bundle, in prefetch …; if
 * it can't be resolved, its display is the text."
 */
final class DrugReader {

    private final Terminology terminology;

    DrugReader(Terminology terminology) {
        this.terminology = terminology;
    }

    /** What the order says of its drug, recognised. */
    OrderedDrug read(ObjectNode order, Lookup lookup) {
        Concept concept = ConceptReader.read(order, "medicationCodeableConcept");
        JsonNode reference = reference(order);
        if (reference == null) {
            return recognised(withoutNull(concept, ConceptReader.read(order, "medication")), List.of(), null, false);
        }
        Reference target = Reference.of(reference);
        ObjectNode resource = lookup.findMedication(order, target);
        Concept named = ConceptReader.named(concept, target.display());
        return resource == null
                ? recognised(join(named, identified(reference)), List.of(), target, false)
                : recognised(
                        join(named, ConceptReader.read(resource, "code")),
                        ingredients(order, resource, lookup),
                        target,
                        true);
    }

    private OrderedDrug recognised(
            Concept concept, List<Concept> ingredients, @Nullable Reference reference, boolean isAtHand) {
        Optional<Drug> known = terminology.drug(concept, ingredients);
        boolean isNoDrug = known.isEmpty() && terminology.isSupply(concept);
        return new OrderedDrug(concept, ingredients, reference, isAtHand, known, isNoDrug);
    }

    /** Id of the Medication that alone would tell the order's drug and is not at hand; null when there is none such. */
    @Nullable
    String unresolvedId(ObjectNode order, Lookup lookup) {
        return reference(order) == null ? null : read(order, lookup).unresolvedId();
    }

    /** R4's medicationReference, or the reference in R5's {@code medication}. */
    private static @Nullable JsonNode reference(ObjectNode order) {
        JsonNode reference = Json.object(order, "medicationReference");
        return reference != null ? reference : Json.object(Json.get(order, "medication"), "reference");
    }

    private static Concept withoutNull(Concept concept, Concept other) {
        return ConceptReader.isEmpty(concept) ? other : concept;
    }

    /** A logical reference's identifier may be a drug code, and some name the drug beside it. */
    private static Concept identified(JsonNode reference) {
        JsonNode identifier = Json.get(reference, "identifier");
        String code = Json.text(identifier, "value");
        String display = Json.text(identifier, "display");
        return code == null && display == null
                ? ConceptReader.NONE
                : new Concept(List.of(new Coding(Json.text(identifier, "system"), code, display)), null);
    }

    /** Both concepts' codings, the second's text first: a Medication's own name before what the order calls it. */
    private static Concept join(Concept ordered, Concept own) {
        List<Coding> codings = new ArrayList<>(own.codings());
        codings.addAll(ordered.codings());
        if (own.text() == null) {
            return new Concept(codings, ordered.text());
        }
        return ConceptReader.named(new Concept(codings, own.text()), ordered.text());
    }

    private static List<Concept> ingredients(ObjectNode order, ObjectNode medication, Lookup lookup) {
        List<Concept> ingredients = new ArrayList<>();
        for (JsonNode ingredient : Json.items(medication, "ingredient")) {
            Concept concept = ConceptReader.read(ingredient, "itemCodeableConcept");
            JsonNode reference = Json.object(ingredient, "itemReference");
            if (reference != null) {
                concept = join(concept, referred(order, medication, Reference.of(reference), lookup));
            }
            if (!ConceptReader.isEmpty(concept)) {
                ingredients.add(concept);
            }
        }
        return ingredients;
    }

    private static Concept referred(ObjectNode order, ObjectNode medication, Reference reference, Lookup lookup) {
        ObjectNode item = lookup.find(medication, reference);
        if (item == null) {
            item = lookup.findMedication(order, reference);
        }
        return ConceptReader.named(ConceptReader.read(item, "code"), reference.display());
    }
}
