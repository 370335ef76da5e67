package org.lumbarcds.chart.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.bundle.Found;
import org.lumbarcds.bundle.SearchBundle;

/**
 * A resource and where it says it lives.
 *
 * @param fullUrl the Bundle entry's fullUrl, or null
 * @param resource the resource as the client sent it
 */
public record Entry(@Nullable String fullUrl, ObjectNode resource) {

    public static Entry of(Found found) {
        return new Entry(found.fullUrl(), found.resource());
    }

    /** The entries of a Bundle that can be read, whatever the rest of it is like. */
    static List<Entry> readable(@Nullable JsonNode bundle) {
        return SearchBundle.resources(bundle).stream().map(Entry::of).toList();
    }

    /** Its resource type, or empty. */
    public String type() {
        String type = Json.text(resource, "resourceType");
        return type == null ? "" : type;
    }

    @Nullable
    public String id() {
        return Json.text(resource, "id");
    }

    /** {@code Type/id}, or null when it has no id. */
    @Nullable
    public String reference() {
        String id = id();
        return id == null ? null : type() + "/" + id;
    }

    public boolean is(String type) {
        return type().equals(type);
    }
}
