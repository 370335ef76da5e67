package org.lumbarcds.services;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.terminology.Terminology;

/**
 * The prefetch template of each key. "Only {{context.x}} tokens, only widely supported search parameters." Codes stand
 * without their system: a LOINC code is no other system's, and {@code |} in a URL is refused by some servers.
 */
public final class PrefetchQueries {

    private static final String LOINC = "http://loinc.org";
    private static final String PATIENT = "patient={{context.patientId}}";

    private final Map<ChartKey, String> templates = new EnumMap<>(ChartKey.class);

    public PrefetchQueries(Terminology terminology) {
        for (ChartKey key : ChartKey.values()) {
            templates.put(key, template(key, terminology));
        }
    }

    public String template(ChartKey key) {
        return templates.getOrDefault(key, "");
    }

    /** The template of every key. */
    public Map<ChartKey, String> templates() {
        return Map.copyOf(templates);
    }

    private static String template(ChartKey key, Terminology terminology) {
        return switch (key) {
            case PATIENT -> "Patient/{{context.patientId}}";
            case ENCOUNTER -> "Encounter/{{context.encounterId}}";
            case CONDITIONS -> "Condition?" + PATIENT;
            case MEDICATIONS -> "MedicationRequest?" + PATIENT + "&_include=MedicationRequest:medication";
            case ALLERGIES -> "AllergyIntolerance?" + PATIENT;
            case EGFR -> observations(terminology.codes("observation-egfr", LOINC));
            case SCREENINGS -> observations(terminology.codes("observation-phq", LOINC));
            case REFERRALS -> "ServiceRequest?" + PATIENT;
            case PROCEDURES -> "Procedure?" + PATIENT;
            case STATEMENTS -> "MedicationStatement?" + PATIENT;
        };
    }

    private static String observations(List<String> codes) {
        if (codes.isEmpty()) {
            throw new IllegalStateException("No LOINC codes for an observation's prefetch query");
        }
        return "Observation?" + PATIENT + "&code=" + String.join(",", codes);
    }
}
