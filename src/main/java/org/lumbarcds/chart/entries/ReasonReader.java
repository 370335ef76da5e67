package org.lumbarcds.chart.entries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.chart.json.Lookup;
import org.lumbarcds.chart.json.Reference;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.terminology.Terminology;
import org.lumbarcds.terminology.codes.Concept;

/** Reads why an order was written or an encounter takes place. */
public final class ReasonReader {

    private static final Reason NONE = new Reason("", Set.of(), false, null);

    private final Terminology terminology;

    ReasonReader(Terminology terminology) {
        this.terminology = terminology;
    }

    /** reasonCode and reasonReference of a resource; empty concepts, as {@code reasonCode: [{}]}, are left out. */
    public List<Reason> of(ObjectNode resource, Lookup lookup) {
        List<Reason> reasons = new ArrayList<>();
        for (JsonNode code : Json.items(resource, "reasonCode")) {
            Concept concept = ConceptReader.read(code);
            if (!ConceptReader.isEmpty(concept)) {
                reasons.add(coded(concept));
            }
        }
        for (JsonNode reference : Json.items(resource, "reasonReference")) {
            reasons.add(referred(resource, Reference.of(reference), lookup));
        }
        return reasons;
    }

    /** Reasons of an encounter: those of any resource, and the conditions it diagnoses. */
    public List<Reason> ofEncounter(ObjectNode encounter, Lookup lookup) {
        List<Reason> reasons = new ArrayList<>(of(encounter, lookup));
        for (JsonNode diagnosis : Json.items(encounter, "diagnosis")) {
            for (JsonNode condition : Json.items(diagnosis, "condition")) {
                reasons.add(referred(encounter, Reference.of(condition), lookup));
            }
        }
        return reasons;
    }

    /** A reason that a concept tells. */
    public Reason coded(Concept concept) {
        boolean coded = ConceptReader.isCoded(concept);
        Concept asked = coded ? concept : inWords(concept);
        Meaning meaning = terminology.meaning(concept);
        // As a reason a concept may be less than as a problem (back pain in words beside a code) and more (rule out).
        Meaning asReason = meaning.of(terminology.reason(asked), terminology.suspected(asked));
        return new Reason(ConceptReader.label(concept), asReason, coded, null);
    }

    /** A concept with displays but no code is a text. */
    private static Concept inWords(Concept concept) {
        return new Concept(List.of(), String.join(", ", ConceptReader.names(concept)));
    }

    private Reason referred(ObjectNode owner, Reference reference, Lookup lookup) {
        ObjectNode found = lookup.find(owner, reference);
        if (found != null && "Condition".equals(Json.text(found, "resourceType"))) {
            return condition(found, reference);
        }
        String display = reference.display();
        Meaning meaning = display == null ? Meaning.HARMLESS : inWords(display);
        return new Reason(ConceptReader.shorten(display), meaning, false, conditionKey(reference));
    }

    private Meaning inWords(String display) {
        Concept named = new Concept(List.of(), display);
        return Meaning.HARMLESS.of(terminology.reason(named), terminology.suspected(named));
    }

    private Reason condition(ObjectNode condition, Reference reference) {
        ProblemReader.Standing standing = ProblemReader.standing(condition);
        if (!standing.stands()) {
            return NONE;
        }
        Concept concept = ProblemReader.concept(condition);
        Meaning meaning = terminology.meaning(concept);
        Set<ProblemGroup> groups = new HashSet<>(meaning.groups());
        groups.addAll(terminology.reason(concept));
        boolean doubted = standing.verification() == Problem.Verification.SUSPECTED;
        Meaning asReason = meaning.of(groups, doubted ? groups : terminology.suspected(concept));
        String label = ConceptReader.isEmpty(concept)
                ? ConceptReader.shorten(reference.display())
                : ConceptReader.label(concept);
        return new Reason(label, asReason, ConceptReader.isCoded(concept), keyOf(condition, reference));
    }

    private static @Nullable String keyOf(ObjectNode condition, Reference reference) {
        return reference.isContained() ? null : new Entry(null, condition).reference();
    }

    private static @Nullable String conditionKey(Reference reference) {
        return "Condition".equals(reference.type()) ? reference.key() : null;
    }
}
