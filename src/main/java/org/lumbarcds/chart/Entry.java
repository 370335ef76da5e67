package org.lumbarcds.chart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A resource and where it says it lives.
 *
 * @param fullUrl the Bundle entry's fullUrl, or null
 * @param resource the resource as the client sent it
 */
record Entry(@Nullable String fullUrl, ObjectNode resource) {

    /** Its resource type, or empty. */
    String type() {
        String type = Json.text(resource, "resourceType");
        return type == null ? "" : type;
    }

    @Nullable
    String id() {
        return Json.text(resource, "id");
    }

    /** {@code Type/id}, or null when it has no id. */
    @Nullable
    String reference() {
        String id = id();
        return id == null ? null : type() + "/" + id;
    }

    boolean is(String type) {
        return type().equals(type);
    }
}
