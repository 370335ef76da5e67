package org.lumbarcds.guideline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.guideline.Charts;
import org.lumbarcds.guideline.model.drugs.Drug.DrugForm;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.drugs.Ingredient;
import org.lumbarcds.guideline.model.meaning.UnknownCode;
import org.lumbarcds.guideline.model.meaning.UnknownCode.Family;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.UnknownDraft;
import org.lumbarcds.guideline.model.orders.UnknownDraft.Why;
import org.lumbarcds.guideline.model.record.Chart;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Checked;
import org.lumbarcds.guideline.model.record.KidneyFunction;
import org.lumbarcds.guideline.model.record.LabResult;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.model.record.UnknownEntry;

/** Entries of the record: results, orders, and what nobody knows. */
class EntriesTest {

    @ParameterizedTest
    @CsvSource({
        "PLATELETS,            85.0, platelets 85 10^9/L",
        "CREATININE,           2.10, creatinine 2.1 mg/dL",
        "CREATININE_CLEARANCE, 100,  creatinine clearance 100 mL/min"
    })
    void aResultIsSaidWithItsUnit(LabResult.Kind kind, BigDecimal value, String text) {
        LabResult result = new LabResult(kind, Charts.ago(1), value, KidneyFunction.Comparator.EQUAL);

        assertThat(result.text()).isEqualTo(text);
        assertThat(text).startsWith(kind.label()).endsWith(kind.unit());
        assertThat(kind.label()).isNotEmpty();
        assertThat(kind.unit()).isNotEmpty();
    }

    /** Dashboards and alerts of sites name them. */
    @ParameterizedTest
    @CsvSource({"SNOMED_CT, snomed-ct", "ICD_10, icd-10", "NDC, ndc", "NONE, none"})
    void familiesAreNamedForMetrics(Family family, String label) {
        assertThat(family.label()).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({"PROBLEM, problem", "ALLERGY, allergy", "ORDER, order", "RESULT, result", "DRAFT, draft"})
    void sortsOfEntriesAreNamedForMetrics(UnknownEntry.Kind kind, String label) {
        assertThat(kind.label()).isEqualTo(label);
    }

    @Test
    void codesAreInTheOrderOfSystemAndCode() {
        UnknownCode first = new UnknownCode(Family.SNOMED_CT, "a", "2");
        UnknownCode second = new UnknownCode(Family.ICD_10, "b", "1");
        UnknownCode third = new UnknownCode(Family.ICD_10, "b", "3");

        assertThat(List.of(third, first, second).stream().sorted()).containsExactly(first, second, third);
    }

    /** What it says may be a patient's name: only that there is one, and of which system. */
    @Test
    void anUnreadableCodeIsNotKept() {
        UnknownCode code = UnknownCode.unreadable(Family.OTHER, "http://example.org/codes");

        assertThat(code.code()).contains("unreadable", " ");
        assertThat(code.system()).isEqualTo("http://example.org/codes");
        assertThat(code.family()).isEqualTo(Family.OTHER);
    }

    @Test
    void aDraftOfAnUnknownDrugIsAnOrderToGive_namedByItsField() {
        UnknownDraft draft = new UnknownDraft("entry[0].code", null, true, Why.NOT_AT_HAND, "x", List.of(), List.of());

        assertThat(draft.handle()).isEqualTo("entry[0].code");
        assertThat(draft.reference()).isNull();
        assertThat(draft.identifiers()).isEmpty();
        assertThat(draft.authored()).isNull();
        assertThat(draft.doNotPerform()).isFalse();
        assertThat(draft.inpatient()).isFalse();
        assertThat(draft.isOrderToGive()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"NOT_AT_HAND, true", "CODES_NOT_COVERED, true", "NOT_IN_THE_TABLES, false"})
    void onlyWordsThatNoTableKnowsAreAnotherDrug(Why why, boolean unresolved) {
        assertThat(new UnknownDraft("f", null, true, why, "x", List.of(), List.of()).unresolved())
                .isEqualTo(unresolved);
    }

    @Test
    void anIntentionIsTheSameOrder_ofAnotherStatus() {
        MedicationOrder order = Charts.recorded(Charts.naproxen(), 3)
                .id("o1")
                .identifier("s|1")
                .days(10)
                .build();

        MedicationOrder intended = order.asIntended();

        assertThat(intended.status()).isEqualTo(MedicationOrder.INTENDED);
        assertThat(intended).usingRecursiveComparison().ignoringFields("status").isEqualTo(order);
    }

    @Test
    void aDrugIsOfConcern_whenAnIngredientIsOfAClass() {
        Ingredient omeprazole = Charts.ingredient("omeprazole");
        Ingredient naproxen = Charts.ingredient("naproxen", DrugClass.NSAID);

        assertThat(Charts.product("x", DrugForm.SYSTEMIC, omeprazole).isOfConcern())
                .isFalse();
        assertThat(Charts.product("x", DrugForm.SYSTEMIC, omeprazole, naproxen).isOfConcern())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"3, a/b/c", "4, a/b and others"})
    void aDrugOfMoreThanThreeIngredientsStaysAName(int number, String name) {
        Ingredient[] ingredients = List.of("a", "b", "c", "d").stream()
                .limit(number)
                .map(Charts::ingredient)
                .toArray(Ingredient[]::new);

        assertThat(Charts.product("x", DrugForm.SYSTEMIC, ingredients).name()).isEqualTo(name);
    }

    /** A chart that knows of no encounter's diagnoses has none, and is as much at hand as its conditions. */
    @Test
    void encounterDiagnoses_areNoneUnlessTheChartKnows() {
        assertThat(withProblems(Checked.had(List.of())).encounterDiagnoses().orNull())
                .isEmpty();
        assertThat(withProblems(Checked.notHad(ChartKey.CONDITIONS))
                        .encounterDiagnoses()
                        .isHad())
                .isFalse();
    }

    /** A chart that answers for its problems, and as every chart does where it need not say anything itself. */
    private static Chart withProblems(Checked<List<Problem>> problems) {
        return (Chart) Proxy.newProxyInstance(
                Chart.class.getClassLoader(),
                new Class<?>[] {Chart.class},
                (chart, method, arguments) ->
                        method.isDefault() ? InvocationHandler.invokeDefault(chart, method, arguments) : problems);
    }
}
