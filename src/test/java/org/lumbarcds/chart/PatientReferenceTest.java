package org.lumbarcds.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.chart.Calls.json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        a urn that leads nowhere is unknown     | {reference: 'urn:uuid:0'}                          | false
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

    @Test
    void draft_about_another_patient_is_ignored() {
        String draft = "{resourceType: 'MedicationRequest', id: 'm', medicationCodeableConcept: {text: 'oxycodone'},"
                + " subject: {reference: 'Patient/%s'}}";
        assertThat(Calls.signed(draft.formatted("p2")).orders()).isEmpty();
        assertThat(Calls.signed(draft.formatted("p1")).orders()).hasSize(1);
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
