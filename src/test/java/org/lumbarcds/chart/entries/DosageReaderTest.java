package org.lumbarcds.chart.entries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.chart.Calls.json;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.orders.Amount;
import org.lumbarcds.guideline.model.orders.Dispense;
import org.lumbarcds.guideline.model.orders.Dosage;
import org.lumbarcds.guideline.model.orders.Dosage.Bounds;

class DosageReaderTest {

    private static final DosageReader DOSAGES = new DosageReader(FhirContext.forR4Cached());

    private static DosageReader.Directions read(String order) {
        return DOSAGES.read((ObjectNode) json(order));
    }

    private static Dosage dosage(String instruction) {
        return read("{dosageInstruction: [" + instruction + "]}").dosages().get(0);
    }

    private static Dosage repeat(String repeat) {
        return dosage("{timing: {repeat: " + repeat + "}}");
    }

    private static Amount amount(String value, String code, String unit) {
        return new Amount(new BigDecimal(value), code, unit);
    }

    @Test
    void an_order_that_says_nothing() {
        for (String order : List.of(
                "{}",
                "{dosageInstruction: []}",
                "{dosageInstruction: [{}]}",
                "{dosageInstruction: null}",
                "{dosageInstruction: 5}",
                "{dispenseRequest: 'x'}",
                "{dispenseRequest: null}")) {
            assertThat(read(order)).as(order).isEqualTo(DosageReader.Directions.NONE);
        }
    }

    @Test
    void a_field_without_a_name_takes_nothing_with_it() {
        assertThat(dosage("{'': {'': 1}, '_text': 5, text: 'a', timing: {'': [], repeat: {count: 3}}}")
                        .count())
                .isEqualTo(3);
    }

