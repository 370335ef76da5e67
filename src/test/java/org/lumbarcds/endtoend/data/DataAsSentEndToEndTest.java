package org.lumbarcds.endtoend.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.endtoend.EndToEnd;

/** Data as EHRs really send it: outcomes among results, urns, lists cut off, selections, statements, signed orders. */
class DataAsSentEndToEndTest extends EndToEnd {

    private static final String LBP = "{\"resource\":{\"resourceType\":\"Condition\",\"id\":\"c1\",\"clinicalStatus\":"
            + "{\"coding\":[{\"code\":\"active\"}]},\"code\":{\"coding\":[{\"system\":\"http://snomed.info/sct\","
            + "\"code\":\"279039007\",\"display\":\"Low back pain\"}],\"text\":\"Low back pain\"},"
            + "\"subject\":{\"reference\":\"%s\"},\"onsetDateTime\":\"2026-11-13\"}}";
    private static final String OUTCOME =
            "{\"resource\":{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":"
                    + "\"%s\",\"code\":\"%s\"}]},\"search\":{\"mode\":\"outcome\"}}";

    /** The example's opioid for a patient with low back pain, everything else checked and empty. */
    private static ObjectNode opioid() {
        ObjectNode call = example("opioid-order-select");
        ObjectNode prefetch = prefetch(call);
        for (String key : new String[] {"encounter", "medications", "allergies", "egfr", "statements"}) {
            prefetch.putNull(key);
        }
        prefetch.set("conditions", bundle(1, LBP.formatted("Patient/example")));
        return call;
    }

    private static ObjectNode bundle(Integer total, String... entries) {
        String counted = total == null ? "" : "\"total\":" + total + ",";
        return json("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"," + counted + "\"entry\":["
                + String.join(",", entries) + "]}");
    }

    private static ObjectNode with(String key, JsonNode value) {
        ObjectNode call = opioid();
        prefetch(call).set(key, value);
        return call;
    }

    private static String suggested(JsonNode card) {
        StringBuilder labels = new StringBuilder();
        card.path("suggestions")
                .forEach(suggestion ->
                        labels.append(suggestion.path("label").asText()).append('\n'));
        return labels.toString();
    }

