package org.lumbarcds.fetch.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.bundle.Found;
import org.lumbarcds.bundle.SearchBundle;
import org.lumbarcds.fetch.FetchFailedException;
import org.lumbarcds.fetch.FetchFailure;
import org.lumbarcds.fetch.json.Budget;
import org.lumbarcds.fetch.query.FhirQuery;

/**
 * The pages of one search, merged. Each resource stands in it once, however many pages repeat it. What the pages say of
 * their wholeness, the merged Bundle says again, in the same words: {@code total}, a {@code next} link, outcomes.
 */
final class SearchResult {

    private final FhirQuery query;
    private final Budget budget;
    private final ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    private final Set<String> references = new HashSet<>();
    private long total;
    private int matches;
    private boolean withheld;
    private boolean failed;
    private @Nullable FetchFailure cutOffBy;

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
        SearchBundle read = SearchBundle.of(page);
        if (!read.readable()) {
            throw new FetchFailedException(FetchFailure.WRONG_RESOURCE);
        }
        withheld |= read.withheld();
        failed |= read.failed();
        total = Math.max(total, read.total());
        for (Found found : read.resources()) {
            add(found);
        }
        if (read.next() != null && read.next().isEmpty()) {
            throw new FetchFailedException(FetchFailure.INCOMPLETE);
        }
        return read.next();
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

    /** Other resources than those asked for would otherwise look like "none on record". */
    private void add(Found found) throws FetchFailedException {
        boolean asked = found.type().equals(query.type());
        if (!asked && !found.included() && !query.includesOthers()) {
            throw new FetchFailedException(FetchFailure.WRONG_RESOURCE);
        }
        budget.takeResource();
        String id = found.resource().path("id").asText("");
        if (id.isEmpty() || references.add(found.type() + "/" + id)) {
            boolean match = asked && !found.included();
            matches += match ? 1 : 0;
            ObjectNode entry = entry(found.resource(), match ? "match" : "include");
            if (found.fullUrl() != null) {
                entry.put("fullUrl", found.fullUrl());
            }
        }
    }

    private ObjectNode entry(JsonNode resource, String mode) {
        ObjectNode entry = entries.addObject();
        entry.set("resource", resource);
        entry.putObject("search").put("mode", mode);
        return entry;
    }

    /** No more pages will be had. What there is, is a part, unless it is nothing at all. */
    void cutOff(FetchFailure by) throws FetchFailedException {
        if (matches == 0) {
            throw new FetchFailedException(by);
        }
        cutOffBy = by;
    }

    /**
     * All pages are here. Fails when the server hands out included resources only, or nothing but the word that it withheld
     * something or has more; what it says so beside resources is left to the reader of the Bundle.
     */
    void end() throws FetchFailedException {
        if (!entries.isEmpty() && matches == 0) {
            throw new FetchFailedException(FetchFailure.WRONG_RESOURCE);
        }
        if (matches == 0 && (failed || withheld)) {
            throw new FetchFailedException(FetchFailure.OUTCOME);
        }
        if (total > matches) {
            cutOff(FetchFailure.INCOMPLETE);
        } else if (failed) {
            cutOff(FetchFailure.OUTCOME);
        }
    }

    /** Why this is only a part; null when it is the whole. */
    @Nullable
    FetchFailure cutOffBy() {
        return cutOffBy;
    }

    boolean hasMatches() {
        return matches > 0;
    }

    /** Adds a resource that the matches refer to, unless it is there already. */
    void include(JsonNode resource) throws FetchFailedException {
        String reference = resource.path("resourceType").asText("") + "/"
                + resource.path("id").asText("");
        if (references.add(reference)) {
            budget.takeResource();
            entry(resource, "include");
        }
    }

    boolean has(String reference) {
        return references.contains(reference);
    }

    ArrayNode entries() {
        return entries;
    }

    /** The answer, whole: a Bundle of its own, which later includes don't change. */
    ObjectNode bundle() {
        return bundle(cutOffBy != null);
    }

    /** The answer as far as it is there while further pages are to come. */
    ObjectNode bundleSoFar() {
        return bundle(true);
    }

    private ObjectNode bundle(boolean part) {
        ObjectNode bundle = JsonNodeFactory.instance.objectNode();
        bundle.put("resourceType", "Bundle").put("type", "searchset");
        if (part) {
            bundle.putArray("link").addObject().put("relation", "next");
        }
        ArrayNode copy = bundle.putArray("entry");
        entries.forEach(copy::add);
        if (withheld) {
            ObjectNode outcome = copy.addObject().putObject("resource").put("resourceType", "OperationOutcome");
            outcome.putArray("issue").addObject().put("severity", "warning").put("code", "suppressed");
        }
        return bundle;
    }
}
