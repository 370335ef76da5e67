package org.lumbarcds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What EHRs send in their own way is answered as if it had been sent by the book. */
class ClientHabitsEndToEndTest extends EndToEnd {

    private static final String OPIOID = "opioid-order-select";
    private static final String RELAXANT = "cyclobenzaprine-35-days-order-sign";
    private static final String TOGETHER = "opioid-with-depressant-diazepam-order-select";
    private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    private static final String BY_CODE = "RxNorm product code 828320";

    private JsonNode answer(JsonNode request) {
        Reply reply = call(request);
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
        return withoutUuids(reply.body());
    }

    private void assertAnsweredLike(String example, JsonNode request) {
        assertSame(example, answer(request), answer(example(example)));
    }

    private static JsonNode replaced(JsonNode node, String what, String by) {
        return json(node.toString().replace(what, by));
    }

    @Test
    void idsOf200Characters() {
        JsonNode request = example(OPIOID);
        JsonNode expected = answer(request);
        for (String id : List.of("draft-oxycodone", "example\"", "back-pain")) {
            String end = id.endsWith("\"") ? "\"" : "";
            String longId = "a".repeat(200) + "." + id.charAt(0) + end;
            request = replaced(request, id, longId);
            expected = replaced(expected, id, longId);
        }

        assertSame("ids of 200 characters", answer(request), expected);
    }

    @Test
    void aMedicationReferenceWithADisplayOnly() {
        JsonNode request = example(RELAXANT);
        ObjectNode draft = draft(request, 0);
        draft.remove("medicationCodeableConcept");
        draft.putObject("medicationReference")
                .put("reference", "Medication/elsewhere")
                .put("display", "Cyclobenzaprine 5 mg tablet");

        assertCardOfTheSameDrug(request, "matched by name: cyclobenzaprine");
        assertThat(answer(request).at("/cards/0/suggestions/0/actions/0/resource/medicationReference/display"))
                .as("the shortened order is the client's own")
                .hasToString("\"Cyclobenzaprine 5 mg tablet\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drafts", "prefetch", "contained"})
    void aMedicationWith20CodingsAndNoDisplays(String place) {
        JsonNode request = example(RELAXANT);
        ObjectNode draft = draft(request, 0);
        draft.remove("medicationCodeableConcept");
        draft.putObject("medicationReference")
                .put("reference", place.equals("contained") ? "#many-codes" : "Medication/many-codes");
        ObjectNode medication = json("{\"resourceType\":\"Medication\",\"id\":\"many-codes\"}");
        ArrayNode codings = medication.putObject("code").putArray("coding");
        IntStream.range(0, 19).forEach(i -> codings.addObject()
                .put("system", "urn:oid:1.2.840.114350.1.13." + i)
                .put("code", "70" + i));
        codings.addObject().put("system", RXNORM).put("code", "828320");
        switch (place) {
            case "contained" -> draft.putArray("contained").add(medication);
            case "drafts" ->
                ((ArrayNode) request.at("/context/draftOrders/entry"))
                        .addObject()
                        .set("resource", medication);
            default ->
                ((ObjectNode) request.at("/prefetch/medications"))
                        .withArray("entry")
                        .addObject()
                        .set("resource", medication);
        }

        Reply reply = call(request);
        assertThat(reply.topics()).containsExactly("muscle-relaxant-duration");
        assertThat(reply.cards().at("/0/detail").asText()).contains(BY_CODE).contains("35 days");
    }

    /** The card of {@link #RELAXANT}, with another way to tell which drug it is. */
    private void assertCardOfTheSameDrug(JsonNode request, String recognition) {
        JsonNode expected = answer(example(RELAXANT)).at("/cards/0");
        JsonNode card = answer(request).at("/cards/0");

        assertThat(card.at("/summary")).isEqualTo(expected.at("/summary"));
        assertThat(card.at("/detail").asText())
                .isEqualTo(expected.at("/detail").asText().replace(BY_CODE, recognition));
    }

