package org.lumbarcds.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Bundle of search results holds, and whether that is all. "An entry that is an OperationOutcome is no match
 * ({@code total} counts matches)."
 *
 * @param resources its resources but OperationOutcomes, in their order
 * @param readable false when an entry is none that can be read: what it was, nobody knows
 * @param withheld whether an outcome says that something was withheld or cut short
 * @param failed whether an outcome is an error, or does not say that it is less
 * @param next where the next page is, or null when this is the last; empty when a link names none
 * @param matches how many resources are matches
 * @param total how many matches there are, as the Bundle says; 0 when it does not
 */
public record SearchBundle(
        List<Found> resources,
        boolean readable,
        boolean withheld,
        boolean failed,
        @Nullable String next,
        int matches,
        long total) {

    private static final String OUTCOME = "OperationOutcome";

    public SearchBundle {
        resources = List.copyOf(resources);
    }

    /** Reads a Bundle; never throws. */
    public static SearchBundle of(JsonNode bundle) {
        JsonNode entries = bundle.path("entry");
        boolean readable = entries.isArray() || entries.isMissingNode() || entries.isNull();
        boolean withheld = false;
        boolean failed = false;
        int matches = 0;
        List<Found> resources = new ArrayList<>();
        Iterable<JsonNode> listed = entries.isArray() ? entries : List.of();
        for (JsonNode entry : listed) {
            Found found = found(entry);
            if (found == null) {
                readable = false;
            } else if (found.type().equals(OUTCOME)) {
                SearchOutcome outcome = SearchOutcome.of(found.resource());
                withheld |= outcome.withholds();
                failed |= outcome.isError();
            } else {
                resources.add(found);
                matches += found.included() ? 0 : 1;
            }
        }
        return new SearchBundle(resources, readable, withheld, failed, next(bundle), matches, total(bundle));
    }

    /** The resources that can be read, whatever the rest is like; OperationOutcomes are none. */
    public static List<Found> resources(@Nullable JsonNode bundle) {
        return bundle == null ? List.of() : of(bundle).resources();
    }

    /** An entry's resource, or null when it has none with a type. */
    public static @Nullable Found found(@Nullable JsonNode entry) {
        if (entry == null || !(entry.path("resource") instanceof ObjectNode resource)) {
            return null;
        }
        String type = text(resource.path("resourceType"));
        if (type == null) {
            return null;
        }
        boolean included = "include".equals(text(entry.path("search").path("mode")));
        return new Found(text(entry.path("fullUrl")), type, resource, included);
    }

    /** Whether more matches are said to be than are here. */
    public boolean isCutOff() {
        return next != null || total > matches;
    }

    private static @Nullable String next(JsonNode bundle) {
        for (JsonNode link : bundle.path("link")) {
            if ("next".equals(text(link.path("relation")))) {
                String url = text(link.path("url"));
                return url == null ? "" : url;
            }
        }
        return null;
    }

    /** A count, also as text; what is none tells nothing. As a double, since {@code 1e999999999} is valid JSON. */
    private static long total(JsonNode bundle) {
        return (long) Math.max(0, bundle.path("total").asDouble(0));
    }

    private static @Nullable String text(JsonNode value) {
        String text = value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
        return text.isEmpty() ? null : text;
    }
}
