package org.lumbarcds.guideline.safety.labels;

import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.basis.Caution.Severity;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.Problem;

/** Diseases of the liver, as several drugs share them. */
final class LiverDisease {

    private LiverDisease() {}

    /** A caution while active; once resolved only "transplant, cirrhosis". */
    static @Nullable Severity lasting(Problem problem) {
        boolean stays = problem.is(ProblemGroup.CIRRHOSIS) || problem.is(ProblemGroup.LIVER_TRANSPLANT);
        return problem.isActive() || stays ? Severity.CAUTION : null;
    }
}
