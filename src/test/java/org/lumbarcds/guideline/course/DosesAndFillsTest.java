package org.lumbarcds.guideline.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.guideline.Charts.amount;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.dosage;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.ingredient;
import static org.lumbarcds.guideline.Charts.product;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.Charts.tablets;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts;
import org.lumbarcds.guideline.Charts.DosageBuilder;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.dose.DailyUse;
import org.lumbarcds.guideline.dose.NumberWords;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.drugs.Drug.DrugForm;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.orders.Amount;
import org.lumbarcds.guideline.model.orders.MedicationOrder;

/** Units of doses, what several dosages use up together, first fills, and how a length is said. */
class DosesAndFillsTest {

    private static final Amount TABLET = amount("1", "{tbl}");
    private static final Amount ONE = new Amount(BigDecimal.ONE, null, null);

    private static OrderBuilder pills(String quantity, DosageBuilder... dosages) {
        return draft(cyclobenzaprine()).dosage(dosages).quantity(amount(quantity, "{tbl}"));
    }

    /** Tablets of a known strength. */
    private static OrderBuilder of(int milligrams, Amount quantity, DosageBuilder... dosages) {
        return draft(product(
                        "tablet", DrugForm.SYSTEMIC, ingredient("tizanidine", milligrams, DrugClass.MUSCLE_RELAXANT)))
                .dosage(dosages)
                .quantity(quantity);
    }

    private static Amount bare(String value) {
        return new Amount(new BigDecimal(value), null, null);
    }

    private static String length(OrderBuilder order) {
        Supply supply = Supply.of(order.build());
        return supply.isKnown()
                ? supply.certainty() + " " + supply.days() + " " + supply.source()
                : String.valueOf(supply.certainty());
    }

    static Stream<Arguments> lengths() {
        return Stream.of(
                arguments(
                        "up to two tablets by the words: the least",
                        pills("60", dosage().times(3).text("Take 1-2 tablets")),
                        "AT_LEAST 10 QUANTITY"),
                arguments(
                        "one tablet by the words, as needed: the least",
                        pills("60", dosage().times(3).asNeeded().text("Take 1 tablet")),
                        "AT_LEAST 20 QUANTITY"),
                arguments(
                        "one tablet by the words",
                        pills("60", dosage().times(3).text("Take 1 tablet")),
                        "EXACT 20 QUANTITY"),
                arguments(
                        "no unit anywhere, one strength: tablets",
                        of(10, bare("90"), dosage().times(3).dose(ONE)),
                        "EXACT 30 QUANTITY"),
                arguments(
                        "no unit anywhere, no strength: nobody knows",
                        draft(cyclobenzaprine())
                                .dosage(dosage().times(3).dose(ONE))
                                .quantity(bare("90")),
                        "UNKNOWN"),
                arguments(
                        "millilitres, the dose without a unit",
                        of(10, amount("90", "mL"), dosage().times(3).dose(ONE)),
                        "UNKNOWN"),
                arguments(
                        "UCUM's unity is no unit",
                        draft(cyclobenzaprine())
                                .dosage(dosage().times(3).dose(TABLET))
                                .quantity(amount("90", "1")),
                        "EXACT 30 QUANTITY"),
                arguments("a bare 4 are tablets", pills("120", dosage().times(3).dose(bare("4"))), "EXACT 10 QUANTITY"),
                arguments(
                        "a bare 5 may be milligrams",
                        pills("120", dosage().times(3).dose(bare("5"))),
                        "UNKNOWN"),
                arguments(
                        "a bare 2 of 2 mg tablets may be either",
                        of(2, amount("60", "{tbl}"), dosage().times(3).dose(bare("2"))),
                        "UNKNOWN"),
                arguments(
                        "a bare 1 of 2 mg tablets",
                        of(2, amount("60", "{tbl}"), dosage().times(3).dose(ONE)),
                        "EXACT 20 QUANTITY"),
                arguments(
                        "next to nothing is no dose, the other is",
                        of(
                                1000,
                                amount("60", "{tbl}"),
                                dosage().times(3).dose(amount("0.000001", "mg"), amount("1", "g"))),
                        "EXACT 20 QUANTITY"));
    }

