package org.lumbarcds.chart.entries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.chart.json.Lookup;
import org.lumbarcds.chart.json.Reference;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.meaning.UnknownCode;
import org.lumbarcds.terminology.Terminology;
import org.lumbarcds.terminology.codes.Coding;
import org.lumbarcds.terminology.codes.Concept;
import org.lumbarcds.terminology.problems.CountedCodes;

/**
 * Finds out what drug an order is for. "Resolve medicationReference in contained, in the draft Bundle, in prefetch …; if
 * it can't be resolved, its display is the text."
 */
public final class DrugReader {

    private static final Pattern MEDICATION = Pattern.compile("Medication/[A-Za-z0-9.-]{1,64}");

    private final Terminology terminology;

    DrugReader(Terminology terminology) {
        this.terminology = terminology;
    }

    /** The drug, or empty when the terminology does not know it, or knows it to be of no concern. */
    Optional<Drug> of(ObjectNode order, Lookup lookup) {
        return known(medication(order, lookup)).filter(Drug::isOfConcern);
    }

    private Optional<Drug> known(Medication medication) {
        return medication.isNameless()
                ? Optional.empty()
                : terminology.drug(medication.concept(), medication.ingredients());
    }

    /** Whether a table has the order's drug, or it is none: supplies, a device, a vaccine. */
    public boolean isAccountedFor(ObjectNode order, Lookup lookup) {
        Medication medication = medication(order, lookup);
        return known(medication).isPresent() || terminology.isSupply(medication.concept());
    }

    /** Whether a code of a system that the drug tables cover is among the order's: one they lack is another drug's. */
    public boolean hasCoveredCode(ObjectNode order, Lookup lookup) {
        return terminology.hasDrugCode(medication(order, lookup).concept());
    }

    /** What the order calls its drug: its words, else a code. */
    public String label(ObjectNode order, Lookup lookup) {
        Medication medication = medication(order, lookup);
        String label = ConceptReader.label(medication.concept());
        for (Concept ingredient : medication.ingredients()) {
            label = label.isEmpty() ? ConceptReader.label(ingredient) : label;
        }
        return label.isEmpty() ? "an order without a name" : label;
    }

    /** The codes of the order's drug and its ingredients, as they may be counted. */
    public List<UnknownCode> codes(ObjectNode order, Lookup lookup) {
        Medication medication = medication(order, lookup);
        List<Concept> concepts = new ArrayList<>(List.of(medication.concept()));
        concepts.addAll(medication.ingredients());
        return CountedCodes.of(concepts);
    }

    /** Whether the order's drug is only told by a resource that is not at hand: it could be any drug. */
    public boolean isUnresolved(ObjectNode order, Lookup lookup) {
        JsonNode reference = reference(order);
        return reference != null
                && Reference.of(reference).raw() != null
                && medication(order, lookup).isNameless()
                && lookup.findMedication(order, Reference.of(reference)) == null;
    }

    /** Id of the Medication that alone would tell the order's drug and is not at hand; null when there is none such. */
    @Nullable
    public String unresolvedId(ObjectNode order, Lookup lookup) {
        JsonNode reference = reference(order);
        if (reference == null || !isUnresolved(order, lookup)) {
            return null;
        }
        Reference target = Reference.of(reference);
        return "Medication".equals(target.type()) ? target.id() : null;
    }

    /** Whether no words tell the order's drug: at best there are codes. Of an order not known here, it could be any drug. */
    public boolean isWordless(ObjectNode order, Lookup lookup) {
        Medication medication = medication(order, lookup);
        return ConceptReader.names(medication.concept()).isEmpty()
                && medication.ingredients().stream()
                        .allMatch(ingredient -> ConceptReader.names(ingredient).isEmpty());
    }

    /** Whether the order refers to a Medication that is not at hand or says nothing, and has no words or code of its own. */
    public boolean refersToNothing(ObjectNode order, Lookup lookup) {
        JsonNode reference = reference(order);
        return reference != null
                && Reference.of(reference).raw() != null
                && medication(order, lookup).isNameless();
    }

    /** Whether the order refers to its drug instead of naming it. */
    public static boolean isReferred(ObjectNode order) {
        return reference(order) != null;
    }

    /** {@code Medication/id} that the order refers to, or null when it refers to none by a well-formed id. */
    public static @Nullable String referredMedication(ObjectNode order) {
        JsonNode reference = reference(order);
        String key = reference == null ? null : Reference.of(reference).key();
        return key != null && MEDICATION.matcher(key).matches() ? key : null;
    }

    /** Whether the order says anything of a drug; a draft just begun does not. */
    public boolean saysNothing(ObjectNode order, Lookup lookup) {
        return reference(order) == null && medication(order, lookup).isNameless();
    }

    private Medication medication(ObjectNode order, Lookup lookup) {
        Concept concept = ConceptReader.read(order, "medicationCodeableConcept");
        JsonNode reference = reference(order);
        if (reference == null) {
            return new Medication(withoutNull(concept, ConceptReader.read(order, "medication")), List.of());
        }
        Reference target = Reference.of(reference);
        ObjectNode resource = lookup.findMedication(order, target);
        Concept named = ConceptReader.named(concept, target.display());
        if (resource == null) {
            return new Medication(join(named, identified(reference)), List.of());
        }
        return new Medication(join(named, ConceptReader.read(resource, "code")), ingredients(order, resource, lookup));
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

    /** What an order's medication is called and made of. */
    private record Medication(Concept concept, List<Concept> ingredients) {

        boolean isNameless() {
            return ConceptReader.isEmpty(concept) && ingredients.isEmpty();
        }
    }
}
