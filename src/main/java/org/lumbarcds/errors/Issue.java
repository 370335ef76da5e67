package org.lumbarcds.errors;

import org.jspecify.annotations.Nullable;

/**
 * One issue of an OperationOutcome.
 *
 * @param code FHIR's issue type
 * @param diagnostics what is wrong and how to mend it; never the caller's data
 * @param expression the field, or null when none is at fault
 */
public record Issue(
        String code, String diagnostics, @Nullable String expression) {

    public static Issue of(String code, String diagnostics) {
        return new Issue(code, diagnostics, null);
    }

    public static Issue missing(String field, String send) {
        return new Issue("required", field + " is missing. Send " + send + ".", field);
    }

    public static Issue wrong(String field, String send) {
        return new Issue("value", field + " can't be used. Send " + send + ".", field);
    }
}
