package org.lumbarcds.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.chart.Calls.bundle;
import static org.lumbarcds.chart.Calls.drafts;
import static org.lumbarcds.chart.Calls.json;
import static org.lumbarcds.chart.Calls.signed;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.guideline.model.orders.ServiceOrder.Kind;

class DraftsTest {

    private static final String OPIOID = "{resourceType: 'MedicationRequest', id: 'm1', status: 'draft',"
            + " medicationCodeableConcept: {coding: [{code: '1049621'}]}}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        type and id                        | ['MedicationRequest/m1']                    | true
        the id alone                       | ['m1']                                      | true
        an absolute URL                    | ['http://h/fhir/MedicationRequest/m1']      | true
        a version                          | ['MedicationRequest/m1/_history/3']         | true
        the entry's fullUrl                | ['urn:uuid:a']                              | true
        another urn                        | ['urn:uuid:b']                              | false
        another type with the same id      | ['ServiceRequest/m1']                       | false
        another id                         | ['MedicationRequest/m10']                   | false
        one of several                     | ['ServiceRequest/s', 'MedicationRequest/m1']| true
        none                               | []                                          | false
        a reference object                 | [{reference: 'MedicationRequest/m1'}]       | true
        a string instead of an array       | 'MedicationRequest/m1'                      | true
        nonsense                           | [null, 5, {}, []]                           | false
        an object                          | {a: 1}                                      | false
        """)
    void selected_at_order_select(String reason, String selections, boolean selected) {
        String draftBundle = "{resourceType: 'Bundle', entry: [{fullUrl: 'urn:uuid:a', resource: " + OPIOID + "}]}";
        DraftOrders drafts = drafts(Hook.ORDER_SELECT, selections, draftBundle, null);

        assertThat(drafts.orders()).hasSize(1);
        assertThat(drafts.selected()).isEqualTo(selected ? Set.of("draft:0") : Set.of());
    }

    @Test
    void every_known_draft_is_selected_at_order_sign() {
        DraftOrders drafts = signed(OPIOID, "{resourceType: 'ServiceRequest', code: {text: 'Bed rest'}}");

        assertThat(drafts.orders()).extracting(Order::handle).containsExactly("draft:0", "draft:1");
        assertThat(drafts.selected()).containsExactlyInAnyOrder("draft:0", "draft:1");
        assertThat(drafts.json().get("draft:0")).isEqualTo(json(OPIOID));
    }

    @Test
    void handles_count_every_entry_of_the_bundle() {
        String draftBundle = "{entry: [null, {}, 'x', {resource: 5}, {resource: {resourceType: 'Basic'}}, {resource: "
                + OPIOID + "}]}";

        assertThat(drafts(Hook.ORDER_SIGN, null, draftBundle, null).orders())
                .extracting(Order::handle)
                .containsExactly("draft:5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        null
        []
        5
        'x'
        {}
        {resourceType: 'Bundle', entry: null}
        {resourceType: 'Bundle', entry: 'x'}
        {resourceType: 'Bundle', entry: [[[]]]}
        """)
    void drafts_that_are_none(String draftOrders) {
        assertThat(drafts(Hook.ORDER_SIGN, null, draftOrders, null)).isEqualTo(DraftOrders.NONE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        code by RxNorm                          | {medicationCodeableConcept: {coding: [{code: '828320'}]}}                         | true
        any coding counts, in any position      | {medicationCodeableConcept: {coding: [{}, {code: 'x'}, null, {code: '828320'}]}}  | true
        coding as an object                     | {medicationCodeableConcept: {coding: {code: '828320'}}}                           | true
        text only                               | {medicationCodeableConcept: {text: 'Cyclobenzaprine 5 mg'}}                       | true
        display only                            | {medicationCodeableConcept: {coding: [{display: 'cyclobenzaprine'}]}}             | true
        a bare string                           | {medicationCodeableConcept: 'cyclobenzaprine'}                                    | true
        an array                                | {medicationCodeableConcept: [{text: 'cyclobenzaprine'}]}                          | true
        a number                                | {medicationCodeableConcept: 828320}                                               | false
        another drug                            | {medicationCodeableConcept: {text: 'metformin'}}                                  | false
        an empty coding                         | {medicationCodeableConcept: {coding: [{}]}}                                       | false
        none yet                                | {}                                                                                | false
        contained                               | {medicationReference: {reference: '#a'}, contained: [{resourceType: 'Medication', id: 'a', code: {text: 'cyclobenzaprine'}}]}  | true
        contained, id written with #            | {medicationReference: {reference: '#a'}, contained: [{resourceType: 'Medication', id: '#a', code: {text: 'cyclobenzaprine'}}]} | true
        contained ingredient                    | {medicationReference: {reference: '#a'}, contained: [{resourceType: 'Medication', id: 'a', ingredient: [{itemCodeableConcept: {coding: [{code: '828320'}]}}]}]} | true
        contained ingredient by reference       | {medicationReference: {reference: '#a'}, contained: [{resourceType: 'Medication', id: 'a', ingredient: [{itemReference: {reference: '#b'}}]}, {resourceType: 'Substance', id: 'b', code: {text: 'cyclobenzaprine'}}]} | true
        the draft Bundle, by id                 | {medicationReference: {reference: 'Medication/in-bundle'}}                        | true
        the draft Bundle, by fullUrl            | {medicationReference: {reference: 'urn:uuid:med'}}                                | true
        the prefetch, by id                     | {medicationReference: {reference: 'Medication/in-prefetch'}}                      | true
        the prefetch, by absolute URL           | {medicationReference: {reference: 'http://h/fhir/Medication/in-prefetch'}}        | true
        nowhere, but with a display             | {medicationReference: {reference: 'Medication/x', display: 'Cyclobenzaprine'}}    | true
        display only                            | {medicationReference: {display: 'Cyclobenzaprine'}}                               | true
        named in the identifier                 | {medicationReference: {identifier: {value: '9', display: 'cyclobenzaprine'}}}     | true
        a code in the identifier                | {medicationReference: {identifier: {system: 's', value: '828320'}}}               | true
        nowhere and nameless                    | {medicationReference: {reference: 'Medication/x'}}                                | false
        R5's concept                            | {medication: {concept: {text: 'cyclobenzaprine'}}}                                | true
        R5's reference                          | {medication: {reference: {reference: 'Medication/in-bundle'}}}                    | true
        nonsense                                | {medicationReference: [[{}], 5], contained: 'x'}                                  | false
        """)
    void which_drug(String reason, String order, boolean known) {
        String draft = "{resourceType: 'MedicationRequest', " + order.substring(1);
        String draftBundle = "{entry: [{resource: " + draft.replace(", }", "}")
                + "}, {fullUrl: 'urn:uuid:med', resource: {resourceType: 'Medication', id: 'in-bundle', code: {text: 'Cyclobenzaprine'}}}]}";
        String prefetch = "{patient: null, x: "
                + bundle("{resourceType: 'Medication', id: 'in-prefetch', code: {coding: [{code: '828320'}]}}") + "}";

        assertThat(drafts(Hook.ORDER_SIGN, null, draftBundle, prefetch).orders())
                .hasSize(known ? 1 : 0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        code text                               | {resourceType: 'ServiceRequest', code: {text: 'MRI lumbar spine'}}                          | LUMBAR_IMAGING
        code by LOINC                           | {resourceType: 'ServiceRequest', code: {coding: [{code: '24968-0'}]}}                       | LUMBAR_IMAGING
        code and body site together             | {resourceType: 'ServiceRequest', code: {text: 'MRI'}, bodySite: [{text: 'Lumbar spine'}]}   | LUMBAR_IMAGING
        body site as an object with a display   | {resourceType: 'ServiceRequest', code: {coding: [{code: 'x', display: 'MRI'}]}, bodySite: {coding: [{display: 'lumbar'}]}} | LUMBAR_IMAGING
        another site                            | {resourceType: 'ServiceRequest', code: {text: 'MRI'}, bodySite: [{text: 'Knee'}]}           |
        order detail                            | {resourceType: 'ServiceRequest', code: {text: 'Nursing'}, orderDetail: [{text: 'Bed rest'}]}| BED_REST
        a task's description                    | {resourceType: 'Task', description: 'Bed rest for two days'}                                | BED_REST
        a device request                        | {resourceType: 'DeviceRequest', codeCodeableConcept: {text: 'bed rest'}}                    | BED_REST
        a communication                         | {resourceType: 'CommunicationRequest', payload: [{contentString: 'bed rest'}]}              | BED_REST
        an appointment                          | {resourceType: 'Appointment', serviceType: [{text: 'Physical therapy'}]}                    | ACTIVE_TREATMENT
        R5's code                               | {resourceType: 'ServiceRequest', code: {concept: {text: 'Bed rest'}}}                       | BED_REST
        the sandbox's empty code                | {resourceType: 'ServiceRequest', code: {coding: [{}]}, reasonCode: []}                      |
        no code                                 | {resourceType: 'ServiceRequest'}                                                            |
        a type that orders nothing              | {resourceType: 'Basic', code: {text: 'Bed rest'}}                                           |
        """)
    void which_service(String reason, String draft, Kind kind) {
        DraftOrders drafts = signed(draft);

        assertThat(drafts.orders())
                .flatExtracting(order -> ((ServiceOrder) order).kinds())
                .isEqualTo(kind == null ? java.util.List.of() : java.util.List.of(kind));
    }

    @Test
    void what_an_order_says_of_itself() {
        Order order = signed("{resourceType: 'MedicationRequest', id: 'm1', status: 'Active', doNotPerform: true,"
                        + " meta: {lastUpdated: '2026-11-02T23:30:00-05:00'}, authoredOn: '2026-11',"
                        + " identifier: [{system: 's', value: '1'}, {value: '2'}, {system: 'x'}, null],"
                        + " category: {coding: [{code: 'inpatient'}]},"
                        + " medicationCodeableConcept: {text: 'oxycodone'}}")
                .orders()
                .get(0);

        MedicationOrder medication = (MedicationOrder) order;
        assertThat(medication.reference()).isEqualTo("MedicationRequest/m1");
        assertThat(medication.identifiers()).containsExactlyInAnyOrder("s|1", "|2");
        assertThat(medication.status()).isEqualTo("active");
        assertThat(medication.doNotPerform()).isTrue();
        assertThat(medication.inpatient()).as("category is an object here").isTrue();
        assertThat(medication.authored()).isEqualTo(PartialDate.of(java.time.YearMonth.of(2026, 11)));
        assertThat(medication.lastUpdated())
                .as("the sender's day, not the day in UTC")
                .isEqualTo(PartialDate.of(java.time.LocalDate.of(2026, 11, 2)));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        [{coding: [{code: 'inpatient'}]}]                         | true
        [{coding: [{code: 'x'}]}, {coding: [{code: 'inpatient'}]}]| true
        [{text: 'Inpatient'}]                                     | true
        'inpatient'                                               | true
        [{coding: [{code: 'community'}]}]                         | false
        {coding: [{code: 'community'}]}                           | false
        [{coding: [{display: 'not inpatient'}]}]                  | false
        null                                                      | false
        [5, []]                                                   | false
        """)
    void inpatient_category(String category, boolean inpatient) {
        Order order = signed(
                        "{resourceType: 'MedicationRequest', medicationCodeableConcept: {text: 'oxycodone'}, category: "
                                + category + "}")
                .orders()
                .get(0);
        assertThat(order.inpatient()).isEqualTo(inpatient);
    }

    @Test
    void a_draft_without_id_or_subject_is_evaluated() {
        Order order = signed("{resourceType: 'MedicationRequest', medicationCodeableConcept: {text: 'oxycodone'}}")
                .orders()
                .get(0);
        assertThat(order.reference()).isNull();
        assertThat(order.status()).isEmpty();
    }

    @Test
    void dosages_that_cannot_be_read_leave_the_order_in_place() {
        Order order = signed("{resourceType: 'MedicationRequest', medicationCodeableConcept: {text: 'oxycodone'},"
                        + " dosageInstruction: [{timing: {repeat: {bounds: 5, frequency: 'x', periodUnit: []}}}, 7]}")
                .orders()
                .get(0);
        assertThat(((MedicationOrder) order).label()).isEqualTo("oxycodone");
    }
}
