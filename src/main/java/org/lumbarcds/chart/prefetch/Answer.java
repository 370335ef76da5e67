package org.lumbarcds.chart.prefetch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.chart.OpenChart.State;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * What came in for a key. "Per key one of four states: given (resource or Bundle), empty (null or an empty Bundle: the
 * client has none), failed (an OperationOutcome, or malformed), absent."
 *
 * @param state how it came in
 * @param entries its resources, included ones of other types among them
 * @param withheld whether its source says that a part of it was withheld or cut short
 * @param broken whether an entry stands in it that is no resource, and so may have been any
 */
public record Answer(State state, List<Entry> entries, boolean withheld, boolean broken) {

    static final Answer ABSENT = new Answer(State.ABSENT, List.of(), false, false);

    private static final List<State> LEAST_WHOLE_FIRST = List.of(State.FAILED, State.IN_PART, State.GIVEN, State.EMPTY);

    public Answer {
        entries = List.copyOf(entries);
    }

    /** The answer that a value gives to a key's query; resources of another type only are no answer. */
    static Answer of(ChartKey key, JsonNode value) {
        return of(key, List.of(Contents.of(value)));
    }

    /** The answer that several values give together: as whole as the least whole of them. */
    static Answer of(ChartKey key, List<Contents> values) {
        List<Entry> entries = distinct(values);
        State state = LEAST_WHOLE_FIRST.stream()
                .filter(one -> values.stream().anyMatch(value -> value.state() == one))
                .findFirst()
                .orElse(State.ABSENT);
        boolean foreign = state != State.EMPTY && entries.stream().noneMatch(entry -> entry.is(typeOf(key)));
        boolean withheld = values.stream().anyMatch(Contents::withheld);
        boolean broken = values.stream().anyMatch(Contents::broken);
        return new Answer(foreign && state != State.ABSENT ? State.FAILED : state, entries, withheld, broken);
    }

    /** The resources of several values, each once: they may overlap. */
    private static List<Entry> distinct(List<Contents> values) {
        if (values.size() == 1) {
            return values.get(0).entries();
        }
        Set<String> seen = new HashSet<>();
        List<Entry> entries = new ArrayList<>();
        for (Contents value : values) {
            for (Entry entry : value.entries()) {
                String reference = entry.reference();
                if (reference == null || seen.add(reference)) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    /** The resource type that a key's query asks for. */
    public static String typeOf(ChartKey key) {
        return switch (key) {
            case PATIENT -> "Patient";
            case ENCOUNTER -> "Encounter";
            case CONDITIONS -> "Condition";
            case MEDICATIONS -> "MedicationRequest";
            case ALLERGIES -> "AllergyIntolerance";
            case EGFR, SCREENINGS -> "Observation";
            case REFERRALS -> "ServiceRequest";
            case PROCEDURES -> "Procedure";
            case STATEMENTS -> "MedicationStatement";
        };
    }

    Contents asContents() {
        return new Contents(state, entries, withheld, broken);
    }

    public List<Entry> ofType(String type) {
        return entries.stream().filter(entry -> entry.is(type)).toList();
    }
}
