package org.lumbarcds.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an OperationOutcome among search results says of them. "Other warnings (large EHRs always send one, code processing)
 * change nothing."
 *
 * @param withholds whether its code says that something was withheld or cut short
 * @param isError whether it is an error, or does not say how grave it is
 */
record SearchOutcome(boolean withholds, boolean isError) {

    private static final Set<String> HARMLESS = Set.of("warning", "information", "success");

    /** "An outcome whose code says that something was withheld or cut short". */
    private static final Set<String> WITHHOLDING = Set.of(
            "suppressed",
            "forbidden",
            "security",
            "login",
            "expired",
            "timeout",
            "incomplete",
            "throttled",
            "too-costly",
            "transient",
            "lock-error",
            "exception",
            "no-store");

    static SearchOutcome of(JsonNode outcome) {
        boolean any = false;
        boolean withholds = false;
        boolean error = false;
        JsonNode issues = outcome.path("issue");
        Iterable<JsonNode> listed = issues.isObject() ? List.of(issues) : issues;
        for (JsonNode issue : listed) {
            any = true;
            withholds |= WITHHOLDING.contains(lower(issue.path("code")));
            error |= !HARMLESS.contains(lower(issue.path("severity")));
        }
        return new SearchOutcome(withholds, error || !any);
    }

    private static String lower(JsonNode value) {
        return value.asText("").strip().toLowerCase(Locale.ROOT);
    }
}
