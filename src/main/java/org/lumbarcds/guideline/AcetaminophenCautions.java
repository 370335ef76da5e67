package org.lumbarcds.guideline;

import java.util.Set;
import org.lumbarcds.guideline.Caution.Kind;
import org.lumbarcds.guideline.Caution.Severity;
import org.lumbarcds.guideline.model.DrugClass;
import org.lumbarcds.guideline.model.ProblemGroup;

/**
 * "No acetaminophen with hepatic impairment, alcohol use disorder or another acetaminophen product", cold and combination
 * products included.
 */
final class AcetaminophenCautions {

    private static final String LABEL = "acetaminophen boxed warning and OTC label";

    private AcetaminophenCautions() {}

    static void collect(Set<String> ingredients, Grounds grounds) {
        grounds.allergies(Severity.CONTRAINDICATION, LABEL, ingredients, allergy -> allergy.classes()
                .contains(DrugClass.ACETAMINOPHEN));
        grounds.active(Kind.HEPATIC_IMPAIRMENT, Severity.CAUTION, LABEL, ProblemGroup.HEPATIC_IMPAIRMENT);
        grounds.active(Kind.ALCOHOL_USE_DISORDER, Severity.CAUTION, LABEL, ProblemGroup.ALCOHOL_USE_DISORDER);
        grounds.drugs(Kind.SAME_CLASS, LABEL, drug -> drug.has(DrugClass.ACETAMINOPHEN));
    }
}
