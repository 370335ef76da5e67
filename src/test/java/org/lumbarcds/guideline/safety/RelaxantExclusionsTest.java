package org.lumbarcds.guideline.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.ingredient;
import static org.lumbarcds.guideline.Charts.methocarbamol;
import static org.lumbarcds.guideline.Charts.oxycodone;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.product;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.safety.Against.NOTHING;
import static org.lumbarcds.guideline.safety.Against.row;
import static org.lumbarcds.guideline.safety.Against.with;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.Drug.DrugForm;
import org.lumbarcds.guideline.model.drugs.Drug.Recognition;
import org.lumbarcds.guideline.model.drugs.Drug.Recognition.By;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.safety.Against.Row;

/** What speaks against cyclobenzaprine and methocarbamol, the relaxants that are offered. */
class RelaxantExclusionsTest {

    private static final Drug SERTRALINE = drug("sertraline", DrugClass.SEROTONERGIC);
    private static final Drug TRAZODONE = drug("trazodone", DrugClass.SEROTONERGIC);
    private static final Drug TRAMADOL = drug("tramadol", DrugClass.SEROTONERGIC_STRONG, DrugClass.SEROTONERGIC);
    private static final Drug PHENELZINE = drug("phenelzine", DrugClass.MAO_INHIBITOR, DrugClass.SEROTONERGIC_STRONG);

    private static FakeChart taking(Drug... drugs) {
        FakeChart chart = chart();
        for (Drug drug : drugs) {
            chart.medications(recorded(drug, 5));
        }
        return chart;
    }

    private static Drug known(By by, String code, String ingredient) {
        return new Drug(
                ingredient,
                List.of(ingredient(ingredient, DrugClass.SEROTONERGIC)),
                DrugForm.SYSTEMIC,
                Set.of(),
                new Recognition(by, code));
    }

    private static Row taking(String reason, Drug drug, String expected) {
        return row(reason, taking(drug), expected);
    }

    private static Row allergic(String reason, Allergy allergy, String expected) {
        return row(reason, chart().allergies(allergy), expected);
    }

    static Stream<Row> heart() {
        return Stream.of(
                with("atrial fibrillation", problem(ProblemGroup.ARRHYTHMIA), "ARRHYTHMIA CONTRAINDICATED"),
                with("ablated", problem(ProblemGroup.ARRHYTHMIA).resolved(), "ARRHYTHMIA AVOID"),
                with("premature beats", problem(ProblemGroup.ARRHYTHMIA_MINOR), "ARRHYTHMIA CAUTION"),
                with(
                        "an arrhythmia counts when resolved",
                        problem(ProblemGroup.ARRHYTHMIA_MINOR).resolved(),
                        "ARRHYTHMIA WITHHOLD"),
                taking("amiodarone", drug("amiodarone", DrugClass.ANTIARRHYTHMIC), "HEART_RHYTHM_DRUG AVOID"),
                taking("verapamil", drug("verapamil", DrugClass.QT_OR_RATE), "HEART_RHYTHM_DRUG WITHHOLD"),
                with("heart failure", problem(ProblemGroup.HEART_FAILURE), "HEART_FAILURE CONTRAINDICATED"),
                with("past", problem(ProblemGroup.HEART_FAILURE).resolved(), "HEART_FAILURE AVOID"),
                taking("sacubitril", drug("sacubitril", DrugClass.HEART_FAILURE_DRUG), "HEART_FAILURE AVOID"),
                infarction(
                        "90 days ago",
                        problem(ProblemGroup.MYOCARDIAL_INFARCTION).onset(ago(90)),
                        "CONTRAINDICATED"),
                infarction(
                        "91 days ago",
                        problem(ProblemGroup.MYOCARDIAL_INFARCTION).onset(ago(91)),
                        "WITHHOLD"),
                infarction("without a date", problem(ProblemGroup.MYOCARDIAL_INFARCTION), "CONTRAINDICATED"),
                infarction(
                        "past, without a date",
                        problem(ProblemGroup.MYOCARDIAL_INFARCTION).resolved(),
                        "WITHHOLD"),
                infarction(
                        "called past within 90 days",
                        problem(ProblemGroup.MYOCARDIAL_INFARCTION)
                                .onset(ago(20))
                                .resolved(),
                        "CONTRAINDICATED"),
                infarction(
                        "old by its code",
                        problem(ProblemGroup.MYOCARDIAL_INFARCTION_HISTORY).onset(ago(20)),
                        "WITHHOLD"));
    }

    private static Row infarction(String reason, Charts.ProblemBuilder problem, String level) {
        return with("infarction " + reason, problem, "MYOCARDIAL_INFARCTION " + level);
    }

