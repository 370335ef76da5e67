package org.lumbarcds.guideline.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.guideline.Charts.amount;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.date;
import static org.lumbarcds.guideline.Charts.dosage;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.inWords;
import static org.lumbarcds.guideline.Charts.tablets;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.DosageBuilder;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.drugs.Ingredient;
import org.lumbarcds.guideline.model.orders.Amount;
import org.lumbarcds.guideline.model.orders.Dosage.Bounds;

/** How many days one order lasts (specification, section 2). */
class SupplyTest {

    private static OrderBuilder order(DosageBuilder... dosages) {
        return draft(cyclobenzaprine()).dosage(dosages);
    }

    private static OrderBuilder pills(String quantity, DosageBuilder... dosages) {
        return order(dosages).quantity(amount(quantity, "{tbl}"));
    }

    private static Bounds timed(String start, String end, long minutes) {
        return new Bounds.Period(date(start), date(end), minutes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "bounds",
        "supplies",
        "quantities",
        "frequencies",
        "strengths",
        "limits",
        "texts",
        "precedence",
        "steps",
        "refills",
        "firstFills",
        "nonsense"
    })
    void of(String reason, OrderBuilder order, String expected) {
        Supply supply = Supply.of(order.build());
        String said = supply.isKnown()
                ? supply.certainty() + " " + supply.days() + " " + supply.source()
                : String.valueOf(supply.certainty());
        assertThat(said).isEqualTo(expected);
    }

    static Stream<Arguments> bounds() {
        return Stream.of(
                arguments("duration in days", order(dosage().bound("21", "d")), "EXACT 21 BOUND"),
                arguments("duration in weeks", order(dosage().bound("3", "wk")), "EXACT 21 BOUND"),
                arguments("a month is 30 days", order(dosage().bound("1", "mo")), "EXACT 30 BOUND"),
                arguments("504 hours are 21 days", order(dosage().bound("504", "h")), "EXACT 21 BOUND"),
                arguments("a begun day is a day of taking", order(dosage().bound("505", "h")), "EXACT 22 BOUND"),
                arguments(
                        "both ends of a period count",
                        order(dosage().period("2026-11-24", "2026-12-14")),
                        "EXACT 21 BOUND"),
                arguments("one day more", order(dosage().period("2026-11-24", "2026-12-15")), "EXACT 22 BOUND"),
                arguments("a period of one day", order(dosage().period("2026-11-24", "2026-11-24")), "EXACT 1 BOUND"),
                arguments("start only gives no length", order(dosage().period("2026-11-24", null)), "UNKNOWN"),
                arguments("end only gives no length", order(dosage().period(null, "2026-12-14")), "UNKNOWN"),
                arguments(
                        "end before start is no period", order(dosage().period("2026-11-24", "2026-11-23")), "UNKNOWN"),
                arguments("a partial start leaves it open", order(dosage().period("2026-11", "2026-12-14")), "UNKNOWN"),
                arguments("a partial end leaves it open", order(dosage().period("2026-11-24", "2026")), "UNKNOWN"),
                arguments(
                        "times of day: 8 o'clock to 8 o'clock is 21 days, not 22",
                        order(dosage().bounds(timed("2026-11-24", "2026-12-15", 21 * 1440))),
                        "EXACT 21 BOUND"),
                arguments(
                        "times of day: midnight to a second before midnight",
                        order(dosage().bounds(timed("2026-11-24", "2026-12-14", 21 * 1440 - 1))),
                        "EXACT 21 BOUND"),
                arguments(
                        "times of day: a minute past",
                        order(dosage().bounds(timed("2026-11-24", "2026-12-15", 21 * 1440 + 1))),
                        "EXACT 22 BOUND"),
                arguments(
                        "times of day: no time between",
                        order(dosage().bounds(timed("2026-11-24", "2026-11-24", 0))),
                        "UNKNOWN"),
                arguments(
                        "times of day: ends before it starts",
                        order(dosage().bounds(timed("2026-11-24", "2026-11-24", -5))),
                        "UNKNOWN"),
                arguments("count: 63 at 3 a day", order(dosage().times(3).count(63)), "EXACT 21 BOUND"),
                arguments("count: 64 at 3 a day", order(dosage().times(3).count(64)), "EXACT 22 BOUND"),
                arguments(
                        "count as needed is the least",
                        order(dosage().times(3).count(63).asNeeded()),
                        "AT_LEAST 21 BOUND"),
                arguments(
                        "count with 2 to 3 a day is the least",
                        order(dosage().times(2).atMost(3).count(63)),
                        "AT_LEAST 21 BOUND"),
                arguments("count without a frequency", order(dosage().count(63)), "UNKNOWN"),
                arguments("count of zero", order(dosage().times(3).count(0)), "UNKNOWN"),
                arguments("count below zero", order(dosage().times(3).count(-63)), "UNKNOWN"),
                arguments(
                        "a period with a start only falls back to the count",
                        order(dosage().period("2026-11-24", null).times(3).count(30)),
                        "EXACT 10 BOUND"),
                arguments(
                        "a bound of unknown unit falls back to the count",
                        order(dosage().bound("3", "fortnight").times(3).count(30)),
                        "EXACT 10 BOUND"),
                arguments(
                        "as needed does not loosen a bound",
                        order(dosage().bound("21", "d").asNeeded()),
                        "EXACT 21 BOUND"),
                arguments("nothing said", order(), "UNKNOWN"),
                arguments("an empty dosage", order(dosage()), "UNKNOWN"));
    }

