package org.lumbarcds.guideline.safety.grounds;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.model.record.Procedure;

/**
 * Operations on record that rows of the exclusions speak of: a bypass, a stent, dialysis, a transplant, a pacemaker, surgery
 * for obesity. What else is done to a patient (a pregnancy test, a colonoscopy) says nothing of what the patient has. Specification 4.9.
 */
final class Operations {

    private static final Set<ProblemGroup> OPERATIONS = EnumSet.of(
            ProblemGroup.ARRHYTHMIA,
            ProblemGroup.BOWEL_INFLAMMATION,
            ProblemGroup.CORONARY_BYPASS,
            ProblemGroup.CORONARY_BYPASS_HISTORY,
            ProblemGroup.HEART_TRANSPLANT,
            ProblemGroup.KIDNEY_DISEASE,
            ProblemGroup.KIDNEY_DISEASE_ADVANCED,
            ProblemGroup.KIDNEY_TRANSPLANT,
            ProblemGroup.LIVER_TRANSPLANT,
            ProblemGroup.VASCULAR_DISEASE);

    private Operations() {}

    /** Each as the condition that it speaks of, begun on its day; empty when procedures could not be had. */
    static List<Problem> onRecord(Situation situation) {
        return situation.chart().procedures().orElse(List.of()).stream()
                .filter(procedure -> procedure.meaning().groups().stream().anyMatch(OPERATIONS::contains))
                .map(Operations::asProblem)
                .toList();
    }

    private static Problem asProblem(Procedure procedure) {
        return new Problem(
                null,
                procedure.label(),
                procedure.meaning(),
                Problem.ClinicalStatus.ACTIVE,
                Problem.Verification.NOT_REFUTED,
                false,
                false,
                procedure.date(),
                null,
                false,
                null,
                null);
    }
}
