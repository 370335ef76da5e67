package org.lumbarcds.chart.entries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.json.Dates;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.chart.json.Reference;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.model.record.Problem.ClinicalStatus;
import org.lumbarcds.guideline.model.record.Problem.Verification;
import org.lumbarcds.terminology.Terminology;
import org.lumbarcds.terminology.codes.Concept;

/** Reads the conditions that some value set knows. */
public final class ProblemReader {

    private static final Set<String> ACTIVE = Set.of("active", "recurrence", "relapse");
    private static final Set<String> INACTIVE = Set.of("inactive", "remission", "resolved");
    private static final Set<String> SUSPECTED = Set.of("provisional", "differential");

    private final Terminology terminology;
    private final @Nullable String encounterId;

    /** @param encounterId the encounter of the call, or null */
    public ProblemReader(Terminology terminology, @Nullable String encounterId) {
        this.terminology = terminology;
        this.encounterId = encounterId;
    }

    /** The condition, or null when it is accounted for and of no concern. */
    @Nullable
    public Problem read(Entry entry) {
        ObjectNode condition = entry.resource();
        Concept concept = concept(condition);
        Meaning meaning = terminology.meaning(concept);
        if (!meaning.isOfConcern()) {
            return null;
        }
        Standing standing = standing(condition);
        String label = ConceptReader.label(concept);
        return new Problem(
                entry.reference(),
                label.isEmpty() ? "a condition without a name" : label,
                meaning,
                standing.status(),
                standing.verification(),
                ConceptReader.words(condition, "category").contains("encounter-diagnosis"),
                isOfThisEncounter(condition),
                onset(condition),
                Dates.read(Json.text(condition, "recordedDate")),
                isAbated(condition),
                ended(condition),
                terminology.gestationWeeks(concept));
    }

    /** The condition as a diagnosis of the call's encounter, whatever it means; null when it is none or has no code. */
    @Nullable
    public Reason diagnosis(Entry entry) {
        ObjectNode condition = entry.resource();
        if (!isOfThisEncounter(condition) || !isCodedAndStands(condition)) {
            return null;
        }
        Concept concept = concept(condition);
        return new Reason(ConceptReader.label(concept), terminology.meaning(concept), true, entry.reference());
    }

    private boolean isOfThisEncounter(ObjectNode condition) {
        JsonNode encounter = Json.get(condition, "encounter");
        return encounterId != null
                && encounter != null
                && ("Encounter/" + encounterId).equals(Reference.of(encounter).key());
    }

    /** "its onset (onsetDateTime, onsetPeriod.start)"; an onset by age or in words gives no date. */
    private static @Nullable PartialDate onset(ObjectNode condition) {
        PartialDate date = Dates.read(Json.text(condition, "onsetDateTime"));
        return date != null ? date : Dates.read(Json.text(Json.get(condition, "onsetPeriod"), "start"));
    }

    /** What a condition is called, in the language that the resource says. */
    public static Concept concept(ObjectNode condition) {
        return ConceptReader.read(condition, "code").in(Json.text(condition, "language"));
    }

    private static @Nullable PartialDate ended(ObjectNode condition) {
        PartialDate date = Dates.read(Json.text(condition, "abatementDateTime"));
        return date != null ? date : Dates.read(Json.text(Json.get(condition, "abatementPeriod"), "end"));
    }

    /** Whether any abatement[x] says something; older versions also send {@code abatementBoolean: false}. */
    private static boolean isAbated(ObjectNode condition) {
        for (Map.Entry<String, JsonNode> field : condition.properties()) {
            JsonNode value = field.getValue();
            if (field.getKey().startsWith("abatement") && !isVoid(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isVoid(JsonNode value) {
        return value.isContainerNode() ? value.isEmpty() : Json.text(value) == null || !value.asBoolean(true);
    }

    /** Whether a condition has a code and is neither refuted nor entered in error. */
    public static boolean isCodedAndStands(ObjectNode condition) {
        return ConceptReader.isCoded(ConceptReader.read(condition, "code"))
                && standing(condition).stands();
    }

    /** Clinical and verification status of a Condition or an AllergyIntolerance. */
    static Standing standing(ObjectNode resource) {
        Set<String> clinical = ConceptReader.words(resource, "clinicalStatus");
        Set<String> verified = ConceptReader.words(resource, "verificationStatus");
        return new Standing(clinicalStatus(clinical), verification(verified));
    }

    private static ClinicalStatus clinicalStatus(Set<String> words) {
        if (!Collections.disjoint(words, ACTIVE)) {
            return ClinicalStatus.ACTIVE;
        }
        return Collections.disjoint(words, INACTIVE) ? ClinicalStatus.UNSTATED : ClinicalStatus.INACTIVE;
    }

    private static Verification verification(Set<String> words) {
        if (words.contains("entered-in-error")) {
            return Verification.ENTERED_IN_ERROR;
        }
        if (words.contains("refuted")) {
            return Verification.REFUTED;
        }
        return Collections.disjoint(words, SUSPECTED) ? Verification.NOT_REFUTED : Verification.SUSPECTED;
    }

    /** Whether a record still says what it says. */
    record Standing(ClinicalStatus status, Verification verification) {

        boolean stands() {
            return verification == Verification.NOT_REFUTED || verification == Verification.SUSPECTED;
        }
    }
}
