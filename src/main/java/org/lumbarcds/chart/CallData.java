package org.lumbarcds.chart;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.Hook;

/**
 * The validated parts of a request that the chart is read from.
 *
 * @param hook the hook called
 * @param patientId {@code context.patientId} without a {@code Patient/} prefix
 * @param encounterId {@code context.encounterId} without an {@code Encounter/} prefix, or null
 * @param selections {@code context.selections}; null at a hook that has none
 * @param draftOrders the Bundle of drafts, {@code context.draftOrders} or what the hook calls it; null at a hook
 *     that has none
 * @param prefetch {@code prefetch}, any JSON, or null when absent
 */
public record CallData(
        Hook hook,
        String patientId,
        @Nullable String encounterId,
        @Nullable JsonNode selections,
        @Nullable JsonNode draftOrders,
        @Nullable JsonNode prefetch) {}
