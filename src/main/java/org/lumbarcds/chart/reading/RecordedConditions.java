package org.lumbarcds.chart.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.entries.ProblemReader;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.record.Problem;

/** Reads the conditions of one chart, and keeps what those of no concern tell. */
final class RecordedConditions {

    private final ProblemReader problems;
    private final Set<String> others = new HashSet<>();
    private final List<Reason> encounterDiagnoses = new ArrayList<>();

    RecordedConditions(ProblemReader problems) {
        this.problems = problems;
    }

    /** The condition, or null when it is accounted for and of no concern. */
    @Nullable
    Problem read(Entry entry) {
        Problem problem = problems.read(entry);
        String reference = entry.reference();
        boolean otherwise = problem == null || problem.groups().isEmpty();
        if (otherwise && reference != null && ProblemReader.isCodedAndStands(entry.resource())) {
            others.add(reference);
        }
        Reason diagnosis = problems.diagnosis(entry);
        if (diagnosis != null) {
            encounterDiagnoses.add(diagnosis);
        }
        return problem;
    }

    /** References of coded conditions that no value set knows. */
    Set<String> others() {
        return Set.copyOf(others);
    }

    /** The coded conditions of the call's encounter, whatever they mean. */
    List<Reason> encounterDiagnoses() {
        return List.copyOf(encounterDiagnoses);
    }
}
