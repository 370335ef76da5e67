package org.lumbarcds.guideline.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.safety.Against.NOTHING;

import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.ProblemBuilder;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.KidneyFunction;
import org.lumbarcds.guideline.model.record.KidneyFunction.Comparator;

/** What the labels of the relaxants that are never offered say on an order for them. */
class OtherRelaxantExclusionsTest {

    record Row(String relaxant, String reason, FakeChart chart, String expected) {
        @Override
        public String toString() {
            return relaxant + ", " + reason + ": " + expected;
        }
    }

    private static Row with(String relaxant, String reason, ProblemBuilder problem, String expected) {
        return new Row(relaxant, reason, chart().problems(problem), expected);
    }

    private static Row taking(String relaxant, String other, DrugClass drugClass, String expected) {
        return new Row(relaxant, other, chart().medications(recorded(drug(other, drugClass), 5)), expected);
    }

    private static Row egfr(int value, String expected) {
        return new Row(
                "baclofen",
                "eGFR " + value,
                chart().kidneyFunction(new KidneyFunction(ago(1), BigDecimal.valueOf(value), Comparator.EQUAL)),
                expected);
    }

    private static Row liver(String relaxant, ProblemBuilder problem, String expected) {
        return with(relaxant, "liver", problem, expected);
    }

    static Stream<Row> labels() {
        ProblemGroup hepatic = ProblemGroup.HEPATIC_IMPAIRMENT;
        return Stream.of(
                egfr(29, "KIDNEY_FUNCTION AVOID"),
                egfr(30, "KIDNEY_FUNCTION CAUTION"),
                egfr(59, "KIDNEY_FUNCTION CAUTION"),
                egfr(60, NOTHING),
                with("baclofen", "dialysis", problem(ProblemGroup.KIDNEY_DISEASE_ADVANCED), "KIDNEY_DISEASE AVOID"),
                with("baclofen", "stage 3", problem(ProblemGroup.KIDNEY_DISEASE), "KIDNEY_DISEASE CAUTION"),
                with("baclofen", "kidney injury", problem(ProblemGroup.ACUTE_KIDNEY_INJURY), "KIDNEY_DISEASE CAUTION"),
                with(
                        "baclofen",
                        "stage 3, over",
                        problem(ProblemGroup.KIDNEY_DISEASE).resolved(),
                        NOTHING),
                with("orphenadrine", "narrow angles", problem(ProblemGroup.GLAUCOMA), "GLAUCOMA CONTRAINDICATED"),
                with(
                        "orphenadrine",
                        "retention",
                        problem(ProblemGroup.URINARY_OBSTRUCTION),
                        "URINARY_OBSTRUCTION CONTRAINDICATED"),
                with(
                        "orphenadrine",
                        "ileus",
                        problem(ProblemGroup.BOWEL_OBSTRUCTION),
                        "BOWEL_OBSTRUCTION CONTRAINDICATED"),
                with(
                        "orphenadrine",
                        "myasthenia",
                        problem(ProblemGroup.MYASTHENIA_GRAVIS),
                        "MYASTHENIA_GRAVIS CONTRAINDICATED"),
                with(
                        "orphenadrine",
                        "an operated angle",
                        problem(ProblemGroup.GLAUCOMA).resolved(),
                        NOTHING),
                taking("orphenadrine", "pyridostigmine", DrugClass.MYASTHENIA_TREATMENT, "MYASTHENIA_GRAVIS AVOID"),
                taking("orphenadrine", "oxybutynin", DrugClass.ANTICHOLINERGIC, NOTHING),
                taking("tizanidine", "fluvoxamine", DrugClass.TIZANIDINE_INTERACTION, "INTERACTION CONTRAINDICATED"),
                taking("tizanidine", "sertraline", DrugClass.SEROTONERGIC, NOTHING),
                liver("tizanidine", problem(hepatic), "HEPATIC_IMPAIRMENT CAUTION"),
                liver("chlorzoxazone", problem(hepatic), "HEPATIC_IMPAIRMENT CAUTION"),
                liver("dantrolene", problem(hepatic), "HEPATIC_IMPAIRMENT CONTRAINDICATED"),
                liver("dantrolene", problem(hepatic).resolved(), NOTHING),
                liver("metaxalone", problem(hepatic), "HEPATIC_IMPAIRMENT CAUTION"),
                with(
                        "metaxalone",
                        "cirrhosis",
                        problem(ProblemGroup.CIRRHOSIS),
                        "CIRRHOSIS CONTRAINDICATED, HEPATIC_IMPAIRMENT CAUTION"),
                with(
                        "metaxalone",
                        "cirrhosis called past",
                        problem(ProblemGroup.CIRRHOSIS).resolved(),
                        "CIRRHOSIS AVOID"),
                with(
                        "metaxalone",
                        "hemolytic anemia",
                        problem(ProblemGroup.HEMOLYTIC_ANEMIA),
                        "HEMOLYTIC_ANEMIA CONTRAINDICATED"),
                with(
                        "metaxalone",
                        "stage 4",
                        problem(ProblemGroup.KIDNEY_DISEASE_ADVANCED),
                        "KIDNEY_DISEASE CONTRAINDICATED"),
                with("metaxalone", "stage 3", problem(ProblemGroup.KIDNEY_DISEASE), NOTHING),
                with("carisoprodol", "porphyria", problem(ProblemGroup.PORPHYRIA), "PORPHYRIA CONTRAINDICATED"),
                taking("carisoprodol", "meprobamate", DrugClass.MEPROBAMATE, "INTERACTION AVOID"),
                taking("carisoprodol", "an opioid", DrugClass.OPIOID, NOTHING),
                new Row(
                        "carisoprodol",
                        "allergy to meprobamate",
                        chart().allergies(allergy("meprobamate", DrugClass.MEPROBAMATE)),
                        "ALLERGY CONTRAINDICATED"),
                new Row(
                        "carisoprodol",
                        "allergy to another drug",
                        chart().allergies(allergy("morphine", DrugClass.OPIOID)),
                        NOTHING),
                new Row(
                        "tizanidine",
                        "allergy to it",
                        chart().allergies(allergy("tizanidine", DrugClass.MUSCLE_RELAXANT)),
                        "ALLERGY AVOID"),
                with("thiocolchicoside", "pregnancy", problem(ProblemGroup.PREGNANCY), "PREGNANCY CONTRAINDICATED"),
                with(
                        "thiocolchicoside",
                        "pregnancy, over",
                        problem(ProblemGroup.PREGNANCY).resolved(),
                        NOTHING),
                with("tolperisone", "its label is not at hand", problem(ProblemGroup.PORPHYRIA), NOTHING));
    }

