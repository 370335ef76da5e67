package org.lumbarcds.chart.entries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.terminology.Terminology;
import org.lumbarcds.terminology.codes.Concept;
import org.lumbarcds.terminology.problems.CountedCodes;

/** Reads the allergies that some value set or text knows. */
public final class AllergyReader {

    /** Categories of an allergy that is to no drug. */
    private static final Set<String> NOT_OF_DRUGS = Set.of("food", "environment");

    private final Terminology terminology;

    public AllergyReader(Terminology terminology) {
        this.terminology = terminology;
    }

    /**
     * "clinical status active or absent, not refuted or entered in error", or null. One to a drug that nobody here knows, or
     * that gives neither a name nor a code, may be to any drug.
     */
    @Nullable
    public Allergy read(ObjectNode resource) {
        if (!counts(resource)) {
            return null;
        }
        List<Concept> concepts = substances(resource);
        Optional<Allergy> known = terminology.allergy(withNotes(resource, concepts));
        if (known.isPresent()) {
            Allergy allergy = known.get();
            return isStomachComplaintOnly(resource)
                    ? new Allergy(
                            allergy.label(),
                            allergy.ingredients(),
                            allergy.classes(),
                            Allergy.Severity.STOMACH_COMPLAINTS)
                    : allergy;
        }
        return isHarmless(resource, concepts)
                ? null
                : Allergy.toUnknownDrug(label(concepts), CountedCodes.of(concepts));
    }

    /** "clinical status active or absent, not refuted or entered in error". */
    public boolean counts(ObjectNode resource) {
        ProblemReader.Standing standing = ProblemReader.standing(resource);
        return standing.stands() && standing.status() != Problem.ClinicalStatus.INACTIVE;
    }

    private static List<Concept> substances(ObjectNode resource) {
        List<Concept> concepts = new ArrayList<>();
        add(concepts, ConceptReader.read(resource, "code"));
        for (JsonNode reaction : Json.items(resource, "reaction")) {
            add(concepts, ConceptReader.read(reaction, "substance"));
        }
        return concepts;
    }

    /** All that may name what it is to. */
    public List<Concept> concepts(ObjectNode resource) {
        return withNotes(resource, substances(resource));
    }

    /** "by ingredient or class in the text, the notes or reaction.substance". */
    private static List<Concept> withNotes(ObjectNode resource, List<Concept> concepts) {
        List<Concept> all = new ArrayList<>(concepts);
        for (JsonNode note : Json.items(resource, "note")) {
            add(all, new Concept(List.of(), Json.text(note, "text")));
        }
        return all;
    }

    /** "An intolerance of low criticality with stomach complaints only (nausea, dyspepsia)". */
    private boolean isStomachComplaintOnly(ObjectNode resource) {
        List<Concept> manifestations = new ArrayList<>();
        for (JsonNode reaction : Json.items(resource, "reaction")) {
            for (JsonNode manifestation : Json.items(reaction, "manifestation")) {
                add(manifestations, ConceptReader.read(manifestation));
            }
        }
        return ConceptReader.words(resource, "type").contains("intolerance")
                && ConceptReader.words(resource, "criticality").contains("low")
                && !manifestations.isEmpty()
                && manifestations.stream().allMatch(terminology::isStomachComplaint);
    }

    private boolean isHarmless(ObjectNode resource, List<Concept> concepts) {
        Set<String> categories = ConceptReader.words(resource, "category");
        boolean ofOtherThings = !categories.isEmpty() && NOT_OF_DRUGS.containsAll(categories);
        return ofOtherThings
                || concepts.stream().anyMatch(terminology::isNoAllergy)
                || !concepts.isEmpty() && concepts.stream().allMatch(terminology::isAllergyToNoDrug);
    }

    private static String label(List<Concept> concepts) {
        return concepts.stream()
                .map(ConceptReader::label)
                .filter(label -> !label.isEmpty())
                .findFirst()
                .map(label -> "allergy: " + label)
                .orElse("an allergy without a name");
    }

    private static void add(List<Concept> concepts, Concept concept) {
        if (!ConceptReader.isEmpty(concept)) {
            concepts.add(concept);
        }
    }
}
