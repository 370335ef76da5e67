package org.lumbarcds.guideline.engine;

import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * What a rule says. With no findings, nothing missing and nothing open it is silent.
 *
 * @param findings what it found, in the order of the drafts
 * @param missing required data for lack of which it could not decide, on some order or at all
 * @param open optional data that is not at hand and could make it find something: worth fetching, but no reason to refuse
 *     the call or to make a card, should it not be had
 */
public record Verdict(List<Finding> findings, Set<ChartKey> missing, Set<ChartKey> open) {

    /** Nothing to say, whatever else may be learnt. */
    public static final Verdict SILENT = new Verdict(List.of(), Set.of());

    /** With nothing that optional data could change. */
    public Verdict(List<Finding> findings, Set<ChartKey> missing) {
        this(findings, missing, Set.of());
    }

    public Verdict {
        findings = List.copyOf(findings);
        missing = Set.copyOf(missing);
        open = Set.copyOf(open);
    }

    public static Verdict of(Finding... findings) {
        return new Verdict(List.of(findings), Set.of());
    }

    /** Could fire, but can't be decided without these. */
    public static Verdict undecided(Set<ChartKey> missing) {
        return new Verdict(List.of(), missing);
    }

    /** Nothing to say unless this optional data, once fetched, tells otherwise; {@link #SILENT} when it is empty. */
    public static Verdict silentUnless(Set<ChartKey> open) {
        return new Verdict(List.of(), Set.of(), open);
    }
}
