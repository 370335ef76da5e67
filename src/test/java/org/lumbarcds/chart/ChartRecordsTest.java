package org.lumbarcds.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.lumbarcds.chart.Calls.bundle;
import static org.lumbarcds.chart.Calls.chart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.chart.OpenChart.State;
import org.lumbarcds.chart.json.Dates;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Checked;
import org.lumbarcds.guideline.model.record.Encounter;
import org.lumbarcds.guideline.model.record.KidneyFunction;
import org.lumbarcds.guideline.model.record.KidneyFunction.Comparator;
import org.lumbarcds.guideline.model.record.Patient;
import org.lumbarcds.guideline.model.record.Problem;

/** What each part of the chart is read as. */
class ChartRecordsTest {

    private static final String LBP = "code: {coding: [{code: 'M54.5'}]}";

    // -- patient

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        a day                        | {resourceType: 'Patient', id: 'p1', birthDate: '1960-05-01'}            | 1960-05-01 | false
        a month                      | {resourceType: 'Patient', id: 'p1', birthDate: '1960-05'}               | 1960-05    | false
        a year                       | {resourceType: 'Patient', id: 'p1', birthDate: '1960'}                  | 1960       | false
        no birth date                | {resourceType: 'Patient', id: 'p1'}                                     |            | false
        an impossible one            | {resourceType: 'Patient', id: 'p1', birthDate: '1960-13-01'}            |            | false
        words                        | {resourceType: 'Patient', id: 'p1', birthDate: 'long ago'}              |            | false
        a year of 0                  | {resourceType: 'Patient', id: 'p1', birthDate: '0000'}                  |            | false
        deceased by flag             | {resourceType: 'Patient', id: 'p1', deceasedBoolean: true}              |            | true
        alive by flag                | {resourceType: 'Patient', id: 'p1', deceasedBoolean: false}             |            | false
        deceased by date             | {resourceType: 'Patient', id: 'p1', deceasedDateTime: '2026-01-01'}     |            | true
        deceased at an unclear date  | {resourceType: 'Patient', id: 'p1', deceasedDateTime: 'unknown'}        |            | true
        without an id it is alone    | {resourceType: 'Patient', birthDate: '1960'}                            | 1960       | false
        found by search              | {resourceType: 'Bundle', entry: [{resource: {resourceType: 'Patient', id: 'p2'}}, {resource: {resourceType: 'Patient', id: 'p1', birthDate: '1960'}}]} | 1960 | false
        """)
    void patient(String reason, String resource, String birthDate, boolean deceased) {
        Patient patient = chart("{patient: " + resource + "}").patient().orNull();
        assertThat(patient.birthDate()).isEqualTo(Dates.read(birthDate));
        assertThat(patient.deceased()).isEqualTo(deceased);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {resourceType: 'Patient', id: 'p2'}
        null
        {resourceType: 'Bundle'}
        {resourceType: 'Condition', id: 'p1'}
        {resourceType: 'OperationOutcome'}
        {resourceType: 'Bundle', entry: [{resource: {resourceType: 'Patient'}}, {resource: {resourceType: 'Patient'}}]}
        """)
    void no_patient_is_never_an_answer(String value) {
        OpenChart chart = chart("{patient: " + value + "}");
        assertThat(chart.patient()).isEqualTo(Checked.notHad(ChartKey.PATIENT));
        assertThat(chart.asked()).containsEntry(ChartKey.PATIENT, State.FAILED);
    }

    // -- encounter

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        ours                              | e1 | {encounter: {resourceType: 'Encounter', id: 'e1'}}                  | GIVEN  | true
        another one                       | e1 | {encounter: {resourceType: 'Encounter', id: 'e2'}}                  | FAILED | false
        somebody else's                   | e1 | {encounter: {resourceType: 'Encounter', id: 'e1', subject: {reference: 'Patient/p2'}}} | FAILED | false
        ours among several                | e1 | {encounter: {resourceType: 'Bundle', entry: [{resource: {resourceType: 'Encounter', id: 'e2'}}, {resource: {resourceType: 'Encounter', id: 'e1'}}]}} | GIVEN | true
        the client has none               | e1 | {encounter: null}                                                   | EMPTY  | true
        not in the request                | e1 | {patient: null}                                                     | ABSENT | false
        an error                          | e1 | {encounter: {resourceType: 'OperationOutcome'}}                     | FAILED | false
        a prefixed context id             | Encounter/e1 | {encounter: {resourceType: 'Encounter', id: 'e1'}}        | GIVEN  | true
        no encounter to ask for           |    | {patient: null}                                                     | EMPTY  | true
        none to ask for, so no error      |    | {encounter: {resourceType: 'OperationOutcome'}}                     | EMPTY  | true
        given without being named         |    | {encounter: {resourceType: 'Encounter', id: 'e5'}}                  | GIVEN  | true
        """)
    void encounter(String reason, String encounterId, String prefetch, State state, boolean had) {
        OpenChart chart = chart(prefetch, encounterId);
        assertThat(chart.encounter().isHad()).isEqualTo(had);
        assertThat(chart.asked()).containsEntry(ChartKey.ENCOUNTER, state);
    }

    @Test
    void encounter_reasons_and_diagnoses() {
        Encounter encounter = chart(
                        "{encounter: {resourceType: 'Encounter', id: 'e1', reasonCode: [{coding: [{code: 'M54.5'}]}, {}],"
                                + " reasonReference: [{reference: 'Condition/c1'}],"
                                + " diagnosis: [{condition: {reference: 'http://h/fhir/Condition/c2/_history/1', display: 'Low back pain'}}, {}, 5]}}")
                .encounter()
                .orNull();

        assertThat(encounter.reference()).isEqualTo("Encounter/e1");
        assertThat(encounter.reasons())
                .containsExactly(
                        new Reason("M54.5", Set.of(ProblemGroup.LOW_BACK_PAIN), true, null),
                        new Reason("", Set.of(), false, "Condition/c1"),
                        new Reason("Low back pain", Set.of(ProblemGroup.LOW_BACK_PAIN), false, "Condition/c2"));
    }

    // -- reasons of an order

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        coded                           | reasonCode: [{coding: [{code: 'M54.5'}], text: 'LBP'}]               | LBP           | true  | true  |
        coded as something else         | reasonCode: [{coding: [{code: 'M25'}], text: 'low back pain'}]       | low back pain | false | true  |
        text only                       | reasonCode: [{text: 'low back pain'}]                                | low back pain | true  | false |
        text with an empty coding       | reasonCode: [{coding: [{}], text: 'low back pain'}]                  | low back pain | true  | false |
        a display without a code        | reasonCode: [{coding: [{display: 'low back pain'}]}]                 | low back pain | true  | false |
        an object in place of an array  | reasonCode: {text: 'low back pain'}                                  | low back pain | true  | false |
        a bare string                   | reasonCode: ['low back pain']                                        | low back pain | true  | false |
        a reference                     | reasonReference: [{reference: 'Condition/c1'}]                       | ~~            | false | false | Condition/c1
        an absolute reference           | reasonReference: [{reference: 'http://h/Condition/c1/_history/4'}]   | ~~            | false | false | Condition/c1
        a reference in words            | reasonReference: [{display: 'low back pain'}]                        | low back pain | true  | false |
        an observation                  | reasonReference: [{reference: 'Observation/o1', display: 'Pain'}]    | Pain          | false | false |
        contained                       | reasonReference: [{reference: '#c'}], contained: [{resourceType: 'Condition', id: 'c', code: {coding: [{code: 'M54.5', display: 'Pain'}]}}] | Pain | true | true |
        contained, in words             | reasonReference: [{reference: '#c'}], contained: [{resourceType: 'Condition', id: 'c', code: {text: 'low back pain'}}] | low back pain | true | false |
        contained, refuted              | reasonReference: [{reference: '#c'}], contained: [{resourceType: 'Condition', id: 'c', verificationStatus: {coding: [{code: 'refuted'}]}, code: {coding: [{code: 'M54.5'}]}}] | ~~ | false | false |
        in the draft Bundle             | reasonReference: [{reference: 'Condition/drafted'}]                  | Drafted       | true  | true  | Condition/drafted
        in the draft Bundle, by fullUrl | reasonReference: [{reference: 'urn:uuid:c'}]                         | Drafted       | true  | true  | Condition/drafted
        entered in error there          | reasonReference: [{reference: 'Condition/error'}]                    | ~~            | false | false |
        contained but not there         | reasonReference: [{reference: '#nope', display: 'low back pain'}]    | low back pain | true  | false |
        """)
    void reasons(String reason, String fields, String label, boolean isLbp, boolean coded, String reference) {
        String draftBundle =
                "{entry: [{resource: {resourceType: 'MedicationRequest', medicationCodeableConcept: {text: 'oxycodone'}, "
                        + fields
                        + "}}, {fullUrl: 'urn:uuid:c', resource: {resourceType: 'Condition', id: 'drafted', code: {coding: [{code: 'M54.5'}], text: 'Drafted'}}},"
                        + "{resource: {resourceType: 'Condition', id: 'error', verificationStatus: {text: 'entered-in-error'}, code: {coding: [{code: 'M54.5'}]}}}]}";
        DraftOrders drafts = Calls.drafts(
                org.lumbarcds.guideline.model.Hook.ORDER_SIGN, null, draftBundle, "{conditions: 'garbage'}");

        Set<ProblemGroup> groups = isLbp ? Set.of(ProblemGroup.LOW_BACK_PAIN) : Set.of();
        assertThat(drafts.orders().get(0).reasons())
                .containsExactly(new Reason(label == null ? "" : label, groups, coded, reference));
    }

    @Test
    void empty_reasons_are_none() {
        for (String field : List.of(
                "reasonCode: []",
                "reasonCode: [{}]",
                "reasonCode: [{coding: [{}]}]",
                "reasonCode: null",
                "reasonCode: [[], null]")) {
            assertThat(Calls.signed(
                                    "{resourceType: 'MedicationRequest', medicationCodeableConcept: {text: 'oxycodone'}, "
                                            + field + "}")
                            .orders()
                            .get(0)
                            .reasons())
                    .as(field)
                    .isEmpty();
        }
    }

    // -- diagnoses of the encounter

    /** Coded conditions of this encounter that stand, those of no concern included. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        of no concern                | code: {coding: [{system: 'x', code: 'H66.9'}]}, encounter: {reference: 'Encounter/e1'}  | H66.9
        versioned                    | code: {coding: [{system: 'x', code: 'H66.9'}]}, encounter: {reference: 'Encounter/e1/_history/2'} | H66.9
        low back pain                | code: {coding: [{system: 'x', code: 'M54.5'}]}, encounter: {reference: 'Encounter/e1'}  | M54.5
        resolved                     | code: {coding: [{code: 'H66.9'}]}, clinicalStatus: {text: 'resolved'}, encounter: {reference: 'Encounter/e1'} | H66.9
        refuted                      | code: {coding: [{code: 'H66.9'}]}, verificationStatus: {text: 'refuted'}, encounter: {reference: 'Encounter/e1'} |
        in words only                | code: {text: 'otitis'}, encounter: {reference: 'Encounter/e1'} |
        of another encounter         | code: {coding: [{code: 'H66.9'}]}, encounter: {reference: 'Encounter/e2'} |
        of none                      | code: {coding: [{code: 'H66.9'}]} |
        """)
    void encounterDiagnoses(String reason, String fields, String label) {
        assertThat(chart("{conditions: {resourceType: 'Condition', id: 'c1', " + fields + "}}")
                        .encounterDiagnoses()
                        .orElse(List.of()))
                .extracting(Reason::label, Reason::coded)
                .containsExactlyElementsOf(label == null ? List.of() : List.of(tuple(label, true)));
    }

    // -- problems

    private static Problem problem(String fields) {
        return chart("{conditions: {resourceType: 'Condition', id: 'c1', " + fields + "}}")
                .problems()
                .orElse(List.of())
                .get(0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        active                       | clinicalStatus: {coding: [{code: 'active'}]}               | ACTIVE   | NOT_REFUTED
        recurrence                   | clinicalStatus: {coding: [{code: 'recurrence'}]}           | ACTIVE   | NOT_REFUTED
        relapse                      | clinicalStatus: {coding: [{code: 'relapse'}]}              | ACTIVE   | NOT_REFUTED
        inactive                     | clinicalStatus: {coding: [{code: 'inactive'}]}             | INACTIVE | NOT_REFUTED
        remission                    | clinicalStatus: {coding: [{code: 'remission'}]}            | INACTIVE | NOT_REFUTED
        resolved                     | clinicalStatus: {coding: [{code: 'resolved'}]}             | INACTIVE | NOT_REFUTED
        the EHR's own code first     | clinicalStatus: {coding: [{code: '1'}, {code: 'active'}]}  | ACTIVE   | NOT_REFUTED
        in words                     | clinicalStatus: {text: 'Resolved'}                         | INACTIVE | NOT_REFUTED
        a string, as STU3 had it     | clinicalStatus: 'resolved'                                 | INACTIVE | NOT_REFUTED
        an array                     | clinicalStatus: [{coding: [{code: 'active'}]}]             | ACTIVE   | NOT_REFUTED
        absent                       | severity: {}                                               | UNSTATED | NOT_REFUTED
        not understood               | clinicalStatus: {coding: [{code: 'x'}]}                    | UNSTATED | NOT_REFUTED
        nonsense                     | clinicalStatus: 5                                          | UNSTATED | NOT_REFUTED
        confirmed                    | verificationStatus: {coding: [{code: 'confirmed'}]}        | UNSTATED | NOT_REFUTED
        provisional                  | verificationStatus: {coding: [{code: 'provisional'}]}      | UNSTATED | SUSPECTED
        differential                 | verificationStatus: {coding: [{code: 'differential'}]}     | UNSTATED | SUSPECTED
        unconfirmed                  | verificationStatus: {coding: [{code: 'unconfirmed'}]}      | UNSTATED | NOT_REFUTED
        refuted                      | verificationStatus: {coding: [{code: 'refuted'}]}          | UNSTATED | REFUTED
        entered in error             | verificationStatus: {coding: [{code: 'entered-in-error'}]} | UNSTATED | ENTERED_IN_ERROR
        entered in error, in words   | verificationStatus: {text: 'Entered in Error'}             | UNSTATED | ENTERED_IN_ERROR
        a string                     | verificationStatus: 'refuted'                              | UNSTATED | REFUTED
        """)
    void problem_statuses(
            String reason, String field, Problem.ClinicalStatus status, Problem.Verification verification) {
        Problem problem = problem(LBP + ", " + field);
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.verification()).isEqualTo(verification);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        a day                       | onsetDateTime: '2026-05-01'                       | 2026-05-01
        a time: the sender's day    | onsetDateTime: '2026-05-01T23:30:00-10:00'        | 2026-05-01
        a month                     | onsetDateTime: '2026-05'                          | 2026-05
        a year                      | onsetDateTime: '2026'                             | 2026
        a period's start            | onsetPeriod: {start: '2026-05-02', end: '2026'}   | 2026-05-02
        a period without a start    | onsetPeriod: {end: '2026-05-02'}                  |
        an age                      | onsetAge: {value: 40}                             |
        words                       | onsetString: 'last week'                          |
        an impossible day           | onsetDateTime: '2026-02-29'                       |
        a leap day                  | onsetDateTime: '2024-02-29'                       | 2024-02-29
        a wrong type                | onsetDateTime: {a: 1}                             |
        nonsense                    | onsetPeriod: 'x'                                  |
        """)
    void problem_onset(String reason, String field, String onset) {
        assertThat(problem(LBP + ", " + field).onset()).isEqualTo(Dates.read(onset));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        a date             | abatementDateTime: '2026-05-01'     | true
        an age             | abatementAge: {value: 40}           | true
        a period           | abatementPeriod: {start: '2026'}    | true
        words              | abatementString: 'better'           | true
        a flag             | abatementBoolean: true              | true
        a flag that denies | abatementBoolean: false             | false
        nothing            | abatementString: ''                 | false
        an empty period    | abatementPeriod: {}                 | false
        null               | abatementDateTime: null             | false
        """)
    void problem_abated(String reason, String field, boolean abated) {
        assertThat(problem(LBP + ", " + field).abated()).isEqualTo(abated);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        this encounter             | encounter: {reference: 'Encounter/e1'}                              | true
        absolute and versioned     | encounter: {reference: 'http://h/fhir/Encounter/e1/_history/3'}     | true
        another one                | encounter: {reference: 'Encounter/e2'}                              | false
        another type               | encounter: {reference: 'EpisodeOfCare/e1'}                          | false
        none                       | severity: {}                                                        | false
        nonsense                   | encounter: [5]                                                      | false
        """)
    void problem_of_this_encounter(String reason, String field, boolean ofThis) {
        assertThat(problem(LBP + ", " + field).ofThisEncounter()).isEqualTo(ofThis);
    }

    @Test
    void the_rest_of_a_problem() {
        Problem problem = problem("code: {coding: [{code: 'x'}, {code: 'Z3A.30', display: ' 30  weeks\\n'}]},"
                + " recordedDate: '2026-04-01', category: {coding: [{code: 'encounter-diagnosis'}]}");

        assertThat(problem.reference()).isEqualTo("Condition/c1");
        assertThat(problem.label()).isEqualTo("30 weeks");
        assertThat(problem.gestationWeeks()).isEqualTo(30);
        assertThat(problem.recorded()).isEqualTo(PartialDate.of(LocalDate.of(2026, 4, 1)));
        assertThat(problem.encounterDiagnosis()).isTrue();
        assertThat(problem(LBP + ", category: [{text: 'Encounter Diagnosis'}]").encounterDiagnosis())
                .isTrue();
        assertThat(problem(LBP + ", category: [{coding: [{code: 'problem-list-item'}]}]")
                        .encounterDiagnosis())
                .isFalse();
    }

    @Test
    void the_order_of_a_bundle_is_not_the_order_of_the_chart() {
        String spasm = "{resourceType: 'Condition', id: 'c2', " + LBP + "}";
        String pain = "{resourceType: 'Condition', id: 'c1', " + LBP + "}";
        String nameless = "{resourceType: 'Condition', " + LBP + "}";

        assertThat(chart("{conditions: " + Calls.bundle(nameless, spasm, pain) + "}")
                        .problems()
                        .orElse(List.of()))
                .extracting(Problem::reference)
                .containsExactly("Condition/c1", "Condition/c2", null);
    }

    @Test
    void a_label_is_short_and_on_one_line() {
        String smile = "\uD83D\uDE00";
        Problem problem = problem("code: {coding: [{code: 'M54.5'}], text: '" + "x".repeat(119) + smile + "yyy'}");
        assertThat(problem.label()).isEqualTo("x".repeat(119));
        assertThat(problem("code: {coding: [{code: 'M54.5'}], text: 'a \\t b'}").label())
                .isEqualTo("a b");
    }

    // -- medications

    private static final String OPIOID = "medicationCodeableConcept: {coding: [{code: '1049621'}]}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        an order                              | status: 'active', intent: 'order'                         | true
        absent intent                         | status: 'active'                                          | true
        absent status                         | intent: 'order'                                           | true
        another kind of order                 | intent: 'filler-order'                                    | true
        completed: rules judge by status      | status: 'completed', intent: 'order'                      | true
        a draft the EHR saved                 | status: 'draft', intent: 'order'                          | true
        entered in error                      | status: 'entered-in-error', intent: 'order'               | false
        a proposal                            | status: 'active', intent: 'proposal'                      | true
        a plan                                | status: 'active', intent: 'plan'                          | true
        a plan that records what is taken     | status: 'active', intent: 'plan', reportedBoolean: true   | true
        a plan told by a relative             | intent: 'plan', reportedReference: {display: 'x'}         | true
        an option                             | status: 'active', intent: 'option'                        | true
        a plan that is over                   | status: 'completed', intent: 'plan'                       | false
        a plan that was cancelled             | status: 'cancelled', intent: 'plan'                       | false
        a plan entered in error               | status: 'entered-in-error', intent: 'plan'                | false
        not to be given                       | status: 'active', intent: 'order', doNotPerform: true     | false
        """)
    void orders_on_record(String reason, String fields, boolean kept) {
        Checked<List<MedicationOrder>> medications = chart(
                        "{medications: {resourceType: 'MedicationRequest', " + OPIOID + ", " + fields + "}}")
                .medications();
        assertThat(medications.isHad()).isTrue();
        assertThat(medications.orElse(List.of())).hasSize(kept ? 1 : 0);
    }

    /** What somebody only considers begins no course, but nothing may be suggested beside it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        status: 'active', intent: 'plan'                        | intended
        status: 'on-hold', intent: 'plan'                       | intended
        status: 'unknown', intent: 'option'                     | intended
        intent: 'proposal'                                      | intended
        status: 'active', intent: 'order'                       | active
        status: 'active', intent: 'plan', reportedBoolean: true | active
        status: 'active', intent: 'filler-order'                | active
        """)
    void intentions(String fields, String status) {
        assertThat(chart("{medications: {resourceType: 'MedicationRequest', " + OPIOID + ", " + fields + "}}")
                        .medications()
                        .orElse(List.of()))
                .extracting(MedicationOrder::status)
                .containsExactly(status);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        included                                  | {reference: 'Medication/i'}                            | true  | 1
        included, absolute                        | {reference: 'http://h/fhir/Medication/i'}              | true  | 1
        included, by fullUrl                      | {reference: 'urn:uuid:i'}                              | true  | 1
        under another key                         | {reference: 'Medication/elsewhere'}                    | true  | 1
        in the draft Bundle                       | {reference: 'Medication/drafted'}                      | true  | 1
        not there, with a display                 | {reference: 'Medication/x', display: 'oxycodone'}      | true  | 1
        not there, the display is another drug's  | {reference: 'Medication/x', display: 'metformin'}      | true  | 0
        not there and nameless: could be any drug | {reference: 'Medication/x'}                            | false | 0
        there, but nameless: no more to be had    | {reference: 'Medication/nameless'}                     | true  | 0
        """)
    void medication_references(String reason, String reference, boolean had, int found) {
        String order = "{resourceType: 'MedicationRequest', id: 'm1', medicationReference: " + reference + "}";
        CallData call = new CallData(
                org.lumbarcds.guideline.model.Hook.ORDER_SIGN,
                "p1",
                null,
                null,
                Calls.json(bundle("{resourceType: 'Medication', id: 'drafted', code: {text: 'oxycodone'}}")),
                Calls.json("{medications: {resourceType: 'Bundle', entry: [{resource: " + order + "},"
                        + "{fullUrl: 'urn:uuid:i', resource: {resourceType: 'Medication', id: 'i', code: {coding: [{code: '1049621'}]}}},"
                        + "{resource: {resourceType: 'Medication', id: 'nameless'}}]},"
                        + " other: "
                        + bundle("{resourceType: 'Medication', id: 'elsewhere', code: {text: 'oxycodone'}}") + "}"));
        OpenChart chart = Calls.READER.open(call);

        assertThat(chart.medications().isHad()).isEqualTo(had);
        assertThat(chart.medications().orElse(List.of())).hasSize(found);
    }

    @Test
    void json_of_an_order_on_this_chart_is_a_copy() {
        OpenChart chart = chart("{medications: "
                + bundle(
                        "{resourceType: 'MedicationRequest', id: 'a', " + OPIOID + ", vendor: {x: 1}}",
                        "{resourceType: 'MedicationRequest', id: 'b', " + OPIOID + "}")
                + ", referrals: "
                + bundle("{resourceType: 'ServiceRequest', id: 's', code: {text: 'physical therapy'}}") + "}");
        List<MedicationOrder> orders = chart.medications().orElse(List.of());
        ServiceOrder referral = chart.referrals().orElse(List.of()).get(0);

        ObjectNode json = chart.jsonOf(orders.get(0));
        assertThat(json.path("vendor").path("x").asInt()).isEqualTo(1);
        json.removeAll();
        assertThat(chart.jsonOf(orders.get(0)).path("id").asText()).isEqualTo("a");
        assertThat(chart.jsonOf(orders.get(1)).path("id").asText()).isEqualTo("b");
        assertThat(chart.jsonOf(referral).path("id").asText()).isEqualTo("s");
        assertThat(chart.jsonOf(Calls.signed("{resourceType: 'MedicationRequest', " + OPIOID + "}")
                        .orders()
                        .get(0)))
                .as("a draft is not of this chart")
                .isNull();
    }

    // -- referrals

    @Test
    void referrals() {
        List<ServiceOrder> referrals = chart("{referrals: "
                        + bundle(
                                "{resourceType: 'ServiceRequest', status: 'revoked', code: {coding: [{code: '308447003'}]}, authoredOn: '2026-05-01', meta: {lastUpdated: '2026-05-03T00:00:00Z'}}",
                                "{resourceType: 'ServiceRequest', status: 'entered-in-error', code: {text: 'physical therapy'}}",
                                "{resourceType: 'ServiceRequest', intent: 'proposal', code: {text: 'physical therapy'}}",
                                "{resourceType: 'ServiceRequest', code: {text: 'haircut'}}")
                        + "}")
                .referrals()
                .orElse(List.of());

        assertThat(referrals).extracting(ServiceOrder::status).containsExactly("revoked", "");
        assertThat(referrals.get(0).lastUpdated()).isEqualTo(PartialDate.of(LocalDate.of(2026, 5, 3)));
        assertThat(referrals).allSatisfy(order -> assertThat(order.label()).isNotEmpty());
    }

    // -- allergies

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        active                     | code: {text: 'naproxen'}, clinicalStatus: {coding: [{code: 'active'}]}                 | 1
        no status                  | code: {text: 'naproxen'}                                                               | 1
        a status not understood    | code: {text: 'naproxen'}, clinicalStatus: {coding: [{code: 'x'}]}                      | 1
        inactive                   | code: {text: 'naproxen'}, clinicalStatus: {coding: [{code: 'inactive'}]}               | 0
        resolved                   | code: {text: 'naproxen'}, clinicalStatus: {coding: [{code: 'resolved'}]}               | 0
        refuted                    | code: {text: 'naproxen'}, verificationStatus: {coding: [{code: 'refuted'}]}            | 0
        entered in error           | code: {text: 'naproxen'}, verificationStatus: {coding: [{code: 'entered-in-error'}]}   | 0
        unconfirmed counts         | code: {text: 'naproxen'}, verificationStatus: {coding: [{code: 'unconfirmed'}]}        | 1
        a reaction's substance     | code: {text: 'pain killers'}, reaction: [{}, {substance: {coding: [{code: '7258'}]}}]  | 1
        of something else          | category: ['food'], code: {text: 'peanut'}                                             | 0
        nobody here knows to what  | code: {text: 'peanut'}                                                                 | 1
        none is known              | code: {coding: [{code: '716186003'}]}                                                  | 0
        a code nobody knows, named | code: {coding: [{code: '1', display: 'peanut'}]}                                       | 1
        a food, by code only       | category: ['food'], code: {coding: [{code: '1'}]}                                      | 0
        unreadable, but refuted    | code: {}, verificationStatus: {coding: [{code: 'refuted'}]}                            | 0
        """)
    void allergies(String reason, String fields, int found) {
        Checked<?> allergies = chart(
                        "{allergies: {resourceType: 'AllergyIntolerance', patient: {reference: 'Patient/p1'}, " + fields
                                + "}}")
                .allergies();
        assertThat(allergies.isHad()).isTrue();
        assertThat((List<?>) allergies.orNull()).hasSize(found);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        a code nobody knows  | code: {coding: [{system: 'http://snomed.info/sct', code: '387458008'}]}
        of a drug            | category: ['medication'], code: {coding: [{code: '1'}]}
        of a food or a drug  | category: ['food', 'medication'], code: {coding: [{code: '1'}]}
        no code at all       | reaction: [{description: 'rash'}]
        nonsense             | code: [[]], reaction: 'x'
        """)
    void an_allergy_to_nobody_knows_what_may_be_to_any_drug(String reason, String fields) {
        OpenChart chart = chart("{allergies: {resourceType: 'AllergyIntolerance', patient: {reference: 'Patient/p1'}, "
                + fields + "}}");
        assertThat(chart.allergies().orElse(List.of()))
                .hasSize(1)
                .allMatch(Allergy::isToUnknownDrug)
                .noneMatch(allergy -> allergy.label().isBlank());
    }

    @Test
    void another_patients_allergy_leaves_the_key_not_checked() {
        OpenChart chart = chart(
                "{allergies: {resourceType: 'AllergyIntolerance', patient: {reference: 'Patient/p2'}, code: {text: 'peanut'}}}");
        assertThat(chart.allergies()).isEqualTo(Checked.notHad(ChartKey.ALLERGIES));
        assertThat(chart.asked()).containsEntry(ChartKey.ALLERGIES, State.FAILED);
    }

    // -- observations

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        a value                     | valueQuantity: {value: 45, unit: 'mL/min/1.73 m2'}                 | 45   | EQUAL
        unit in the code            | valueQuantity: {value: 45.5, code: 'mL/min/{1.73_m2}'}             | 45.5 | EQUAL
        any letter case             | valueQuantity: {value: 45, unit: 'ML/MIN'}                         | 45   | EQUAL
        with spaces                 | valueQuantity: {value: 45, unit: 'mL / min'}                       | 45   | EQUAL
        at least                    | valueQuantity: {value: 60, comparator: '>', unit: 'mL/min'}        | 60   | AT_LEAST
        at least, too               | valueQuantity: {value: 60, comparator: '>=', unit: 'mL/min'}       | 60   | AT_LEAST
        at most                     | valueQuantity: {value: 15, comparator: '<', unit: 'mL/min'}        | 15   | AT_MOST
        at most, too                | valueQuantity: {value: 15, comparator: '<=', unit: 'mL/min'}       | 15   | AT_MOST
        a comparator not understood | valueQuantity: {value: 15, comparator: '~', unit: 'mL/min'}        |      |
        no unit                     | valueQuantity: {value: 45}                                         |      |
        per second                  | valueQuantity: {value: 0.75, unit: 'mL/s'}                         | 45   | EQUAL
        per second, by its code     | valueQuantity: {value: 0.75, code: 'mL/s/{1.73_m2}'}               | 45   | EQUAL
        worded per second           | valueString: '>1.5 mL/s'                                           | 90   | AT_LEAST
        another unit                | valueQuantity: {value: 2.7, unit: 'L/h'}                           |      |
        no value                    | valueQuantity: {unit: 'mL/min'}                                    |      |
        negative                    | valueQuantity: {value: -1, unit: 'mL/min'}                         |      |
        beyond all reason           | valueQuantity: {value: 1e999999999, unit: 'mL/min'}                |      |
        as text                     | valueQuantity: {value: '45', unit: 'mL/min'}                       | 45   | EQUAL
        worded                      | valueString: '>60'                                                 | 60   | AT_LEAST
        worded with a unit          | valueString: '> 60 mL/min/1.73m2'                                  | 60   | AT_LEAST
        worded, at most             | valueString: '<15.5 mL/min'                                        | 15.5 | AT_MOST
        worded in another unit      | valueString: '45 percent'                                          |      |
        words only                  | valueString: 'normal'                                              |      |
        nothing                     | note: []                                                           |      |
        a wrong type                | valueQuantity: [5]                                                 |      |
        """)
    void kidney_function_values(String reason, String field, String value, Comparator comparator) {
        List<KidneyFunction> results = chart(
                        "{egfr: {resourceType: 'Observation', status: 'final', effectiveDateTime: '2026-05-01',"
                                + " code: {coding: [{code: '33914-3'}]}, " + field + "}}")
                .kidneyFunction()
                .orElse(List.of());
        if (value == null) {
            assertThat(results).isEmpty();
        } else {
            assertThat(results).singleElement().satisfies(result -> {
                assertThat(result.value()).isEqualByComparingTo(value);
                assertThat(result.comparator()).isEqualTo(comparator);
            });
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        final                     | status: 'final', effectiveDateTime: '2026-05-01'                                | 2026-05-01
        amended                   | status: 'amended', effectiveDateTime: '2026-05-01'                              | 2026-05-01
        corrected                 | status: 'corrected', effectiveDateTime: '2026-05-01'                            | 2026-05-01
        preliminary               | status: 'preliminary', effectiveDateTime: '2026-05-01'                          |
        entered in error          | status: 'entered-in-error', effectiveDateTime: '2026-05-01'                     |
        no status                 | effectiveDateTime: '2026-05-01'                                                 |
        a period's end            | status: 'final', effectivePeriod: {start: '2026-04-01', end: '2026-05-01'}      | 2026-05-01
        an instant                | status: 'final', effectiveInstant: '2026-05-01T01:00:00Z'                       | 2026-05-01
        when it was issued        | status: 'final', issued: '2026-05-01T01:00:00Z'                                 | 2026-05-01
        measured before issued    | status: 'final', effectiveDateTime: '2026-04', issued: '2026-05-01T01:00:00Z'   | 2026-04
        no date: it may be old    | status: 'final'                                                                 |
        """)
    void which_observations_count(String reason, String fields, String date) {
        String observation =
                "{resourceType: 'Observation', code: {coding: [{code: '%s'}]}, valueQuantity: {value: 9, unit: 'mL/min'}, "
                        + fields + "}";
        OpenChart chart = chart("{egfr: " + observation.formatted("33914-3") + ", screenings: "
                + observation.formatted("44261-6") + "}");

        List<PartialDate> expected = date == null ? List.of() : List.of(Dates.read(date));
        assertThat(chart.kidneyFunction().orElse(List.of()))
                .extracting(KidneyFunction::date)
                .isEqualTo(expected);
        assertThat(chart.screenings().orElse(List.of()))
                .extracting(screening -> screening.date())
                .isEqualTo(expected);
    }

    @Test
    void a_panels_component_counts() {
        OpenChart chart = chart(
                "{egfr: {resourceType: 'Observation', status: 'final', effectiveDateTime: '2026-05-01', code: {text: 'panel'},"
                        + " component: [{code: {coding: [{code: '33914-3'}]}, valueQuantity: {value: 50, unit: 'mL/min'}}, {}, 5]}}");
        assertThat(chart.kidneyFunction().orElse(List.of())).hasSize(1);
    }

    @Test
    void a_screening_that_was_not_done_is_none() {
        assertThat(chart("{screenings: {resourceType: 'Observation', status: 'final', effectiveDateTime: '2026-05-01',"
                                + " code: {coding: [{code: '44261-6'}]}, dataAbsentReason: {text: 'refused'}}}")
                        .screenings()
                        .orElse(List.of()))
                .isEmpty();
    }
}
