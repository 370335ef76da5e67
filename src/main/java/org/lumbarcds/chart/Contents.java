package org.lumbarcds.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.OpenChart.State;

/**
 * What one value of the prefetch (or one answer of a FHIR server) holds.
 *
 * @param state given, empty, or failed; failed also when something of it is missing or unreadable, since what is absent
 *     from such a value must not be taken for "none"
 * @param entries the resources that could be read, of whatever type and state
 */
record Contents(State state, List<Entry> entries) {

    private static final Contents EMPTY = new Contents(State.EMPTY, List.of());
    private static final Contents FAILED = new Contents(State.FAILED, List.of());
    private static final Set<String> HARMLESS = Set.of("warning", "information", "success");

    Contents {
        entries = List.copyOf(entries);
    }

    /** Reads a resource, a Bundle, null, or the old {@code {"response": …, "resource": …}} around one of these. */
    static Contents of(JsonNode value) {
        if (isWrapper(value)) {
            return isErrorStatus(value) || !value.has("resource") ? FAILED : unwrapped(value.get("resource"));
        }
        return unwrapped(value);
    }

    private static boolean isWrapper(JsonNode value) {
        return value.isObject() && !value.has("resourceType") && (value.has("resource") || value.has("response"));
    }

    /** An HTTP status that is not 2xx; none at all is no error. */
    private static boolean isErrorStatus(JsonNode wrapper) {
        String status = Json.text(Json.get(wrapper, "response"), "status");
        return status != null && !status.startsWith("2");
    }

    private static Contents unwrapped(JsonNode value) {
        if (value.isNull()) {
            return EMPTY;
        }
        if (!(value instanceof ObjectNode resource)) {
            return FAILED;
        }
        String type = Json.text(resource, "resourceType");
        if (type == null || type.equals("OperationOutcome")) {
            return FAILED;
        }
        return type.equals("Bundle") ? bundle(resource) : new Contents(State.GIVEN, List.of(new Entry(null, resource)));
    }

    private static Contents bundle(ObjectNode bundle) {
        List<Entry> entries = new ArrayList<>();
        JsonNode listed = Json.get(bundle, "entry");
        boolean whole = (listed == null || listed.isArray()) && !hasNext(bundle);
        int count = 0;
        for (JsonNode item : Json.items(bundle, "entry")) {
            count++;
            Entry entry = entry(item);
            if (entry == null || entry.is("OperationOutcome") && !isHarmless(entry.resource())) {
                whole = false;
            } else if (!entry.is("OperationOutcome")) {
                entries.add(entry);
            }
        }
        if (!whole || hasMoreThan(count, bundle)) {
            return new Contents(State.FAILED, entries);
        }
        return entries.isEmpty() ? EMPTY : new Contents(State.GIVEN, entries);
    }

    /** A Bundle's entry, or null when it holds no resource. */
    static @Nullable Entry entry(@Nullable JsonNode item) {
        ObjectNode resource = Json.get(item, "resource") instanceof ObjectNode object ? object : null;
        if (resource == null || Json.text(resource, "resourceType") == null) {
            return null;
        }
        return new Entry(Json.text(item, "fullUrl"), resource);
    }

    /** The entries of a Bundle that can be read, whatever the rest of it is like. */
    static List<Entry> readable(@Nullable JsonNode bundle) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode item : Json.items(bundle, "entry")) {
            Entry entry = entry(item);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static boolean hasNext(ObjectNode bundle) {
        for (JsonNode link : Json.items(bundle, "link")) {
            if ("next".equals(Json.text(link, "relation"))) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code total} tells of resources that are not in the Bundle; some servers count included ones too. */
    private static boolean hasMoreThan(int count, ObjectNode bundle) {
        BigDecimal total = Json.decimal(bundle, "total");
        return total != null && total.compareTo(BigDecimal.valueOf(count)) > 0;
    }

    private static boolean isHarmless(ObjectNode outcome) {
        boolean any = false;
        for (JsonNode issue : Json.items(outcome, "issue")) {
            String severity = Json.text(issue, "severity");
            if (severity == null || !HARMLESS.contains(severity.toLowerCase(Locale.ROOT))) {
                return false;
            }
            any = true;
        }
        return any;
    }
}