    @Test
    void the_whole_of_an_instruction() {
        Dosage dosage = dosage(
                "{sequence: 2, text: 'as told', timing: {repeat: {boundsDuration: {value: 10, unit: 'days', code: 'd'},"
                        + " count: 20, countMax: 30, frequency: 1, frequencyMax: 2, period: 8, periodUnit: 'h'},"
                        + " code: {coding: [{code: 'TID'}]}}, asNeededBoolean: true,"
                        + " doseAndRate: [{doseQuantity: {value: 1, unit: 'tablet'}}]}");

        assertThat(dosage)
                .isEqualTo(new Dosage(
                        2,
                        new Bounds.Length(amount("10", "d", "days")),
                        30,
                        BigDecimal.valueOf(1),
                        BigDecimal.valueOf(2),
                        BigDecimal.valueOf(8),
                        "h",
                        List.of("TID"),
                        7,
                        true,
                        List.of(amount("1", null, "tablet")),
                        false,
                        List.of(),
                        null,
                        "as told"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        a duration                        | {boundsDuration: {value: 3, code: 'wk'}}                       | 3
        of a range the high end           | {boundsRange: {low: {value: 5}, high: {value: 7, code: 'd'}}}  | 7
        a range without a high end        | {boundsRange: {low: {value: 5}}}                               |
        a duration without a value        | {boundsDuration: {code: 'd'}}                                  |
        less than is no duration          | {boundsDuration: {value: 5, comparator: '<', code: 'd'}}       |
        a value in words                  | {boundsDuration: {value: 'two'}}                               |
        a value as text                   | {boundsDuration: {value: '14'}}                                | 14
        a number beyond all reason        | {boundsDuration: {value: 1e999999999}}                         |
        a number too small to be one      | {boundsDuration: {value: 1e-300}}                              |
        a text beyond all reason          | {boundsDuration: {value: '1e999999999'}}                       |
        a wrong type                      | {boundsDuration: [5, 'x']}                                     |
        a period without dates            | {boundsPeriod: {}}                                             |
        """)
    void bounds_length(String reason, String repeat, BigDecimal days) {
        Bounds bounds = repeat(repeat).bounds();
        if (days == null) {
            assertThat(bounds).isNull();
        } else {
            assertThat(((Bounds.Length) bounds).amount().value()).isEqualByComparingTo(days);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        days only                     | 2026-05-01                | 2026-05-10                | 2026-05-01 | 2026-05-10 |
        times with a zone             | 2026-05-01T08:00:00+02:00 | 2026-05-02T08:00:00+02:00 | 2026-05-01 | 2026-05-02 | 1440
        two zones: real time counts   | 2026-05-01T23:00:00-05:00 | 2026-05-02T05:00:00Z      | 2026-05-01 | 2026-05-02 | 60
        times without a zone          | 2026-05-01T08:00:00       | 2026-05-01T09:30:00       | 2026-05-01 | 2026-05-01 | 90
        a zone on one side only       | 2026-05-01T08:00:00Z      | 2026-05-02                | 2026-05-01 | 2026-05-02 |
        the day is the sender's day   | 2026-05-01T23:59:00-11:00 | 2026-05-03T03:00:00+14:00 | 2026-05-01 | 2026-05-03 | 121
        a start only                  | 2026-05-01                |                           | 2026-05-01 |            |
        an end only                   |                           | 2026-05-01                |            | 2026-05-01 |
        a day that does not exist     | 2026-02-30                | 2026-03-02                |            | 2026-03-02 |
        words                         | soon                      | 2026-03-02                |            | 2026-03-02 |
        """)
    void bounds_period(String reason, String start, String end, LocalDate first, LocalDate last, Long minutes) {
        Bounds bounds = repeat("{boundsPeriod: {start: '" + (start == null ? "" : start) + "', end: '"
                        + (end == null ? "" : end) + "'}}")
                .bounds();
        assertThat(bounds)
                .isEqualTo(new Bounds.Period(
                        first == null ? null : PartialDate.of(first),
                        last == null ? null : PartialDate.of(last),
                        minutes));
    }

    @Test
    void bounds_period_of_a_month() {
        assertThat(repeat("{boundsPeriod: {start: '2026-05'}}").bounds())
                .isEqualTo(new Bounds.Period(PartialDate.of(YearMonth.of(2026, 5)), null, null));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        three times a day             | {frequency: 3, period: 1, periodUnit: 'd'}                   | 3      |   | 1   | d
        a decimal that is whole       | {frequency: 3.0, period: 1.0, periodUnit: 'd'}               | 3      |   | 1   | d
        as text                       | {frequency: '3', period: '1', periodUnit: 'd'}               | 3      |   | 1   | d
        a maximum                     | {frequency: 1, frequencyMax: 2, period: 1, periodUnit: 'd'}  | 1      | 2 | 1   | d
        every 4 to 8 hours            | {frequency: 1, period: 4, periodMax: 8, periodUnit: 'h'}     | 0.5    | 1 | 4   | h
        periodMax below period        | {frequency: 1, period: 8, periodMax: 4, periodUnit: 'h'}     | 1      |   | 8   | h
        periodMax alone               | {frequency: 1, periodMax: 8, periodUnit: 'h'}                | 1      |   | 8   | h
        times of day                  | {timeOfDay: ['08:00:00', '20:00:00']}                        | 2      |   | 1   | d
        times of every other day      | {timeOfDay: ['08:00:00'], period: 2, periodUnit: 'd'}        | 1      |   | 2   | d
        times do not override         | {frequency: 1, period: 1, periodUnit: 'd', timeOfDay: ['08:00:00', '20:00:00']} | 1 |  | 1 | d
        events of the day             | {when: ['CM', 'CV', 'HS']}                                   | 3      |   | 1   | d
        an event HAPI has no code for | {when: ['bedtime']}                                          | 1      |   | 1   | d
        an event, not in an array     | {when: 'HS'}                                                 | 1      |   | 1   | d
        events beside a frequency     | {frequency: 4, period: 1, periodUnit: 'd', when: ['WAKE', 'CM', 'CV', 'HS']} | 4 |  | 1 | d
        an event beside another frequency | {frequency: 2, period: 1, periodUnit: 'd', when: ['HS']}  | 2      |   | 1   | d
        no events                     | {when: []}                                                   |        |   |     |
        a period of 0 is not judged   | {frequency: 1, period: 0, periodUnit: 'd'}                   | 1      |   | 0   | d
        an unknown unit               | {frequency: 1, period: 1, periodUnit: 'days'}                | 1      |   | 1   |
        a fraction is no frequency    | {frequency: 1.5, period: 1, periodUnit: 'd'}                 |        |   | 1   | d
        far too often                 | {frequency: 1e30, period: 1e30, periodUnit: 'd'}             |        |   |     | d
        """)
    void rate(String reason, String repeat, BigDecimal frequency, BigDecimal most, BigDecimal period, String unit) {
        Dosage dosage = repeat(repeat);
        assertThat(dosage.frequency())
                .usingComparator(DosageReaderTest::compare)
                .isEqualTo(frequency);
        assertThat(dosage.frequencyMax())
                .usingComparator(DosageReaderTest::compare)
                .isEqualTo(most);
        assertThat(dosage.period()).usingComparator(DosageReaderTest::compare).isEqualTo(period);
        assertThat(dosage.periodUnit()).isEqualTo(unit);
    }

    private static int compare(BigDecimal a, BigDecimal b) {
        return a == null || b == null ? (a == b ? 0 : 1) : a.compareTo(b);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        a code                        | {coding: [{code: 'bid'}]}                                             | bid
        a text                        | {text: 'q8h'}                                                         | q8h
        a text of several words       | {text: ' 3 times daily '}                                             | 3 times daily
        the standard one among others | {coding: [{code: 'X1'}, {system: 'http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation', code: 'TID'}]} | TID;X1
        a SNOMED code before a local one | {coding: [{code: 'X1'}, {system: 'http://snomed.info/sct', code: '229798009'}]} | 229798009;X1
        a SNOMED code with a version  | {coding: [{system: 'http://snomed.info/sct/731000124108', code: '229798009'}]} | 229798009
        the same number elsewhere     | {coding: [{system: 'urn:oid:1.2.3', code: '229798009'}]}              |
        the EHR's own number is none  | {coding: [{code: '200511'}], text: 'QID'}                             | QID
        the display of its number     | {coding: [{code: '200511', display: 'four times daily'}]}             | four times daily
        text before display           | {coding: [{code: '200511', display: 'BID'}], text: 'TID PRN'}         | TID PRN;BID
        nothing                       | {coding: [{}]}                                                        |
        a bare string is not read     | 'BID'                                                                 |
        """)
    void timings(String reason, String code, String expected) {
        assertThat(dosage("{text: 't', timing: {code: " + code + "}}").timings())
                .isEqualTo(expected == null ? List.of() : List.of(expected.split(";")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        a ratio                       | {rateRatio: {numerator: {value: 3, unit: 'TAB'}, denominator: {value: 1, code: 'd'}}} | 3 TAB per 1 d
        a quantity with its time      | {rateQuantity: {value: 3, code: '{tbl}/d'}}                                           | 3 {tbl} per 1 d
        a quantity without a time     | {rateQuantity: {value: 3, unit: 'TAB'}}                                               |
        no denominator                | {rateRatio: {numerator: {value: 3, unit: 'TAB'}}}                                     |
        a range of rates              | {rateRange: {high: {value: 3, code: '{tbl}/d'}}}                                      |
        """)
    void rates(String reason, String doseAndRate, String expected) {
        assertThat(dosage("{text: 't', doseAndRate: [" + doseAndRate + "]}").rates())
                .extracting(DosageReaderTest::said)
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    private static String said(Dosage.Rate rate) {
        return rate.amount().value() + " " + rate.amount().unit() + " per "
                + rate.per().value() + " "
                + (rate.per().code() != null ? rate.per().code() : rate.per().unit());
    }

    @Test
    void the_largest_dose_per_period() {
        Dosage dosage = dosage(
                "{text: 't', maxDosePerPeriod: {numerator: {value: 3, unit: 'TAB'}, denominator: {value: 1, code: 'd'}}}");
        assertThat(said(dosage.most())).isEqualTo("3 TAB per 1 d");
        assertThat(dosage("{text: 't', maxDosePerPeriod: {numerator: {value: 3}}}")
                        .most())
                .isNull();
    }

    @Test
    void a_range_of_doses_is_the_most() {
        assertThat(dosage("{doseAndRate: [{doseRange: {low: {value: 1}, high: {value: 2}}}]}")
                        .doseIsMost())
                .isTrue();
        assertThat(dosage("{doseAndRate: [{doseRange: {low: {value: 2}, high: {value: 2}}}]}")
                        .doseIsMost())
                .isFalse();
        assertThat(dosage("{doseAndRate: [{doseQuantity: {value: 2}}]}").doseIsMost())
                .isFalse();
    }

    @Test
    void a_first_fill() {
        assertThat(
                        read("{dispenseRequest: {initialFill: {duration: {value: 7, code: 'd'}, quantity: {value: 21, unit: 'tablet'}}}}")
                                .dispense()
                                .first())
                .isEqualTo(new Dispense.FirstFill(amount("7", "d", null), amount("21", null, "tablet")));
        assertThat(read("{dispenseRequest: {initialFill: {}, numberOfRepeatsAllowed: 1}}")
                        .dispense()
                        .first())
                .isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        days of the week              | {dayOfWeek: ['mon', 'fri']} | 2
        a day named twice             | {dayOfWeek: ['mon', 'mon']} | 1
        all of them                   | {dayOfWeek: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']} | 7
        days HAPI has no code for     | {dayOfWeek: ['monday']}     | 0
        one of them has no code       | {dayOfWeek: ['mon', 'xyz']} | 0
        not in an array               | {dayOfWeek: 'mon'}          | 1
        with an event                 | {when: ['HS']}              | 7
        at a time of day              | {timeOfDay: ['08:00:00']}   | 7
        every day                     | {frequency: 1}              | 7
        an empty list                 | {frequency: 1, when: []}    | 7
        """)
    void days_of_the_week(String reason, String repeat, int expected) {
        assertThat(repeat(repeat).daysOfWeek()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        a flag                        | asNeededBoolean: true                              | true
        a flag that says no           | asNeededBoolean: false                             | false
        a reason                      | asNeededCodeableConcept: {text: 'pain'}            | true
        a coded reason                | asNeededCodeableConcept: {coding: [{code: 'x'}]}   | true
        an empty reason               | asNeededCodeableConcept: {}                        | false
        nothing                       | sequence: 1                                        | false
        """)
    void as_needed(String reason, String field, boolean expected) {
        assertThat(dosage("{text: 't', " + field + "}").asNeeded()).isEqualTo(expected);
    }

    @Test
    void several_doses_are_kept_as_the_same_dose_said_several_ways() {
        Dosage dosage = dosage("{doseAndRate: ["
                + "{type: {text: 'calculated'}, doseQuantity: {value: 5, unit: 'mg', code: 'mg'}},"
                + "{type: {text: 'admin-amount'}, doseQuantity: {value: 1, unit: 'tablet'}},"
                + "{type: {text: 'ordered'}, doseRange: {low: {value: 5}, high: {value: 10, unit: 'mg'}}},"
                + "{doseQuantity: {unit: 'mg'}}, {doseRange: {low: {value: 1}}}, {}]}");

        assertThat(dosage.doses())
                .containsExactly(amount("5", "mg", "mg"), amount("1", null, "tablet"), amount("10", null, "mg"));
    }

    @Test
    void a_dose_where_older_versions_had_it() {
        assertThat(dosage("{doseQuantity: {value: 2, code: '{tbl}'}}").doses())
                .containsExactly(amount("2", "{tbl}", null));
        assertThat(dosage("{doseRange: {high: {value: 3}}}").doses()).containsExactly(amount("3", null, null));
        assertThat(dosage("{doseQuantity: {value: 2}, doseAndRate: [{doseQuantity: {value: 1}}]}")
                        .doses())
                .as("R4's own place is preferred")
                .containsExactly(amount("1", null, null));
    }

    @Test
    void its_wording() {
        assertThat(dosage("{text: 'a', patientInstruction: 'b'}").text()).isEqualTo("a");
        assertThat(dosage("{patientInstruction: 'b'}").text()).isEqualTo("b");
        assertThat(dosage("'take one'").text()).isEqualTo("take one");
        assertThat(dosage("{sequence: 1}").text()).isNull();
    }

    @Test
    void several_instructions_keep_their_order() {
        List<Dosage> dosages = read("{dosageInstruction: [null, {sequence: 2}, {}, 'x', 7, {sequence: 1}]}")
                .dosages();
        assertThat(dosages).extracting(Dosage::sequence).containsExactly(2, null, 1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        none                          | {}                                    | 0
        some                          | {numberOfRepeatsAllowed: 3}           | 3
        as text                       | {numberOfRepeatsAllowed: '3'}         | 3
        negative                      | {numberOfRepeatsAllowed: -1}          | 0
        the most                      | {numberOfRepeatsAllowed: 99}          | 99
        absurd                        | {numberOfRepeatsAllowed: 100}         | 99
        absurd beyond int             | {numberOfRepeatsAllowed: 99999999999} | 99
        beyond all reason             | {numberOfRepeatsAllowed: 1e999999999} | 0
        a wrong type                  | {numberOfRepeatsAllowed: [1]}         | 0
        """)
    void refills(String reason, String dispense, int refills) {
        assertThat(read("{dispenseRequest: " + dispense + "}").dispense().refills())
                .isEqualTo(refills);
    }

    @Test
    void supply_and_quantity() {
        Dispense dispense = read("{dispenseRequest: {validityPeriod: {start: '2026-01-01', end: '2026-12-31'},"
                        + " expectedSupplyDuration: {value: 2, unit: 'weeks'}, quantity: {value: 0.3333333333333333333333333, code: '{tbl}'}}}")
                .dispense();
        assertThat(dispense.supply()).isEqualTo(amount("2", null, "weeks"));
        assertThat(dispense.quantity().value()).isBetween(new BigDecimal("0.333"), new BigDecimal("0.334"));
        assertThat(read("{dispenseRequest: {quantity: {value: null, unit: 'tablet'}, expectedSupplyDuration: {}}}")
                        .dispense())
                .isEqualTo(Dispense.UNSTATED);
    }
}
