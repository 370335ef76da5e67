package org.lumbarcds.guideline.safety.labels;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.basis.Caution.Kind;
import org.lumbarcds.guideline.basis.Caution.Severity;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.safety.grounds.Grounds;

/** What speaks against acetaminophen: liver disease, alcohol, another acetaminophen product, overdose, an allergy. Specification 4.9. */
public final class AcetaminophenLabel {

    private static final String LABEL = "acetaminophen label, liver and allergy warnings";
    private static final String ALCOHOL = "acetaminophen label, alcohol warning";
    private static final String DUPLICATE = "acetaminophen label: not with other acetaminophen";
    private static final String POLICY = "policy of this service for what it suggests";

    private AcetaminophenLabel() {}

    public static void collect(Set<String> ingredients, Grounds grounds) {
        grounds.allergies(Severity.CONTRAINDICATED, LABEL, ingredients, allergy -> allergy.classes()
                .contains(DrugClass.ACETAMINOPHEN));
        AnalgesicAllergy.collect(grounds);
        grounds.problems()
                .everRecorded(Kind.CIRRHOSIS, Severity.CAUTION, Severity.CAUTION, LABEL, ProblemGroup.CIRRHOSIS);
        grounds.problems()
                .conditions(
                        Kind.HEPATIC_IMPAIRMENT,
                        LABEL,
                        LiverDisease::lasting,
                        ProblemGroup.HEPATIC_IMPAIRMENT,
                        ProblemGroup.LIVER_TRANSPLANT);
        grounds.problems()
                .active(Kind.RAISED_TRANSAMINASES, Severity.WITHHOLD, POLICY, ProblemGroup.RAISED_TRANSAMINASES);
        grounds.problems()
                .conditions(
                        Kind.ALCOHOL_USE_DISORDER,
                        ALCOHOL,
                        AcetaminophenLabel::alcohol,
                        ProblemGroup.ALCOHOL_USE_DISORDER,
                        ProblemGroup.ALCOHOL_REMISSION);
        grounds.problems()
                .everRecorded(
                        Kind.OVERDOSE,
                        Severity.CAUTION,
                        Severity.CAUTION,
                        DUPLICATE,
                        ProblemGroup.ACETAMINOPHEN_OVERDOSE);
        grounds.problems().active(Kind.MALNUTRITION, Severity.WITHHOLD, POLICY, ProblemGroup.MALNUTRITION);
        grounds.drugs(Kind.SAME_INGREDIENT, Severity.CAUTION, DUPLICATE, drug -> drug.has(DrugClass.ACETAMINOPHEN));
    }

    private static @Nullable Severity alcohol(Problem problem) {
        if (!problem.isActive()) {
            return null;
        }
        return problem.is(ProblemGroup.ALCOHOL_REMISSION) ? Severity.WITHHOLD : Severity.CAUTION;
    }
}
