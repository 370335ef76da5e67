package org.lumbarcds.endtoend.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.endtoend.EndToEnd;

/**
 * A draft whose drug stands in a Medication that is nowhere to be had could be any drug: the call says so, and no other
 * drug is called safe beside it.
 */
class UnknownDraftEndToEndTest extends EndToEnd {

    private static final String ELSEWHERE = "\"medicationReference\":{\"reference\":\"Medication/m-17\"}";

    private static ObjectNode order(String drug) {
        return json(
                "{\"resourceType\":\"MedicationRequest\",\"id\":\"unknown\",\"status\":\"draft\",\"intent\":\"order\","
                        + drug + ",\"subject\":{\"reference\":\"Patient/example\"}}");
    }

    /** The example's opioid replaced by an order. */
    private static ObjectNode only(String hook, ObjectNode order) {
        ObjectNode call = example("opioid-order-select");
        call.put("hook", hook);
        ((ObjectNode) call.at("/context/draftOrders/entry/0")).set("resource", order);
        context(call).putArray("selections").add("MedicationRequest/unknown");
        return call;
    }

    /** The example's selected opioid, and an order beside it that is not selected. */
    private static ObjectNode beside(ObjectNode order) {
        ObjectNode call = example("opioid-order-select");
        ((ArrayNode) call.at("/context/draftOrders/entry")).addObject().set("resource", order);
        return call;
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-select", "order-sign"})
    void drugThatIsNowhere_gets412NamingTheMedication(String hook) {
        Reply reply = call(only(hook, order(ELSEWHERE)));

        assertThat(reply.status()).isEqualTo(412);
        JsonNode issue = reply.body().at("/issue/0");
        assertThat(issue.get("expression").get(0).asText())
                .isEqualTo("context.draftOrders.entry[0].resource.medicationReference");
        assertThat(issue.get("diagnostics").asText()).contains("Medication/m-17", "display");
        assertThat(reply.body().get("issue")).hasSize(1);
    }

    /** "A draft whose only codes are of systems that no table covers and that no word names is unknown." */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"system\":\"http://hl7.org/fhir/sid/ndc\",\"code\":\"00406-0552-01\"}",
                "{\"system\":\"http://snomed.info/sct\",\"code\":\"322236009\"}",
                "{\"system\":\"urn:oid:1.2.3\",\"code\":\"4711\"}",
            })
    void onlyCodesThatNoTableCovers_get412NamingTheDraft(String coding) {
        String drug = "\"medicationCodeableConcept\":{\"coding\":[" + coding + "]}";
        for (String hook : new String[] {"order-select", "order-sign"}) {
            Reply reply = call(only(hook, order(drug)));

            assertThat(reply.status()).as(hook).isEqualTo(412);
            assertThat(reply.body().at("/issue/0/expression/0").asText())
                    .isEqualTo("context.draftOrders.entry[0].resource.medicationCodeableConcept");
            assertThat(reply.body().at("/issue/0/diagnostics").asText())
                    .contains("RxNorm or ATC code", "text or display")
                    .doesNotContain("leads to");
            assertThat(reply.body().get("issue")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-select", "order-sign"})
    void onlyCodesThatNoTableCovers_withoutBackPain_getNoCards(String hook) {
        String drug = "\"medicationCodeableConcept\":{\"coding\":[{\"system\":\"urn:oid:1.2.3\",\"code\":\"4711\"}]}";
        ObjectNode healthy = only(hook, order(drug));
        prefetch(healthy).putNull("conditions");
        assertThat(call(healthy).cards()).isEmpty();

        ObjectNode forEars = only(
                hook,
                order(drug
                        + ",\"reasonCode\":[{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10-cm\","
                        + "\"code\":\"H66.90\"}]}]"));
        assertThat(call(forEars).cards()).isEmpty();
    }

    @Test
    void onlyCodesThatNoTableCovers_backPainNotChecked_get412() {
        String drug = "\"medicationCodeableConcept\":{\"coding\":[{\"system\":\"urn:oid:1.2.3\",\"code\":\"4711\"}]}";
        ObjectNode call = only("order-sign", order(drug));
        prefetch(call).remove("conditions");

        assertThat(call(call).status()).isEqualTo(412);
    }

    @Test
    void anotherOrdersCard_namesTheCode() {
        String drug = "\"medicationCodeableConcept\":{\"coding\":[{\"system\":\"urn:oid:1.2.3\",\"code\":\"4711\"}]}";
        JsonNode card = call(beside(order(drug))).cards().get(0);

        assertThat(card.get("detail").asText())
                .contains("Could not be checked: a drafted order whose drug nobody can tell (not known here: 4711).");
    }

    @Test
    void medicationThatSaysNothing_isNoAnswer() {
        ObjectNode order = order("\"medicationReference\":{\"reference\":\"#m\"}");
        order.putArray("contained")
                .addObject()
                .put("resourceType", "Medication")
                .put("id", "m");

        Reply reply = call(only("order-sign", order));

        assertThat(reply.status()).isEqualTo(412);
        assertThat(reply.body().at("/issue/0/diagnostics").asText()).contains("a resource");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"note\":[]", // nothing ordered yet: the first keystroke
                "\"medicationReference\":{\"reference\":\"Medication/m-17\",\"display\":\"Lisinopril 10 mg\"}",
                "\"medicationCodeableConcept\":{\"coding\":[{\"system\":\"http://www.nlm.nih.gov/research/umls/rxnorm\","
                        + "\"code\":\"308191\"}]}", // a code that no rule knows
                "\"doNotPerform\":true," + ELSEWHERE,
            })
    void draftThatNoRuleCaresAbout_getsNoCards(String drug) {
        for (String hook : new String[] {"order-select", "order-sign"}) {
            assertThat(call(only(hook, order(drug))).cards()).as(hook).isEmpty();
        }
    }

    @Test
    void patientNothingFiresFor_getsNoCards() {
        ObjectNode call = only("order-sign", order(ELSEWHERE));
        ((ObjectNode) prefetch(call).get("patient")).put("birthDate", "2015-01-01");

        assertThat(call(call).cards()).isEmpty();
    }

    @Test
    void draftThatIsNotSelected_aloneAsksForNothing() {
        ObjectNode call = only("order-select", order(ELSEWHERE));
        context(call).putArray("selections");

        assertThat(call(call).cards()).isEmpty();
    }

    /** What could be any drug, and a code that the tables lack and so is another drug: neither is accounted for. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'" + ELSEWHERE + "' | drug of another drafted order not known",
                "'\"medicationCodeableConcept\":{\"coding\":[{\"system\":\"http://www.nlm.nih.gov/research/umls/rxnorm\","
                        + "\"code\":\"999999999\"}]}' | not known here: 999999999",
            })
    void anotherOrdersCard_offersNoDrugBesideIt(String drug, String why) {
        JsonNode card = call(beside(order(drug))).cards().get(0);

        assertThat(card.at("/source/topic/code").asText()).isEqualTo("opioid-first-line");
        assertThat(card.findValuesAsText("type")).containsOnly("delete");
        assertThat(card.get("detail").asText()).contains(why);
    }

    @Test
    void anotherOrdersCard_saysWhatCouldNotBeChecked() {
        JsonNode card = call(beside(order(ELSEWHERE))).cards().get(0);

        assertThat(card.get("detail").asText())
                .contains("Could not be checked: a drafted order whose drug nobody can tell (Medication/m-17");
    }

    @Test
    void draftJustBegun_hindersNothing() {
        JsonNode card = call(beside(order("\"note\":[]"))).cards().get(0);

        assertThat(card.findValuesAsText("type")).contains("create");
    }

    /** On record it is the same: an active order that says no drug may be any. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"medicationCodeableConcept\":{\"extension\":[{\"url\":"
                        + "\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"unknown\"}]}",
                "\"medicationReference\":{\"reference\":\"#m\"},"
                        + "\"contained\":[{\"resourceType\":\"Medication\",\"id\":\"m\"}]",
            })
    void orderOnRecordThatSaysNoDrug_keepsDrugsFromBeingOffered(String drug) {
        for (String status : new String[] {"active", "on-hold"}) {
            ObjectNode call = example("opioid-order-select");
            ObjectNode bundle = json("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}");
            bundle.putArray("entry").addObject().set("resource", order(drug).put("status", status));
            prefetch(call).set("medications", bundle);

            JsonNode card = call(call).cards().get(0);

            assertThat(card.findValuesAsText("type")).as(status).containsOnly("delete");
        }
    }
}
