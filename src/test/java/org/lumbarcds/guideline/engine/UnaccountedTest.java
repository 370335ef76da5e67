package org.lumbarcds.guideline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.TODAY;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.date;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.reason;
import static org.lumbarcds.guideline.basis.Remedy.ACETAMINOPHEN;
import static org.lumbarcds.guideline.basis.Remedy.CYCLOBENZAPRINE;
import static org.lumbarcds.guideline.basis.Remedy.NAPROXEN;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.Policies;
import org.lumbarcds.guideline.basis.Judgement;
import org.lumbarcds.guideline.basis.MissingCode;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.meaning.UnknownCode;
import org.lumbarcds.guideline.model.meaning.UnknownCode.Family;
import org.lumbarcds.guideline.model.orders.UnknownDraft;
import org.lumbarcds.guideline.model.orders.UnknownDraft.Why;
import org.lumbarcds.guideline.model.record.Chart;
import org.lumbarcds.guideline.model.record.UnknownEntry.Kind;
import org.lumbarcds.guideline.safety.DrugSafety;

/** "Not knowing a code is not knowing: what no table knows never counts as harmless", and the card names the entry. */
class UnaccountedTest {

    private static final UnknownCode CODE = new UnknownCode(Family.SNOMED_CT, "http://snomed.info/sct", "1234567");

    /** {@code names} is what the card calls unknown. */
    record Row(String reason, Remedy remedy, FakeChart chart, List<String> names) {
        @Override
        public String toString() {
            return remedy + ", " + reason + ": " + names;
        }
    }

    private static Row row(String reason, Remedy remedy, FakeChart chart, String... names) {
        return new Row(reason, remedy, chart, List.of(names));
    }

    /** A reason of the encounter that a stem of its words leaves open. */
    private static Reason mayBe(String label, String condition, ProblemGroup group) {
        return new Reason(label, new Meaning(Set.of(), Set.of(group), true, List.of(), null), true, condition);
    }

    private static Reason unknownReason(String label) {
        return new Reason(
                label, new Meaning(Set.of(), Set.of(), false, List.of(), null, Set.of(), List.of(CODE)), true, null);
    }

    private static Judgement judge(Remedy remedy, Chart chart, UnknownDraft... drafts) {
        Situation situation = new Situation(
                Hook.ORDER_SELECT, TODAY, List.of(), Set.of(), chart, Policies.standard(), List.of(drafts));
        return DrugSafety.judge(remedy, situation, List.of());
    }

    static Stream<Row> anyDrug() {
        return Stream.of(
                row(
                        "a problem by a code that no table has",
                        ACETAMINOPHEN,
                        chart().problems(problem().label("code 1").unaccounted()),
                        "code 1"),
                row(
                        "the same refuted",
                        ACETAMINOPHEN,
                        chart().problems(problem().unaccounted().refuted())),
                row("a problem of no concern", ACETAMINOPHEN, chart().problems(problem())),
                row(
                        "a reason of the encounter by such a code",
                        ACETAMINOPHEN,
                        chart().encounterReasons(unknownReason("code 2")),
                        "code 2"),
                row("a reason of no concern", ACETAMINOPHEN, chart().encounterReasons(reason())),
                row(
                        "an allergy to a drug, as a problem that does not name it",
                        NAPROXEN,
                        chart().problems(problem(ProblemGroup.DRUG_ALLERGY_UNSPECIFIED)
                                .label("Z88.9")),
                        "Z88.9"),
                row(
                        "the same as a reason",
                        NAPROXEN,
                        chart().encounterReasons(reason(ProblemGroup.DRUG_ALLERGY_UNSPECIFIED)),
                        "problem-drug-allergy-unspecified"),
                row("an order", CYCLOBENZAPRINE, chart().unknownOrder("blue pill"), "blue pill"),
                row("a statement", CYCLOBENZAPRINE, chart().unknownStatement("tea"), "tea"),
                row(
                        "an allergy to a drug that nobody knows",
                        CYCLOBENZAPRINE,
                        chart().allergies(Allergy.toUnknownDrug("the white one", List.of(CODE))),
                        "the white one"),
                row(
                        "an allergy to a drug that is known and another",
                        CYCLOBENZAPRINE,
                        chart().allergies(new Allergy("penicillin", Set.of("penicillin"), Set.of()))),
                row(
                        "each once",
                        CYCLOBENZAPRINE,
                        chart().unknownOrder("blue pill").unknownStatement("blue pill"),
                        "blue pill"));
    }

