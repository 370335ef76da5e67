package org.lumbarcds.endtoend.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.endtoend.EndToEnd;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A site learns which codes it should add: from a call to the metric and the operators' table. */
@DirtiesContext
class UnknownCodesEndToEndTest extends EndToEnd {

    private static final String SNOMED = "http://snomed.info/sct";

    @TempDir
    static Path data;

    @Autowired
    private MeterRegistry meters;

    @DynamicPropertySource
    static void ownDirectory(DynamicPropertyRegistry properties) {
        properties.add("lumbar.data.directory", () -> data.toString());
        properties.add("lumbar.rules.first-line-care.mode", () -> "shadow");
    }

    private String get(String path) {
        HttpResponse<byte[]> response = send(to(path).GET());
        String text = new String(response.body(), StandardCharsets.UTF_8);
        assertThat(response.statusCode()).as(text).isEqualTo(200);
        return text;
    }

    private double metric(String kind, String system, String effect) {
        Counter counter = meters.find("lumbar.unknown.codes")
                .tags("kind", kind, "system", system, "effect", effect)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private JsonNode row(String code) {
        return stream(json(get("/analytics/codes")).get("codes"))
                .filter(row -> row.get("code").asText().equals(code))
                .findFirst()
                .orElse(MAPPER.createObjectNode());
    }

    private JsonNode rowWith(String code, String field, int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> row(code).path(field).asInt() == count);
        return row(code);
    }

    private static void addCondition(ObjectNode call, String concept) {
        ((ArrayNode) prefetch(call).at("/conditions/entry"))
                .addObject()
                .set(
                        "resource",
                        json(
                                "{\"resourceType\":\"Condition\",\"id\":\"mystery\",\"clinicalStatus\":{\"coding\":[{\"code\":"
                                        + "\"active\"}]},\"subject\":{\"reference\":\"Patient/example\"},\"code\":"
                                        + concept
                                        + "}"));
    }

    private ObjectNode unknownProblem(String code) {
        ObjectNode call = example("opioid-order-select");
        addCondition(
                call,
                "{\"coding\":[{\"system\":\"" + SNOMED + "\",\"code\":\"" + code
                        + "\",\"display\":\"Zanzibarian kidney fever\"}]}");
        return call;
    }

    @Test
    void twoCallsWithAnUnknownProblem_addUp_withoutPatientAndWords() {
        double before = metric("problem", "snomed-ct", "offer");
        JsonNode card = call(unknownProblem("987654321")).cards().get(0);
        assertThat(card.get("detail").asText()).contains("not known here: Zanzibarian kidney fever");
        call(unknownProblem("987654321"));

        assertThat(metric("problem", "snomed-ct", "offer") - before).isEqualTo(2);
        JsonNode row = rowWith("987654321", "offers", 2);
        assertThat(row.get("kind").asText()).isEqualTo("problem");
        assertThat(row.get("system").asText()).isEqualTo(SNOMED);
        assertThat(row.get("refusals").asInt()).isZero();
        assertThat(row.get("mend").asText()).contains("\"code\": \"987654321\"", "problem-harmless.local.json");
        for (String path : new String[] {"/analytics/codes", "/analytics/codes.csv", "/analytics.html"}) {
            assertThat(get(path)).contains("987654321").doesNotContain("Zanzibarian", "example\"", "mystery");
        }
        assertThat(get("/analytics/codes?from=2020-01-01&to=2020-01-02")).doesNotContain("987654321");
        assertThat(send(to("/analytics/codes?client=ehr").GET()).statusCode())
                .as("it knows no clients")
                .isEqualTo(400);
    }

    @Test
    void wordsWithoutCode_areCountedAsThat() {
        ObjectNode call = example("opioid-order-select");
        addCondition(call, "{\"text\":\"Жанна Иванова\"}");

        assertThat(call(call).cards().get(0).get("detail").asText()).contains("not known here");

        rowWith("no code", "offers", 1);
        assertThat(metric("problem", "none", "offer")).isEqualTo(1);
        assertThat(get("/analytics/codes")).doesNotContain("Иванова");
    }

