package org.lumbarcds.simulate.patients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.simulate.input.Trouble;
import org.lumbarcds.simulate.input.TroubleLog;

/**
 * All that the folder has of one patient, in an order that does not depend on the files'.
 *
 * @param id the patient's id
 * @param patient the Patient, or null when the folder has none
 * @param medications the Medications that the patient's orders refer to
 */
public record PatientRecord(
        String id, @Nullable ObjectNode patient, Map<String, List<Recorded>> byType, List<ObjectNode> medications) {

    private static final Comparator<ObjectNode> BY_CONTENT = Comparator.comparing(ObjectNode::toString);
    private static final Comparator<ObjectNode> BY_UPDATE = Comparator.<ObjectNode, String>comparing(
                    resource -> resource.path("meta").path("lastUpdated").asText())
            .thenComparing(BY_CONTENT);

    public static PatientRecord of(String id, List<byte[]> records, ObjectMapper mapper, TroubleLog troubles)
            throws IOException {
        Map<String, ObjectNode> keyed = new HashMap<>();
        List<ObjectNode> all = new ArrayList<>();
        for (byte[] record : records) {
            ObjectNode resource = read(record, mapper);
            String key = Recorded.keyOf(resource);
            if (key == null) {
                all.add(resource);
            } else {
                ObjectNode other = keyed.get(key);
                if (other != null && !key.startsWith("Medication/")) {
                    troubles.count(Trouble.DUPLICATE);
                }
                keyed.put(key, other == null || BY_UPDATE.compare(resource, other) > 0 ? resource : other);
            }
        }
        all.addAll(keyed.values());
        all.sort(BY_CONTENT);
        return sorted(id, all);
    }

    private static ObjectNode read(byte[] record, ObjectMapper mapper) throws IOException {
        try {
            return (ObjectNode) mapper.readTree(record);
        } catch (JsonProcessingException e) {
            throw new IOException("What was written to the spill directory came back changed");
        }
    }

    private static PatientRecord sorted(String id, List<ObjectNode> all) {
        Map<String, LocalDate> encounterDays = new HashMap<>();
        for (ObjectNode resource : all) {
            LocalDate day = Recorded.lastDay(resource.path("period").path("start"));
            String key = Recorded.keyOf(resource);
            if (day != null && key != null) {
                encounterDays.put(key, day);
            }
        }
        @Nullable ObjectNode patient = null;
        Map<String, List<Recorded>> byType = new HashMap<>();
        List<ObjectNode> medications = new ArrayList<>();
        for (ObjectNode resource : all) {
            String type = resource.path("resourceType").asText();
            if (type.equals("Patient")) {
                patient = resource;
            } else if (type.equals("Medication")) {
                medications.add(resource);
            } else {
                String encounter = new Recorded(resource, null, null).encounter();
                byType.computeIfAbsent(type, t -> new ArrayList<>())
                        .add(Recorded.of(resource, encounter == null ? null : encounterDays.get(encounter)));
            }
        }
        return new PatientRecord(id, patient, byType, medications);
    }

    public List<Recorded> ofType(String type) {
        return byType.getOrDefault(type, List.of());
    }

    /** The resource with this key, {@code Type/id}, or null. */
    @Nullable
    public Recorded find(String type, @Nullable String key) {
        for (Recorded recorded : ofType(type)) {
            if (key != null && key.equals(recorded.key())) {
                return recorded;
            }
        }
        return null;
    }
}
