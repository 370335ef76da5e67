package org.lumbarcds.endtoend.operating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.explain.Explained;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * What an answer "already considered" takes away from the next call, and what it leaves. Each test has a patient of its own,
 * so none hears what another considered.
 */
@DirtiesContext
class SnoozeEndToEndTest extends Explained {

    @TempDir
    static Path data;

    @DynamicPropertySource
    static void someRules(DynamicPropertyRegistry properties) {
        properties.add("lumbar.data.directory", () -> data.toString());
        properties.add(
                "lumbar.snooze.rules",
                () -> "opioid-first-line,opioid-with-depressant,relaxant-caution,nsaid-caution,bed-rest,"
                        + "relaxant-course-exceeded,red-flags");
    }

    /** The only card of an answer. */
    private static JsonNode card(Reply reply) {
        assertThat(reply.cards()).hasSize(1);
        return reply.cards().get(0);
    }

    /** As the card offers it. */
    private void consider(JsonNode card) {
        JsonNode offered = card.path("overrideReasons").get(0);
        consider(card, offered.path("system").asText());
    }

    private void consider(JsonNode card, String system) {
        HttpResponse<byte[]> response = send(to("/cds-services/lbp-order-select/feedback")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"feedback\":[{\"card\":\""
                        + card.get("uuid").asText()
                        + "\",\"outcome\":\"overridden\",\"overrideReason\":{\"reason\":{\"code\":\"already-considered\","
                        + "\"system\":\"" + system + "\"}},"
                        + "\"outcomeTimestamp\":\"" + TODAY + "T12:00:30Z\"}]}")));
        assertThat(response.statusCode())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
    }

    /** Answers are heard a few seconds after they came. */
    private void untilItIsSilent(JsonNode request) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(call(request).cards()).isEmpty());
    }

    private static void add(String key, JsonNode resource, JsonNode request) {
        ((ObjectNode) request.at("/prefetch/" + key))
                .withArray("entry")
                .add(MAPPER.createObjectNode().set("resource", resource));
    }

    /** One more drug being taken, like the first on record. */
    private static void addCarisoprodol(JsonNode request) {
        ObjectNode carisoprodol =
                json(request.at("/prefetch/medications/entry/0/resource").toString());
        carisoprodol.put("id", "carisoprodol-running");
        carisoprodol.putObject("medicationCodeableConcept").put("text", "Carisoprodol 350 mg tablet");
        add("medications", carisoprodol, request);
    }

    private static ObjectNode condition(String icd10) {
        return json("{\"resourceType\":\"Condition\",\"id\":\"ulcer\",\"clinicalStatus\":{\"coding\":[{\"code\":"
                + "\"active\"}]},\"code\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10-cm\",\"code\":\""
                + icd10 + "\"}]},\"subject\":{\"reference\":\"Patient/example\"}}");
    }

    /** An opioid, a benzodiazepine being taken: two findings on the opioid's card. */
    private static ObjectNode opioidBesideDiazepam() {
        ObjectNode request = example("opioid-order-select");
        ObjectNode diazepam = draft(example("opioid-with-depressant-diazepam-order-select"), 0);
        diazepam.put("status", "active").put("authoredOn", TODAY.minusDays(2).toString());
        add("medications", diazepam, request);
        return request;
    }

    /** Answers under the address of former versions, or under none, ask for the same. */
    @ParameterizedTest
    @ValueSource(strings = {"https://lumbar-cds.example.org/fhir/CodeSystem/override-reason", "urn:oid:2.25.7"})
    void anotherSystem_isUnderstoodByItsCode(String system) {
        ObjectNode request = about("system-" + system.length(), example("bed-rest-ordered-order-select"));

        consider(card(call(request)), system);

        untilItIsSilent(request);
    }

    @Test
    void mergedCard_bothRulesConfigured_isGoneAsAWhole() {
        ObjectNode request = about("merged", opioidBesideDiazepam());
        JsonNode card = card(call(request));
        assertThat(card.get("detail").asText()).contains("first-line", "boxed warning");

        consider(card);

        untilItIsSilent(request);
        assertThat(outcome(explain(request), "opioid-first-line"))
                .isEqualTo("snoozed: A clinician has considered it already, and it is not shown again yet.");
        assertThat(call(about("merged", example("opioid-order-select"))).cards())
                .as("either rule is silent alone too")
                .isEmpty();
        assertThat(card(call(about("merged", example("opioid-with-depressant-diazepam-order-select"))))
                        .at("/source/topic/code")
                        .asText())
                .as("that the opioid was considered says nothing of a benzodiazepine")
                .isEqualTo("opioid-with-depressant");
    }

    @Test
    void mergedCard_oneRuleConfigured_losesThatFindingOnly() {
        ObjectNode young = about("half", example("cyclobenzaprine-35-days-order-sign"));
        JsonNode alone = card(call(young));
        ObjectNode old = young.deepCopy();
        ((ObjectNode) old.at("/prefetch/patient")).put("birthDate", "1950-03-09");
        JsonNode merged = card(call(old));
        assertThat(merged.get("detail").asText()).contains("Beers");

        consider(merged);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertSame("the card of the course", card(call(old)), alone));
    }

    @Test
    void whatElseIsUndecided_isRefused_onceNoCardIsLeft() {
        ObjectNode request = about("refused", example("bed-rest-ordered-order-select"));
        ObjectNode opioid = draft(about("refused", example("opioid-order-select")), 0);
        ((ArrayNode) request.at("/context/draftOrders/entry")).addObject().set("resource", opioid);
        ((ObjectNode) request.at("/context"))
                .withArray("selections")
                .add("MedicationRequest/" + opioid.get("id").asText());
        prefetch(request).remove("medications");
        JsonNode card = card(call(request));
        assertThat(card.at("/source/topic/code").asText()).isEqualTo("bed-rest");

        consider(card);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(call(request).status()).isEqualTo(412));
        JsonNode issues = call(request).body().get("issue");
        assertThat(issues).hasSize(1);
        assertThat(issues.at("/0/expression/0").asText()).isEqualTo("prefetch.medications");
        assertThat(issues.at("/0/diagnostics").asText())
                .contains("opioid-first-line")
                .doesNotContain("bed-rest");
    }

    /** The warning of the same rule about the same drug and patient falls silent: the answer was heard. */
    @Test
    void criticalFinding_isShownAgain_whateverWasConsidered() {
        ObjectNode critical = about("critical", example("nsaid-caution-low-egfr-order-sign"));
        ObjectNode ulcer = example("nsaid-caution-low-egfr-order-sign");
        prefetch(ulcer).putNull("egfr");
        add("conditions", condition("K27.9"), ulcer);
        ObjectNode warning = about("critical", ulcer);
        JsonNode first = card(call(critical));
        assertThat(first.get("indicator").asText()).isEqualTo("critical");
        assertThat(card(call(warning)).get("indicator").asText()).isEqualTo("warning");

        consider(first);

        untilItIsSilent(warning);
        assertSame("the critical card", card(call(critical)), first);
    }

    @Test
    void courseOfAnotherDrug_isShown_whateverCourseWasConsidered() {
        ObjectNode request = about("course", example("relaxant-course-patient-view"));
        consider(card(call(request)));
        untilItIsSilent(request);

        addCarisoprodol(request);

        assertThat(card(call(request)).get("summary").asText()).contains("carisoprodol");
    }

    @Test
    void newRedFlag_isShown_whateverFlagWasConsidered() {
        ObjectNode request = about("flag", example("red-flags-skin-cancer-patient-view"));
        ((ObjectNode) request.at("/prefetch/conditions/entry/1/resource/code/coding/0")).put("code", "C79.51");
        assertThat(card(call(request)).at("/source/topic/code").asText()).isEqualTo("red-flags");
        consider(card(call(request)));
        untilItIsSilent(request);

        ObjectNode weightLoss = about("flag", condition("R63.4"));
        ((ObjectNode) weightLoss.get("subject")).put("reference", "Patient/flag");
        weightLoss.put("onsetDateTime", TODAY.minusDays(2).toString());
        add("conditions", weightLoss, request);

        assertThat(card(call(request)).get("detail").asText()).contains("weight loss");
    }

    @Test
    void pairOfDrugs_isSilent_whicheverOfThemIsSelected() {
        ObjectNode request = about("selected", example("opioid-order-select"));
        ObjectNode diazepam = draft(about("selected", example("opioid-with-depressant-diazepam-order-select")), 0);
        ((ArrayNode) request.at("/context/draftOrders/entry")).addObject().set("resource", diazepam);
        JsonNode card = card(call(request));
        assertThat(card.get("detail").asText()).contains("first-line", "boxed warning");
        consider(card);
        untilItIsSilent(request);

        ((ObjectNode) request.at("/context"))
                .withArray("selections")
                .add("MedicationRequest/" + diazepam.get("id").asText());

        assertThat(call(request).cards()).isEmpty();
    }

    @Test
    void anotherDepressantBesideTheOpioid_isShown_whateverPairWasConsidered() {
        ObjectNode request = about("pair", opioidBesideDiazepam());
        consider(card(call(request)));
        untilItIsSilent(request);

        addCarisoprodol(request);

        assertThat(card(call(request)).at("/source/topic/code").asText()).isEqualTo("opioid-with-depressant");
    }
}
