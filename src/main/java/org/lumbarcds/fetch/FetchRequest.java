package org.lumbarcds.fetch;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.ChartKey;

/**
 * What one call lacks, and with what it may be asked for.
 *
 * @param fhirServer {@code fhirServer} of the call, as sent: it is checked here
 * @param bearerToken {@code fhirAuthorization.access_token}, or null to ask without one; goes to {@code fhirServer} only,
 *     is neither kept nor logged
 * @param scope {@code fhirAuthorization.scope}, or null when not given: then everything is tried
 * @param keys what to fetch
 * @param patientId {@code context.patientId} without a {@code Patient/} prefix
 * @param encounterId {@code context.encounterId} without an {@code Encounter/} prefix, or null
 * @param queries the prefetch templates of discovery, with their tokens, at least for every one of {@code keys}
 * @param deadline when the answer must be there
 */
public record FetchRequest(
        String fhirServer,
        @Nullable String bearerToken,
        @Nullable String scope,
        Set<ChartKey> keys,
        String patientId,
        @Nullable String encounterId,
        Map<ChartKey, String> queries,
        Deadline deadline) {

    public FetchRequest {
        keys = Set.copyOf(keys);
        queries = Map.copyOf(queries);
    }

    /** Names neither the token nor the patient nor the server, so that it can stand in any log. */
    @Override
    public String toString() {
        return "FetchRequest[keys=" + keys + ", bearerToken=" + (bearerToken == null ? "none" : "***") + "]";
    }
}
