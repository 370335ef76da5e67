package org.lumbarcds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A user of the CDS Hooks Sandbox at work. It keeps one draft, calls with every change of it, and of a suggestion applies the
 * first action alone.
 */
class SandboxEndToEndTest extends EndToEnd {

    private static final String ORIGIN = "http://localhost:18100";

    /** The recorded call with the keys that the services ask for, as the sandbox fills them once it has read discovery. */
    private static ObjectNode body(String name) {
        ObjectNode body = (ObjectNode) recorded(name).get("body");
        JsonNode chart = recorded("sandbox-patient-view").at("/body/prefetch");
        ObjectNode prefetch = body.withObject("/prefetch");
        prefetch.remove("meds");
        prefetch.set("patient", chart.get("patient"));
        prefetch.set("conditions", chart.get("conditions"));
        List.of("encounter", "medications", "allergies", "egfr").forEach(prefetch::putNull);
        return body;
    }

    private static ObjectNode concept(String code, String name) {
        return json("{\"text\":\"" + name + "\",\"coding\":[{\"display\":\"" + name
                + "\",\"system\":\"http://www.nlm.nih.gov/research/umls/rxnorm\",\"code\":\"" + code + "\"}]}");
    }

    /** The draft that the sandbox would show next. */
    private static void take(JsonNode suggestion, ObjectNode request) {
        JsonNode first = suggestion.at("/actions/0");
        if (first.path("type").asText().equals("delete")) {
            ((ArrayNode) request.at("/context/draftOrders/entry")).removeAll();
            return;
        }
        ObjectNode resource = first.path("resource").deepCopy();
        if (!resource.has("id")) {
            resource.put("id", "request-456");
        }
        ((ObjectNode) request.at("/context/draftOrders/entry/0")).set("resource", resource);
        if (context(request).has("selections")) {
            context(request)
                    .putArray("selections")
                    .add("MedicationRequest/" + resource.path("id").asText());
        }
    }

    /** The first suggestion that has an action of this type. */
    private static JsonNode suggestion(JsonNode card, String type) {
        return stream(card.path("suggestions"))
                .filter(suggestion -> suggestion.findValuesAsText("type").contains(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " is offered by " + card.toPrettyString()));
    }