    @Test
    void control() {
        JsonNode card = call(opioid()).cards().get(0);

        assertThat(card.path("indicator").asText()).isEqualTo("warning");
        assertThat(suggested(card)).contains("naproxen", "acetaminophen");
        assertThat(card.path("detail").asText())
                .doesNotContainIgnoringCase("not checked")
                .doesNotContain("Withheld");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "suppressed, warning, false",
        "forbidden, warning, false",
        "timeout, warning, false",
        "incomplete, information, false",
        "processing, error, false",
        "processing, warning, true",
        "not-supported, warning, true",
        "informational, information, true",
    })
    void outcomeInPlaceOfAllergies(String code, String severity, boolean checked) {
        JsonNode card = call(with("allergies", bundle(0, OUTCOME.formatted(severity, code))))
                .cards()
                .get(0);

        assertThat(suggested(card).contains("naproxen")).isEqualTo(checked);
        assertThat(card.path("detail").asText().contains("allergies not checked"))
                .isEqualTo(!checked);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"timeout, 412", "throttled, 412", "too-costly, 412", "processing, 200", "code-invalid, 200"})
    void outcomeInPlaceOfMedications(String code, int status) {
        Reply reply = call(with("medications", bundle(0, OUTCOME.formatted("warning", code))));

        assertThat(reply.status()).isEqualTo(status);
        if (status == 412) {
            assertThat(reply.body().at("/issue/0/expression/0").asText()).isEqualTo("prefetch.medications");
        }
    }

    @Test
    void outcomeBesideConditions_countsAsChecked_andIsSaid() {
        JsonNode card = call(with(
                        "conditions",
                        bundle(1, LBP.formatted("Patient/example"), OUTCOME.formatted("warning", "suppressed"))))
                .cards()
                .get(0);

        assertThat(card.path("detail").asText()).contains("Withheld in part by their source: conditions.");
        assertThat(suggested(card)).doesNotContain("naproxen", "acetaminophen").contains("Remove");
    }

    @ParameterizedTest(name = "{0} of {1} matches, then a warning")
    @CsvSource({"1, 1, 200", "1, 2, 412", "0, 1, 412", "0, 0, 200"})
    void totalCountsMatches(int sent, int total, int status) {
        String hypertension = LBP.formatted("Patient/example")
                .replace("279039007", "38341003")
                .replace("Low back pain", "Hypertension");
        String warning = OUTCOME.formatted("warning", "processing");
        Reply reply =
                call(with("conditions", sent == 0 ? bundle(total, warning) : bundle(total, hypertension, warning)));

        assertThat(reply.status()).isEqualTo(status);
        if (status == 412) {
            assertThat(reply.body().at("/issue/0/expression/0").asText()).isEqualTo("prefetch.conditions");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "urn:uuid:0b1b9a52-5a5b-4b5c-8d6e-3f1a2b3c4d5e, 412",
        "urn:oid:1.2.840.1, 412",
        "Patient/somebody-else, 412",
        "urn:uuid:example, 200",
        "Patient/example, 200",
        "https://ehr.example.org/r4/Patient/example, 200",
    })
    void conditionOfAnother(String subject, int status) {
        assertThat(call(with("conditions", bundle(1, LBP.formatted(subject)))).status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/somebody-else", "urn:uuid:0b1b9a52-5a5b-4b5c-8d6e-3f1a2b3c4d5e"})
    void draftOfAnother_isRefused(String subject) {
        for (String hook : new String[] {"order-select", "order-sign"}) {
            ObjectNode call = opioid().put("hook", hook);
            draft(call, 0).putObject("subject").put("reference", subject);

            Reply reply = call(call);

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body().at("/issue/0/expression/0").asText())
                    .isEqualTo("context.draftOrders.entry[0].resource.subject");
            assertThat(reply.body().toString()).doesNotContain(subject);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MedicationRequest/nobody", "nobody", "urn:uuid:0", "ServiceRequest/opioid"})
    void selectionOfNothing_isRefused(String selection) {
        ObjectNode call = opioid();
        context(call).withArray("selections").add(selection);

        Reply reply = call(call);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().at("/issue/0/expression/0").asText()).isEqualTo("context.selections[1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MedicationRequest/x-1", "x-1", "urn:uuid:x-1"})
    void selectionByTheEndOfAFullUrl(String selection) {
        ObjectNode call = opioid();
        draft(call, 0).remove("id");
        ((ObjectNode) call.at("/context/draftOrders/entry/0")).put("fullUrl", "urn:uuid:x-1");
        context(call).putArray("selections").add(selection);

        assertThat(call(call).topics()).containsExactly("opioid-first-line");
    }

    private static String statement(String status, String text) {
        return "{\"resource\":{\"resourceType\":\"MedicationStatement\",\"id\":\"s1\",\"status\":\"" + status
                + "\",\"medicationCodeableConcept\":{\"text\":\"" + text
                + "\"},\"subject\":{\"reference\":\"Patient/example\"}}}";
    }

    @ParameterizedTest(name = "{0} {1}: naproxen {2}")
    @CsvSource({
        "active, warfarin 5 mg tablet, false",
        "intended, ibuprofen 400 mg, false",
        "on-hold, apixaban, false",
        "unknown, lithium, false",
        "active, Zorbulin, false",
        "completed, warfarin 5 mg tablet, true",
        "not-taken, warfarin 5 mg tablet, true",
        "active, levothyroxine, true",
    })
    void statementKeepsADrugFromBeingOffered(String status, String text, boolean offered) {
        JsonNode card = call(with("statements", bundle(1, statement(status, text))))
                .cards()
                .get(0);

        assertThat(card.path("indicator").asText()).isEqualTo("warning");
        assertThat(suggested(card).contains("naproxen")).isEqualTo(offered);
        assertThat(card.path("detail").asText().contains("not known here: Zorbulin"))
                .isEqualTo(text.equals("Zorbulin"));
    }

    @Test
    void statementsNotSent_areSaid_andNeverGet412() {
        ObjectNode call = opioid();
        prefetch(call).remove("statements");

        JsonNode card = call(call).cards().get(0);

        assertThat(card.path("detail").asText()).contains("Not checked: drugs reported as taken");
        assertThat(suggested(card)).contains("naproxen");
    }

    @Test
    void discovery_asksForStatementsEverywhere_andProceduresAtTheChart() {
        for (JsonNode service : discovery().path("services")) {
            JsonNode prefetch = service.path("prefetch");
            assertThat(prefetch.path("statements").asText())
                    .isEqualTo("MedicationStatement?patient={{context.patientId}}");
            assertThat(prefetch.has("procedures"))
                    .isEqualTo(service.path("hook").asText().equals("patient-view"));
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "draft, 2026-11-23, delete, Remove",
        "draft, 2026-10-01, delete, Remove",
        "active, 2026-11-23, delete, Remove",
        "active, 2026-11-22, update, Stop",
    })
    void revisionOfASignedOrder_isStopped(String status, String authored, String type, String word) {
        ObjectNode call = opioid();
        draft(call, 0).put("status", status).put("authoredOn", authored);

        JsonNode card = call(call).cards().get(0);

        assertThat(suggested(card)).contains(word + " ");
        int removals = 0;
        for (JsonNode suggestion : card.path("suggestions")) {
            for (JsonNode action : suggestion.path("actions")) {
                String done = action.path("type").asText();
                if (!done.equals("create")) {
                    removals++;
                    assertThat(done).isEqualTo(type);
                    if (done.equals("update")) {
                        assertThat(action.at("/resource/status").asText()).isEqualTo("stopped");
                        assertThat(action.at("/resource/authoredOn").asText()).isEqualTo(authored);
                    }
                }
            }
        }
        assertThat(removals).isPositive();
    }
}
