package org.lumbarcds.simulate.patients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.json.Reference;
import org.lumbarcds.simulate.input.FhirFiles;
import org.lumbarcds.simulate.input.Trouble;
import org.lumbarcds.simulate.input.TroubleLog;
import org.lumbarcds.terminology.Terminology;

/**
 * Sorts resources by patient. Those of no use to the rules are dropped here: other types, and Observations that the
 * service's prefetch queries would not find.
 */
public final class Intake implements FhirFiles.Sink {

    /** Types that the chart is read from. An export without one of them leaves what it tells not checked. */
    public static final Set<String> CHART_TYPES = Set.of(
            "Patient",
            "Encounter",
            "Condition",
            "MedicationRequest",
            "AllergyIntolerance",
            "Observation",
            "ServiceRequest",
            "Procedure",
            "MedicationStatement");

    private static final String LOINC = "http://loinc.org";
    private static final String URN = "urn:";
    private static final int LONGEST_ID = 200;

    /** Who has which Medication already; those of one patient mostly follow each other. */
    private static final int MOST_REMEMBERED = 10_000;

    /** Where our resources refer to others, and to what: a {@code urn:} alone does not say. */
    private static final Map<String, String> REFERENCES = Map.of(
            "subject", "Patient",
            "patient", "Patient",
            "encounter", "Encounter",
            "medicationReference", "Medication",
            "reasonReference", "Condition");

    private final ObjectMapper mapper = FhirFiles.mapper();
    private final TroubleLog troubles;
    private final Set<String> observationCodes = new HashSet<>();
    private final Spill patients;
    private final Spill medications;
    private final Spill medicationUses;

    /**
     * @param patients gets every resource under its patient's id
     * @param medications gets every Medication under its own id
     * @param medicationUses gets the patient's id under the id of every Medication that an order refers to
     */
    public Intake(
            TroubleLog troubles, Terminology terminology, Spill patients, Spill medications, Spill medicationUses) {
        this.troubles = troubles;
        this.patients = patients;
        this.medications = medications;
        this.medicationUses = medicationUses;
        observationCodes.addAll(terminology.codes("observation-egfr", LOINC));
        observationCodes.addAll(terminology.codes("observation-phq", LOINC));
    }

    @Override
    public void take(ObjectNode resource, @Nullable String fullUrl) throws IOException {
        String type = resource.path("resourceType").asText();
        troubles.read(type);
        identify(resource, fullUrl);
        if (type.equals("Medication")) {
            write(medications, resource.path("id").asText(), resource);
        } else if (CHART_TYPES.contains(type) && (!type.equals("Observation") || isAsked(resource))) {
            REFERENCES.forEach((field, target) -> resolve(resource.get(field), target));
            resource.path("diagnosis").forEach(diagnosis -> resolve(diagnosis.get("condition"), "Condition"));
            takeChart(type, resource);
        }
    }

    private void takeChart(String type, ObjectNode resource) throws IOException {
        String patient = type.equals("Patient") ? resource.path("id").asText() : patientOf(resource);
        if (!write(patients, patient, resource)) {
            return;
        }
        JsonNode medication = resource.get("medicationReference");
        Reference reference = medication == null ? null : Reference.of(medication);
        if (reference != null && reference.id() != null && isId(reference.id())) {
            medicationUses.write(reference.id(), patient.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** In a Bundle the fullUrl is the identity; a {@code urn:} one stands for the id that a server would give. */
    private static void identify(ObjectNode resource, @Nullable String fullUrl) {
        if (fullUrl == null) {
            return;
        }
        if (fullUrl.startsWith(URN)) {
            resource.put("id", urnId(fullUrl));
        } else if (!resource.hasNonNull("id")) {
            resource.put("id", fullUrl.substring(fullUrl.lastIndexOf('/') + 1));
        }
    }

    private static String urnId(String urn) {
        return urn.substring(urn.lastIndexOf(':') + 1);
    }

    private static void resolve(@Nullable JsonNode references, String type) {
        if (references != null && references.isArray()) {
            references.forEach(reference -> resolve(reference, type));
        } else if (references instanceof ObjectNode reference
                && reference.get("reference") instanceof TextNode text
                && text.asText().startsWith(URN)) {
            String named = reference.path("type").asText(type);
            reference.put("reference", named + "/" + urnId(text.asText()));
        }
    }

    private static String patientOf(ObjectNode resource) {
        for (String field : List.of("subject", "patient")) {
            JsonNode named = resource.get(field);
            Reference reference = named == null ? null : Reference.of(named);
            if (reference != null && "Patient".equals(reference.type()) && reference.id() != null) {
                return reference.id();
            }
        }
        return "";
    }

    private boolean isAsked(ObjectNode observation) {
        for (JsonNode coding : observation.path("code").path("coding")) {
            if (observationCodes.contains(coding.path("code").asText())) {
                return true;
            }
        }
        return false;
    }

    private boolean write(Spill spill, String key, ObjectNode resource) throws IOException {
        if (!isId(key)) {
            troubles.count(Trouble.WITHOUT_PATIENT);
            return false;
        }
        // Text first: a lone surrogate in a record's text would break an encoder that writes UTF-8 directly.
        spill.write(key, mapper.writeValueAsString(resource).getBytes(StandardCharsets.UTF_8));
        return true;
    }

    private static boolean isId(String id) {
        return !id.isEmpty() && id.length() <= LONGEST_ID && id.chars().noneMatch(Character::isISOControl);
    }

    /**
     * Gives every patient the Medications that the patient's orders refer to. They are held a portion at a time.
     *
     * @param portion bytes of Medications held at the same time
     */
    public void joinMedications(long portion) throws IOException {
        for (int file = 0; file < Spill.files(); file++) {
            Portion held = new Portion(file, portion);
            medications.each(file, held::add);
            held.give();
        }
    }

    private final class Portion {
        private final int file;
        private final long most;
        private final Map<String, List<byte[]>> held = new HashMap<>();
        private long size;

        Portion(int file, long most) {
            this.file = file;
            this.most = most;
        }

        void add(String id, byte[] medication) throws IOException {
            held.computeIfAbsent(id, k -> new ArrayList<>()).add(medication);
            size += medication.length;
            if (size > most) {
                give();
            }
        }

        void give() throws IOException {
            if (!held.isEmpty()) {
                Set<String> given = new HashSet<>();
                medicationUses.each(file, (id, patient) -> {
                    String user = new String(patient, StandardCharsets.UTF_8);
                    // A drug ordered a hundred times is in the chart once, and must not make it too large.
                    if (!held.containsKey(id) || !given.add(id + '\t' + user)) {
                        return;
                    }
                    for (byte[] medication : held.get(id)) {
                        patients.write(user, medication);
                    }
                    if (given.size() >= MOST_REMEMBERED) {
                        given.clear();
                    }
                });
            }
            held.clear();
            size = 0;
        }
    }
}