    static Stream<Row> conditions() {
        return Stream.of(
                with("hyperthyroidism", problem(ProblemGroup.HYPERTHYROIDISM), "HYPERTHYROIDISM CONTRAINDICATED"),
                with("cured", problem(ProblemGroup.HYPERTHYROIDISM).resolved(), NOTHING),
                taking("methimazole", drug("methimazole", DrugClass.ANTITHYROID), "HYPERTHYROIDISM AVOID"),
                with("narrow angles", problem(ProblemGroup.GLAUCOMA), "GLAUCOMA CAUTION"),
                with("retention", problem(ProblemGroup.URINARY_OBSTRUCTION), "URINARY_OBSTRUCTION CAUTION"),
                with("ileus", problem(ProblemGroup.BOWEL_OBSTRUCTION), "BOWEL_OBSTRUCTION CAUTION"),
                with("enlarged prostate", problem(ProblemGroup.PROSTATE_ENLARGED), "PROSTATE_ENLARGED WITHHOLD"),
                taking("oxybutynin", drug("oxybutynin", DrugClass.ANTICHOLINERGIC), "ANTICHOLINERGIC WITHHOLD"),
                with("hepatitis", problem(ProblemGroup.HEPATIC_IMPAIRMENT), "HEPATIC_IMPAIRMENT CAUTION"),
                with("healed", problem(ProblemGroup.HEPATIC_IMPAIRMENT).resolved(), NOTHING),
                with("cirrhosis stays", problem(ProblemGroup.CIRRHOSIS).resolved(), "HEPATIC_IMPAIRMENT CAUTION"),
                with("epilepsy", problem(ProblemGroup.SEIZURE), "SEIZURE WITHHOLD"),
                with("sleep apnea", problem(ProblemGroup.SEDATION_RISK), "SEDATION_RISK WITHHOLD"),
                with("gone", problem(ProblemGroup.SEDATION_RISK).resolved(), NOTHING),
                with("alcohol", problem(ProblemGroup.ALCOHOL_USE_DISORDER), "ALCOHOL_USE_DISORDER WITHHOLD"),
                with("in remission", problem(ProblemGroup.ALCOHOL_REMISSION), "ALCOHOL_USE_DISORDER WITHHOLD"),
                with("Z79.891", problem(ProblemGroup.LONG_TERM_OPIOID_USE), "DEPRESSANT WITHHOLD"),
                with("Z79.891, over", problem(ProblemGroup.LONG_TERM_OPIOID_USE).resolved(), NOTHING),
                with("pregnant", problem(ProblemGroup.PREGNANCY), "PREGNANCY WITHHOLD"),
                with("breastfeeding", problem(ProblemGroup.BREASTFEEDING), "BREASTFEEDING WITHHOLD"),
                with("myasthenia is of methocarbamol's label", problem(ProblemGroup.MYASTHENIA_GRAVIS), NOTHING));
    }

    static Stream<Row> drugs() {
        String caution = "SEROTONERGIC CAUTION";
        return Stream.of(
                taking("an MAO inhibitor: said as that alone", PHENELZINE, "MAO_INHIBITOR CONTRAINDICATED"),
                with("named in a problem's words", problem().naming(PHENELZINE), "MAO_INHIBITOR CONTRAINDICATED"),
                with("another drug named", problem().naming(Charts.naproxen()), NOTHING),
                with(
                        "serotonin syndrome, ever",
                        problem(ProblemGroup.SEROTONIN_SYNDROME).resolved(),
                        "SEROTONIN_SYNDROME CAUTION"),
                taking("tramadol", TRAMADOL, caution),
                taking("one serotonergic drug: advice on an order", SERTRALINE, "SEROTONERGIC ADVICE"),
                row("two of them", taking(SERTRALINE, TRAZODONE), caution + ", " + caution),
                row(
                        "the same twice is one",
                        taking(SERTRALINE, SERTRALINE),
                        "SEROTONERGIC ADVICE, SEROTONERGIC ADVICE"),
                row(
                        "in two strengths",
                        taking(SERTRALINE, known(By.RXNORM_PRODUCT, "2", "sertraline")),
                        "SEROTONERGIC ADVICE, SEROTONERGIC ADVICE"),
                row(
                        "with another ingredient",
                        taking(
                                SERTRALINE,
                                product(
                                        "both",
                                        DrugForm.SYSTEMIC,
                                        ingredient("sertraline", DrugClass.SEROTONERGIC),
                                        ingredient("another"))),
                        "SEROTONERGIC ADVICE, SEROTONERGIC ADVICE"),
                row(
                        "two that only their class tells",
                        taking(known(By.ATC, "N06AB04", "class"), known(By.ATC, "N06AB10", "class")),
                        caution + ", " + caution),
                row(
                        "the second used up: it is one",
                        taking(SERTRALINE).medications(recorded(TRAZODONE, 100).days(60)),
                        "SEROTONERGIC ADVICE, SEROTONERGIC WITHHOLD"),
                row("beside tramadol it stays one", taking(TRAMADOL, SERTRALINE), caution + ", SEROTONERGIC ADVICE"),
                taking("guanethidine", drug("guanethidine", DrugClass.GUANETHIDINE), "INTERACTION WITHHOLD"),
                taking("an opioid", oxycodone(), "DEPRESSANT CAUTION"),
                taking("baclofen", drug("baclofen", DrugClass.MUSCLE_RELAXANT), "SAME_CLASS CAUTION"),
                taking(
                        "baclofen in any form",
                        product("pump", DrugForm.LOCAL, ingredient("baclofen", DrugClass.MUSCLE_RELAXANT)),
                        "SAME_CLASS CAUTION"),
                taking(
                        "another relaxant on the skin",
                        product("gel", DrugForm.TOPICAL, ingredient("tizanidine", DrugClass.MUSCLE_RELAXANT)),
                        "SAME_CLASS WITHHOLD"),
                taking("the same: a renewal", cyclobenzaprine(), "SAME_CLASS WITHHOLD"),
                taking("diphenhydramine", drug("diphenhydramine", DrugClass.SEDATING_WEAK), "DEPRESSANT WITHHOLD"),
                taking(
                        "on the skin",
                        product("gel", DrugForm.TOPICAL, ingredient("diphenhydramine", DrugClass.SEDATING_WEAK)),
                        NOTHING));
    }

