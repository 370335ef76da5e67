package org.lumbarcds.record;

import org.lumbarcds.guideline.findings.RuleId;

/** Which version of a rule is in force, so that what is kept of a call says what decided. */
@FunctionalInterface
public interface RuleVersions {

    /** Three numbers, for example {@code 1.0.0}. */
    String of(RuleId rule);
}