    @Test
    void threeDoseAndRateAreOneDose() {
        JsonNode request = example(RELAXANT);
        byQuantity(request);
        ArrayNode doses = (ArrayNode) draft(request, 0).at("/dosageInstruction/0/doseAndRate");
        JsonNode dose = doses.get(0);
        doses.removeAll();
        for (String type : List.of("calculated", "admin-amount", "ordered")) {
            ObjectNode copy = dose.deepCopy();
            copy.putObject("type").putArray("coding").addObject().put("code", type);
            doses.add(copy);
        }

        // 105 tablets; as a sum of doses they would last 11 days.
        Reply reply = call(request);
        assertThat(reply.topics()).containsExactly("muscle-relaxant-duration");
        assertThat(reply.cards().at("/0/detail").asText()).contains("35 days (quantity divided by daily dose)");
    }

    @Test
    void quantitiesInPillsWithoutUnit() {
        JsonNode request = example(RELAXANT);
        byQuantity(request);
        request.findParents("code").stream()
                .filter(quantity -> quantity.path("code").asText().equals("{tbl}"))
                .forEach(quantity ->
                        ((ObjectNode) quantity).put("code", "{pill}").remove("unit"));

        Reply reply = call(request);
        assertThat(reply.topics()).containsExactly("muscle-relaxant-duration");
        assertThat(reply.cards().at("/0/detail").asText()).contains("35 days (quantity divided by daily dose)");
    }

    private static void byQuantity(JsonNode request) {
        ((ObjectNode) draft(request, 0).get("dispenseRequest")).remove("expectedSupplyDuration");
    }

    /** "a resource of a query's type under any other key answers it (an empty Bundle under a foreign key answers nothing)" */
    @Test
    void prefetchKeysOfItsOwn() {
        ObjectNode byTheBook = example(TOGETHER);
        context(byTheBook).put("encounterId", "visit");
        prefetch(byTheBook)
                .set(
                        "encounter",
                        example("first-line-care-new-spasm-patient-view").at("/prefetch/encounter"));
        prefetch(byTheBook).remove(List.of("allergies", "egfr"));
        ObjectNode foreign = byTheBook.deepCopy();
        ObjectNode items = foreign.putObject("prefetch");
        byTheBook.get("prefetch").forEach(value -> items.set("item" + (items.size() + 1), value));

        assertThat(items.has("item4")).isTrue();
        assertSame("item1 to item4", answer(foreign), answer(byTheBook));
        assertThat(call(foreign).topics()).containsExactly("opioid-with-depressant");
    }

    @Test
    void nothingUnderAForeignKeySaysNothing() {
        ObjectNode request = example(OPIOID);
        ObjectNode items = request.putObject("prefetch");
        example(OPIOID).get("prefetch").forEach(value -> items.set("item" + (items.size() + 1), value));

        // Its medications are an empty Bundle: of what, nobody can tell.
        Reply reply = call(request);
        assertThat(reply.status()).isEqualTo(412);
        assertThat(reply.body().get("issue")).hasSize(1);
        assertThat(reply.body().at("/issue/0/expression/0").asText()).isEqualTo("prefetch.medications");
    }

