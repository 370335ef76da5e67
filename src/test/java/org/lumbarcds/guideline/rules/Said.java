package org.lumbarcds.guideline.rules;

import java.util.stream.Collectors;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Proposal;

/** What a rule says, in words that fit into a decision table. */
public final class Said {

    public static final String SILENT = "silent";

    private Said() {}

    /** {@code silent}, {@code missing [CONDITIONS]}, or {@code WARNING variant} per finding. */
    public static String by(Rule rule, Situation situation) {
        Verdict verdict = rule.evaluate(situation);
        if (verdict.findings().isEmpty()) {
            return verdict.lack().required().isEmpty()
                    ? SILENT
                    : "missing " + verdict.lack().required().stream().sorted().toList();
        }
        return verdict.findings().stream()
                .map(finding -> finding.indicator() + " " + finding.variant())
                .collect(Collectors.joining(", "));
    }

    /** The only finding of a rule. */
    public static Finding finding(Rule rule, Situation situation) {
        Verdict verdict = rule.evaluate(situation);
        if (verdict.findings().size() != 1) {
            throw new AssertionError("not one finding: " + verdict);
        }
        return verdict.findings().get(0);
    }

    /** The kinds of a finding's proposals, in their order. */
    public static String proposals(Finding finding) {
        return finding.proposals().stream().map(Said::kind).collect(Collectors.joining(", "));
    }

    private static String kind(Proposal proposal) {
        if (proposal instanceof Proposal.Start start) {
            return "Start " + start.remedy() + (start.recommended() ? " recommended" : "");
        }
        return proposal.getClass().getSimpleName();
    }
}
