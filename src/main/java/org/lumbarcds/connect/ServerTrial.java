package org.lumbarcds.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.body.Fields;
import org.lumbarcds.errors.Issue;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.fetch.ChartFetcher;
import org.lumbarcds.fetch.Deadline;
import org.lumbarcds.fetch.FetchFailure;
import org.lumbarcds.fetch.FetchRequest;
import org.lumbarcds.fetch.Fetched;
import org.lumbarcds.fetch.Room;
import org.lumbarcds.fetch.query.FhirQuery;
import org.lumbarcds.fetch.server.ServerAllowlist;
import org.lumbarcds.fetch.server.ServerUrl;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.services.PrefetchQueries;

/**
 * Asks a FHIR server what calls would ask, and says which queries work. Only a server that calls may name, by the code
 * that calls use; of what comes back only the number of entries is told.
 */
final class ServerTrial {

    /** Longer than a call waits: slow is another fault than broken. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ChartFetcher fetcher;
    private final PrefetchQueries queries;
    private final NamedServers servers;
    private final Duration deadline;

    /** @param deadline that a call has for all its data */
    ServerTrial(ChartFetcher fetcher, PrefetchQueries queries, NamedServers servers, Duration deadline) {
        this.fetcher = fetcher;
        this.queries = queries;
        this.servers = servers;
        this.deadline = deadline;
    }

    /**
     * The body of the answer.
     *
     * @param allowed whether calls may name the server at all; else nothing was asked
     * @param problem what is wrong with the server as a whole, or null
     * @param mend what to do, or null
     * @param deadlineMilliseconds time that a call has for all its data
     * @param queries one a key
     */
    record Verdict(
            boolean allowed,
            @Nullable String problem,
            @Nullable String mend,
            long deadlineMilliseconds,
            List<Outcome> queries) {
        Verdict {
            queries = List.copyOf(queries);
        }
    }

    /**
     * What became of one query.
     *
     * @param works {@code yes}, {@code in part}, {@code no}, or {@code not asked}
     * @param entries how many came, 1 for a resource that was read; null when none could be had
     * @param inTime whether it would have been there for a call; null when nothing came
     */
    record Outcome(
            String key,
            String query,
            String works,
            @Nullable Integer entries,
            long milliseconds,
            @Nullable Boolean inTime,
            @Nullable String problem,
            @Nullable String mend) {}

    /** What is asked. Says nothing of itself, so that it can stand in any log. */
    private record Question(
            String fhirServer,
            ServerUrl url,
            @Nullable String token,
            String patient,
            @Nullable String encounter) {
        @Override
        public String toString() {
            return "Question[***]";
        }
    }

    /** @throws Refusal with 400, naming the fields at fault */
    Verdict ask(ObjectNode body, Room room) {
        Question question = question(body);
        ServerAllowlist list = servers.listOf(question.url());
        if (list == null) {
            FetchFailure refused = FetchFailure.SERVER_NOT_ALLOWED;
            return new Verdict(
                    false, FetchAdvice.problem(refused), FetchAdvice.mend(refused), deadline.toMillis(), List.of());
        }
        Set<ChartKey> keys = EnumSet.allOf(ChartKey.class);
        if (question.encounter() == null) {
            keys.remove(ChartKey.ENCOUNTER);
        }
        Map<ChartKey, Fetched> fetched = fetcher.fetch(new FetchRequest(
                question.fhirServer(),
                question.token(),
                null,
                keys,
                question.patient(),
                question.encounter(),
                queries.templates(),
                Deadline.in(PATIENCE),
                null,
                list,
                room));
        List<Outcome> outcomes = new ArrayList<>();
        for (ChartKey key : ChartKey.values()) {
            outcomes.add(outcome(key, fetched.get(key)));
        }
        return new Verdict(true, null, null, deadline.toMillis(), outcomes);
    }

    private static Question question(ObjectNode body) {
        List<Issue> issues = new ArrayList<>();
        Fields fields = new Fields(issues);
        String server = fields.text(body, "fhirServer", "fhirServer", "the server's base URL");
        String patient =
                id(fields.text(body, "patient", "patient", "the id of a patient"), "Patient/", "patient", issues);
        String encounter = id(optional(body, "encounter", issues), "Encounter/", "encounter", issues);
        String token = optional(body, "accessToken", issues);
        ServerUrl url = ServerUrl.parse(server);
        if (server != null && url == null) {
            issues.add(Issue.wrong("fhirServer", "a base URL such as https://ehr.example.org/fhir/r4, without query"));
        }
        if (!issues.isEmpty() || server == null || url == null || patient == null) {
            throw Refusal.badRequest(issues);
        }
        return new Question(server, url, token, patient, encounter);
    }

    private static @Nullable String optional(ObjectNode body, String name, List<Issue> issues) {
        JsonNode value = Fields.optional(body, name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            issues.add(Issue.wrong(name, "it as a string, or leave it out"));
            return null;
        }
        return value.textValue().isBlank() ? null : value.textValue().strip();
    }

    private static @Nullable String id(@Nullable String text, String type, String field, List<Issue> issues) {
        if (text == null) {
            return null;
        }
        String bare = text.strip();
        String id = bare.startsWith(type) ? bare.substring(type.length()) : bare;
        if (!FhirQuery.isId(id)) {
            issues.add(Issue.wrong(field, "an id of letters, digits, - and ."));
            return null;
        }
        return id;
    }

    private Outcome outcome(ChartKey key, @Nullable Fetched fetched) {
        String query = queries.template(key);
        if (fetched == null) {
            return new Outcome(
                    key.key(),
                    query,
                    "not asked",
                    null,
                    0,
                    null,
                    "No encounter was given.",
                    "Send the id of one as encounter.");
        }
        long milliseconds = fetched.trace().took().toMillis();
        boolean inTime = fetched.trace().took().compareTo(deadline) <= 0;
        if (fetched instanceof Fetched.Got got) {
            FetchFailure cut = got.cutOffBy();
            return new Outcome(
                    key.key(),
                    query,
                    cut == null ? "yes" : "in part",
                    entries(got.body()),
                    milliseconds,
                    inTime,
                    cut == null ? null : FetchAdvice.problem(cut),
                    cut == null ? slow(inTime) : FetchAdvice.mend(cut));
        }
        FetchFailure failure = ((Fetched.NotHad) fetched).failure();
        return new Outcome(
                key.key(),
                query,
                "no",
                null,
                milliseconds,
                null,
                FetchAdvice.problem(failure),
                FetchAdvice.mend(failure));
    }

    private static @Nullable String slow(boolean inTime) {
        return inTime
                ? null
                : "Later than a call waits: send this key as prefetch, narrow its search (lumbar.fhir.further), or raise"
                        + " lumbar.fhir.deadline.";
    }

    /** Matches; what was included beside them does not count. */
    private static int entries(JsonNode body) {
        if (!body.path("resourceType").asText().equals("Bundle")) {
            return 1;
        }
        int matches = 0;
        for (JsonNode entry : body.path("entry")) {
            matches += entry.at("/search/mode").asText("match").equals("match") ? 1 : 0;
        }
        return matches;
    }
}
