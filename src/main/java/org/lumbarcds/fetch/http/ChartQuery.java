package org.lumbarcds.fetch.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.fetch.FetchFailedException;
import org.lumbarcds.fetch.FetchFailure;
import org.lumbarcds.fetch.FetchSettings;
import org.lumbarcds.fetch.json.Budget;
import org.lumbarcds.fetch.query.FhirQuery;
import org.lumbarcds.fetch.query.Scopes;
import org.lumbarcds.fetch.server.ServerUrl;

/** What is asked of a server for one key: the query itself, its further pages, then the references in its answer. */
final class ChartQuery {

    /** Ids of one batch and characters of them, so that the URL stays below what servers take. */
    private static final int BATCH_IDS = 50;

    /** Types that name a drug by reference. */
    private static final Set<String> NAMING_DRUGS = Set.of("MedicationRequest", "MedicationStatement");

    private static final int BATCH_CHARACTERS = 3_000;
    private static final int MAX_BATCHES = 10;

    private final Conversation conversation;
    private final ServerUrl server;
    private final FetchSettings settings;
    private final Budget budget;
    private final Scopes scopes;
    private final String patientId;

    ChartQuery(
            Conversation conversation,
            ServerUrl server,
            FetchSettings settings,
            Budget budget,
            Scopes scopes,
            String patientId) {
        this.conversation = conversation;
        this.server = server;
        this.settings = settings;
        this.budget = budget;
        this.scopes = scopes;
        this.patientId = patientId;
    }

    /**
     * Asks the query.
     *
     * @param referenced types whose resources are to be added to the answer where its orders refer to them
     * @param soFar is told the answer and its unresolved references as soon as they are usable, and again when more of
     *     them is there
     */
    void run(FhirQuery query, Set<String> referenced, SoFar soFar) throws FetchFailedException {
        if (query.id() != null) {
            soFar.usable(read(query), Set.of(), null);
            return;
        }
        SearchResult result = search(query, part -> {
            if (part.hasMatches()) {
                soFar.usable(part.bundleSoFar(), unresolved(part, referenced), FetchFailure.TIMEOUT);
            }
        });
        Map<String, Set<String>> missing = missing(result, referenced);
        Set<String> unresolved = unresolved(result, referenced);
        soFar.usable(result.bundle(), unresolved, result.cutOffBy());
        for (Map.Entry<String, Set<String>> entry : missing.entrySet()) {
            if (addByIds(result, entry.getKey(), entry.getValue())) {
                soFar.usable(result.bundle(), unresolved(result, referenced), result.cutOffBy());
            }
        }
    }

    /** Is told of answers that can be used should nothing better come in time. */
    @FunctionalInterface
    interface SoFar {
        /** @param cutOffBy why it is only a part; null when it is whole */
        void usable(JsonNode body, Set<String> unresolved, @Nullable FetchFailure cutOffBy);
    }

    /** A failure here leaves the answer as complete as it was, with its references unresolved. */
    private boolean addByIds(SearchResult result, String type, Set<String> ids) {
        try {
            for (JsonNode resource : byIds(type, ids)) {
                result.include(resource);
            }
            return true;
        } catch (FetchFailedException e) {
            return false;
        }
    }

    /** Asks for resources by their ids. */
    void runByIds(String type, Set<String> ids, SoFar soFar) throws FetchFailedException {
        SearchResult result = new SearchResult(FhirQuery.byIds(type, List.of(), null), budget);
        for (JsonNode resource : byIds(type, ids)) {
            result.include(resource);
        }
        Set<String> unresolved = new LinkedHashSet<>();
        for (String id : ids) {
            if (!result.has(type + "/" + id)) {
                unresolved.add(type + "/" + id);
            }
        }
        soFar.usable(result.bundle(), unresolved, null);
    }

    private JsonNode read(FhirQuery query) throws FetchFailedException {
        requireScope(query.type(), Scopes.Access.READ);
        JsonNode resource = conversation.ask(query);
        String type = resource.path("resourceType").asText("");
        if (type.equals("OperationOutcome")) {
            throw new FetchFailedException(FetchFailure.OUTCOME);
        }
        if (!query.asksFor(type, resource.path("id").asText(""))) {
            throw new FetchFailedException(FetchFailure.WRONG_RESOURCE);
        }
        return resource;
    }