    static Stream<Arguments> fills() {
        DosageBuilder asNeeded = tablets(3).asNeeded();
        return Stream.of(
                arguments(
                        "a first fill by quantity, no repeats: it tells",
                        pills("90", tablets(3)).days(10).first(null, amount("30", "{tbl}")),
                        "EXACT 10 QUANTITY"),
                arguments(
                        "repeats by supply",
                        pills("90", tablets(3))
                                .days(10)
                                .first(null, amount("30", "{tbl}"))
                                .refills(1),
                        "EXACT 20 EXPECTED_SUPPLY"),
                arguments(
                        "repeats as needed that are none leave the first exact",
                        pills("30", asNeeded).first(amount("10", "d"), null),
                        "EXACT 10 EXPECTED_SUPPLY"),
                arguments(
                        "one repeat as needed: the least",
                        pills("30", asNeeded).first(amount("10", "d"), null).refills(1),
                        "AT_LEAST 20 QUANTITY"),
                arguments("as needed, no first fill", pills("30", asNeeded), "AT_LEAST 10 QUANTITY"),
                arguments(
                        "as needed, a first fill that can't be read",
                        pills("30", asNeeded).first(null, null),
                        "AT_LEAST 10 QUANTITY"),
                arguments(
                        "only the first is known",
                        draft(cyclobenzaprine()).first(amount("10", "d"), null),
                        "EXACT 10 EXPECTED_SUPPLY"),
                arguments(
                        "and a repeat that is not",
                        draft(cyclobenzaprine()).first(amount("10", "d"), null).refills(1),
                        "AT_LEAST 10 EXPECTED_SUPPLY"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"lengths", "fills"})
    void lasts(String reason, OrderBuilder order, String expected) {
        assertThat(length(order)).isEqualTo(expected);
    }

    private static @Nullable DailyUse use(DosageBuilder... dosages) {
        return DailyUse.of(pills("60", dosages).build());
    }

    @Test
    void perDay_needsAQuantityToBeInTheUnitOf() {
        assertThat(use(tablets(3)).units()).isEqualByComparingTo("3");
        assertThat(DailyUse.of(draft(cyclobenzaprine()).dosage(tablets(3)).build()))
                .isNull();
    }

    /** An order that says its dose in ways that do not agree is not shortened by the service. */
    @Test
    void perDay_isAmbiguousWhereOneDosageDisagreesWithItself() {
        DosageBuilder clear = tablets(2);
        DosageBuilder twice = dosage().times(3).dose(TABLET, TABLET);
        DosageBuilder ambiguous = dosage().times(1).dose(TABLET, amount("2", "{tbl}"));

        assertThat(use(clear).isAmbiguous()).isFalse();
        assertThat(use(twice).isAmbiguous()).isFalse();
        assertThat(use(ambiguous).isAmbiguous()).isTrue();
        assertThat(use(clear, twice).isAmbiguous()).isFalse();
        assertThat(use(clear, ambiguous).isAmbiguous()).isTrue();
        assertThat(use(ambiguous, clear).isAmbiguous()).isTrue();
        assertThat(use(clear, ambiguous).units()).isEqualByComparingTo("3");
    }

    @ParameterizedTest
    @CsvSource({
        "½, 0.5",
        "7, 7",
        "'1,5', 1.5",
        "one, 1",
        "ten, 10",
        "eleven, 11",
        "twenty, 20",
        "thirty-five, 35",
        "a hundred and ten, 110"
    })
    void numbersInWords(String words, BigDecimal value) {
        assertThat(NumberWords.value(words)).isEqualByComparingTo(value);
    }

    static Stream<Arguments> saidLengths() {
        return Stream.of(
                arguments(draft(cyclobenzaprine()).days(10), "10 days (the expected supply)"),
                arguments(
                        draft(cyclobenzaprine()).dosage(dosage().bound("21", "d")), "21 days (the prescribed course)"),
                arguments(
                        draft(cyclobenzaprine())
                                .dosage(dosage().bound("21", "d"))
                                .days(21),
                        "21 days (the prescribed course)"),
                arguments(
                        draft(cyclobenzaprine())
                                .dosage(dosage().bound("21", "d"))
                                .days(30),
                        "21 days (the prescribed course); one fill would last 30 days"),
                arguments(draft(cyclobenzaprine()), "length unknown"));
    }

    @ParameterizedTest
    @MethodSource("saidLengths")
    void aLengthIsSaidWithWhatToldIt(OrderBuilder order, String said) {
        assertThat(Wording.supply(Supply.of(order.build()))).isEqualTo(said);
    }

    @Test
    void anEndBeyondFourDigitsIsNotWritten() {
        assertThat(endOf("9999-12-01")).isEqualTo(LocalDate.of(9999, 12, 10));
        assertThat(endOf("9999-12-30")).isNull();
    }

    private static @Nullable LocalDate endOf(String start) {
        MedicationOrder order = recorded(cyclobenzaprine(), 0)
                .authored(PartialDate.of(LocalDate.parse(start)))
                .days(10)
                .build();
        return OrderDays.ofRecorded(order).writtenEnd();
    }

    private static OrderBuilder ketorolac() {
        return draft(drug("ketorolac", DrugClass.NSAID));
    }

    private static String total(FakeChart chart, OrderBuilder order) {
        return DraftedCourses.decisive("ketorolac", 5, sign(chart, order.build()))
                .total();
    }

    @Test
    void theTotalOfACourse_orWhatWentBeforeAnOrderOfUnknownLength() {
        FakeChart earlier = Charts.chart()
                .medications(recorded(drug("ketorolac", DrugClass.NSAID), 6).days(6));

        assertThat(total(Charts.chart(), ketorolac().days(8))).isEqualTo("8 days in all");
        assertThat(total(Charts.chart(), ketorolac().days(1))).isEqualTo("1 day in all");
        assertThat(total(
                        Charts.chart(),
                        ketorolac().dosage(tablets(3).asNeeded()).quantity(amount("24", "{tbl}"))))
                .isEqualTo("at least 8 days in all");
        assertThat(total(earlier, ketorolac().days(2))).isEqualTo("8 days in all");
        assertThat(total(earlier, ketorolac())).isEqualTo("6 days before this order");
    }

    private static Object missingLength(OrderBuilder order) {
        Facts facts = new Facts();
        DraftedCourses.decisive("ketorolac", 5, sign(Charts.chart(), order.build()))
                .describe(facts);
        return facts.asMap().get("lengthMissing");
    }

    /** "A card never says that an order names no quantity when it does", nor anything of a length that is known. */
    @Test
    void whatALengthLacksIsSaidOnlyWhereItIsNotKnown() {
        assertThat(missingLength(ketorolac().days(8))).isNull();
        assertThat(missingLength(ketorolac())).isEqualTo("names no duration, no supply and no quantity");
    }
}
