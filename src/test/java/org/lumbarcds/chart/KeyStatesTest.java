package org.lumbarcds.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.chart.Calls.bundle;
import static org.lumbarcds.chart.Calls.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.chart.OpenChart.State;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Checked;
import org.lumbarcds.guideline.model.record.KeyGap;
import org.lumbarcds.guideline.model.record.UnknownEntry;

/** "Per key one of four states: given, empty, failed, absent." */
class KeyStatesTest {

    private static final String LBP = "{resourceType: 'Condition', id: 'c1', code: {coding: [{code: 'M54.5'}]}, "
            + "subject: {reference: 'Patient/p1'}}";
    private static final String OTHER_CONDITION = "{resourceType: 'Condition', id: 'c2', code: {text: 'Gout'}}";

    private static Arguments row(String reason, String value, State state, int found) {
        return Arguments.of(reason, value, state, found);
    }

    static Stream<Arguments> values() {
        String oo = "{resourceType: 'OperationOutcome', issue: [{severity: '%s', code: 'x'}]}";
        return Stream.of(
                row("a Bundle with a known condition", bundle(LBP), State.GIVEN, 1),
                row(
                        "a Bundle with conditions nobody knows says: none on record",
                        bundle(OTHER_CONDITION),
                        State.GIVEN,
                        0),
                row("a single resource of the type is an answer of one", LBP, State.GIVEN, 1),
                row("null: the client has none", "null", State.EMPTY, 0),
                row("an empty Bundle: the client has none", bundle(), State.EMPTY, 0),
                row("a Bundle without entry", "{resourceType: 'Bundle'}", State.EMPTY, 0),
                row("total 0 without entry", "{resourceType: 'Bundle', total: 0}", State.EMPTY, 0),
                row("a warning among no results is still no results", bundle(oo.formatted("warning")), State.EMPTY, 0),
                row("information beside results is skipped", bundle(LBP, oo.formatted("information")), State.GIVEN, 1),
                row("an OperationOutcome", oo.formatted("error"), State.FAILED, 0),
                row(
                        "an OperationOutcome is no answer even as information",
                        oo.formatted("information"),
                        State.FAILED,
                        0),
                row("an error among results: some are missing", bundle(LBP, oo.formatted("error")), State.IN_PART, 1),
                row("a fatal one too", bundle(LBP, oo.formatted("fatal")), State.IN_PART, 1),
                row(
                        "an outcome that does not say how grave it is",
                        bundle(LBP, "{resourceType: 'OperationOutcome'}"),
                        State.IN_PART,
                        1),
                row("another type", "{resourceType: 'Patient', id: 'p1'}", State.FAILED, 0),
                row("a Bundle of another type only", bundle("{resourceType: 'Observation'}"), State.FAILED, 0),
                row("unknown types beside ours are skipped", bundle(LBP, "{resourceType: 'Basic'}"), State.GIVEN, 1),
                row("a text", "'none'", State.FAILED, 0),
                row("a number", "5", State.FAILED, 0),
                row("false", "false", State.FAILED, 0),
                row("an array", "[" + LBP + "]", State.FAILED, 0),
                row("an empty object", "{}", State.FAILED, 0),
                row("a type that is no text", "{resourceType: []}", State.FAILED, 0),
                row("entry is no array", "{resourceType: 'Bundle', entry: 'x'}", State.FAILED, 0),
                row(
                        "an entry without a resource: something is not readable",
                        "{resourceType: 'Bundle', entry: [{fullUrl: 'x'}]}",
                        State.FAILED,
                        0),
                row("an entry that is null", "{resourceType: 'Bundle', entry: [null]}", State.FAILED, 0),
                row("a resource without a type", bundle(LBP, "{id: 'x'}"), State.FAILED, 1),
                row(
                        "a next page: what is not here may be there",
                        "{resourceType: 'Bundle', link: [{relation: 'self'}, {relation: 'next', url: 'u'}], entry: [{resource: "
                                + LBP + "}]}",
                        State.IN_PART,
                        1),
                row(
                        "a next page of an empty page",
                        "{resourceType: 'Bundle', link: [{relation: 'next'}]}",
                        State.FAILED,
                        0),
                row(
                        "a self link only",
                        "{resourceType: 'Bundle', link: [{relation: 'self'}], entry: [{resource: " + LBP + "}]}",
                        State.GIVEN,
                        1),
                row(
                        "total beyond the entries",
                        "{resourceType: 'Bundle', total: 2, entry: [{resource: " + LBP + "}]}",
                        State.IN_PART,
                        1),
                row(
                        "total counts matches: an outcome is none",
                        "{resourceType: 'Bundle', total: 2, entry: [{resource: " + LBP + "}, {resource: "
                                + oo.formatted("warning") + ", search: {mode: 'outcome'}}]}",
                        State.IN_PART,
                        1),
                row(
                        "total counts matches: an included resource is none",
                        "{resourceType: 'Bundle', total: 2, entry: [{resource: " + LBP
                                + "}, {resource: {resourceType: 'Encounter'}, search: {mode: 'include'}}]}",
                        State.IN_PART,
                        1),
                row(
                        "as many matches as their total, and an outcome",
                        "{resourceType: 'Bundle', total: 1, entry: [{resource: " + LBP
                                + ", search: {mode: 'match'}}, {resource: " + oo.formatted("warning") + "}]}",
                        State.GIVEN,
                        1),
                row(
                        "a total beyond all numbers",
                        "{resourceType: 'Bundle', total: 1e999999999, entry: [{resource: " + LBP + "}]}",
                        State.IN_PART,
                        1),
                row(
                        "a total of almost nothing",
                        "{resourceType: 'Bundle', total: 1e-999999999, entry: [{resource: " + LBP + "}]}",
                        State.GIVEN,
                        1),
                row(
                        "a total that is no number",
                        "{resourceType: 'Bundle', total: 'many', entry: [{resource: " + LBP + "}]}",
                        State.GIVEN,
                        1),
                row("a count without entries", "{resourceType: 'Bundle', total: 3}", State.FAILED, 0),
                row(
                        "total below the entries: included ones are not counted",
                        "{resourceType: 'Bundle', total: 0, entry: [{resource: " + LBP + "}]}",
                        State.GIVEN,
                        1),
                row(
                        "wrapped with its response",
                        "{response: {status: '200 OK'}, resource: " + LBP + "}",
                        State.GIVEN,
                        1),
                row("wrapped Bundle", "{response: {status: '200'}, resource: " + bundle(LBP) + "}", State.GIVEN, 1),
                row("wrapped null", "{response: {status: '200'}, resource: null}", State.EMPTY, 0),
                row(
                        "wrapped error",
                        "{response: {status: '404 Not Found'}, resource: " + bundle() + "}",
                        State.FAILED,
                        0),
                row("wrapped without a resource", "{response: {status: '200'}}", State.FAILED, 0),
                row(
                        "somebody else's resource",
                        bundle(LBP, LBP.replace("p1", "p2").replace("c1", "c9")),
                        State.FAILED,
                        1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void state_of_a_value(String reason, String value, State state, int found) {
        OpenChart chart = chart("{conditions: " + value + "}");

        boolean isHad = state == State.GIVEN || state == State.EMPTY;
        boolean isInPart = state == State.IN_PART;
        boolean isReadBesideOthers = state == State.FAILED && found > 0;
        assertThat(chart.problems().isHad()).isEqualTo(isHad);
        assertThat(chart.problems().orElse(List.of())).hasSize(found);
        assertThat(chart.problems() instanceof Checked.InPart).isEqualTo(isInPart || isReadBesideOthers);
        assertThat(chart.gaps()).isEqualTo(isInPart ? Map.of(ChartKey.CONDITIONS, KeyGap.CUT_OFF) : Map.of());
        assertThat(chart.asked()).containsExactly(Map.entry(ChartKey.CONDITIONS, state));
    }

    static Stream<Arguments> entriesOfOptionalKeys() {
        String filtration =
                "{resourceType: 'Observation', id: 'o1', status: 'final', subject: {reference: 'Patient/p1'}, "
                        + "effectiveDateTime: '2026-01-01', code: {coding: [{system: 'http://loinc.org', code: '33914-3'}]}, "
                        + "valueQuantity: {value: 25, unit: 'mL/min'}}";
        return Stream.of(
                Arguments.of("a text in place of the resource", "[{resource: 'cut off here'}]", 0, true),
                Arguments.of("no resource", "[{fullUrl: 'x'}]", 0, true),
                Arguments.of("null", "[null]", 0, true),
                Arguments.of("no list", "'cut off here'", 0, true),
                Arguments.of("a resource without a type", "[{resource: {id: 'x'}}]", 0, true),
                Arguments.of("a result beside it counts", "[{resource: 5}, {resource: " + filtration + "}]", 1, true),
                Arguments.of("a result alone", "[{resource: " + filtration + "}]", 1, false),
                Arguments.of(
                        "somebody else's says nothing of this patient",
                        "[{resource: " + filtration.replace("p1", "p2") + "}]",
                        0,
                        false),
                Arguments.of("nothing", "[]", 0, false));
    }

    /** "a result that is there and can't be read" is not accounted for, though the key is optional. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("entriesOfOptionalKeys")
    void an_unreadable_entry_of_an_optional_key_is_known_to_nobody(
            String reason, String entries, int results, boolean unreadable) {
        String broken = "{resourceType: 'Bundle', entry: " + entries + "}";
        OpenChart chart = chart("{egfr: " + broken + ", statements: " + broken + "}");

        assertThat(chart.unreadableResults().stream().map(UnknownEntry::label))
                .containsExactlyElementsOf(unreadable ? List.of("a lab result that can't be read") : List.of());
        assertThat(chart.unknownStatements().stream().map(UnknownEntry::label))
                .containsExactlyElementsOf(
                        unreadable ? List.of("a medication statement that can't be read") : List.of());
        assertThat(chart.kidneyFunction().orElse(List.of())).hasSize(results);
    }

    /** Of a key that failed as a whole nobody knows whether it holds any. */
    @ParameterizedTest
    @ValueSource(strings = {"'nonsense'", "{resourceType: 'OperationOutcome'}", "{}", "null"})
    void a_key_that_failed_holds_nothing_unreadable(String value) {
        OpenChart chart = chart("{egfr: " + value + ", statements: " + value + "}");

        assertThat(chart.unreadableResults()).isEmpty();
        assertThat(chart.unknownStatements()).isEmpty();
    }

    static Stream<Arguments> outcomes() {
        List<Arguments> rows = new ArrayList<>();
        for (String code : List.of(
                "suppressed",
                "forbidden",
                "security",
                "login",
                "expired",
                "timeout",
                "incomplete",
                "throttled",
                "too-costly",
                "transient",
                "lock-error",
                "exception",
                "no-store")) {
            rows.add(Arguments.of(code, "warning", true));
            rows.add(Arguments.of(code.toUpperCase(Locale.ROOT), "information", true));
        }
        for (String code : List.of("processing", "informational", "not-found", "not-supported", "business-rule", "x")) {
            rows.add(Arguments.of(code, "warning", false));
        }
        return rows.stream();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("outcomes")
    void outcome_that_says_that_something_was_withheld(String code, String severity, boolean withholds) {
        String outcome =
                "{resourceType: 'OperationOutcome', issue: [{severity: 'warning', code: 'processing'}, {severity: '"
                        + severity + "', code: '" + code + "'}]}";
        OpenChart alone = chart("{conditions: " + bundle(outcome) + "}");
        OpenChart beside = chart("{conditions: " + bundle(LBP, outcome) + "}");

        assertThat(alone.problems().isHad()).isEqualTo(!withholds);
        assertThat(alone.asked()).containsEntry(ChartKey.CONDITIONS, withholds ? State.FAILED : State.EMPTY);
        assertThat(beside.problems().isHad()).isTrue();
        assertThat(beside.problems().orElse(List.of())).hasSize(1);
        assertThat(beside.asked()).containsEntry(ChartKey.CONDITIONS, State.GIVEN);
        assertThat(beside.gaps()).isEqualTo(withholds ? Map.of(ChartKey.CONDITIONS, KeyGap.WITHHELD) : Map.of());
    }

    @Test
    void absent_key_is_not_had() {
        OpenChart chart = chart("{patient: {resourceType: 'Patient', id: 'p1'}, weather: " + bundle(LBP) + "}");

        assertThat(chart.problems()).isEqualTo(Checked.notHad(ChartKey.CONDITIONS));
        assertThat(chart.asked()).containsEntry(ChartKey.CONDITIONS, State.ABSENT);
    }

    @Test
    void no_prefetch_at_all() {
        for (String prefetch : new String[] {null, "null", "[]", "'x'", "{}"}) {
            OpenChart chart = chart(prefetch);
            assertThat(chart.patient()).isEqualTo(Checked.notHad(ChartKey.PATIENT));
            assertThat(chart.encounter()).isEqualTo(Checked.notHad(ChartKey.ENCOUNTER));
            assertThat(chart.problems()).isEqualTo(Checked.notHad(ChartKey.CONDITIONS));
            assertThat(chart.medications()).isEqualTo(Checked.notHad(ChartKey.MEDICATIONS));
            assertThat(chart.allergies()).isEqualTo(Checked.notHad(ChartKey.ALLERGIES));
            assertThat(chart.kidneyFunction()).isEqualTo(Checked.notHad(ChartKey.EGFR));
            assertThat(chart.screenings()).isEqualTo(Checked.notHad(ChartKey.SCREENINGS));
            assertThat(chart.referrals()).isEqualTo(Checked.notHad(ChartKey.REFERRALS));
            assertThat(chart.asked()).hasSize(8).containsValue(State.ABSENT).doesNotContainValue(State.FAILED);
            assertThat(chart.resourcesRead()).isZero();
        }
    }

    @Test
    void every_list_key_has_an_empty_state() {
        OpenChart chart = chart(
                "{conditions: null, medications: null, allergies: null, egfr: null, screenings: null, referrals: null}");

        assertThat(chart.problems()).isEqualTo(Checked.had(List.of()));
        assertThat(chart.medications()).isEqualTo(Checked.had(List.of()));
        assertThat(chart.allergies()).isEqualTo(Checked.had(List.of()));
        assertThat(chart.kidneyFunction()).isEqualTo(Checked.had(List.of()));
        assertThat(chart.screenings()).isEqualTo(Checked.had(List.of()));
        assertThat(chart.referrals()).isEqualTo(Checked.had(List.of()));
    }

    static Stream<Arguments> foreignKeys() {
        String egfr = "{resourceType: 'Observation', id: 'o1', status: 'final', effectiveDateTime: '2026-05-01', "
                + "code: {coding: [{code: '33914-3'}]}, valueQuantity: {value: 70, unit: 'mL/min'}}";
        String vitals = "{resourceType: 'Observation', id: 'o2', status: 'final', code: {coding: [{code: '8867-4'}]}}";
        return Stream.of(
                Arguments.of(
                        "a foreign key answers by type",
                        "{item1: " + bundle(LBP) + "}",
                        ChartKey.CONDITIONS,
                        State.GIVEN),
                Arguments.of("a foreign single resource too", "{item1: " + LBP + "}", ChartKey.CONDITIONS, State.GIVEN),
                Arguments.of(
                        "an empty foreign Bundle answers nothing",
                        "{item1: " + bundle() + "}",
                        ChartKey.CONDITIONS,
                        State.ABSENT),
                Arguments.of("nor does foreign null", "{item1: null}", ChartKey.CONDITIONS, State.ABSENT),
                Arguments.of(
                        "one of our keys, though null, closes the others",
                        "{egfr: null, item1: " + bundle(LBP) + "}",
                        ChartKey.CONDITIONS,
                        State.ABSENT),
                Arguments.of(
                        "one Bundle of many types answers each",
                        "{all: " + bundle(LBP, egfr) + "}",
                        ChartKey.EGFR,
                        State.GIVEN),
                Arguments.of(
                        "two foreign Bundles are taken together",
                        "{a: " + bundle(LBP) + ", b: " + bundle(OTHER_CONDITION) + "}",
                        ChartKey.CONDITIONS,
                        State.GIVEN),
                Arguments.of(
                        "one of them cut off: all of it is only a part",
                        "{a: " + bundle(LBP)
                                + ", b: {resourceType: 'Bundle', link: [{relation: 'next'}], entry: [{resource: "
                                + OTHER_CONDITION + "}]}}",
                        ChartKey.CONDITIONS,
                        State.IN_PART),
                Arguments.of(
                        "statements under a foreign key",
                        "{meds: " + bundle("{resourceType: 'MedicationStatement', id: 's1', status: 'active'}") + "}",
                        ChartKey.STATEMENTS,
                        State.GIVEN),
                Arguments.of(
                        "procedures under a foreign key",
                        "{done: " + bundle("{resourceType: 'Procedure', id: 'x1', status: 'completed'}") + "}",
                        ChartKey.PROCEDURES,
                        State.GIVEN),
                Arguments.of(
                        "an empty Bundle under a foreign key answers nothing",
                        "{meds: " + bundle() + "}",
                        ChartKey.STATEMENTS,
                        State.ABSENT),
                Arguments.of(
                        "vital signs do not say that there is no eGFR",
                        "{vitals: " + bundle(vitals) + "}",
                        ChartKey.EGFR,
                        State.ABSENT),
                Arguments.of(
                        "an eGFR does not say that nobody was screened",
                        "{labs: " + bundle(egfr) + "}",
                        ChartKey.SCREENINGS,
                        State.ABSENT),
                Arguments.of(
                        "a foreign OperationOutcome answers nothing",
                        "{item1: {resourceType: 'OperationOutcome'}}",
                        ChartKey.CONDITIONS,
                        State.ABSENT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("foreignKeys")
    void foreign_keys(String reason, String prefetch, ChartKey key, State state) {
        OpenChart chart = chart(prefetch);
        Checked<?> answer =
                switch (key) {
                    case EGFR -> chart.kidneyFunction();
                    case SCREENINGS -> chart.screenings();
                    case STATEMENTS -> chart.statements();
                    case PROCEDURES -> chart.procedures();
                    default -> chart.problems();
                };

        assertThat(chart.asked()).containsEntry(key, state);
        assertThat(answer.isHad()).isEqualTo(state == State.GIVEN);
    }

    @Test
    void foreign_overlap_counts_once() {
        assertThat(chart("{a: " + bundle(LBP) + ", b: " + bundle(LBP, OTHER_CONDITION) + "}")
                        .problems()
                        .orElse(List.of()))
                .hasSize(1);
    }
}
