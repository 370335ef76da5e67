package org.lumbarcds.hooks.request;

import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.CallData;

/**
 * A validated call of a service.
 *
 * @param data what the chart is read from
 * @param userId {@code context.userId}, for example {@code Practitioner/abc}; null where the hook may go without
 * @param hookInstance the client's id of this call
 * @param fhir where missing data may be had, or null
 */
public record HookRequest(
        CallData data,
        @Nullable String userId,
        String hookInstance,
        @Nullable FhirAccess fhir) {}
