package org.lumbarcds.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumbarcds.bundle.SearchBundle;
import org.lumbarcds.fetch.query.SearchParameters;
import org.lumbarcds.fetch.server.Proxy;
import org.lumbarcds.fetch.server.ServerAllowlist;
import org.lumbarcds.guideline.model.record.ChartKey;

/** Requests and settings as the tests of fetching need them. */
public final class Calls {

    public static final String TOKEN = "secret-token-4711";
    public static final String PATIENT = "pat-4712";
    public static final Duration DEADLINE = Duration.ofSeconds(5);

    /** The queries of discovery, shortened. */
    public static final Map<ChartKey, String> QUERIES = new EnumMap<>(Map.of(
            ChartKey.PATIENT, "Patient/{{context.patientId}}",
            ChartKey.ENCOUNTER, "Encounter/{{context.encounterId}}",
            ChartKey.CONDITIONS, "Condition?patient={{context.patientId}}",
            ChartKey.MEDICATIONS,
                    "MedicationRequest?patient={{context.patientId}}&_include=MedicationRequest:medication",
            ChartKey.ALLERGIES, "AllergyIntolerance?patient={{context.patientId}}",
            ChartKey.EGFR, "Observation?patient={{context.patientId}}&code=http://loinc.org|98979-8",
            ChartKey.SCREENINGS, "Observation?patient={{context.patientId}}&code=http://loinc.org|55758-7",
            ChartKey.REFERRALS, "ServiceRequest?patient={{context.patientId}}",
            ChartKey.PROCEDURES, "Procedure?patient={{context.patientId}}",
            ChartKey.STATEMENTS, "MedicationStatement?patient={{context.patientId}}"));

    private Calls() {}

    public static FetchRequest request(String server, ChartKey... keys) {
        return request(server, DEADLINE, null, keys);
    }

    public static FetchRequest request(String server, Duration deadline, String scope, ChartKey... keys) {
        return new FetchRequest(server, TOKEN, scope, Set.of(keys), PATIENT, "enc-1", QUERIES, Deadline.in(deadline));
    }

    public static FetchSettings settings(String... allowed) {
        return FetchSettings.of(List.of(allowed), true);
    }

    public static FetchSettings limits(FetchSettings base, int pages, int resources, int bytes) {
        return new FetchSettings(
                base.allowedServers(),
                base.allowHttp(),
                base.deadline(),
                base.search(),
                base.connectTimeout(),
                pages,
                resources,
                bytes,
                base.maxHeaderLine(),
                base.maxPerServer(),
                base.maxAtAll(),
                base.maxServers(),
                base.maxCalls(),
                base.breaker(),
                base.parameters(),
                base.proxy());
    }

    public static FetchSettings concurrency(
            FetchSettings base, int perServer, int atAll, FetchSettings.Breaker breaker) {
        return new FetchSettings(
                base.allowedServers(),
                base.allowHttp(),
                base.deadline(),
                base.search(),
                base.connectTimeout(),
                base.maxPages(),
                base.maxResources(),
                base.maxBytes(),
                base.maxHeaderLine(),
                perServer,
                atAll,
                base.maxServers(),
                base.maxCalls(),
                breaker,
                base.parameters(),
                base.proxy());
    }

    public static FetchSettings by(FetchSettings base, FetchSettings.SearchMethod method) {
        return new FetchSettings(
                base.allowedServers(),
                base.allowHttp(),
                base.deadline(),
                method,
                base.connectTimeout(),
                base.maxPages(),
                base.maxResources(),
                base.maxBytes(),
                base.maxHeaderLine(),
                base.maxPerServer(),
                base.maxAtAll(),
                base.maxServers(),
                base.maxCalls(),
                base.breaker(),
                base.parameters(),
                base.proxy());
    }

    public static FetchSettings asking(FetchSettings base, SearchParameters parameters) {
        return new FetchSettings(
                base.allowedServers(),
                base.allowHttp(),
                base.deadline(),
                base.search(),
                base.connectTimeout(),
                base.maxPages(),
                base.maxResources(),
                base.maxBytes(),
                base.maxHeaderLine(),
                base.maxPerServer(),
                base.maxAtAll(),
                base.maxServers(),
                base.maxCalls(),
                base.breaker(),
                parameters,
                base.proxy());
    }

    public static FetchSettings calls(FetchSettings base, FetchSettings.Calls most, int servers) {
        return settings(base, most, servers, base.proxy());
    }

    public static FetchSettings through(FetchSettings base, Proxy proxy) {
        return settings(base, base.maxCalls(), base.maxServers(), proxy);
    }

    private static FetchSettings settings(FetchSettings base, FetchSettings.Calls most, int servers, Proxy proxy) {
        return new FetchSettings(
                base.allowedServers(),
                base.allowHttp(),
                base.deadline(),
                base.search(),
                base.connectTimeout(),
                base.maxPages(),
                base.maxResources(),
                base.maxBytes(),
                base.maxHeaderLine(),
                base.maxPerServer(),
                base.maxAtAll(),
                servers,
                most,
                base.breaker(),
                base.parameters(),
                proxy);
    }

    /** The request of a client that has servers of its own. */
    public static FetchRequest from(FetchRequest base, ServerAllowlist servers) {
        return with(base, base.grantedPatient(), servers, base.room());
    }

    public static FetchRequest with(FetchRequest base, String grantedPatient, ServerAllowlist servers, Room room) {
        return new FetchRequest(
                base.fhirServer(),
                base.bearerToken(),
                base.scope(),
                base.keys(),
                base.patientId(),
                base.encounterId(),
                base.queries(),
                base.deadline(),
                grantedPatient,
                servers,
                room);
    }

    /** Why an answer is only a part, which its Bundle says too. */
    public static FetchFailure cutOffBy(Fetched fetched) {
        assertThat(fetched).isInstanceOf(Fetched.Got.class);
        Fetched.Got part = (Fetched.Got) fetched;
        assertThat(SearchBundle.of(part.body()).isCutOff()).isTrue();
        return part.cutOffBy();
    }

    public static String searchset(String... resources) {
        StringBuilder entries = new StringBuilder();
        for (String resource : resources) {
            entries.append(entries.isEmpty() ? "" : ",")
                    .append("{\"resource\":")
                    .append(resource)
                    .append(",\"search\":{\"mode\":\"match\"}}");
        }
        return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[" + entries + "]}";
    }

    public static String page(String next, String... resources) {
        String bundle = searchset(resources);
        return bundle.substring(0, bundle.length() - 1) + ",\"link\":[{\"relation\":\"self\",\"url\":\"x\"},"
                + "{\"relation\":\"next\",\"url\":\"" + next + "\"}]}";
    }

    public static String condition(String id) {
        return "{\"resourceType\":\"Condition\",\"id\":\"" + id + "\"}";
    }

    public static FetchFailure failure(Fetched fetched) {
        assertThat(fetched).isInstanceOf(Fetched.NotHad.class);
        return ((Fetched.NotHad) fetched).failure();
    }

    public static Fetched.Got got(Fetched fetched) {
        assertThat(fetched).isInstanceOf(Fetched.Got.class);
        return (Fetched.Got) fetched;
    }

    public static List<String> references(Fetched fetched) {
        return got(fetched).body().path("entry").findValues("resource").stream()
                .map(resource -> resource.path("resourceType").asText() + "/"
                        + resource.path("id").asText())
                .toList();
    }
}