    static Stream<Arguments> supplies() {
        return Stream.of(
                arguments("21 d", order().days(21), "EXACT 21 EXPECTED_SUPPLY"),
                arguments("22 d", order().days(22), "EXACT 22 EXPECTED_SUPPLY"),
                arguments("days in words", order().supply(inWords("21", "days")), "EXACT 21 EXPECTED_SUPPLY"),
                arguments(
                        "Day(s), as some EHRs write",
                        order().supply(inWords("21", "Day(s)")),
                        "EXACT 21 EXPECTED_SUPPLY"),
                arguments("week(s)", order().supply(inWords("3", "week(s)")), "EXACT 21 EXPECTED_SUPPLY"),
                arguments("hours", order().supply(amount("504", "h")), "EXACT 21 EXPECTED_SUPPLY"),
                arguments("months", order().supply(amount("2", "mo")), "EXACT 60 EXPECTED_SUPPLY"),
                arguments("years", order().supply(amount("1", "a")), "EXACT 365 EXPECTED_SUPPLY"),
                arguments(
                        "a code of another system, the unit in words",
                        order().supply(new Amount(new BigDecimal("21"), "258703001", "day")),
                        "EXACT 21 EXPECTED_SUPPLY"),
                arguments(
                        "no unit is no time", order().supply(new Amount(new BigDecimal("21"), null, null)), "UNKNOWN"),
                arguments("an empty unit is no time", order().supply(amount("21", "")), "UNKNOWN"),
                arguments("tablets are no time", order().supply(amount("21", "{tbl}")), "UNKNOWN"),
                arguments(
                        "half a day is a day of taking", order().supply(amount("0.5", "d")), "EXACT 1 EXPECTED_SUPPLY"),
                arguments("one second is a day of taking", order().supply(amount("1", "s")), "EXACT 1 EXPECTED_SUPPLY"),
                arguments(
                        "as needed does not loosen a stated supply",
                        order(tablets(3).asNeeded()).days(10),
                        "EXACT 10 EXPECTED_SUPPLY"));
    }

