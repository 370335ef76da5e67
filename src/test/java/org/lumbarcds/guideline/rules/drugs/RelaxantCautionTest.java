package org.lumbarcds.guideline.rules.drugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.baclofen;
import static org.lumbarcds.guideline.Charts.carisoprodol;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.diazepam;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.gabapentin;
import static org.lumbarcds.guideline.Charts.ingredient;
import static org.lumbarcds.guideline.Charts.methocarbamol;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.oxycodone;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.product;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.select;
import static org.lumbarcds.guideline.Charts.selectFirst;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.rules.Outcome.SILENT;

import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.Charts.ProblemBuilder;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.KidneyFunction;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.rules.Outcome;

class RelaxantCautionTest {

    private static final Rule RULE = LowBackPainRule.RELAXANT_CAUTION.rule();
    private static final Drug PHENELZINE = drug("phenelzine", DrugClass.MAO_INHIBITOR, DrugClass.SEROTONERGIC);
    private static final Drug TIZANIDINE = drug("tizanidine", DrugClass.MUSCLE_RELAXANT);
    private static final String MAO = "CRITICAL MAO inhibitor now or within 14 days";
    private static final String ANOTHER = "WARNING drug of the same class";
    private static final String DEPRESSANT = "WARNING sedating drug";
    private static final String ARRHYTHMIA = "arrhythmia or conduction disorder";

    record Row(String reason, Situation situation, String outcome) {
        @Override
        public String toString() {
            return reason + ": " + outcome;
        }
    }

    private static FakeChart pain() {
        return chart().problems(backPain(5));
    }

    private static Row row(String reason, Drug drug, FakeChart chart, String outcome) {
        return new Row(reason, sign(chart, draft(drug).build()), outcome);
    }

    private static Row with(String reason, ProblemBuilder problem, String outcome) {
        return row(reason, cyclobenzaprine(), pain().problems(problem), outcome);
    }

    private static Row taking(String reason, Drug drug, OrderBuilder order, String outcome) {
        return row(reason, drug, pain().medications(order), outcome);
    }

    private static Row aged(String reason, Drug drug, String born, String outcome) {
        return row(reason, drug, pain().born(born), outcome);
    }

    static Stream<Row> age() {
        ProblemBuilder palliative = problem(ProblemGroup.PALLIATIVE_CARE);
        return Stream.of(
                aged("64 until tomorrow", cyclobenzaprine(), "1961-11-25", SILENT),
                aged("65 today", cyclobenzaprine(), "1961-11-24", "WARNING older age"),
                aged("65, carisoprodol", carisoprodol(), "1961-11-24", "WARNING older age"),
                aged("65, methocarbamol", methocarbamol(), "1961-11-24", "WARNING older age"),
                aged(
                        "65, metaxalone",
                        drug("metaxalone", DrugClass.MUSCLE_RELAXANT),
                        "1961-11-24",
                        "WARNING older age"),
                aged(
                        "65, chlorzoxazone",
                        drug("chlorzoxazone", DrugClass.MUSCLE_RELAXANT),
                        "1961-11-24",
                        "WARNING older age"),
                aged(
                        "65, orphenadrine",
                        drug("orphenadrine", DrugClass.MUSCLE_RELAXANT),
                        "1961-11-24",
                        "WARNING older age"),
                aged("65, baclofen is not of the six", baclofen(), "1961-11-24", SILENT),
                aged("65, tizanidine is not of the six", TIZANIDINE, "1961-11-24", SILENT),
                aged("64 or 65 by the year alone", cyclobenzaprine(), "1961", SILENT),
                aged("65 by the year alone", cyclobenzaprine(), "1960", "WARNING older age"),
                aged("no birth date", cyclobenzaprine(), null, SILENT),
                row("palliative", cyclobenzaprine(), pain().born("1950-01-01").problems(palliative), SILENT),
                row(
                        "palliative silences the age alone",
                        cyclobenzaprine(),
                        pain().born("1950-01-01").problems(palliative, problem(ProblemGroup.GLAUCOMA)),
                        "WARNING angle-closure glaucoma or narrow angles"),
                new Row(
                        "palliative as the order's reason",
                        sign(
                                pain().born("1950-01-01"),
                                draft(cyclobenzaprine())
                                        .reason(ProblemGroup.PALLIATIVE_CARE)
                                        .reason(ProblemGroup.LOW_BACK_PAIN)
                                        .build()),
                        SILENT),
                row(
                        "palliative care ended",
                        cyclobenzaprine(),
                        pain().born("1950-01-01")
                                .problems(problem(ProblemGroup.PALLIATIVE_CARE).resolved()),
                        "WARNING older age"));
    }

