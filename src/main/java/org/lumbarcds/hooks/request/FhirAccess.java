package org.lumbarcds.hooks.request;

import org.jspecify.annotations.Nullable;

/**
 * The client's FHIR server and what it may be asked with. Lives as long as the call.
 *
 * @param server {@code fhirServer}
 * @param token {@code fhirAuthorization.access_token}, or null
 * @param scope {@code fhirAuthorization.scope}, or null
 * @param patient {@code fhirAuthorization.patient} without a {@code Patient/} prefix, or null
 */
public record FhirAccess(
        String server,
        @Nullable String token,
        @Nullable String scope,
        @Nullable String patient) {

    /** Names neither server nor token, so that it can stand in any log. */
    @Override
    public String toString() {
        return "FhirAccess[token=" + (token == null ? "none" : "***") + "]";
    }
}