    static Stream<Arguments> quantities() {
        return Stream.of(
                arguments("63 at 3 a day", pills("63", tablets(3)), "EXACT 21 QUANTITY"),
                arguments("64 at 3 a day", pills("64", tablets(3)), "EXACT 22 QUANTITY"),
                arguments("62 at 3 a day", pills("62", tablets(3)), "EXACT 21 QUANTITY"),
                arguments("as needed is the least", pills("63", tablets(3).asNeeded()), "AT_LEAST 21 QUANTITY"),
                arguments("2 to 3 a day is the least", pills("63", tablets(2).atMost(3)), "AT_LEAST 21 QUANTITY"),
                arguments(
                        "up to 3 a day, no lower end: once is meant",
                        pills("63", dosage().every(null, "1", "d").atMost(3).dose(amount("1", "{tbl}"))),
                        "AT_LEAST 21 QUANTITY"),
                arguments("a range of one value is none", pills("63", tablets(3).atMost(3)), "EXACT 21 QUANTITY"),
                arguments(
                        "two tablets a dose",
                        pills("84", dosage().times(2).dose(amount("2", "{tbl}"))),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "half a tablet a dose",
                        pills("21", dosage().times(2).dose(amount("0.5", "{tbl}"))),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "every 8 hours",
                        pills("63", dosage().every("1", "8", "h").dose(amount("1", "{tbl}"))),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "every 8 hours, the frequency left out",
                        pills("63", dosage().every(null, "8", "h").dose(amount("1", "{tbl}"))),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "seven a week",
                        pills("21", dosage().every("7", "1", "wk").dose(amount("1", "{tbl}"))),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "TID by code",
                        pills("63", dosage().timing("TID").dose(amount("1", "{tbl}"))),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "Q8H by code",
                        pills("63", dosage().timing("Q8H").dose(amount("1", "{tbl}"))),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "every other day by code",
                        pills("10", dosage().timing("QOD").dose(amount("1", "{tbl}"))),
                        "EXACT 20 QUANTITY"),
                arguments(
                        "at bedtime by code",
                        pills("21", dosage().timing("BED").dose(amount("1", "{tbl}"))),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "an unfinished repeat leaves the code to tell",
                        pills(
                                "63",
                                dosage().every("3", null, null).timing("TID").dose(amount("1", "{tbl}"))),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "an unknown code",
                        pills("63", dosage().timing("WHENEVER").dose(amount("1", "{tbl}"))),
                        "UNKNOWN"),
                arguments("Q0H", pills("63", dosage().timing("Q0H").dose(amount("1", "{tbl}"))), "UNKNOWN"),
                arguments("on days nobody can count", pills("63", tablets(3).onCertainDays()), "UNKNOWN"),
                arguments(
                        "three on each of three days of the week: 9 a week",
                        pills("27", tablets(3).daysOfWeek(3)),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "one tablet more lasts into the fourth week",
                        pills("28", tablets(3).daysOfWeek(3)),
                        "EXACT 22 QUANTITY"),
                arguments(
                        "three times a week, on three named days: 3 a week, not 9",
                        pills("9", dosage().every("3", "1", "wk").daysOfWeek(3).dose(amount("1", "{tbl}"))),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "three times a week, all on Monday",
                        pills("9", dosage().every("3", "1", "wk").daysOfWeek(1).dose(amount("1", "{tbl}"))),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "nine times a week, on three named days: three on each, not reduced twice",
                        pills("21", dosage().every("9", "1", "wk").daysOfWeek(3).dose(amount("1", "{tbl}"))),
                        "EXACT 17 QUANTITY"),
                arguments(
                        "seven times a week, on five named days: nobody knows which twice",
                        pills("15", dosage().every("7", "1", "wk").daysOfWeek(5).dose(amount("1", "{tbl}"))),
                        "UNKNOWN"),
                arguments(
                        "every second day, and on Mondays",
                        pills("9", dosage().every("1", "2", "d").daysOfWeek(1).dose(amount("1", "{tbl}"))),
                        "UNKNOWN"),
                arguments("no dose", pills("63", dosage().times(3)), "UNKNOWN"),
                arguments(
                        "dose in mg, quantity in tablets",
                        pills("63", dosage().times(3).dose(amount("5", "mg"))),
                        "UNKNOWN"),
                arguments(
                        "both in mg",
                        order(dosage().times(3).dose(amount("5", "mg"))).quantity(inWords("315", "milligrams")),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "one dose said thrice (calculated, admin-amount, ordered) is one dose",
                        pills("63", dosage().times(3).dose(amount("5", "mg"), amount("1", "{tbl}"), amount("5", "mg"))),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "one dose said thrice in one unit is never a sum",
                        pills(
                                "63",
                                dosage().times(3)
                                        .dose(amount("1", "{tbl}"), amount("1", "{tbl}"), amount("1", "{tbl}"))),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "a dose of zero is skipped for the one stated",
                        pills("63", dosage().times(3).dose(amount("0", "{tbl}"), amount("1", "{tbl}"))),
                        "EXACT 21 QUANTITY"),
                arguments("a dose of zero alone", pills("63", dosage().times(3).dose(amount("0", "{tbl}"))), "UNKNOWN"),
                arguments(
                        "{pill} and tablet are both pieces",
                        order(tablets(3)).quantity(amount("63", "{pill}")),
                        "EXACT 21 QUANTITY"),
                arguments("TAB in words", order(tablets(3)).quantity(inWords("63", "TAB")), "EXACT 21 QUANTITY"),
                arguments("tablet(s)", order(tablets(3)).quantity(inWords("63", "tablet(s)")), "EXACT 21 QUANTITY"),
                arguments("capsules", order(tablets(3)).quantity(inWords("63", "Capsules")), "EXACT 21 QUANTITY"),
                arguments(
                        "a SNOMED code for the quantity, the word is the same",
                        order(tablets(3)).quantity(new Amount(new BigDecimal("63"), "428673006", "tablet")),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "an unknown unit on both sides is the same unit",
                        order(dosage().times(3).dose(inWords("1", "Sachet"))).quantity(inWords("63", "sachet")),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "a quantity without a unit",
                        order(tablets(3)).quantity(new Amount(new BigDecimal("63"), null, " ")),
                        "EXACT 21 QUANTITY"),
                arguments("no quantity left", pills("0", tablets(3)), "UNKNOWN"),
                arguments(
                        "period of 0",
                        pills("63", dosage().every("3", "0", "d").dose(amount("1", "{tbl}"))),
                        "UNKNOWN"),
                arguments(
                        "frequency of 0",
                        pills("63", dosage().every("0", "1", "d").dose(amount("1", "{tbl}"))),
                        "UNKNOWN"),
                arguments(
                        "negative period",
                        pills("63", dosage().every("3", "-1", "d").dose(amount("1", "{tbl}"))),
                        "UNKNOWN"),
                arguments(
                        "period without a unit",
                        pills("63", dosage().every("3", "1", null).dose(amount("1", "{tbl}"))),
                        "UNKNOWN"),
                arguments(
                        "several at the same time use it up together, unless they are alternatives",
                        pills("60", tablets(3), tablets(2)),
                        "AT_LEAST 12 QUANTITY"),
                arguments(
                        "the same instruction sent twice is one",
                        pills("60", tablets(3), tablets(3)),
                        "EXACT 20 QUANTITY"),
                arguments(
                        "an instruction without numbers takes nothing",
                        pills("60", tablets(3), dosage().text("with food")),
                        "EXACT 20 QUANTITY"));
    }

