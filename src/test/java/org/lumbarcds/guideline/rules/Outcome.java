package org.lumbarcds.guideline.rules;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Proposal;

/** A verdict in words that fit into a decision table. */
public final class Outcome {

    public static final String SILENT = "silent";

    private Outcome() {}

    /** {@code silent}, {@code missing conditions}, or per finding {@code CRITICAL heart failure + arrhythmia…}. */
    public static String of(Rule rule, Situation situation) {
        Verdict verdict = rule.evaluate(situation);
        if (verdict.findings().isEmpty()) {
            return verdict.lack().required().isEmpty()
                    ? SILENT
                    : "missing "
                            + verdict.lack().required().stream()
                                    .sorted()
                                    .map(key -> key.key())
                                    .collect(Collectors.joining(" "));
        }
        return verdict.findings().stream()
                .map(finding -> finding.indicator() + " " + cautions(finding))
                .collect(Collectors.joining("; "));
    }

    private static String cautions(Finding finding) {
        return list(finding, "cautions").stream()
                .map(caution -> String.valueOf(caution.get("caution")))
                .collect(Collectors.joining(" + "));
    }

    /** The only finding. */
    public static Finding only(Rule rule, Situation situation) {
        List<Finding> findings = rule.evaluate(situation).findings();
        if (findings.size() != 1) {
            throw new AssertionError(findings.size() + " findings");
        }
        return findings.get(0);
    }

    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> list(Finding finding, String name) {
        return (List<Map<String, Object>>) finding.facts().asMap().getOrDefault(name, List.of());
    }

    /** {@code remove naproxen, replace by ACETAMINOPHEN recommended}. */
    public static String proposals(Finding finding) {
        return finding.proposals().stream().map(Outcome::say).collect(Collectors.joining(", "));
    }

    private static String say(Proposal proposal) {
        if (proposal instanceof Proposal.Remove remove) {
            return "remove " + remove.orders().get(0).label();
        }
        if (proposal instanceof Proposal.Replace replace) {
            return "replace by " + replace.remedy() + (replace.recommended() ? " recommended" : "");
        }
        throw new AssertionError(proposal);
    }
}