    private HttpResponse<byte[]> feedback(String service, String name, String card, String suggestion) {
        ObjectNode body = (ObjectNode) recorded(name).get("body");
        ((ObjectNode) body.at("/feedback/0")).put("card", card);
        if (suggestion != null) {
            ((ObjectNode) body.at("/feedback/0/acceptedSuggestions/0")).put("id", suggestion);
        }
        return send(to("/cds-services/" + service + "/feedback")
                .header("Origin", ORIGIN)
                .header("Authorization", "Bearer not.looked.at")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    @Test
    void patientView() {
        ObjectNode body = (ObjectNode) recorded("sandbox-patient-view").get("body");

        Reply reply = call(body);
        assertThat(reply.cards()).isNotEmpty();
        stream(reply.cards()).forEach(card -> {
            assertThat(card.path("summary").asText()).isNotBlank().hasSizeLessThanOrEqualTo(139);
            assertThat(card.at("/source/label").asText()).isNotBlank();
            assertThat(Set.of("info", "warning", "critical"))
                    .contains(card.path("indicator").asText());
        });
    }

    /** One call for every keystroke: first nothing, then the drug, then its dose, then its reason. */
    @Test
    void rxView_doseAndReasonChange() {
        ObjectNode empty =
                (ObjectNode) recorded("sandbox-order-select-no-medication-yet").get("body");
        assertThat(call(empty).cards()).as("nothing chosen yet").isEmpty();

        ObjectNode request = body("sandbox-order-select-oxycodone");
        for (int dose = 1; dose <= 3; dose++) {
            ((ObjectNode) draft(request, 0).at("/dosageInstruction/0/doseAndRate/0/doseQuantity")).put("value", dose);
            assertThat(call(request).topics()).as("%s pills", dose).contains("opioid-first-line");
        }

        draft(request, 0).putArray("reasonCode").add(json("""
                {"text":"Sprain of knee","coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"S83.90XA",
                "display":"Sprain of knee"}]}"""));
        assertThat(call(request).topics()).as("ordered for a knee").doesNotContain("opioid-first-line");

        draft(request, 0).putArray("reasonCode").add(json("""
                {"text":"Low back pain","coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"M54.50",
                "display":"Low back pain"}]}"""));
        assertThat(call(request).topics()).as("ordered for the back").contains("opioid-first-line");
    }

    /** The replaced order is in the draft of the next call, and is a whole order that nothing speaks against. */
    @Test
    void replace_andTheCallThatFollows() {
        ObjectNode request = body("sandbox-order-select-oxycodone");
        JsonNode card = call(request).cards().path(0);
        JsonNode replacement = suggestion(card, "create");
        assertThat(feedback(
                                "lbp-order-select",
                                "sandbox-feedback-accepted",
                                card.path("uuid").asText(),
                                replacement.path("uuid").asText())
                        .statusCode())
                .isEqualTo(200);

        take(replacement, request);
        assertThat(request.at("/context/draftOrders/entry"))
                .as("an order is left")
                .hasSize(1);
        assertThat(draft(request, 0).path("status").asText()).isEqualTo("draft");
        assertThat(draft(request, 0)
                        .at("/medicationCodeableConcept/coding/0/code")
                        .asText())
                .isNotBlank();
        Reply next = call(request);
        assertThat(next.status()).isEqualTo(200);
        assertThat(next.topics()).doesNotContain("opioid-first-line");

        request.put("hook", "order-sign");
        context(request).remove("selections");
        assertThat(call(request).topics()).as("signed").doesNotContain("opioid-first-line", "muscle-relaxant-duration");
    }

    @Test
    void shorten_andTheCallThatFollows() {
        ObjectNode request = body("sandbox-order-select-oxycodone");
        // From 65 years on the relaxant would rather be removed.
        ((ObjectNode) request.at("/prefetch/patient")).put("birthDate", "1980-05-01");
        draft(request, 0)
                .set("medicationCodeableConcept", concept("828320", "cyclobenzaprine hydrochloride 5 MG Oral Tablet"));
        JsonNode card = stream(call(request).cards())
                .filter(each -> each.at("/source/topic/code").asText().equals("muscle-relaxant-duration"))
                .findFirst()
                .orElseThrow();

        take(suggestion(card, "update"), request);

        assertThat(draft(request, 0).path("id").asText()).isEqualTo("request-123");
        assertThat(call(request).topics()).doesNotContain("muscle-relaxant-duration");
    }

    @Test
    void dismissWithAReason_andSign() {
        ObjectNode request = body("sandbox-order-select-oxycodone");
        JsonNode card = call(request).cards().path(0);

        HttpResponse<byte[]> answer = feedback(
                "lbp-order-select",
                "sandbox-feedback-overridden",
                card.path("uuid").asText(),
                null);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(ORIGIN);

        assertThat(call(body("sandbox-order-sign")).topics()).contains("opioid-first-line");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0, an empty coding",
        "36554-4, 0, a chest X-ray",
        "24972-2, 1, a lumbar X-ray",
    })
    void imaging(String loinc, int cards, String reason) {
        ObjectNode request = body("sandbox-order-select-imaging");
        // Of the patient's own chronic pain the rule says nothing.
        ObjectNode pain = (ObjectNode) request.at("/prefetch/conditions/entry/0/resource");
        pain.set("code", json("""
                {"text":"Low back pain","coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"M54.50"}]}"""));
        pain.put("onsetDateTime", "2026-11-16");
        if (!loinc.isEmpty()) {
            ((ObjectNode) draft(request, 0).at("/code/coding/0"))
                    .put("system", "http://loinc.org")
                    .put("code", loinc);
        }

        assertThat(stream(call(request).cards())
                        .filter(card -> card.at("/source/topic/code").asText().equals("routine-imaging")))
                .as(reason)
                .hasSize(cards);
    }
}