    private static final Amount ONE = amount("1", "{tbl}");

    private static OrderBuilder of10mg(String quantity, DosageBuilder... dosages) {
        return draft(new Drug(
                        "Cyclobenzaprine 10 MG Oral Tablet",
                        List.of(new Ingredient("cyclobenzaprine", Set.of(DrugClass.MUSCLE_RELAXANT), BigDecimal.TEN)),
                        Drug.DrugForm.SYSTEMIC,
                        Set.of(),
                        new Drug.Recognition(Drug.Recognition.By.NAME, "cyclobenzaprine")))
                .dosage(dosages)
                .quantity(amount(quantity, "{tbl}"));
    }

    /** "The frequency may stand in timing.code alone, by its code, by its text, or in the dosage text." */
    static Stream<Arguments> frequencies() {
        return Stream.of(
                arguments(
                        "text of the timing",
                        pills("105", dosage().timing("3 times daily").dose(ONE)),
                        "EXACT 35 QUANTITY"),
                arguments(
                        "TID PRN is a maximum",
                        pills("105", dosage().timing("TID PRN").dose(ONE)),
                        "AT_LEAST 35 QUANTITY"),
                arguments(
                        "SNOMED: three times daily",
                        pills("105", dosage().timing("229798009").dose(ONE)),
                        "EXACT 35 QUANTITY"),
                arguments(
                        "SNOMED: twice a day",
                        pills("70", dosage().timing("229799001").dose(ONE)),
                        "EXACT 35 QUANTITY"),
                arguments(
                        "SNOMED: every six hours",
                        pills("84", dosage().timing("307468000").dose(ONE)),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "SNOMED: every six to eight hours is a maximum",
                        pills("84", dosage().timing("396139000").dose(ONE)),
                        "AT_LEAST 21 QUANTITY"),
                arguments(
                        "a number that is no timing",
                        pills("84", dosage().timing("73211009").dose(ONE)),
                        "UNKNOWN"),
                arguments(
                        "a code that says nothing, a text that does",
                        pills("63", dosage().timing("SCH", "TID").dose(ONE)),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "the code before the text",
                        pills("42", dosage().timing("BID", "three times daily").dose(ONE)),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "frequency and period before a code",
                        pills("63", tablets(3).timing("BID")),
                        "EXACT 21 QUANTITY"),
                arguments("weekly by code", pills("4", dosage().timing("WK").dose(ONE)), "EXACT 28 QUANTITY"),
                arguments(
                        "in the dosage text",
                        pills("63", dosage().dose(ONE).text("1 tablet by mouth every 8 hours")),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "as needed in the dosage text",
                        pills("63", dosage().dose(ONE).text("TID prn spasm")),
                        "AT_LEAST 21 QUANTITY"),
                arguments(
                        "as needed in words beside a coded frequency",
                        pills("63", tablets(3).text("1 tablet TID as needed")),
                        "AT_LEAST 21 QUANTITY"),
                arguments(
                        "as needed in the timing's text beside a coded frequency",
                        pills("63", tablets(3).timing("TID PRN")),
                        "AT_LEAST 21 QUANTITY"),
                arguments(
                        "dose and frequency in the dosage text",
                        pills("90", dosage().text("Take 1 tab TID. Stop for 2 days before surgery")),
                        "EXACT 30 QUANTITY"),
                arguments(
                        "only on Mondays, in words",
                        pills("90", dosage().dose(ONE).text("1 tablet on Mondays")),
                        "UNKNOWN"),
                arguments("as directed", pills("90", dosage().text("take as directed")), "UNKNOWN"),
                arguments(
                        "two doses in words: which when is not read",
                        pills("90", dosage().text("1 tablet in the morning and 2 tablets at bedtime")),
                        "UNKNOWN"),
                arguments(
                        "a count with its frequency in words",
                        order(dosage().timing("3 times daily").count(63)),
                        "EXACT 21 BOUND"));
    }