    static Stream<Row> label() {
        return Stream.of(
                row("nothing on record", cyclobenzaprine(), pain(), SILENT),
                with("arrhythmia", problem(ProblemGroup.ARRHYTHMIA), "CRITICAL " + ARRHYTHMIA),
                with(
                        "arrhythmia resolved stays",
                        problem(ProblemGroup.ARRHYTHMIA).resolved(),
                        "WARNING " + ARRHYTHMIA),
                with("arrhythmia refuted", problem(ProblemGroup.ARRHYTHMIA).refuted(), SILENT),
                with("heart failure", problem(ProblemGroup.HEART_FAILURE), "CRITICAL heart failure"),
                with(
                        "heart failure resolved stays",
                        problem(ProblemGroup.HEART_FAILURE).resolved(),
                        "WARNING heart failure"),
                row(
                        "arrhythmia resolved and active: the active one",
                        cyclobenzaprine(),
                        pain().problems(problem(ProblemGroup.ARRHYTHMIA).resolved(), problem(ProblemGroup.ARRHYTHMIA)),
                        "CRITICAL " + ARRHYTHMIA),
                with("hyperthyroidism", problem(ProblemGroup.HYPERTHYROIDISM), "CRITICAL hyperthyroidism"),
                with(
                        "hyperthyroidism cured",
                        problem(ProblemGroup.HYPERTHYROIDISM).resolved(),
                        SILENT),
                with(
                        "infarction, 90 days",
                        problem(ProblemGroup.MYOCARDIAL_INFARCTION).onset(ago(90)),
                        "CRITICAL myocardial infarction"),
                with(
                        "infarction, no date",
                        problem(ProblemGroup.MYOCARDIAL_INFARCTION),
                        "CRITICAL myocardial infarction"),
                with(
                        "infarction, 91 days, never closed",
                        problem(ProblemGroup.MYOCARDIAL_INFARCTION).onset(ago(91)),
                        SILENT),
                with(
                        "infarction of last week, called resolved: the heart recovers still",
                        problem(ProblemGroup.MYOCARDIAL_INFARCTION)
                                .onset(ago(9))
                                .resolved(),
                        "CRITICAL myocardial infarction"),
                with("old infarction", problem(ProblemGroup.MYOCARDIAL_INFARCTION_HISTORY), SILENT),
                with("glaucoma", problem(ProblemGroup.GLAUCOMA), "WARNING angle-closure glaucoma or narrow angles"),
                with(
                        "retention",
                        problem(ProblemGroup.URINARY_OBSTRUCTION),
                        "WARNING urinary retention or obstruction"),
                with(
                        "retention resolved",
                        problem(ProblemGroup.URINARY_OBSTRUCTION).resolved(),
                        SILENT),
                with("cirrhosis", problem(ProblemGroup.HEPATIC_IMPAIRMENT), "WARNING liver disease"),
                with("pregnancy keeps us from suggesting, no more", problem(ProblemGroup.PREGNANCY), SILENT),
                with("alcohol use disorder likewise", problem(ProblemGroup.ALCOHOL_USE_DISORDER), SILENT),
                row(
                        "the label is cyclobenzaprine's",
                        methocarbamol(),
                        pain().problems(problem(ProblemGroup.ARRHYTHMIA), problem(ProblemGroup.HEPATIC_IMPAIRMENT)),
                        SILENT),
                row(
                        "myasthenia keeps us from suggesting, no more",
                        methocarbamol(),
                        pain().problems(problem(ProblemGroup.MYASTHENIA_GRAVIS)),
                        SILENT));
    }