    private static Allergy allergy(String ingredient, DrugClass drugClass) {
        return new Allergy(ingredient, Set.of(ingredient), Set.of(drugClass));
    }

    @ParameterizedTest
    @MethodSource("labels")
    void isSaidOnAnOrder(Row row) {
        assertThat(Against.ordering(
                        drug(row.relaxant(), DrugClass.MUSCLE_RELAXANT), DrugClass.MUSCLE_RELAXANT, row.chart()))
                .isEqualTo(row.expected());
    }

    static Stream<Row> age() {
        FakeChart old = chart().born("1961-11-24");
        String listed = "OLDER_AGE CAUTION";
        return Stream.of(
                new Row("carisoprodol", "65", old, listed),
                new Row("chlorzoxazone", "65", old, listed),
                new Row("cyclobenzaprine", "65", old, listed),
                new Row("metaxalone", "65", old, listed),
                new Row("methocarbamol", "65", old, listed),
                new Row("orphenadrine", "65", old, listed),
                new Row("baclofen", "65, not of the six", old, NOTHING),
                new Row("tizanidine", "65, not of the six", old, NOTHING),
                new Row("methocarbamol", "64", chart().born("1961-11-25"), NOTHING));
    }

    @ParameterizedTest
    @MethodSource("age")
    void beersNamesSixOfThem(Row row) {
        isSaidOnAnOrder(row);
    }
}