    /** "A stem counts only against the drugs of the rows it belongs to". */
    static Stream<Row> drugsOfARow() {
        return Stream.of(
                row(
                        "words that may be kidney disease",
                        NAPROXEN,
                        chart().problems(problem().label("renal …").possibly(ProblemGroup.KIDNEY_DISEASE)),
                        "renal …"),
                row(
                        "they say nothing against this drug",
                        ACETAMINOPHEN,
                        chart().problems(problem().possibly(ProblemGroup.KIDNEY_DISEASE))),
                row(
                        "what is over would not count",
                        NAPROXEN,
                        chart().problems(problem()
                                .possibly(ProblemGroup.KIDNEY_DISEASE)
                                .resolved())),
                row(
                        "so may a reason of the encounter",
                        NAPROXEN,
                        chart().encounterReasons(mayBe("renal …", null, ProblemGroup.KIDNEY_DISEASE)),
                        "renal …"),
                row(
                        "a reason that may be an acute injury",
                        NAPROXEN,
                        chart().encounterReasons(mayBe("AKI?", null, ProblemGroup.ACUTE_KIDNEY_INJURY)),
                        "AKI?"),
                row(
                        "a reason that may be a pregnancy",
                        CYCLOBENZAPRINE,
                        chart().encounterReasons(mayBe("gravid …", null, ProblemGroup.PREGNANCY)),
                        "gravid …"),
                row(
                        "a problem that may be one",
                        CYCLOBENZAPRINE,
                        chart().problems(problem().label("gravid …").possibly(ProblemGroup.PREGNANCY)),
                        "gravid …"),
                row(
                        "that is 42 weeks old",
                        CYCLOBENZAPRINE,
                        chart().problems(problem()
                                .possibly(ProblemGroup.PREGNANCY)
                                .recorded(42 * 7))),
                row(
                        "a reason that may be something else",
                        CYCLOBENZAPRINE,
                        chart().encounterReasons(mayBe("renal …", null, ProblemGroup.KIDNEY_DISEASE))),
                row(
                        "a reason that is a problem on the list is judged there",
                        CYCLOBENZAPRINE,
                        chart().problems(problem().reference("Condition/p"))
                                .encounterReasons(mayBe("gravid …", "Condition/p", ProblemGroup.PREGNANCY))));
    }

    static Stream<Row> results() {
        return Stream.of(
                row("without a date", NAPROXEN, chart().unreadableResult("eGFR"), "eGFR"),
                row("365 days ago", NAPROXEN, chart().unreadableResult("eGFR", ago(365)), "eGFR"),
                row("366 days ago", NAPROXEN, chart().unreadableResult("eGFR", ago(366))),
                row("perhaps 365 days ago", NAPROXEN, chart().unreadableResult("eGFR", date("2025-11")), "eGFR"),
                row("no drug but an NSAID is judged by it", ACETAMINOPHEN, chart().unreadableResult("eGFR")));
    }

    static Stream<Row> rows() {
        return Stream.of(anyDrug(), drugsOfARow(), results()).flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatNobodyKnowsIsNamed_andNothingIsOffered(Row row) {
        Judgement judged = judge(row.remedy(), row.chart());

        assertThat(judged.unknown()).isEqualTo(row.names());
        assertThat(judged.isAllowed()).isEqualTo(row.names().isEmpty());
    }

    private static UnknownDraft draft(Why why) {
        return new UnknownDraft("field", null, true, why, "XYZ", List.of(), List.of(CODE));
    }

    @Test
    void aDraftWhoseWordsNoTableKnowsIsNamed() {
        Judgement judged = judge(ACETAMINOPHEN, chart(), draft(Why.NOT_IN_THE_TABLES));

        assertThat(judged.unknown()).containsExactly("XYZ");
        assertThat(judged.unknownDraft()).isFalse();
        assertThat(judged.unlisted()).containsExactly(new MissingCode(Kind.DRAFT, CODE));
    }

    /** The card says more of it elsewhere. */
    @Test
    void aDraftThatCouldBeAnyDrugIsNotNamed_butKeepsFromOffering() {
        Judgement judged = judge(ACETAMINOPHEN, chart(), draft(Why.CODES_NOT_COVERED));

        assertThat(judged.unknown()).isEmpty();
        assertThat(judged.unknownDraft()).isTrue();
        assertThat(judged.isAllowed()).isFalse();
        assertThat(judged.unlisted()).containsExactly(new MissingCode(Kind.DRAFT, CODE));
    }

    /** What a site could add to a table, with the sort of entry it stands in. */
    @Test
    void codesAreToldBySort() {
        Allergy allergy = Allergy.toUnknownDrug("x", List.of(CODE));
        FakeChart chart = chart().encounterReasons(unknownReason("r"))
                .allergies(allergy)
                .unknownOrder("o")
                .unreadableResult("u");

        assertThat(judge(NAPROXEN, chart).unlisted())
                .containsExactly(
                        new MissingCode(Kind.PROBLEM, CODE),
                        new MissingCode(Kind.ORDER, UnknownCode.NONE),
                        new MissingCode(Kind.ALLERGY, CODE),
                        new MissingCode(Kind.RESULT, UnknownCode.NONE));
        assertThat(judge(NAPROXEN, chart()).unlisted()).isEmpty();
    }
}
