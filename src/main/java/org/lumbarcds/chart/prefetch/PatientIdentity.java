package org.lumbarcds.chart.prefetch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.chart.json.Reference;
import org.lumbarcds.chart.json.Resources;

/**
 * Whose resource is it? "A resource about another patient than {@code context.patientId} is ignored and its key not
 * checked." One that does not tell is taken for the patient's; "a resource whose subject is another {@code urn:uuid:} than
 * the patient's is another patient's".
 *
 * @param id the patient's id, without a type
 */
public record PatientIdentity(String id) {

    private static final String URN = "urn:";
    private static final List<String> FIELDS = List.of("subject", "patient");

    /** The patient of a call; a {@code Patient/} prefix or an absolute URL is taken for its id. */
    public static PatientIdentity of(String patientId) {
        String id = Reference.of(patientId.strip(), null, null).id();
        return new PatientIdentity(id == null ? patientId.strip() : id);
    }

    /** Whether the resource's subject or patient is somebody else; {@code urn:} references are resolved in the places. */
    public boolean isOthers(ObjectNode resource, Resources... places) {
        return othersField(resource, places) != null;
    }

    /** Where the resource names somebody else: {@code subject} or {@code patient}; null when it does not. */
    @Nullable
    public String othersField(ObjectNode resource, Resources... places) {
        for (String field : FIELDS) {
            for (JsonNode item : Json.items(resource, field)) {
                if (isOther(Reference.of(item), places)) {
                    return field;
                }
            }
        }
        return null;
    }

    private boolean isOther(Reference reference, Resources... places) {
        if (reference.id() != null) {
            return "Patient".equals(reference.type()) && !reference.id().equals(id);
        }
        String raw = reference.raw();
        if (raw == null || !raw.startsWith(URN)) {
            return false;
        }
        for (Resources place : places) {
            ObjectNode named = place.find(reference);
            if (named != null) {
                return isOtherPatient(named);
            }
        }
        return !raw.equalsIgnoreCase(id)
                && !raw.substring(raw.lastIndexOf(':') + 1).equalsIgnoreCase(id);
    }

    /** Whether a resource is a Patient with another id. */
    boolean isOtherPatient(ObjectNode resource) {
        String other = Json.text(resource, "id");
        return "Patient".equals(Json.text(resource, "resourceType")) && isOtherId(other);
    }

    private boolean isOtherId(@Nullable String other) {
        return other != null && !other.equals(id) && !other.equals("Patient/" + id);
    }
}
