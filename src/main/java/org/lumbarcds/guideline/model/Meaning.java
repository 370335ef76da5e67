package org.lumbarcds.guideline.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a problem's codes and words mean. "Not knowing a code is not knowing: what no table knows never counts as
 * harmless."
 *
 * @param groups what it surely is; often empty
 * @param possibly what a stem of its words leaves open ("renal …"), no code accounting for it; often empty
 * @param accounted whether a code of a table, or words in a language read here, account for it; false means that it may be
 *     anything
 * @param named drugs that its words name as taken ("AF on Eliquis"); often empty
 * @param allergy the allergy to a drug that it tells, or null
 */
public record Meaning(
        Set<ProblemGroup> groups,
        Set<ProblemGroup> possibly,
        boolean accounted,
        List<Drug> named,
        @Nullable Allergy allergy) {

    /** Accounted for, and of no concern. */
    public static final Meaning HARMLESS = of(Set.of());

    public Meaning {
        groups = Set.copyOf(groups);
        possibly = Set.copyOf(possibly);
        named = List.copyOf(named);
    }

    /** Accounted for, and surely this. */
    public static Meaning of(Set<ProblemGroup> groups) {
        return new Meaning(groups, Set.of(), true, List.of(), null);
    }

    /** Whether it says anything that a rule or a suggestion looks at. */
    public boolean isOfConcern() {
        return !accounted || !groups.isEmpty() || !possibly.isEmpty() || !named.isEmpty() || allergy != null;
    }

    /** The same, as the words of a reason tell more groups than those of a problem. */
    public Meaning and(Set<ProblemGroup> more) {
        Set<ProblemGroup> all = new HashSet<>(groups);
        all.addAll(more);
        return new Meaning(all, possibly, accounted, named, allergy);
    }
}
