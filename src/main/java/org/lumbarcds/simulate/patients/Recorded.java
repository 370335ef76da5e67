package org.lumbarcds.simulate.patients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.json.Dates;
import org.lumbarcds.chart.json.Reference;
import org.lumbarcds.guideline.model.PartialDate;

/**
 * A resource of a chart and the day from which it is known. A date known to the month or year counts with its last day:
 * nothing is seen before it surely was there.
 *
 * @param resource the resource as it is in the folder
 * @param key {@code Type/id}, or null when it has no id
 * @param known the day, or null when nothing tells
 */
public record Recorded(
        ObjectNode resource, @Nullable String key, @Nullable LocalDate known) {

    /** @param encounterDay first day of the encounter that the resource belongs to, or null */
    static Recorded of(ObjectNode resource, @Nullable LocalDate encounterDay) {
        LocalDate own =
                switch (resource.path("resourceType").asText()) {
                    case "Encounter" -> first(resource.path("period"), "start");
                    case "Condition" -> condition(resource);
                    case "AllergyIntolerance" -> first(resource, "recordedDate", "onsetDateTime");
                    case "Observation" -> observation(resource);
                    case "MedicationRequest" -> first(resource, "authoredOn");
                    case "ServiceRequest" -> first(resource, "authoredOn", "occurrenceDateTime");
                    case "Procedure" -> done(resource, "performedDateTime", "performedPeriod");
                    case "MedicationStatement" -> done(resource, "effectiveDateTime", "effectivePeriod");
                    default -> null;
                };
        return new Recorded(resource, keyOf(resource), own == null ? encounterDay : own);
    }

    public static @Nullable String keyOf(ObjectNode resource) {
        return resource.hasNonNull("id")
                ? resource.path("resourceType").asText() + "/"
                        + resource.path("id").asText()
                : null;
    }

    public boolean isKnownOn(LocalDate day) {
        return known == null || !known.isAfter(day);
    }

    /** {@code Encounter/id} of the encounter it belongs to, or null. */
    @Nullable
    public String encounter() {
        JsonNode encounter = resource.get("encounter");
        return encounter == null ? null : Reference.of(encounter).key();
    }

    /** Keys of the conditions that an order or an encounter names as its reason or diagnosis. */
    public Set<String> conditionsNamed() {
        Set<String> named = new HashSet<>();
        resource.path("reasonReference").forEach(reference -> add(named, reference));
        resource.path("diagnosis").forEach(diagnosis -> add(named, diagnosis.path("condition")));
        return named;
    }

    private static void add(Set<String> named, JsonNode reference) {
        String key = Reference.of(reference).key();
        if (key != null) {
            named.add(key);
        }
    }

    private static @Nullable LocalDate condition(ObjectNode condition) {
        LocalDate day = first(condition, "recordedDate", "onsetDateTime");
        return day == null ? first(condition.path("onsetPeriod"), "start") : day;
    }

    /** What was done or taken is known from its first day on. */
    private static @Nullable LocalDate done(ObjectNode resource, String day, String period) {
        LocalDate single = first(resource, day);
        return single == null ? first(resource.path(period), "start", "end") : single;
    }

    /** A result is known when it is issued, not before the sample was taken. */
    private static @Nullable LocalDate observation(ObjectNode observation) {
        LocalDate issued = first(observation, "issued");
        LocalDate taken = first(observation, "effectiveDateTime", "effectiveInstant");
        LocalDate effective = taken == null ? first(observation.path("effectivePeriod"), "end", "start") : taken;
        if (issued == null || effective == null) {
            return issued == null ? effective : issued;
        }
        return issued.isAfter(effective) ? issued : effective;
    }

    private static @Nullable LocalDate first(JsonNode owner, String... fields) {
        for (String field : List.of(fields)) {
            LocalDate day = lastDay(owner.path(field));
            if (day != null) {
                return day;
            }
        }
        return null;
    }

    /** The last day that a date may be, or null when there is none. */
    public static @Nullable LocalDate lastDay(JsonNode date) {
        PartialDate read = date.isTextual() ? Dates.read(date.asText()) : null;
        return read == null ? null : read.latest();
    }
}
