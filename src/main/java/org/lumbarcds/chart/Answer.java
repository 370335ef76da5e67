package org.lumbarcds.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.lumbarcds.chart.OpenChart.State;
import org.lumbarcds.guideline.model.ChartKey;

/**
 * What came in for a key. "Per key one of four states: given (resource or Bundle), empty (null or an empty Bundle: the
 * client has none), failed (an OperationOutcome, or malformed), absent."
 *
 * @param state how it came in
 * @param entries its resources, included ones of other types among them
 */
record Answer(State state, List<Entry> entries) {

    static final Answer ABSENT = new Answer(State.ABSENT, List.of());

    Answer {
        entries = List.copyOf(entries);
    }

    /** The answer that a value gives to a key's query; resources of another type only are no answer. */
    static Answer of(ChartKey key, JsonNode value) {
        Contents contents = Contents.of(value);
        boolean foreign = contents.state() == State.GIVEN
                && contents.entries().stream().noneMatch(entry -> entry.is(typeOf(key)));
        return new Answer(foreign ? State.FAILED : contents.state(), contents.entries());
    }

    /** The resource type that a key's query asks for. */
    static String typeOf(ChartKey key) {
        return switch (key) {
            case PATIENT -> "Patient";
            case ENCOUNTER -> "Encounter";
            case CONDITIONS -> "Condition";
            case MEDICATIONS -> "MedicationRequest";
            case ALLERGIES -> "AllergyIntolerance";
            case EGFR, SCREENINGS -> "Observation";
            case REFERRALS -> "ServiceRequest";
        };
    }

    List<Entry> ofType(String type) {
        return entries.stream().filter(entry -> entry.is(type)).toList();
    }
}
