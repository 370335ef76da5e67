package org.lumbarcds.guideline.engine;

import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.Truth;

/**
 * What must all hold for a rule to fire, in the order of its chapter in the specification. The first that surely does not is why
 * the rule is silent, so that what it decides and what it says of that can't differ.
 */
public final class Conditions {

    private Truth all = Truth.YES;
    private @Nullable String failed;

    /** @param otherwise why the rule is silent when this does not hold, in one sentence */
    public Conditions given(Truth condition, String otherwise) {
        if (condition.isNo() && failed == null) {
            failed = otherwise;
        }
        all = all.and(condition);
        return this;
    }

    /** @param then why the rule is silent when this holds, in one sentence */
    public Conditions unless(Truth condition, String then) {
        return given(condition.not(), then);
    }

    /** Whether the rule fires, as far as the data at hand tells. */
    public Truth met() {
        return all;
    }

    /**
     * That the rule is silent, and why.
     *
     * @throws IllegalStateException when no condition surely failed: then it is not silent
     */
    public Verdict silent() {
        if (failed == null) {
            throw new IllegalStateException("no condition failed");
        }
        return Verdict.silent(failed);
    }
}