    static Stream<Row> drugs() {
        return Stream.of(
                taking("MAO inhibitor", cyclobenzaprine(), recorded(PHENELZINE, 5), MAO),
                taking("MAO inhibitor, methocarbamol", methocarbamol(), recorded(PHENELZINE, 5), SILENT),
                taking(
                        "ended 14 days ago",
                        cyclobenzaprine(),
                        recorded(PHENELZINE, 43).days(30).status("completed"),
                        MAO),
                taking(
                        "ended 15 days ago",
                        cyclobenzaprine(),
                        recorded(PHENELZINE, 44).days(30).status("completed"),
                        SILENT),
                taking(
                        "end unknown: not surely within 14 days",
                        cyclobenzaprine(),
                        recorded(PHENELZINE, 50).status("completed"),
                        SILENT),
                new Row(
                        "drafted beside it",
                        sign(
                                pain(),
                                draft(cyclobenzaprine()).build(),
                                draft(PHENELZINE).build()),
                        MAO),
                taking(
                        "sertraline",
                        cyclobenzaprine(),
                        recorded(drug("sertraline", DrugClass.SEROTONERGIC), 300),
                        "INFO serotonergic drug"),
                row(
                        "sertraline and a diazepam: a warning",
                        cyclobenzaprine(),
                        pain().medications(
                                        recorded(drug("sertraline", DrugClass.SEROTONERGIC), 300),
                                        recorded(diazepam(), 3)),
                        "WARNING sedating drug + serotonergic drug"),
                taking(
                        "opioid on record: said by opioid-with-depressant",
                        cyclobenzaprine(),
                        recorded(oxycodone(), 3).days(7),
                        SILENT),
                row(
                        "opioid and benzodiazepine on record: the benzodiazepine",
                        cyclobenzaprine(),
                        pain().medications(recorded(oxycodone(), 3).days(7), recorded(diazepam(), 3)),
                        DEPRESSANT),
                new Row(
                        "opioid on record, the relaxant inpatient: no other rule speaks of it",
                        sign(
                                pain().medications(recorded(oxycodone(), 3).days(7)),
                                draft(cyclobenzaprine()).inpatient().build()),
                        DEPRESSANT),
                taking("benzodiazepine", cyclobenzaprine(), recorded(diazepam(), 3), DEPRESSANT),
                taking("gabapentinoid", cyclobenzaprine(), recorded(gabapentin(), 3), DEPRESSANT),
                taking("benzodiazepine beside methocarbamol", methocarbamol(), recorded(diazepam(), 3), SILENT),
                taking(
                        "another relaxant running",
                        cyclobenzaprine(),
                        recorded(baclofen(), 3).days(10),
                        ANOTHER),
                taking(
                        "another relaxant, for tizanidine too",
                        TIZANIDINE,
                        recorded(baclofen(), 3).days(10),
                        ANOTHER),
                taking(
                        "active, ended 30 days ago",
                        cyclobenzaprine(),
                        recorded(baclofen(), 39).days(10),
                        ANOTHER),
                taking(
                        "active, ended 31 days ago",
                        cyclobenzaprine(),
                        recorded(baclofen(), 40).days(10),
                        SILENT),
                taking(
                        "a renewal of the same",
                        cyclobenzaprine(),
                        recorded(cyclobenzaprine(), 3).days(10),
                        SILENT),
                new Row(
                        "opioid selected too: said on the opioid's card",
                        sign(
                                pain(),
                                draft(cyclobenzaprine()).build(),
                                draft(oxycodone()).build()),
                        SILENT),
                new Row(
                        "opioid drafted, not selected: said by opioid-with-depressant",
                        selectFirst(
                                1,
                                pain(),
                                draft(cyclobenzaprine()).build(),
                                draft(oxycodone()).build()),
                        SILENT),
                new Row(
                        "inpatient opioid: no other rule speaks of it",
                        sign(
                                pain(),
                                draft(cyclobenzaprine()).build(),
                                draft(oxycodone()).inpatient().build()),
                        DEPRESSANT),
                new Row(
                        "opioid for something else: said on the relaxant's card all the same",
                        sign(
                                pain(),
                                draft(cyclobenzaprine()).build(),
                                draft(oxycodone()).reason().build()),
                        SILENT));
    }

    static Stream<Row> allergies() {
        Allergy own = new Allergy("Flexeril", Set.of("cyclobenzaprine"), Set.of(DrugClass.MUSCLE_RELAXANT));
        return Stream.of(
                row("to cyclobenzaprine", cyclobenzaprine(), pain().allergies(own), "CRITICAL allergy"),
                row("to another relaxant", methocarbamol(), pain().allergies(own), SILENT),
                row(
                        "to methocarbamol itself",
                        methocarbamol(),
                        pain().allergies(new Allergy("m", Set.of("methocarbamol"), Set.of())),
                        "CRITICAL allergy"));
    }

