package org.lumbarcds.guideline.findings;

import java.util.Set;

/**
 * Which rule it is: a value that a guideline declares. It names the card file, the metric, the feedback and the
 * configuration of the rule. Two are the same when they are the same object.
 */
public interface RuleId {

    /** What its word rests on; of two findings equally grave the earlier of these speaks first. */
    enum Standing {
        /** What a drug's label forbids or asks for care with. */
        LABEL,
        /** What a label warns of in a box. */
        BOXED,
        /** What the guideline advises. */
        ADVICE
    }

    /** The stable id, for example {@code opioid-first-line}. */
    String id();

    Standing standing();

    /** Its place in the guideline's list, from 0: of two findings that are equal else, the earlier rule's speaks first. */
    int place();

    /** Rules whose finding takes this one's findings back: what it advises is for who has none of theirs. */
    Set<RuleId> silencedBy();
}
