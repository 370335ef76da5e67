package org.lumbarcds.guideline.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.acetaminophen;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.oxycodoneAcetaminophen;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.safety.Against.NOTHING;
import static org.lumbarcds.guideline.safety.Against.row;
import static org.lumbarcds.guideline.safety.Against.with;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.safety.Against.Row;

/** What speaks against acetaminophen. */
class AcetaminophenExclusionsTest {

    static Stream<Row> rows() {
        return Stream.of(
                with("cirrhosis", problem(ProblemGroup.CIRRHOSIS), "CIRRHOSIS CAUTION"),
                with("cirrhosis called past", problem(ProblemGroup.CIRRHOSIS).resolved(), "CIRRHOSIS CAUTION"),
                with("hepatitis", problem(ProblemGroup.HEPATIC_IMPAIRMENT), "HEPATIC_IMPAIRMENT CAUTION"),
                with("healed", problem(ProblemGroup.HEPATIC_IMPAIRMENT).resolved(), NOTHING),
                with(
                        "a transplant stays",
                        problem(ProblemGroup.LIVER_TRANSPLANT).resolved(),
                        "HEPATIC_IMPAIRMENT CAUTION"),
                with("R74.0", problem(ProblemGroup.RAISED_TRANSAMINASES), "RAISED_TRANSAMINASES WITHHOLD"),
                with("R74.0, over", problem(ProblemGroup.RAISED_TRANSAMINASES).resolved(), NOTHING),
                with("alcohol", problem(ProblemGroup.ALCOHOL_USE_DISORDER), "ALCOHOL_USE_DISORDER CAUTION"),
                with(
                        "said to be over",
                        problem(ProblemGroup.ALCOHOL_USE_DISORDER).resolved(),
                        NOTHING),
                with("F10.21", problem(ProblemGroup.ALCOHOL_REMISSION), "ALCOHOL_USE_DISORDER WITHHOLD"),
                with("overdose", problem(ProblemGroup.ACETAMINOPHEN_OVERDOSE), "OVERDOSE CAUTION"),
                with(
                        "overdose, ever",
                        problem(ProblemGroup.ACETAMINOPHEN_OVERDOSE).resolved(),
                        "OVERDOSE CAUTION"),
                with("malnutrition", problem(ProblemGroup.MALNUTRITION), "MALNUTRITION WITHHOLD"),
                with("malnutrition, over", problem(ProblemGroup.MALNUTRITION).resolved(), NOTHING),
                with("Z88.6 without a drug in its words", problem(ProblemGroup.ANALGESIC_ALLERGY), "ALLERGY WITHHOLD"),
                row(
                        "allergy to it",
                        chart().allergies(new Allergy("Tylenol", Set.of("acetaminophen"), Set.of())),
                        "ALLERGY CONTRAINDICATED"),
                row(
                        "allergy by its class",
                        chart().allergies(new Allergy("x", Set.of(), Set.of(DrugClass.ACETAMINOPHEN))),
                        "ALLERGY CONTRAINDICATED"),
                row(
                        "allergy to an NSAID",
                        chart().allergies(new Allergy("Advil", Set.of("ibuprofen"), Set.of(DrugClass.NSAID))),
                        NOTHING),
                row(
                        "another product with it",
                        chart().medications(recorded(oxycodoneAcetaminophen(), 5)),
                        "SAME_INGREDIENT CAUTION"),
                row(
                        "the same, used up",
                        chart().medications(
                                        recorded(oxycodoneAcetaminophen(), 100).days(60)),
                        "SAME_INGREDIENT WITHHOLD"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void keepsFromOffering_andIsSaidOnAnOrderUnlessMerelyWithheld(Row row) {
        assertThat(Against.offering(Remedy.ACETAMINOPHEN, row.chart())).isEqualTo(row.expected());
        assertThat(Against.ordering(acetaminophen(), DrugClass.ACETAMINOPHEN, row.chart()))
                .isEqualTo(Against.saidOnAnOrder(row.expected()));
    }
}
