package org.lumbarcds.hooks.answering;

import java.util.EnumMap;
import java.util.Map;
import org.lumbarcds.chart.OpenChart;
import org.lumbarcds.fetch.Provenance;
import org.lumbarcds.guideline.model.record.ChartKey;

/** "Which data was given, fetched, failed or not asked for": of every key, for the record of a decision. */
final class DataTrace {

    /** No rule wanted any data. */
    static final Map<ChartKey, Provenance> NOTHING = of(Map.of(), Map.of());

    private DataTrace() {}

    /**
     * @param asked how the data of the keys that rules asked for came in with the call
     * @param fetched what became of the keys that were to be fetched
     */
    static Map<ChartKey, Provenance> of(Map<ChartKey, OpenChart.State> asked, Map<ChartKey, Provenance> fetched) {
        Map<ChartKey, Provenance> trace = new EnumMap<>(ChartKey.class);
        for (ChartKey key : ChartKey.values()) {
            OpenChart.State state = asked.get(key);
            Provenance came = fetched.get(key);
            if (came == null) {
                came = state == null ? Provenance.NOT_ASKED : sent(state);
            } else if (state == OpenChart.State.FAILED) {
                came = came.unusable();
            }
            trace.put(key, came);
        }
        return Map.copyOf(trace);
    }

    private static Provenance sent(OpenChart.State state) {
        return switch (state) {
            case GIVEN -> Provenance.GIVEN;
            case IN_PART -> Provenance.IN_PART;
            case EMPTY -> Provenance.EMPTY;
            case FAILED -> Provenance.UNUSABLE;
            case ABSENT -> Provenance.ABSENT;
        };
    }
}
