package org.lumbarcds.fetch;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.fetch.query.Scopes;
import org.lumbarcds.fetch.server.ServerAllowlist;
import org.lumbarcds.guideline.model.record.ChartKey;

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
 * @param grantedPatient {@code fhirAuthorization.patient} without a {@code Patient/} prefix, or null when not given: "the
 *     access token is restricted to a specific patient"; when that is another one, nothing that the token's patient
 *     scopes cover is tried
 * @param servers the servers that this call's client may name, in place of those of the configuration; null: those of the
 *     configuration
 * @param room the memory that the call may take for its data
 */
public record FetchRequest(
        String fhirServer,
        @Nullable String bearerToken,
        @Nullable String scope,
        Set<ChartKey> keys,
        String patientId,
        @Nullable String encounterId,
        Map<ChartKey, String> queries,
        Deadline deadline,
        @Nullable String grantedPatient,
        @Nullable ServerAllowlist servers,
        Room room) {

    public FetchRequest {
        keys = Set.copyOf(keys);
        queries = Map.copyOf(queries);
    }

    /** A request to a server of the configuration, with a token for whatever patient, and any memory. */
    public FetchRequest(
            String fhirServer,
            @Nullable String bearerToken,
            @Nullable String scope,
            Set<ChartKey> keys,
            String patientId,
            @Nullable String encounterId,
            Map<ChartKey, String> queries,
            Deadline deadline) {
        this(
                fhirServer,
                bearerToken,
                scope,
                keys,
                patientId,
                encounterId,
                queries,
                deadline,
                null,
                null,
                Room.UNLIMITED);
    }

    /** What the token covers for this patient. */
    public Scopes scopes() {
        return Scopes.of(scope, grantedPatient == null || grantedPatient.equals(patientId));
    }

    /** Names neither the token nor the patient nor the server, so that it can stand in any log. */
    @Override
    public String toString() {
        return "FetchRequest[keys=" + keys + ", bearerToken=" + (bearerToken == null ? "none" : "***") + "]";
    }
}
