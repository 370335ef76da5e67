package org.lumbarcds.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.chart.Calls.bundle;
import static org.lumbarcds.chart.Calls.chart;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.guideline.model.orders.Dosage;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Checked;
import org.lumbarcds.guideline.model.record.Procedure;
import org.lumbarcds.guideline.model.record.UnknownEntry;

/** What the record says is taken, and what it says was done. */
class StatementsAndProceduresTest {

    private static OpenChart stating(String... statements) {
        return chart("{statements: " + bundle(statements) + "}");
    }

    private static String statement(String more) {
        return "{resourceType: 'MedicationStatement', id: 's1', subject: {reference: 'Patient/p1'}, " + more + "}";
    }

    @ParameterizedTest(name = "{0}: read {1}, known not to be {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        status: 'active'            | 1 | 1
        status: 'intended'          | 1 | 1
        status: 'on-hold'           | 1 | 1
        status: 'unknown'           | 1 | 1
        status: 'Active'            | 1 | 1
        status: 'recorded'          | 1 | 1
        language: 'en'              | 1 | 1
        status: 'completed'         | 1 | 0
        status: 'stopped'           | 1 | 0
        status: 'not-taken'         | 0 | 0
        status: 'entered-in-error'  | 0 | 0
        """)
    void statusOfAStatement(String status, int read, int unknown) {
        OpenChart known = stating(statement(status + ", medicationCodeableConcept: {text: 'oxycodone'}"));
        OpenChart other = stating(statement(status + ", medicationCodeableConcept: {text: 'Zorbulin'}"));

        assertThat(known.statements().orElse(List.of())).hasSize(read);
        assertThat(known.unknownStatements()).isEmpty();
        assertThat(other.statements().orElse(List.of())).isEmpty();
        assertThat(other.unknownStatements()).hasSize(unknown);
        assertThat(other.unknownStatements()).allMatch(entry -> entry.label().equals("Zorbulin"));
        assertThat(other.statements().isHad()).isTrue();
    }

    @Test
    void daysOfAStatementAreThoseOfItsEffectivePeriod() {
        MedicationOrder read = stating(statement("status: 'completed', medicationCodeableConcept: {text: 'oxycodone'},"
                        + " effectivePeriod: {start: '2026-11-01', end: '2026-11-10'}, dateAsserted: '2026-11-12'"))
                .statements()
                .orElse(List.of())
                .get(0);

        assertThat(read.authored()).hasToString("2026-11-01");
        assertThat(read.dosages())
                .singleElement()
                .extracting(dosage -> ((Dosage.Bounds.Period) dosage.bounds()).end())
                .hasToString("2026-11-10");
        assertThat(read.reference()).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        contained               | contained: [{resourceType: 'Medication', id: 'm', code: {text: 'oxycodone'}}], medicationReference: {reference: '#m'} | oxycodone
        in the Bundle           | medicationReference: {reference: 'Medication/m1'}                                                                 | oxycodone
        under another key       | medicationReference: {reference: 'Medication/m2'}                                                                 | oxycodone
        by its words            | medicationReference: {display: 'oxycodone'}                                                                       | oxycodone
        nowhere                 | medicationReference: {reference: 'Medication/m3'}                                                                 |
        """)
    void medicationOfAStatement(String where, String medication, String label) {
        String drug = "{resourceType: 'Medication', id: '%s', code: {text: 'oxycodone'}}";
        OpenChart chart = chart("{statements: "
                + bundle(statement("status: 'active', " + medication), drug.formatted("m1")) + ", medications: "
                + bundle(drug.formatted("m2")) + "}");

        if (label == null) {
            assertThat(chart.statements()).isEqualTo(Checked.inPart(ChartKey.STATEMENTS, List.of()));
            assertThat(chart.unknownStatements())
                    .extracting(UnknownEntry::label)
                    .containsExactly("a medication statement whose drug is not at hand");
            assertThat(chart.gaps()).isEmpty();
        } else {
            assertThat(chart.statements().orElse(List.of()))
                    .extracting(MedicationOrder::label)
                    .containsExactly(label);
            assertThat(chart.statements().isHad()).isTrue();
        }
    }

    @Test
    void statementOfAnotherPatient_leavesTheKeyNotChecked() {
        OpenChart chart = stating(statement("status: 'active', medicationCodeableConcept: {text: 'oxycodone'}")
                .replace("Patient/p1", "Patient/p2"));

        assertThat(chart.statements()).isEqualTo(Checked.notHad(ChartKey.STATEMENTS));
        assertThat(chart.unknownStatements()).isEmpty();
    }

    private static List<Procedure> done(String more) {
        return chart("{procedures: "
                        + bundle("{resourceType: 'Procedure', id: 'x', subject: {reference: 'Patient/p1'}, " + more
                                + "}")
                        + "}")
                .procedures()
                .orElse(List.of());
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        status: 'completed'        | 1 | true
        status: 'in-progress'      | 1 | true
        status: 'stopped'          | 1 | false
        status: 'on-hold'          | 1 | false
        status: 'unknown'          | 1 | false
        language: 'en'             | 1 | false
        status: 'preparation'      | 0 | false
        status: 'not-done'         | 0 | false
        status: 'entered-in-error' | 0 | false
        """)
    void statusOfAProcedure(String status, int read, boolean isDone) {
        List<Procedure> procedures = done(status + ", code: {text: 'physical therapy'}");

        assertThat(procedures).hasSize(read);
        assertThat(procedures).allMatch(procedure -> procedure.isDone() == isDone);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        performedDateTime: '2026-11-05T10:00:00Z'                     | 2026-11-05
        performedPeriod: {start: '2026-11-01', end: '2026-11-09'}     | 2026-11-09
        performedPeriod: {start: '2026-11-01'}                        | 2026-11-01
        performedString: 'last month'                                 |
        """)
    void dayOfAProcedure(String performed, String day) {
        Procedure read = done("status: 'completed', code: {text: 'physical therapy'}, " + performed)
                .get(0);

        assertThat(read.date() == null ? null : read.date().toString()).isEqualTo(day);
    }

    @Test
    void procedureThatTheGuidelineDoesNotSpeakOf_isNone() {
        assertThat(done("status: 'completed', code: {text: 'Colonoscopy'}")).isEmpty();
        assertThat(done("status: 'completed'")).isEmpty();
    }
}
