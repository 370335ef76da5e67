package org.lumbarcds.chart.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.entries.ObservationReader;
import org.lumbarcds.guideline.model.record.KidneyFunction;
import org.lumbarcds.guideline.model.record.LabResult;
import org.lumbarcds.guideline.model.record.Screening;
import org.lumbarcds.guideline.model.record.UnknownEntry;

/** Reads the results of one chart, and keeps those beside the ones asked for. */
final class RecordedResults {

    private final ObservationReader observations;
    private final List<UnknownEntry> unreadable = new ArrayList<>();
    private final List<LabResult> labResults = new ArrayList<>();

    RecordedResults(ObservationReader observations) {
        this.observations = observations;
    }

    /** "a result that is there and can't be read (an eGFR without a unit, or with a code that no table has)" is kept. */
    List<KidneyFunction> kidneyFunction(ObjectNode observation) {
        List<KidneyFunction> results = observations.kidneyFunction(observation);
        LabResult other = observations.labResult(observation);
        if (other != null) {
            labResults.add(other);
        } else if (results.isEmpty() && observations.isUnreadable(observation)) {
            unreadable.add(new UnknownEntry(
                    UnknownEntry.Kind.RESULT,
                    ObservationReader.label(observation),
                    ObservationReader.date(observation),
                    observations.unknownCodes(observation)));
        }
        return results;
    }

    @Nullable
    Screening screening(ObjectNode observation) {
        return observations.screening(observation);
    }

    List<LabResult> labResults() {
        return List.copyOf(labResults);
    }

    List<UnknownEntry> unreadable() {
        return List.copyOf(unreadable);
    }
}
