package org.lumbarcds.hooks.answering;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.guideline.engine.Evaluation;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.record.Snoozes;

/**
 * Takes out of an answer what a clinician has considered already: "an override with reason already considered silences the
 * same rule for the same drug and patient …; never for critical cards". A red flag that was considered goes on silencing
 * the advice it silences.
 */
public final class Snoozing {

    private final Set<RuleId> rules;
    private final Snoozes snoozes;
    private final Subjects subjects;

    /** @param rules the rules that may be snoozed; none by default */
    public Snoozing(Set<RuleId> rules, Snoozes snoozes, Subjects subjects) {
        this.rules = Set.copyOf(rules);
        this.snoozes = snoozes;
        this.subjects = subjects;
    }

    /** The findings of an evaluation that are not to be shown again yet. */
    List<Finding> snoozed(Evaluation evaluation, Caller caller, String patientId) {
        if (rules.isEmpty()) {
            return List.of();
        }
        return evaluation.findings().stream()
                .filter(finding -> finding.indicator() != Indicator.CRITICAL && rules.contains(finding.rule()))
                .filter(finding -> isConsidered(caller, patientId, finding))
                .collect(Collectors.toUnmodifiableList());
    }

    /** As grave as it is now, or graver: advice that was considered says nothing of a warning. */
    private boolean isConsidered(Caller caller, String patientId, Finding finding) {
        return Arrays.stream(Indicator.values())
                .filter(indicator -> indicator.compareTo(finding.indicator()) >= 0)
                .anyMatch(indicator -> snoozes.covers(subjects.finding(caller, patientId, finding, indicator)));
    }
}
