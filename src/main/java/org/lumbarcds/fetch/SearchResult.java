package org.lumbarcds.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pages of one search, merged. Each resource stands in it once, however many pages repeat it. */
final class SearchResult {

    private final FhirQuery query;
    private final Budget budget;
    private final ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    private final Set<String> references = new HashSet<>();
    private long total;
    private int matches;

    SearchResult(FhirQuery query, Budget budget) {
        this.query = query;
        this.budget = budget;
    }

    /**
     * Adds a page.
     *
     * @return the link of the next page, or null when this was the last one
     */
    @Nullable
    String add(JsonNode page) throws FetchFailedException {
        requireSearchset(page);
        JsonNode pageEntries = page.path("entry");
        if (!pageEntries.isMissingNode() && !pageEntries.isNull() && !pageEntries.isArray()) {
            throw new FetchFailedException(FetchFailure.WRONG_RESOURCE);
        }
        for (JsonNode entry : pageEntries) {
            addEntry(entry);
        }
        total = Math.max(total, page.path("total").asLong(0));
        return next(page.path("link"));
    }

    private static void requireSearchset(JsonNode page) throws FetchFailedException {
        String resourceType = page.path("resourceType").asText("");
        if (resourceType.equals("OperationOutcome")) {
            throw new FetchFailedException(FetchFailure.OUTCOME);
        }
        String type = page.path("type").asText("searchset");
        if (!resourceType.equals("Bundle") || !(type.equals("searchset") || type.equals("collection"))) {
            throw new FetchFailedException(FetchFailure.WRONG_RESOURCE);
        }
    }

    private void addEntry(JsonNode entry) throws FetchFailedException {
        JsonNode resource = entry.path("resource");
        if (!entry.isObject() || !resource.isObject()) {
            throw new FetchFailedException(FetchFailure.WRONG_RESOURCE);
        }
        budget.takeResource();
        String type = resource.path("resourceType").asText("");
        if (type.equals("OperationOutcome")) {
            requireHarmless(resource);
            return;
        }
        requireExpected(type, entry.path("search").path("mode").asText(""));
        String id = resource.path("id").asText("");
        if (id.isEmpty() || references.add(type + "/" + id)) {
            entries.add(entry);
        }
    }

    /** Servers tell with warnings what they left out of the parameters; an error says that data is missing. */
    private static void requireHarmless(JsonNode outcome) throws FetchFailedException {
        for (JsonNode issue : outcome.path("issue")) {
            String severity = issue.path("severity").asText("");
            if (severity.equals("error") || severity.equals("fatal")) {
                throw new FetchFailedException(FetchFailure.OUTCOME);
            }
        }
    }

    /** Other resources than those asked for would otherwise look like "none on record". */
    private void requireExpected(String type, String mode) throws FetchFailedException {
        boolean asked = type.equals(query.type());
        matches += asked ? 1 : 0;
        boolean included = mode.equals("include") || (mode.isEmpty() && query.includesOthers());
        if (!asked && !included) {
            throw new FetchFailedException(FetchFailure.WRONG_RESOURCE);
        }
    }

    private static @Nullable String next(JsonNode links) throws FetchFailedException {
        for (JsonNode link : links) {
            if (link.path("relation").asText("").equals("next")) {
                String url = link.path("url").asText("");
                if (url.isEmpty()) {
                    throw new FetchFailedException(FetchFailure.INCOMPLETE);
                }
                return url;
            }
        }
        return null;
    }

    /** Fails when the server says that it has more than it handed out, or hands out included resources only. */
    void requireComplete() throws FetchFailedException {
        if (!entries.isEmpty() && matches == 0) {
            throw new FetchFailedException(FetchFailure.WRONG_RESOURCE);
        }
        if (total > entries.size()) {
            throw new FetchFailedException(FetchFailure.INCOMPLETE);
        }
    }

    /** Adds a resource that the matches refer to, unless it is there already. */
    void include(JsonNode resource) throws FetchFailedException {
        String reference = resource.path("resourceType").asText("") + "/"
                + resource.path("id").asText("");
        if (references.add(reference)) {
            budget.takeResource();
            ObjectNode entry = entries.addObject();
            entry.set("resource", resource);
            entry.putObject("search").put("mode", "include");
        }
    }

    boolean has(String reference) {
        return references.contains(reference);
    }

    ArrayNode entries() {
        return entries;
    }

    /** A Bundle of its own, which later includes don't change. */
    ObjectNode bundle() {
        ObjectNode bundle = JsonNodeFactory.instance.objectNode();
        bundle.put("resourceType", "Bundle").put("type", "searchset");
        ArrayNode copy = bundle.putArray("entry");
        entries.forEach(copy::add);
        return bundle;
    }
}
