package org.lumbarcds.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.errors.Issue;

/** Reads the fields of a body, and notes what is wrong with them. */
public final class Fields {

    private final List<Issue> issues;

    /** @param issues where faults are noted */
    public Fields(List<Issue> issues) {
        this.issues = issues;
    }

    /** A text that has to be there; null, and noted, when it is not. */
    @Nullable
    public String text(JsonNode parent, String name, String field, String send) {
        JsonNode value = optional(parent, name);
        if (value == null) {
            issues.add(Issue.missing(field, send));
            return null;
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            issues.add(Issue.wrong(field, send + " as a string"));
            return null;
        }
        return value.textValue();
    }

    /** Null for a field that is absent or null. */
    public static @Nullable JsonNode optional(JsonNode parent, String name) {
        JsonNode value = parent.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