    /**
     * All pages of a search, as far as they can be had: "a list cut off by a limit counts as given in part".
     *
     * @param soFar is told after each page but the last
     */
    private SearchResult search(FhirQuery query, Consumer<SearchResult> soFar) throws FetchFailedException {
        requireScope(query.type(), Scopes.Access.SEARCH);
        SearchResult result = new SearchResult(query, budget);
        try {
            String next = result.add(conversation.ask(query));
            for (int pages = 1; next != null; pages++) {
                soFar.accept(result);
                if (pages >= settings.maxPages()) {
                    throw new FetchFailedException(FetchFailure.TOO_MANY);
                }
                next = result.add(conversation.follow(next));
            }
            result.end();
        } catch (FetchFailedException e) {
            // What is not what was asked for casts doubt on all of it.
            if (e.failure() == FetchFailure.WRONG_RESOURCE) {
                throw e;
            }
            result.cutOff(e.failure());
        }
        return result;
    }

    private List<JsonNode> byIds(String type, Set<String> ids) throws FetchFailedException {
        List<JsonNode> found = new ArrayList<>();
        if (ids.size() == 1 && scopes.cover(type, Scopes.Access.READ)) {
            found.add(read(FhirQuery.byId(type, ids.iterator().next())));
            return found;
        }
        // Conditions are the patient's own; saying so keeps others' out, and some servers insist on it.
        String patient = type.equals("Condition") ? patientId : null;
        for (List<String> batch : batches(ids)) {
            for (JsonNode entry :
                    search(FhirQuery.byIds(type, batch, patient), part -> {}).entries()) {
                JsonNode resource = entry.path("resource");
                if (ids.contains(resource.path("id").asText(""))) {
                    found.add(resource);
                }
            }
        }
        return found;
    }

    private static List<List<String>> batches(Collection<String> ids) {
        List<List<String>> batches = new ArrayList<>();
        List<String> batch = new ArrayList<>();
        int characters = 0;
        for (String id : ids) {
            if (batch.size() >= BATCH_IDS || characters + id.length() > BATCH_CHARACTERS) {
                batches.add(batch);
                batch = new ArrayList<>();
                characters = 0;
            }
            batch.add(id);
            characters += id.length();
        }
        batches.add(batch);
        return batches.size() > MAX_BATCHES ? batches.subList(0, MAX_BATCHES) : batches;
    }

    private void requireScope(String type, Scopes.Access access) throws FetchFailedException {
        if (!scopes.cover(type, access)) {
            throw new FetchFailedException(FetchFailure.SCOPE);
        }
    }

    /** Ids by type of what can be asked for: on this server, and not in the answer. */
    private Map<String, Set<String>> missing(SearchResult result, Set<String> referenced) {
        Map<String, Set<String>> missing = new LinkedHashMap<>();
        for (String text : references(result)) {
            ServerReference reference = ServerReference.of(text, server);
            if (reference != null && referenced.contains(reference.type()) && !result.has(reference.toString())) {
                missing.computeIfAbsent(reference.type(), type -> new LinkedHashSet<>())
                        .add(reference.id());
            }
        }
        return missing;
    }

    private Set<String> unresolved(SearchResult result, Set<String> referenced) {
        Set<String> unresolved = new LinkedHashSet<>();
        missing(result, referenced).forEach((type, ids) -> ids.forEach(id -> unresolved.add(type + "/" + id)));
        return unresolved;
    }

    private static List<String> references(SearchResult result) {
        List<String> references = new ArrayList<>();
        for (JsonNode entry : result.entries()) {
            JsonNode order = entry.path("resource");
            if (NAMING_DRUGS.contains(order.path("resourceType").asText(""))) {
                addReference(order.path("medicationReference"), references);
                order.path("reasonReference").forEach(reason -> addReference(reason, references));
            }
        }
        return references;
    }

    private static void addReference(@Nullable JsonNode reference, List<String> references) {
        String text = reference == null ? "" : reference.path("reference").asText("");
        if (!text.isEmpty()) {
            references.add(text);
        }
    }
}