    static Stream<Row> allergies() {
        String allergy = "ALLERGY CONTRAINDICATED";
        return Stream.of(
                allergic("to it", allergy("cyclobenzaprine", DrugClass.MUSCLE_RELAXANT), allergy),
                allergic("to another relaxant", allergy("baclofen", DrugClass.MUSCLE_RELAXANT), NOTHING),
                allergic(
                        "to \"muscle relaxants\"",
                        new Allergy("x", Set.of(), Set.of(DrugClass.MUSCLE_RELAXANT)),
                        allergy),
                allergic("to a tricyclic", allergy("amitriptyline", DrugClass.TRICYCLIC), allergy),
                allergic("to penicillin", new Allergy("penicillin", Set.of("penicillin"), Set.of()), NOTHING),
                allergic("to \"NSAIDs\"", new Allergy("x", Set.of(), Set.of(DrugClass.NSAID)), NOTHING),
                with("as a condition", problem(ProblemGroup.RELAXANT_ALLERGY), "ALLERGY AVOID"),
                with("inactive", problem(ProblemGroup.RELAXANT_ALLERGY).resolved(), "ALLERGY AVOID"));
    }

    private static Allergy allergy(String ingredient, DrugClass drugClass) {
        return new Allergy(ingredient, Set.of(ingredient), Set.of(drugClass));
    }

    static Stream<Row> againstCyclobenzaprine() {
        return Stream.of(heart(), conditions(), drugs(), allergies()).flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("againstCyclobenzaprine")
    void keepsFromOfferingCyclobenzaprine(Row row) {
        assertThat(Against.offering(Remedy.CYCLOBENZAPRINE, row.chart())).isEqualTo(row.expected());
    }

    @ParameterizedTest
    @MethodSource("againstCyclobenzaprine")
    void isSaidOnAnOrder_unlessMerelyWithheld(Row row) {
        assertThat(Against.ordering(cyclobenzaprine(), DrugClass.MUSCLE_RELAXANT, row.chart()))
                .isEqualTo(Against.saidOnAnOrder(row.expected()));
    }

    static Stream<Row> againstMethocarbamol() {
        return Stream.of(
                with("hepatitis", problem(ProblemGroup.HEPATIC_IMPAIRMENT), "HEPATIC_IMPAIRMENT WITHHOLD"),
                with("healed", problem(ProblemGroup.HEPATIC_IMPAIRMENT).resolved(), NOTHING),
                with("cirrhosis stays", problem(ProblemGroup.CIRRHOSIS).resolved(), "HEPATIC_IMPAIRMENT WITHHOLD"),
                with("myasthenia", problem(ProblemGroup.MYASTHENIA_GRAVIS), "MYASTHENIA_GRAVIS CAUTION"),
                taking(
                        "pyridostigmine",
                        drug("pyridostigmine", DrugClass.MYASTHENIA_TREATMENT),
                        "MYASTHENIA_GRAVIS CAUTION"),
                taking("an opioid", oxycodone(), "DEPRESSANT WITHHOLD"),
                taking("a weakly sedating drug", drug("quetiapine", DrugClass.SEDATING_WEAK), "DEPRESSANT WITHHOLD"),
                allergic("to a tricyclic", allergy("amitriptyline", DrugClass.TRICYCLIC), NOTHING),
                allergic("to it", allergy("methocarbamol", DrugClass.MUSCLE_RELAXANT), "ALLERGY CONTRAINDICATED"),
                with("glaucoma is of cyclobenzaprine's label", problem(ProblemGroup.GLAUCOMA), NOTHING),
                with("epilepsy too", problem(ProblemGroup.SEIZURE), NOTHING),
                taking("guanethidine too", drug("guanethidine", DrugClass.GUANETHIDINE), NOTHING),
                taking("a serotonergic drug too", SERTRALINE, NOTHING));
    }

    @ParameterizedTest
    @MethodSource("againstMethocarbamol")
    void keepsFromOfferingMethocarbamol(Row row) {
        assertThat(Against.offering(Remedy.METHOCARBAMOL, row.chart())).isEqualTo(row.expected());
        assertThat(Against.ordering(methocarbamol(), DrugClass.MUSCLE_RELAXANT, row.chart()))
                .isEqualTo(Against.saidOnAnOrder(row.expected()));
    }
}
