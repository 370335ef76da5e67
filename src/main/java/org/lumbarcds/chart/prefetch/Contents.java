package org.lumbarcds.chart.prefetch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.lumbarcds.bundle.SearchBundle;
import org.lumbarcds.chart.OpenChart.State;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.chart.json.Json;

/**
 * What one value of the prefetch (or one answer of a FHIR server) holds.
 *
 * @param state given, empty, in part, or failed; failed also when something of it is unreadable, since what is absent from
 *     such a value must not be taken for "none"
 * @param entries the resources that could be read, of whatever type and state
 * @param withheld whether its source says that a part of it was withheld or cut short; "beside resources the key counts as
 *     checked"
 * @param broken whether something stands in it that is no resource
 */
record Contents(State state, List<Entry> entries, boolean withheld, boolean broken) {

    private static final Contents EMPTY = new Contents(State.EMPTY, List.of());
    private static final Contents FAILED = new Contents(State.FAILED, List.of());

    Contents {
        entries = List.copyOf(entries);
    }

    Contents(State state, List<Entry> entries) {
        this(state, entries, false, false);
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
        SearchBundle read = SearchBundle.of(bundle);
        List<Entry> entries = read.resources().stream().map(Entry::of).toList();
        if (!read.readable()) {
            return new Contents(State.FAILED, entries, read.withheld(), true);
        }
        if (entries.isEmpty()) {
            return read.failed() || read.withheld() || read.isCutOff() ? FAILED : EMPTY;
        }
        boolean inPart = read.failed() || read.isCutOff();
        return new Contents(inPart ? State.IN_PART : State.GIVEN, entries, read.withheld(), false);
    }
}
