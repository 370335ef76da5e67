package org.lumbarcds.guideline;

import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.model.record.ChartKey;

/** What a verdict says in one line, for decision tables. */
public final class Said {

    private Said() {}

    /** {@code silent}, {@code undecided CONDITIONS PATIENT}, or {@code exceeded WARNING}; parts joined by "; ". */
    public static String by(Verdict verdict) {
        String findings = verdict.findings().stream()
                .map(f -> f.variant() + " " + f.indicator())
                .collect(Collectors.joining("; "));
        String missing = verdict.lack().required().isEmpty()
                ? ""
                : "undecided "
                        + new TreeSet<ChartKey>(verdict.lack().required())
                                .stream().map(Enum::name).collect(Collectors.joining(" "));
        String both = findings.isEmpty() || missing.isEmpty() ? findings + missing : findings + "; " + missing;
        return both.isEmpty() ? "silent" : both;
    }
}
