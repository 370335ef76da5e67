package org.lumbarcds.guideline.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.lumbarcds.guideline.basis.MissingCode;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.orders.UnknownDraft;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.KeyGap;

/**
 * What all rules of a call say together.
 *
 * @param findings of rules that are on, gravest first, then in the order of the specification's tables
 * @param undecided rules that are on and could fire but lack required data, with that data; in the same order
 * @param failed rules that are on and threw: their check could not run
 * @param shadowed findings of rules in shadow mode: recorded, never shown
 * @param wanted declared data of rules that are on and not silent, so worth fetching when not at hand; also of those that
 *     optional data may still make speak
 * @param gaps what of the data that was read is known not to be whole
 * @param unknownDrafts drafts whose drug is not to be had, so that rules that are on can't be decided about them
 */
public record Evaluation(
        List<Finding> findings,
        Map<RuleId, Set<ChartKey>> undecided,
        List<RuleId> failed,
        List<Finding> shadowed,
        Set<ChartKey> wanted,
        List<UnknownDraft> unknownDrafts,
        Map<ChartKey, KeyGap> gaps) {

    /** With nothing drafted that nobody knows. */
    public Evaluation(
            List<Finding> findings,
            Map<RuleId, Set<ChartKey>> undecided,
            List<RuleId> failed,
            List<Finding> shadowed,
            Set<ChartKey> wanted) {
        this(findings, undecided, failed, shadowed, wanted, List.of(), Map.of());
    }

    public Evaluation {
        findings = List.copyOf(findings);
        undecided = Collections.unmodifiableMap(new LinkedHashMap<>(undecided));
        failed = List.copyOf(failed);
        shadowed = List.copyOf(shadowed);
        wanted = Set.copyOf(wanted);
        unknownDrafts = List.copyOf(unknownDrafts);
        gaps = Map.copyOf(gaps);
    }

    /** What tables lack, so that a finding offers less; findings in shadow count too. Each once. */
    public List<MissingCode> costingOffers() {
        return Stream.concat(findings.stream(), shadowed.stream())
                .flatMap(finding -> finding.notOffered().stream())
                .flatMap(judged -> judged.unlisted().stream())
                .distinct()
                .toList();
    }

    /** What tables lack, so that rules can't be decided about drafts. Each once. */
    public List<MissingCode> leavingUndecided() {
        return unknownDrafts.stream()
                .flatMap(draft -> Unaccounted.of(draft).stream())
                .distinct()
                .toList();
    }

    /** The same without these very findings. */
    public Evaluation without(List<Finding> leftOut) {
        if (leftOut.isEmpty()) {
            return this;
        }
        List<Finding> rest = findings.stream()
                .filter(finding -> leftOut.stream().noneMatch(other -> other == finding))
                .toList();
        return new Evaluation(rest, undecided, failed, shadowed, wanted, unknownDrafts, gaps);
    }
}