    /** "Of the other relaxants only what the exclusions call avoid (and for baclofen its kidney row) makes a card." */
    static Stream<Row> otherRelaxants() {
        Drug fluvoxamine = drug("fluvoxamine", DrugClass.TIZANIDINE_INTERACTION);
        Drug chlorzoxazone = drug("chlorzoxazone", DrugClass.MUSCLE_RELAXANT);
        Drug dantrolene = drug("dantrolene", DrugClass.MUSCLE_RELAXANT);
        Drug thiocolchicoside = drug("thiocolchicoside", DrugClass.MUSCLE_RELAXANT);
        ProblemBuilder liver = problem(ProblemGroup.HEPATIC_IMPAIRMENT);
        KidneyFunction at59 = new KidneyFunction(ago(9), BigDecimal.valueOf(59), KidneyFunction.Comparator.EQUAL);
        KidneyFunction at60 = new KidneyFunction(ago(9), BigDecimal.valueOf(60), KidneyFunction.Comparator.EQUAL);
        KidneyFunction at29 = new KidneyFunction(ago(9), BigDecimal.valueOf(29), KidneyFunction.Comparator.EQUAL);
        return Stream.of(
                taking(
                        "tizanidine with fluvoxamine",
                        TIZANIDINE,
                        recorded(fluvoxamine, 20),
                        "CRITICAL interacting drug"),
                row("tizanidine and the liver: a caution", TIZANIDINE, pain().problems(liver), SILENT),
                row("chlorzoxazone and the liver: a caution", chlorzoxazone, pain().problems(liver), SILENT),
                row("dantrolene and the liver", dantrolene, pain().problems(liver), "CRITICAL liver disease"),
                row(
                        "carisoprodol and porphyria",
                        carisoprodol(),
                        pain().problems(problem(ProblemGroup.PORPHYRIA)),
                        "CRITICAL porphyria"),
                row(
                        "thiocolchicoside in pregnancy",
                        thiocolchicoside,
                        pain().problems(problem(ProblemGroup.PREGNANCY)),
                        "CRITICAL pregnancy"),
                row("baclofen, eGFR 60", baclofen(), pain().kidneyFunction(at60), SILENT),
                row("baclofen, eGFR 59", baclofen(), pain().kidneyFunction(at59), "WARNING reduced kidney function"),
                row("baclofen, eGFR 29", baclofen(), pain().kidneyFunction(at29), "WARNING reduced kidney function"),
                row(
                        "baclofen, kidney disease",
                        baclofen(),
                        pain().problems(problem(ProblemGroup.KIDNEY_DISEASE)),
                        "WARNING kidney disease"),
                row("tizanidine, eGFR 29: not its row", TIZANIDINE, pain().kidneyFunction(at29), SILENT),
                row(
                        "stomach complaints from methocarbamol",
                        methocarbamol(),
                        pain().allergies(new Allergy(
                                "methocarbamol",
                                Set.of("methocarbamol"),
                                Set.of(),
                                Allergy.Severity.STOMACH_COMPLAINTS)),
                        SILENT),
                row(
                        "stomach complaints from cyclobenzaprine",
                        cyclobenzaprine(),
                        pain().allergies(new Allergy(
                                "Flexeril", Set.of("cyclobenzaprine"), Set.of(), Allergy.Severity.STOMACH_COMPLAINTS)),
                        "WARNING intolerance"));
    }

    static Stream<Row> missing() {
        OrderBuilder forPain = draft(cyclobenzaprine()).reason(ProblemGroup.LOW_BACK_PAIN);
        return Stream.of(
                row("no conditions", cyclobenzaprine(), pain().without(ChartKey.CONDITIONS), "missing conditions"),
                row("no orders", cyclobenzaprine(), pain().without(ChartKey.MEDICATIONS), "missing medications"),
                row("no patient", cyclobenzaprine(), pain().without(ChartKey.PATIENT), "missing patient"),
                row(
                        "no orders, but 70 years",
                        cyclobenzaprine(),
                        pain().born("1956-01-01").without(ChartKey.MEDICATIONS),
                        "WARNING older age"),
                new Row(
                        "no conditions: 70 years may be palliative",
                        select(chart().born("1956-01-01").without(ChartKey.CONDITIONS), forPain.build()),
                        "missing conditions"),
                new Row(
                        "no conditions, but an MAO inhibitor",
                        select(
                                chart().medications(recorded(PHENELZINE, 2)).without(ChartKey.CONDITIONS),
                                forPain.build()),
                        MAO),
                row("no low back pain", cyclobenzaprine(), chart().problems(problem(ProblemGroup.ARRHYTHMIA)), SILENT),
                row(
                        "deceased",
                        cyclobenzaprine(),
                        pain().problems(problem(ProblemGroup.ARRHYTHMIA)).deceased(),
                        SILENT));
    }