    @Test
    void anOperationOutcomeAsOptionalData() {
        ObjectNode request = example(OPIOID);
        prefetch(request).set("allergies", operationOutcome());

        Reply reply = call(request);
        assertThat(reply.topics()).containsExactly("opioid-first-line");
        assertThat(reply.cards().at("/0/detail").asText())
                .contains(
                        "**Not offered:** naproxen, acetaminophen, cyclobenzaprine, methocarbamol: allergies not checked.");
        assertThat(reply.cards().get(0).findValuesAsText("label"))
                .as("allergies could not be had, so no drug is offered")
                .noneMatch(label -> label.startsWith("Replace"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient", "conditions", "medications"})
    void anOperationOutcomeAsRequiredData(String key) {
        ObjectNode request = example(OPIOID);
        prefetch(request).set(key, operationOutcome());

        Reply reply = call(request);
        assertThat(reply.status()).isEqualTo(412);
        assertThat(stream(reply.body().get("issue"))
                        .map(issue -> issue.at("/expression/0").asText()))
                .containsExactly("prefetch." + key);
    }

    private static ObjectNode operationOutcome() {
        return json(
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"forbidden\"}]}");
    }

    @Test
    void nullIsAnAnswer() {
        ObjectNode request = example(OPIOID);
        for (String key : List.of("medications", "allergies", "egfr")) {
            prefetch(request).putNull(key);
        }

        assertAnsweredLike(OPIOID, request);
    }

    @ParameterizedTest
    @ValueSource(strings = {OPIOID, RELAXANT, TOGETHER, "psychosocial-screening-done-patient-view"})
    void theOldWrapperAroundPrefetchValues(String example) {
        ObjectNode request = example(example);
        ObjectNode wrapped = request.putObject("prefetch");
        example(example).get("prefetch").fields().forEachRemaining(field -> {
            ObjectNode wrapper = wrapped.putObject(field.getKey());
            wrapper.putObject("response").put("status", "200 OK");
            wrapper.set("resource", field.getValue());
        });

        assertAnsweredLike(example, request);
    }

    @ParameterizedTest
    @ValueSource(strings = {OPIOID, "relaxant-course-patient-view"})
    void aPatientIdWithItsType(String example) {
        ObjectNode request = example(example);
        context(request).put("patientId", "Patient/example");

        assertAnsweredLike(example, request);
    }

    @Test
    void draftsThatAreActive() {
        ObjectNode request = example(OPIOID);
        draft(request, 0).put("status", "active");

        assertAnsweredLike(OPIOID, request);
    }

    @Test
    void vendorKeysOnTop() {
        ObjectNode request = example(OPIOID);
        request.putObject("extension").put("com.example.vendor.version", "7").putArray("com.example.vendor.flags");
        request.putNull("fhirAuthorization");

        assertAnsweredLike(OPIOID, request);
    }

    @ParameterizedTest
    @CsvSource({"community, 1, an order for home", "inpatient, 0, inpatient orders make no card of this rule"})
    void aCategoryAsAnObject(String code, int cards, String reason) {
        ObjectNode request = example(OPIOID);
        ObjectNode category = (ObjectNode) draft(request, 0).at("/category/0");
        ((ObjectNode) category.at("/coding/0")).put("code", code);
        draft(request, 0).set("category", category);

        assertThat(answer(request).path("cards")).as(reason).hasSize(cards);
    }

    @Test
    void aDraftBundleWithoutType() {
        ObjectNode request = example(OPIOID);
        ((ObjectNode) context(request).get("draftOrders")).remove("type");

        assertAnsweredLike(OPIOID, request);
    }

    @Test
    void emptyCodingsAndReasons() {
        ObjectNode request = example(OPIOID);
        draft(request, 0).putArray("reasonCode");
        ((ArrayNode) draft(request, 0).at("/medicationCodeableConcept/coding")).addObject();

        assertAnsweredLike(OPIOID, request);
    }

    @Test
    void anImagingOrderWithoutACode() {
        ObjectNode request = example("routine-imaging-3-weeks-order-select");
        ObjectNode draft = draft(request, 0);
        draft.putArray("reasonCode");
        ((ObjectNode) draft.get("code")).putArray("coding").addObject();

        assertThat(call(request).topics()).as("the text still says what it is").containsExactly("routine-imaging");

        ((ObjectNode) draft.get("code")).remove("text");
        assertThat(call(request).topics()).isEmpty();
    }

    /** Every call stands for itself, and many at once do not mix. */
    @Test
    void aCallForEveryKeystroke() {
        IntStream.rangeClosed(1, 42).parallel().forEach(day -> {
            ObjectNode request = example(RELAXANT);
            ((ObjectNode) draft(request, 0).at("/dispenseRequest/expectedSupplyDuration")).put("value", day);
            ((ObjectNode) draft(request, 0).get("dispenseRequest")).remove("quantity");
            JsonNode cards = answer(request).get("cards");

            assertThat(cards).as("%s days", day).hasSize(day > 21 ? 1 : 0);
            if (day > 21) {
                assertThat(cards.at("/0/summary").asText()).contains(": " + day + " days in all");
            }
        });
    }

    @Test
    void theFirstCallWithoutMedicationAndIntent() {
        ObjectNode request = example(OPIOID);
        draft(request, 0).remove(List.of("medicationCodeableConcept", "intent", "dosageInstruction"));

        assertThat(answer(request)).isEqualTo(json("{\"cards\":[]}"));
    }
}