    @Test
    void draftThatNobodyCanTell_isCountedAsRefused() {
        ObjectNode call = example("opioid-order-select");
        ((ObjectNode) call.at("/context/draftOrders/entry/0"))
                .set(
                        "resource",
                        json(
                                "{\"resourceType\":\"MedicationRequest\",\"id\":\"unknown\",\"status\":\"draft\",\"intent\":"
                                        + "\"order\",\"medicationCodeableConcept\":{\"coding\":[{\"system\":\"urn:oid:1.2.3\","
                                        + "\"code\":\"4711\"}]},\"subject\":{\"reference\":\"Patient/example\"}}"));
        context(call).putArray("selections").add("MedicationRequest/unknown");

        assertThat(call(call).status()).isEqualTo(412);

        JsonNode row = rowWith("4711", "refusals", 1);
        assertThat(row.get("kind").asText()).isEqualTo("draft");
        assertThat(row.get("offers").asInt()).isZero();
        assertThat(metric("draft", "other", "refused")).isEqualTo(1);
    }

    /** A rule that is tried in shadow tells before it is on what a site should add. */
    @Test
    void whatCostsARuleInShadowItsOffers_isCountedToo() {
        ObjectNode call = example("first-line-care-new-spasm-patient-view");
        addCondition(call, "{\"coding\":[{\"system\":\"" + SNOMED + "\",\"code\":\"987650000\"}]}");

        assertThat(call(call).topics()).doesNotContain("first-line-care");

        assertThat(rowWith("987650000", "offers", 1).get("kind").asText()).isEqualTo("problem");
    }

    /** A record of nothing but unknown codes costs no more than one that is worth reading. */
    @Test
    void ofACall_fiftyAreNamed_andTheRestCountedTogether() {
        ObjectNode call = example("opioid-order-select");
        for (int i = 0; i < 60; i++) {
            addCondition(call, "{\"coding\":[{\"system\":\"urn:oid:1.2.3.4\",\"code\":\"N-" + (100 + i) + "\"}]}");
        }

        call(call);

        rowWith("further codes", "offers", 1);
        assertThat(stream(json(get("/analytics/codes")).get("codes"))
                        .filter(row -> row.get("system").asText().equals("urn:oid:1.2.3.4")))
                .hasSize(50);
    }

    /** A code that a spreadsheet would compute is none that is kept; a whole row, as a site gets it. */
    @Test
    void csv_isSafeToOpen() {
        ObjectNode call = example("opioid-order-select");
        addCondition(call, "{\"coding\":[{\"system\":\"urn:oid:1.2.5\",\"code\":\"=1+1\"}]}");
        addCondition(call, "{\"coding\":[{\"system\":\"urn:oid:1.2.6\",\"code\":\"SALVE-1\"}]}");

        call(call);

        rowWith("SALVE-1", "offers", 1);
        String csv = get("/analytics/codes.csv");
        assertThat(csv.lines())
                .startsWith("kind,system,code,offers,refusals,mend")
                .anySatisfy(line -> assertThat(line).startsWith("problem,urn:oid:1.2.5,unreadable code,1,0,"))
                .contains("problem,urn:oid:1.2.6,SALVE-1,1,0,\"Write {\"\"system\"\": \"\"urn:oid:1.2.6\"\","
                        + " \"\"concept\"\": [{\"\"code\"\": \"\"SALVE-1\"\"}]} into compose.include of"
                        + " problem-harmless.local.json if it matters to no drug, else of the problem-*.local.json"
                        + " that it is.\"");
        assertThat(csv).doesNotContain("=1+1");
    }

    @Test
    void whatTheTablesHave_isNotCounted() {
        ObjectNode call = example("opioid-order-select");
        addCondition(
                call,
                "{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10-cm\",\"code\":\"I10\"},"
                        + "{\"system\":\"urn:oid:1.2.3\",\"code\":\"BP-17\"}]}");
        double before = metric("problem", "other", "offer");
        call(call);

        assertThat(metric("problem", "other", "offer")).isEqualTo(before);
    }
}