    /** "A dose in mg becomes units by the product's strength; a quantity without a unit counts in the dose form's unit." */
    static Stream<Arguments> strengths() {
        return Stream.of(
                arguments(
                        "10 mg of a 10 mg tablet",
                        of10mg("90", dosage().times(3).dose(amount("10", "mg"))),
                        "EXACT 30 QUANTITY"),
                arguments(
                        "5 mg is half of it",
                        of10mg("45", dosage().times(3).dose(amount("5", "mg"))),
                        "EXACT 30 QUANTITY"),
                arguments(
                        "15 mg is one and a half",
                        of10mg("90", dosage().times(2).dose(amount("15", "mg"))),
                        "EXACT 30 QUANTITY"),
                arguments("in grams", of10mg("90", dosage().times(3).dose(amount("0.01", "g"))), "EXACT 30 QUANTITY"),
                arguments(
                        "a third of a tablet: another product is meant",
                        of10mg("90", dosage().times(3).dose(amount("3.3", "mg"))),
                        "UNKNOWN"),
                arguments(
                        "tablets are preferred to milligrams",
                        of10mg("90", dosage().times(3).dose(amount("20", "mg"), ONE)),
                        "EXACT 30 QUANTITY"),
                arguments(
                        "quantity in mg, dose in tablets",
                        of10mg("1", tablets(3)).quantity(amount("900", "mg")),
                        "EXACT 30 QUANTITY"),
                arguments(
                        "the strength is not known",
                        pills("90", dosage().times(3).dose(amount("10", "mg"))),
                        "UNKNOWN"),
                arguments("mL are no tablets", of10mg("90", dosage().times(3).dose(amount("10", "mL"))), "UNKNOWN"),
                arguments(
                        "as the most common sig says it",
                        of10mg(
                                        "90",
                                        dosage().times(3)
                                                .asNeeded()
                                                .dose(amount("10", "mg"))
                                                .text("Take 1 tablet (10 mg total) by mouth 3 times a day as needed"))
                                .refills(2),
                        "AT_LEAST 90 QUANTITY"),
                arguments(
                        "no unit, the dose in tablets",
                        of10mg("1", tablets(3)).quantity(new Amount(new BigDecimal("90"), null, "")),
                        "EXACT 30 QUANTITY"),
                arguments(
                        "no unit, the dose in mg of a known strength",
                        of10mg("1", dosage().times(3).dose(amount("10", "mg")))
                                .quantity(new Amount(new BigDecimal("90"), null, null)),
                        "EXACT 30 QUANTITY"),
                arguments(
                        "no unit, the dose in mg, strength not known",
                        order(dosage().times(3).dose(amount("10", "mg")))
                                .quantity(new Amount(new BigDecimal("90"), null, null)),
                        "UNKNOWN"),
                arguments(
                        "no unit, the dose in mL: of the liquid",
                        order(dosage().times(3).dose(amount("5", "mL")))
                                .quantity(new Amount(new BigDecimal("450"), null, null)),
                        "EXACT 30 QUANTITY"),
                arguments(
                        "a bare dose of 1 is a tablet",
                        of10mg("90", dosage().times(3).dose(new Amount(BigDecimal.ONE, null, null))),
                        "EXACT 30 QUANTITY"),
                arguments(
                        "a bare dose of 10 may be milligrams",
                        of10mg("90", dosage().times(3).dose(new Amount(BigDecimal.TEN, null, null))),
                        "UNKNOWN"));
    }

    /** "rateRatio per day and maxDosePerPeriod give a frequency bound ('at least')." */
    static Stream<Arguments> limits() {
        Amount day = amount("1", "d");
        return Stream.of(
                arguments(
                        "3 a day by rate",
                        pills("105", dosage().rate(amount("3", "{tbl}"), day)),
                        "AT_LEAST 35 QUANTITY"),
                arguments(
                        "3 in 24 hours by rate",
                        pills("105", dosage().rate(amount("3", "{tbl}"), amount("24", "h"))),
                        "AT_LEAST 35 QUANTITY"),
                arguments(
                        "30 mg a day by rate",
                        of10mg("105", dosage().rate(amount("30", "mg"), day)),
                        "AT_LEAST 35 QUANTITY"),
                arguments(
                        "dose and frequency before a rate",
                        pills("63", tablets(3).rate(amount("2", "{tbl}"), day)),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "a rate per no time",
                        pills("105", dosage().rate(amount("3", "{tbl}"), amount("1", "kg"))),
                        "UNKNOWN"),
                arguments(
                        "at most 3 a day",
                        pills("105", dosage().most(amount("3", "{tbl}"), day)),
                        "AT_LEAST 35 QUANTITY"),
                arguments(
                        "every 4 hours, at most 3 a day",
                        pills("63", dosage().every("1", "4", "h").dose(ONE).most(amount("3", "{tbl}"), day)),
                        "AT_LEAST 21 QUANTITY"),
                arguments(
                        "a largest dose above what is taken",
                        pills("63", tablets(3).most(amount("4", "{tbl}"), day)),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "a largest dose as large as what is taken",
                        pills("63", tablets(3).most(amount("3", "{tbl}"), day)),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "1 to 2 tablets",
                        pills(
                                "126",
                                dosage().times(3).dose(amount("2", "{tbl}")).doseIsMost()),
                        "AT_LEAST 21 QUANTITY"));
    }

