package org.lumbarcds.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.chart.Calls.json;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.chart.json.Resources;
import org.lumbarcds.chart.prefetch.PatientIdentity;
import org.lumbarcds.guideline.model.Hook;

/** "A resource about another patient than context.patientId is ignored and its key not checked." */
class PatientReferenceTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        relative, the patient's                 | {reference: 'Patient/p1'}                          | false
        relative, somebody else's               | {reference: 'Patient/p2'}                          | true
        absolute, the patient's                 | {reference: 'https://ehr.example/fhir/Patient/p1'} | false
        absolute, somebody else's               | {reference: 'https://ehr.example/fhir/Patient/p2'} | true
        versioned, the patient's                | {reference: 'Patient/p1/_history/2'}               | false
        versioned, somebody else's              | {reference: 'Patient/p2/_history/2'}               | true
        absolute and versioned                  | {reference: 'http://h/Patient/p2/_history/1'}      | true
        trailing slash                          | {reference: 'Patient/p1/'}                         | false
        an id that only begins like it          | {reference: 'Patient/p10'}                         | true
        letter case of an id matters            | {reference: 'Patient/P1'}                          | true
        a bare id with a type beside it         | {reference: 'p2', type: 'Patient'}                 | true
        a bare id says no type                  | {reference: 'p2'}                                  | false
        a group is no patient                   | {reference: 'Group/p2'}                            | false
        a urn that leads nowhere is another's   | {reference: 'urn:uuid:0'}                          | true
        an oid that leads nowhere, too          | {reference: 'urn:oid:1.2.3'}                       | true
        a urn of the patient's own id           | {reference: 'urn:uuid:p1'}                         | false
        in another case, as a uuid may be       | {reference: 'urn:uuid:P1'}                         | false
        a urn that leads to somebody else       | {reference: 'urn:uuid:2'}                          | true
        a urn that leads to the patient         | {reference: 'urn:uuid:1'}                          | false
        a contained one has a local id          | {reference: '#p2'}                                 | false
        a search                                | {reference: 'Patient?identifier=2'}                | false
        an identifier only                      | {identifier: {value: '2'}}                         | false
        words only                              | {display: 'A person'}                              | false
        a bare string in place of a reference   | 'Patient/p2'                                       | true
        an array in place of one                | [{reference: 'Patient/p2'}]                        | true
        nonsense                                | 5                                                  | false
        null                                    | null                                               | false
        """)
    void whose_resource(String reason, String subject, boolean others) {
        Resources nearby = Resources.ofBundle(
                json("{entry: [{fullUrl: 'urn:uuid:1', resource: {resourceType: 'Patient', id: 'p1'}},"
                        + "{fullUrl: 'urn:uuid:2', resource: {resourceType: 'Patient', id: 'p2'}}]}"));
        for (String field : new String[] {"subject", "patient"}) {
            var resource = (com.fasterxml.jackson.databind.node.ObjectNode)
                    json("{resourceType: 'Condition', " + field + ": " + subject + "}");
            assertThat(PatientIdentity.of("p1").isOthers(resource, nearby)).isEqualTo(others);
            assertThat(PatientIdentity.of("Patient/p1").isOthers(resource, nearby))
                    .isEqualTo(others);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        the patient's                          | subject: {reference: 'Patient/p1'}         |
        nobody's                               | status: 'draft'                            |
        somebody else's                        | subject: {reference: 'Patient/p2'}         | subject
        somebody else's, absolute              | subject: {reference: 'http://h/Patient/2'} | subject
        of a type that says patient            | patient: {reference: 'Patient/p2'}         | patient
        a group's                              | subject: {reference: 'Group/p2'}           |
        another urn                            | subject: {reference: 'urn:uuid:0'}         | subject
        the patient's urn, as prefetch says it | subject: {reference: 'urn:uuid:1'}         |
        somebody else's, as prefetch says it   | subject: {reference: 'urn:uuid:2'}         | subject
        """)
    void draft_about_another_patient_is_a_fault(String reason, String subject, String field) {
        String own = "{resourceType: 'MedicationRequest', id: 'm0', subject: {reference: 'Patient/p1'}}";
        String draft = "{resourceType: 'ServiceRequest', id: 'm', code: {text: 'CT'}, " + subject + "}";
        CallData call = new CallData(
                Hook.ORDER_SIGN,
                "p1",
                null,
                null,
                json(Calls.bundle(own, draft)),
                json("{patient: {resourceType: 'Bundle', entry: ["
                        + "{fullUrl: 'urn:uuid:1', resource: {resourceType: 'Patient', id: 'p1'}},"
                        + "{fullUrl: 'urn:uuid:2', resource: {resourceType: 'Patient', id: 'p2'}}]}}"));

        List<ContextFault> faults = Calls.READER.faults(call);

        if (field == null) {
            assertThat(faults).isEmpty();
        } else {
            assertThat(faults)
                    .containsExactly(new ContextFault(
                            ContextFault.Kind.DRAFT_OF_ANOTHER_PATIENT,
                            "context.draftOrders.entry[1].resource." + field));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        Type/id                                    | 'MedicationRequest/m'             | 0,3
        the id alone                               | 'm'                               | 0,3
        versioned                                  | 'MedicationRequest/m/_history/2'  | 0,3
        absolute                                   | 'http://h/MedicationRequest/m'    | 0,3
        absolute and versioned                     | 'http://h/MedicationRequest/m/_history/1' | 0,3
        fullUrl                                    | 'urn:uuid:u'                      | 1
        fullUrl, which is the id of one without it | 'MedicationRequest/u'             | 1
        its end                                    | 'u'                               | 1
        an absolute fullUrl                        | 'http://h/MedicationRequest/a'    | 2
        the id in an absolute fullUrl              | 'MedicationRequest/a'             | 2
        another type                               | 'ServiceRequest/m'                |
        another id                                 | 'MedicationRequest/mm'            |
        an id in another case                      | 'MedicationRequest/M'             |
        another urn                                | 'urn:uuid:v'                      |
        nothing                                    | ''                                |
        """)
    void selection_names_a_draft_or_is_a_fault(String reason, String selection, String named) {
        String m = "{resourceType: 'MedicationRequest', medicationCodeableConcept: {text: 'oxycodone'}";
        String drafts = "{resourceType: 'Bundle', entry: ["
                + "{resource: " + m + ", id: 'm'}},"
                + "{fullUrl: 'urn:uuid:u', resource: " + m + "}},"
                + "{fullUrl: 'http://h/MedicationRequest/a', resource: " + m + "}},"
                + "{fullUrl: 'urn:uuid:w', resource: " + m + ", id: 'm'}}]}";
        CallData call = new CallData(
                Hook.ORDER_SELECT, "p1", null, json("['MedicationRequest/m', " + selection + "]"), json(drafts), null);

        List<ContextFault> faults = Calls.READER.faults(call);

        if (named == null) {
            assertThat(faults)
                    .containsExactly(
                            new ContextFault(ContextFault.Kind.SELECTION_OF_NO_DRAFT, "context.selections[1]"));
        } else {
            assertThat(faults).isEmpty();
            DraftOrders alone = Calls.drafts(Hook.ORDER_SELECT, "[" + selection + "]", drafts, "{}");
            assertThat(alone.selected())
                    .containsExactlyInAnyOrder(Arrays.stream(named.split(","))
                            .map(index -> "draft:" + index)
                            .toArray(String[]::new));
        }
    }

    @Test
    void prefixed_patient_id_is_the_same_patient() {
        CallData call = new CallData(
                Hook.PATIENT_VIEW,
                "Patient/p1",
                null,
                null,
                null,
                json("{patient: {resourceType: 'Patient', id: 'p1', birthDate: '1960-05-01'}}"));
        assertThat(Calls.READER.open(call).patient().isHad()).isTrue();
    }
}
