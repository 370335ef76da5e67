package org.lumbarcds.guideline.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.guideline.Charts.amount;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.dosage;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.tablets;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.course.Supply;
import org.lumbarcds.guideline.model.orders.Amount;

/** "A card never says that an order names no quantity when it does." */
class MissingLengthTest {

    private static OrderBuilder pills(Charts.DosageBuilder... dosages) {
        return draft(cyclobenzaprine()).dosage(dosages).quantity(new Amount(new BigDecimal("90"), null, "tablets"));
    }

    static Stream<Arguments> orders() {
        return Stream.of(
                arguments("nothing said", draft(cyclobenzaprine()), "names no duration, no supply and no quantity"),
                arguments(
                        "a supply without a unit of time",
                        draft(cyclobenzaprine()).supply(amount("14", "{fill}")),
                        "names a supply of 14 {fill}, which is no time, and no quantity"),
                arguments("no dosage", pills(), "names a quantity of 90 tablets but no dosage"),
                arguments(
                        "no frequency",
                        pills(dosage().dose(amount("1", "{tbl}"))),
                        "names a quantity of 90 tablets but not clearly how often it is taken"),
                arguments(
                        "no dose",
                        pills(dosage().times(3)),
                        "names a quantity of 90 tablets but no clear amount of one dose"),
                arguments(
                        "another unit",
                        pills(dosage().times(3).dose(amount("10", "mg"))),
                        "names a quantity of 90 tablets but its dose cannot be counted in the same unit"),
                arguments(
                        "certain days",
                        pills(tablets(1).onCertainDays()),
                        "names a quantity of 90 tablets but is taken on certain days of the week only"),
                arguments(
                        "steps",
                        pills(tablets(3).sequence(1), tablets(1).sequence(2)),
                        "names a quantity of 90 tablets but takes it in several steps"),
                arguments(
                        "no unit",
                        draft(cyclobenzaprine())
                                .dosage(dosage().times(3))
                                .quantity(new Amount(new BigDecimal("90"), null, "")),
                        "names a quantity of 90 (no unit) but no clear amount of one dose"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("orders")
    void of(String reason, OrderBuilder order, String expected) {
        assertThat(Supply.of(order.build()).isKnown()).isFalse();
        assertThat(MissingLength.of(order.build())).isEqualTo(expected);
    }
}
