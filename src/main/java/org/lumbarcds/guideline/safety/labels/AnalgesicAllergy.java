package org.lumbarcds.guideline.safety.labels;

import org.lumbarcds.guideline.basis.Caution.Kind;
import org.lumbarcds.guideline.basis.Caution.Severity;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.safety.grounds.Grounds;

/**
 * "Z88.6 without a drug in its words may mean an opioid, an NSAID or acetaminophen: level withhold for the latter two (no
 * card, no reason for advice)". With a drug in its words it is that drug's allergy, and no longer of this group.
 */
final class AnalgesicAllergy {

    private static final String POLICY = "policy of this service for what it suggests";

    private AnalgesicAllergy() {}

    static void collect(Grounds grounds) {
        grounds.problems()
                .everRecorded(
                        Kind.ALLERGY, Severity.WITHHOLD, Severity.WITHHOLD, POLICY, ProblemGroup.ANALGESIC_ALLERGY);
    }
}
