package org.lumbarcds.guideline;

import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.model.ChartKey;

/**
 * What a rule says. With no findings and nothing missing it is silent.
 *
 * @param findings what it found, in the order of the drafts
 * @param missing required data for lack of which it could not decide, on some order or at all
 */
public record Verdict(List<Finding> findings, Set<ChartKey> missing) {

    /** Nothing to say, whatever else may be learnt. */
    public static final Verdict SILENT = new Verdict(List.of(), Set.of());

    public Verdict {
        findings = List.copyOf(findings);
        missing = Set.copyOf(missing);
    }

    public static Verdict of(Finding... findings) {
        return new Verdict(List.of(findings), Set.of());
    }

    /** Could fire, but can't be decided without these. */
    public static Verdict undecided(Set<ChartKey> missing) {
        return new Verdict(List.of(), missing);
    }
}