    /** "initialFill is the first fill, the repeats follow." */
    static Stream<Arguments> firstFills() {
        return Stream.of(
                arguments(
                        "7 days, then 14",
                        order().days(14).refills(1).first(amount("7", "d"), null),
                        "EXACT 21 EXPECTED_SUPPLY"),
                arguments(
                        "7 days, then twice 14",
                        order().days(14).refills(2).first(amount("7", "d"), null),
                        "EXACT 35 EXPECTED_SUPPLY"),
                arguments(
                        "8 days, then 14: past",
                        order().days(14).refills(1).first(amount("8", "d"), null),
                        "EXACT 22 EXPECTED_SUPPLY"),
                arguments(
                        "no repeats: the first only",
                        order().days(14).first(amount("7", "d"), null),
                        "EXACT 7 EXPECTED_SUPPLY"),
                arguments(
                        "by quantity",
                        pills("42", tablets(3)).refills(1).first(null, amount("21", "{tbl}")),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "repeats of unknown length",
                        order().refills(1).first(amount("7", "d"), null),
                        "AT_LEAST 7 EXPECTED_SUPPLY"),
                arguments(
                        "a first fill without a time is none",
                        order().days(14).refills(1).first(amount("7", "{tbl}"), null),
                        "EXACT 28 EXPECTED_SUPPLY"),
                arguments(
                        "longer than a bound",
                        order(dosage().bound("10", "d")).days(14).refills(1).first(amount("7", "d"), null),
                        "EXACT 21 EXPECTED_SUPPLY"));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments(
                        "for 3 weeks",
                        order(dosage().text("1 tablet three times daily for 3 weeks")),
                        "EXACT 21 DOSAGE_TEXT"),
                arguments(
                        "with refills it is the least",
                        order(dosage().text("for 14 days")).refills(1),
                        "AT_LEAST 14 DOSAGE_TEXT"),
                arguments(
                        "the longest of several",
                        order(dosage().text("for 7 days"), dosage().text("for 10 days")),
                        "EXACT 10 DOSAGE_TEXT"),
                arguments("no duration named", order(dosage().text("1 tablet three times daily")), "UNKNOWN"));
    }

    static Stream<Arguments> precedence() {
        return Stream.of(
                arguments(
                        "a bound before supply, quantity and text",
                        pills("63", tablets(3).bound("10", "d").text("for 30 days"))
                                .days(14),
                        "EXACT 10 BOUND"),
                arguments(
                        "supply before quantity and text",
                        pills("63", tablets(3).text("for 30 days")).days(14),
                        "EXACT 14 EXPECTED_SUPPLY"),
                arguments("quantity before text", pills("63", tablets(3).text("for 30 days")), "EXACT 21 QUANTITY"),
                arguments(
                        "a supply without a usable unit leaves the quantity",
                        pills("63", tablets(3)).supply(amount("14", "{fill}")),
                        "EXACT 21 QUANTITY"),
                arguments(
                        "a quantity that tells nothing leaves the text",
                        pills("63", dosage().text("for 10 days")),
                        "EXACT 10 DOSAGE_TEXT"));
    }

    static Stream<Arguments> steps() {
        return Stream.of(
                arguments(
                        "different sequence adds up",
                        order(
                                dosage().sequence(1).bound("7", "d"),
                                dosage().sequence(2).bound("14", "d")),
                        "EXACT 21 BOUND"),
                arguments(
                        "different sequence, a day more",
                        order(
                                dosage().sequence(1).bound("7", "d"),
                                dosage().sequence(2).bound("15", "d")),
                        "EXACT 22 BOUND"),
                arguments(
                        "the same sequence does not add up",
                        order(
                                dosage().sequence(1).bound("7", "d"),
                                dosage().sequence(1).bound("14", "d")),
                        "EXACT 14 BOUND"),
                arguments(
                        "equally long, the second as needed: it may last longer",
                        order(
                                dosage().bound("21", "d"),
                                dosage().times(3).count(63).asNeeded()),
                        "AT_LEAST 21 BOUND"),
                arguments(
                        "equally long, the first as needed: the same",
                        order(dosage().times(3).count(63).asNeeded(), dosage().bound("21", "d")),
                        "AT_LEAST 21 BOUND"),
                arguments(
                        "no sequence does not add up",
                        order(dosage().bound("14", "d"), dosage().bound("7", "d")),
                        "EXACT 14 BOUND"),
                arguments(
                        "a step of unknown length makes the others a least number",
                        order(dosage().sequence(1).bound("14", "d"), dosage().sequence(2)),
                        "AT_LEAST 14 BOUND"),
                arguments(
                        "a step without a bound leaves it to the supply",
                        order(dosage().sequence(1).bound("14", "d"), dosage().sequence(2))
                                .days(28),
                        "EXACT 28 EXPECTED_SUPPLY"),
                arguments(
                        "a step with its length in words adds to one with a bound",
                        order(
                                dosage().sequence(1).bound("7", "d"),
                                dosage().sequence(2).text("for 21 days")),
                        "EXACT 28 DOSAGE_TEXT"),
                arguments(
                        "steps in words add up",
                        order(
                                dosage().sequence(1).text("for 7 days"),
                                dosage().sequence(2).text("for 10 days")),
                        "EXACT 17 DOSAGE_TEXT"),
                arguments(
                        "as needed in one step makes the sum a least number",
                        order(
                                dosage().sequence(1).bound("7", "d"),
                                dosage().sequence(2).times(1).count(7).asNeeded()),
                        "AT_LEAST 14 BOUND"),
                arguments(
                        "steps share the quantity in unknown parts",
                        pills("63", tablets(3).sequence(1), tablets(1).sequence(2)),
                        "UNKNOWN"),
                arguments(
                        "one sequence on all is no taper",
                        pills("63", tablets(3).sequence(1), tablets(2).sequence(1)),
                        "AT_LEAST 13 QUANTITY"));
    }

    static Stream<Arguments> refills() {
        return Stream.of(
                arguments("supply times fills", order().days(7).refills(2), "EXACT 21 EXPECTED_SUPPLY"),
                arguments("supply times fills, past", order().days(11).refills(1), "EXACT 22 EXPECTED_SUPPLY"),
                arguments("quantity times fills", pills("30", tablets(3)).refills(1), "EXACT 20 QUANTITY"),
                arguments(
                        "as needed times fills",
                        pills("30", tablets(3).asNeeded()).refills(2),
                        "AT_LEAST 30 QUANTITY"),
                arguments(
                        "bound, no refills: the bound stands",
                        order(dosage().bound("10", "d")).days(30),
                        "EXACT 10 BOUND"),
                arguments(
                        "bound shorter than the refilled supply",
                        order(dosage().bound("10", "d")).days(10).refills(2),
                        "EXACT 30 EXPECTED_SUPPLY"),
                arguments(
                        "bound longer than the refilled supply",
                        order(dosage().bound("21", "d")).days(7).refills(1),
                        "EXACT 21 BOUND"),
                arguments(
                        "bound as long as the refilled supply",
                        order(dosage().bound("14", "d")).days(7).refills(1),
                        "EXACT 14 BOUND"),
                arguments(
                        "bound and refills of unknown size",
                        order(dosage().bound("14", "d")).refills(1),
                        "AT_LEAST 14 BOUND"),
                arguments("refills below zero are none", order().days(10).refills(-3), "EXACT 10 EXPECTED_SUPPLY"));
    }

    static Stream<Arguments> nonsense() {
        return Stream.of(
                arguments("zero days", order().days(0), "UNKNOWN"),
                arguments("minus days", order().days(-21), "UNKNOWN"),
                arguments("a bound of minus days", order(dosage().bound("-21", "d")), "UNKNOWN"),
                arguments("more days than a life has", order().days(1_000_000), "EXACT 1000000 EXPECTED_SUPPLY"),
                arguments(
                        "a refill count that overflows",
                        order().days(30).refills(Integer.MAX_VALUE),
                        "EXACT 30000 EXPECTED_SUPPLY"),
                arguments(
                        "a bound and a refill count that overflows",
                        order(dosage().bound("5", "d")).days(30).refills(Integer.MAX_VALUE),
                        "EXACT 30000 EXPECTED_SUPPLY"),
                arguments(
                        "a count that overflows",
                        order(dosage().times(1).count(Integer.MAX_VALUE)),
                        "EXACT 2147483647 BOUND"),
                arguments(
                        "many long steps",
                        order(
                                dosage().sequence(1).bound("36000", "d"),
                                dosage().sequence(2).bound("36000", "d")),
                        "EXACT 72000 BOUND"),
                arguments(
                        "months and refills beyond all calendars",
                        order().supply(amount("1000000000", "mo")).refills(99),
                        "EXACT 100000000000 EXPECTED_SUPPLY"),
                arguments("a number too large to mean a time", order().supply(amount("1e999999999", "d")), "UNKNOWN"),
                arguments("a number too small to mean a time", order().supply(amount("1e-999999999", "d")), "UNKNOWN"),
                arguments("a quantity beyond all sense", pills("1e999999999", tablets(3)), "UNKNOWN"),
                arguments(
                        "a dose beyond all sense",
                        pills("63", dosage().times(3).dose(amount("1e999999999", "{tbl}"))),
                        "UNKNOWN"),
                arguments(
                        "a frequency beyond all sense",
                        pills("63", dosage().every("1e999999999", "1", "d").dose(amount("1", "{tbl}"))),
                        "UNKNOWN"),
                arguments(
                        "a period beyond all sense",
                        pills("63", dosage().every("1", "1e-999999999", "d").dose(amount("1", "{tbl}"))),
                        "UNKNOWN"),
                arguments(
                        "a dose so small that nothing is used up",
                        pills(
                                "1000000000",
                                dosage().every("0.000001", "1000000000", "d").dose(amount("0.000001", "{tbl}"))),
                        "UNKNOWN"));
    }

    @Test
    void of_hugeNumbers_takesNoTime() {
        assertThat(Duration.ofSeconds(2))
                .isGreaterThan(timed(() -> Supply.of(pills("1e999999999", tablets(3))
                        .supply(amount("1e-999999999", "mo"))
                        .build())));
    }

    private static Duration timed(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Test
    void of_boundAndSupply_keepsBothForTheCard() {
        Supply supply = Supply.of(order(dosage().bound("10", "d")).days(30).build());
        assertThat(supply.boundDays()).isEqualTo(10);
        assertThat(supply.fills()).extracting(fills -> fills.supplied().days()).isEqualTo(30L);
        assertThat(Wording.supply(supply)).isEqualTo("10 days (the prescribed course); one fill would last 30 days");
    }

    @Test
    void days_oneAndMany() {
        assertThat(Wording.days(1)).isEqualTo("1 day");
        assertThat(Wording.days(21)).isEqualTo("21 days");
    }

    static Stream<Arguments> wordings() {
        return Stream.of(
                arguments(
                        "both, also when the fill is the shorter",
                        order(dosage().bound("21", "d")).days(7),
                        "21 days (the prescribed course); one fill would last 7 days"),
                arguments(
                        "both the same is said once",
                        order(dosage().bound("7", "d")).days(7),
                        "7 days (the prescribed course)"),
                arguments(
                        "refills outlast the bound",
                        order(dosage().bound("10", "d")).days(10).refills(2),
                        "30 days (the expected supply, with 2 refills); the prescribed course is 10 days"),
                arguments("one refill", order().days(10).refills(1), "20 days (the expected supply, with 1 refill)"),
                arguments(
                        "least number",
                        pills("3", tablets(3).asNeeded()),
                        "at least 1 day (quantity divided by daily dose)"),
                arguments(
                        "in words",
                        pills("90", dosage().text("1 tab TID")),
                        "30 days (quantity divided by daily dose; how often from the dosage text; the dose from the dosage text)"),
                arguments(
                        "by strength",
                        of10mg("90", dosage().times(3).dose(amount("10", "mg"))),
                        "30 days (quantity divided by daily dose; milligrams counted by the product's strength)"),
                arguments(
                        "no unit",
                        order(tablets(3)).quantity(new Amount(new BigDecimal("90"), null, null)),
                        "30 days (quantity divided by daily dose; the quantity has no unit and is counted in the dose's)"),
                arguments(
                        "largest dose",
                        pills("90", dosage().most(amount("3", "{tbl}"), amount("1", "d"))),
                        "at least 30 days (quantity divided by daily dose; from the largest dose per period)"),
                arguments(
                        "first fill",
                        order().days(14).refills(1).first(amount("7", "d"), null),
                        "21 days (the expected supply, the first fill 7 days, with 1 refill)"),
                arguments("text", order(dosage().text("for 10 days")), "10 days (the dosage text)"),
                arguments("nothing", order(), "length unknown"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wordings")
    void wording(String reason, OrderBuilder order, String expected) {
        assertThat(Wording.supply(Supply.of(order.build()))).isEqualTo(expected);
    }
}
