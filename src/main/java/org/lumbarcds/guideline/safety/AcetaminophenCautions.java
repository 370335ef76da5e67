package org.lumbarcds.guideline.safety;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.basis.Caution.Kind;
import org.lumbarcds.guideline.basis.Caution.Severity;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.Problem;

/** What speaks against acetaminophen: liver disease, alcohol, another acetaminophen product, overdose, an allergy. */
final class AcetaminophenCautions {

    private static final String LABEL = "acetaminophen label, liver and allergy warnings";
    private static final String ALCOHOL = "acetaminophen label, alcohol warning";
    private static final String DUPLICATE = "acetaminophen label: not with other acetaminophen";
    private static final String POLICY = "policy of this service for what it suggests";

    private AcetaminophenCautions() {}

    static void collect(Set<String> ingredients, Grounds grounds) {
        grounds.allergies(Severity.CONTRAINDICATED, LABEL, ingredients, allergy -> allergy.classes()
                .contains(DrugClass.ACETAMINOPHEN));
        AnalgesicAllergy.collect(grounds);
        grounds.everRecorded(Kind.CIRRHOSIS, Severity.CAUTION, Severity.CAUTION, LABEL, ProblemGroup.CIRRHOSIS);
        grounds.conditions(
                Kind.HEPATIC_IMPAIRMENT,
                LABEL,
                LiverCautions::lasting,
                ProblemGroup.HEPATIC_IMPAIRMENT,
                ProblemGroup.LIVER_TRANSPLANT);
        grounds.active(Kind.RAISED_TRANSAMINASES, Severity.WITHHOLD, POLICY, ProblemGroup.RAISED_TRANSAMINASES);
        grounds.conditions(
                Kind.ALCOHOL_USE_DISORDER,
                ALCOHOL,
                AcetaminophenCautions::alcohol,
                ProblemGroup.ALCOHOL_USE_DISORDER,
                ProblemGroup.ALCOHOL_REMISSION);
        grounds.everRecorded(
                Kind.OVERDOSE, Severity.CAUTION, Severity.CAUTION, DUPLICATE, ProblemGroup.ACETAMINOPHEN_OVERDOSE);
        grounds.active(Kind.MALNUTRITION, Severity.WITHHOLD, POLICY, ProblemGroup.MALNUTRITION);
        grounds.drugs(Kind.SAME_INGREDIENT, Severity.CAUTION, DUPLICATE, drug -> drug.has(DrugClass.ACETAMINOPHEN));
    }

    private static @Nullable Severity alcohol(Problem problem) {
        if (!problem.isActive()) {
            return null;
        }
        return problem.is(ProblemGroup.ALCOHOL_REMISSION) ? Severity.WITHHOLD : Severity.CAUTION;
    }
}
