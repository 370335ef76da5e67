package org.lumbarcds.hooks;

import org.lumbarcds.chart.CallData;

/**
 * A validated call of a service.
 *
 * @param data what the chart is read from
 * @param userId {@code context.userId}, for example {@code Practitioner/abc}
 * @param hookInstance the client's id of this call
 */
record HookRequest(CallData data, String userId, String hookInstance) {}
