package org.lumbarcds.hooks.answering;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumbarcds.chart.CallData;
import org.lumbarcds.chart.Supplement;
import org.lumbarcds.fetch.ChartFetcher;
import org.lumbarcds.fetch.Deadline;
import org.lumbarcds.fetch.FetchRequest;
import org.lumbarcds.fetch.Fetched;
import org.lumbarcds.fetch.Provenance;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.hooks.request.FhirAccess;
import org.lumbarcds.hooks.request.HookRequest;
import org.lumbarcds.services.PrefetchQueries;

/**
 * Gets from the client's FHIR server what a call lacks: "only when a decision needs it, all needed queries at once, under
 * one deadline".
 */
public final class DataCompletion {

    private final ChartFetcher fetcher;
    private final Duration time;
    private final PrefetchQueries queries;

    /** @param time for all data of one call, from its arrival */
    public DataCompletion(ChartFetcher fetcher, Duration time, PrefetchQueries queries) {
        this.fetcher = fetcher;
        this.time = time;
        this.queries = queries;
    }

    /**
     * What was fetched for a call.
     *
     * @param supplement the data
     * @param provenance of every key that was tried
     */
    record Completed(Supplement supplement, Map<ChartKey, Provenance> provenance) {

        static final Completed NOTHING = new Completed(Supplement.NONE, Map.of());

        Completed {
            provenance = Map.copyOf(provenance);
        }
    }

    /** The Medications that drafts refer to; none when the call names no FHIR server. */
    Supplement medications(HookRequest request, Set<String> ids, FetchTerms terms) {
        FhirAccess access = request.fhir();
        if (access == null || ids.isEmpty()) {
            return Supplement.NONE;
        }
        Fetched fetched = fetcher.resolve(of(request.data(), access, Set.of(), terms), "Medication", ids);
        return fetched instanceof Fetched.Got got ? new Supplement(Map.of(), List.of(got.body())) : Supplement.NONE;
    }

    /** What a decision lacks; nothing when the call names no FHIR server. */
    Completed complete(HookRequest request, Supplement known, Set<ChartKey> lacking, FetchTerms terms) {
        FhirAccess access = request.fhir();
        if (access == null || lacking.isEmpty()) {
            return new Completed(known, Map.of());
        }
        Map<ChartKey, JsonNode> answers = new EnumMap<>(ChartKey.class);
        Map<ChartKey, Provenance> provenance = new EnumMap<>(ChartKey.class);
        fetcher.fetch(of(request.data(), access, lacking, terms)).forEach((key, fetched) -> {
            provenance.put(key, Provenance.of(fetched));
            if (fetched instanceof Fetched.Got got) {
                answers.put(key, got.body());
            }
        });
        return new Completed(new Supplement(answers, known.resources()), provenance);
    }

    private FetchRequest of(CallData call, FhirAccess access, Set<ChartKey> keys, FetchTerms terms) {
        return new FetchRequest(
                access.server(),
                access.token(),
                access.scope(),
                keys,
                call.patientId(),
                call.encounterId(),
                queries.templates(),
                Deadline.of(terms.arrival(), time),
                access.patient(),
                terms.servers(),
                terms.room());
    }
}