    @ParameterizedTest
    @MethodSource({"age", "label", "drugs", "allergies", "otherRelaxants", "missing"})
    void evaluate(Row row) {
        assertThat(Outcome.of(RULE, row.situation())).isEqualTo(row.outcome());
    }

    /** "contraindicated | avoid | caution | advice", as label and criteria have it. */
    @ParameterizedTest
    @MethodSource
    void variant(Row row) {
        Finding finding = Outcome.only(RULE, row.situation());
        assertThat(finding.variant() + " " + finding.indicator()).isEqualTo(row.outcome());
    }

    static Stream<Row> variant() {
        KidneyFunction at29 = new KidneyFunction(ago(9), BigDecimal.valueOf(29), KidneyFunction.Comparator.EQUAL);
        return Stream.of(
                with("label", problem(ProblemGroup.ARRHYTHMIA), "contraindicated CRITICAL"),
                row("Beers table 6", baclofen(), pain().kidneyFunction(at29), "avoid WARNING"),
                with("caution", problem(ProblemGroup.GLAUCOMA), "caution WARNING"),
                taking(
                        "one serotonergic drug",
                        cyclobenzaprine(),
                        recorded(drug("sertraline", DrugClass.SEROTONERGIC), 300),
                        "advice INFO"));
    }

    @Test
    void proposals_noneForWhatIsReducedStepwise() {
        FakeChart chart = pain().born("1950-01-01")
                .medications(recorded(carisoprodol(), 30).days(30).status("completed"));
        Finding finding = Outcome.only(RULE, sign(chart, draft(carisoprodol()).build()));
        assertThat(finding.proposals()).isEmpty();
        assertThat(finding.facts().asMap()).containsEntry("taper", true).containsEntry("taperDays", 30);
        assertThat(finding.notOffered()).isEmpty();
    }

    private static String proposals(Drug drug, FakeChart chart) {
        return Outcome.proposals(Outcome.only(RULE, sign(chart, draft(drug).build())));
    }

    @Test
    void proposals_anotherRelaxantWhereItsLabelAllows() {
        assertThat(proposals(cyclobenzaprine(), pain().problems(problem(ProblemGroup.GLAUCOMA))))
                .isEqualTo("remove cyclobenzaprine, replace by NAPROXEN recommended, replace by ACETAMINOPHEN,"
                        + " replace by METHOCARBAMOL");
    }

    @Test
    void proposals_noRelaxantFrom65() {
        assertThat(proposals(carisoprodol(), pain().born("1956-01-01")))
                .isEqualTo("remove carisoprodol, replace by ACETAMINOPHEN recommended");
    }

    @Test
    void proposals_neverTheDrugItself() {
        Allergy one = new Allergy("orphenadrine", Set.of("orphenadrine"), Set.of());
        Drug both = product(
                "orphenadrine / cyclobenzaprine",
                Drug.DrugForm.SYSTEMIC,
                ingredient("orphenadrine", DrugClass.MUSCLE_RELAXANT),
                ingredient("cyclobenzaprine", DrugClass.MUSCLE_RELAXANT));
        assertThat(proposals(both, pain().allergies(one))).doesNotContain("CYCLOBENZAPRINE");
    }

    @Test
    void twoRelaxantsSelected_saidOnceOnTheFirst() {
        MedicationOrder first = draft(baclofen()).build();
        MedicationOrder second = draft(cyclobenzaprine()).build();
        Finding finding = Outcome.only(RULE, sign(pain(), first, second));
        assertThat(finding.about()).containsExactly(first, second);
    }

    @Test
    void evaluate_otherOrdersAskNothing() {
        FakeChart chart = pain();
        RULE.evaluate(sign(chart, draft(naproxen()).build()));
        assertThat(chart.asked()).isEmpty();
    }
}
