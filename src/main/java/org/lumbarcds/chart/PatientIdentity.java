package org.lumbarcds.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Whose resource is it? "A resource about another patient than {@code context.patientId} is ignored and its key not
 * checked." One that does not tell is taken for the patient's.
 *
 * @param id the patient's id, without a type
 */
record PatientIdentity(String id) {

    /** The patient of a call; a {@code Patient/} prefix or an absolute URL is taken for its id. */
    static PatientIdentity of(String patientId) {
        String id = Reference.of(patientId.strip(), null, null).id();
        return new PatientIdentity(id == null ? patientId.strip() : id);
    }

    /** Whether the resource's subject or patient is somebody else; {@code urn:} references are resolved nearby. */
    boolean isOthers(ObjectNode resource, Resources nearby) {
        return isOther(resource, "subject", nearby) || isOther(resource, "patient", nearby);
    }

    private boolean isOther(ObjectNode resource, String field, Resources nearby) {
        for (JsonNode item : Json.items(resource, field)) {
            if (isOther(Reference.of(item), nearby)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOther(Reference reference, Resources nearby) {
        if (reference.id() != null) {
            return "Patient".equals(reference.type()) && !reference.id().equals(id);
        }
        if (reference.raw() == null || !reference.raw().startsWith("urn:")) {
            return false;
        }
        ObjectNode named = nearby.find(reference);
        return named != null && isOtherPatient(named);
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
