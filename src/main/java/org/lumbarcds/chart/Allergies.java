package org.lumbarcds.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.Allergy;
import org.lumbarcds.guideline.model.Problem;
import org.lumbarcds.terminology.Concept;
import org.lumbarcds.terminology.Terminology;

/** Reads the allergies that some value set or text knows. */
final class Allergies {

    /** Categories of an allergy that is to no drug. */
    private static final Set<String> NOT_OF_DRUGS = Set.of("food", "environment");

    private final Terminology terminology;

    Allergies(Terminology terminology) {
        this.terminology = terminology;
    }

    /**
     * "clinical status active or absent, not refuted or entered in error", or null. One that gives neither a name nor a
     * code known here could be an allergy to any drug: then nobody knows the allergies.
     */
    @Nullable
    Allergy read(ObjectNode resource) throws Unresolved {
        Problems.Standing standing = Problems.standing(resource);
        if (!standing.stands() || standing.status() == Problem.ClinicalStatus.INACTIVE) {
            return null;
        }
        List<Concept> concepts = new ArrayList<>();
        add(concepts, Concepts.read(resource, "code"));
        for (JsonNode reaction : Json.items(resource, "reaction")) {
            add(concepts, Concepts.read(reaction, "substance"));
        }
        Allergy known =
                concepts.isEmpty() ? null : terminology.allergy(concepts).orElse(null);
        if (known == null && mayBeToAnyDrug(resource, concepts)) {
            throw new Unresolved();
        }
        return known;
    }

    private boolean mayBeToAnyDrug(ObjectNode resource, List<Concept> concepts) {
        Set<String> categories = Concepts.words(resource, "category");
        boolean ofOtherThings = !categories.isEmpty() && NOT_OF_DRUGS.containsAll(categories);
        return !ofOtherThings
                && concepts.stream().allMatch(this::namesNoDrug)
                && concepts.stream().noneMatch(terminology::isNoAllergy);
    }

    private boolean namesNoDrug(Concept concept) {
        return Concepts.names(concept).isEmpty() || terminology.isUnspecificAllergy(concept);
    }

    private static void add(List<Concept> concepts, Concept concept) {
        if (!Concepts.isEmpty(concept)) {
            concepts.add(concept);
        }
    }
}
