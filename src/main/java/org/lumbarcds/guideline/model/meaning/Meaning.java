package org.lumbarcds.guideline.model.meaning;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.drugs.Drug;

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
 * @param suspected those of {@code groups} that are only suspected ("possible fracture", "Verdacht auf …"); often empty
 * @param codes its codes, as they may be counted, where a code in a table would tell more; empty when one does
 */
public record Meaning(
        Set<ProblemGroup> groups,
        Set<ProblemGroup> possibly,
        boolean accounted,
        List<Drug> named,
        @Nullable Allergy allergy,
        Set<ProblemGroup> suspected,
        List<UnknownCode> codes) {

    /** Accounted for, and of no concern. */
    public static final Meaning HARMLESS = of(Set.of());

    public Meaning {
        groups = Set.copyOf(groups);
        possibly = Set.copyOf(possibly);
        named = List.copyOf(named);
        suspected = Set.copyOf(suspected);
        codes = List.copyOf(codes);
    }

    /** With nothing that is only suspected. */
    public Meaning(
            Set<ProblemGroup> groups,
            Set<ProblemGroup> possibly,
            boolean accounted,
            List<Drug> named,
            @Nullable Allergy allergy) {
        this(groups, possibly, accounted, named, allergy, Set.of(), List.of());
    }

    /** Accounted for, and surely this. */
    public static Meaning of(Set<ProblemGroup> groups) {
        return new Meaning(groups, Set.of(), true, List.of(), null);
    }

    /** Whether it says anything that a rule or a suggestion looks at. */
    public boolean isOfConcern() {
        return !accounted || !groups.isEmpty() || !possibly.isEmpty() || !named.isEmpty() || allergy != null;
    }

    /** The same, with these codes. */
    public Meaning of(List<UnknownCode> unknown) {
        return new Meaning(groups, possibly, accounted, named, allergy, suspected, unknown);
    }

    /** Whether it is of the group, and not only suspected to be. */
    public boolean confirms(ProblemGroup group) {
        return groups.contains(group) && !suspected.contains(group);
    }

    /** The same of other groups, as the words of a reason tell more or less than those of a problem. */
    public Meaning of(Set<ProblemGroup> others, Set<ProblemGroup> onlySuspected) {
        Set<ProblemGroup> both = new HashSet<>(onlySuspected);
        both.retainAll(others);
        return new Meaning(others, possibly, accounted, named, allergy, both, codes);
    }

    /** The same, all of it only suspected. */
    public Meaning onlySuspected() {
        return new Meaning(groups, possibly, accounted, named, allergy, groups, codes);
    }
}
