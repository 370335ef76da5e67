package org.lumbarcds.endtoend.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.endtoend.EndToEnd;

/** Refills: "a course beyond three weeks mostly comes about by refills". */
class RefillEndToEndTest extends EndToEnd {

    private static final String BEYOND = "muscle-relaxant-duration-28-days-medication-refill";

    @ParameterizedTest
    @CsvSource({
        "7, 21, 0, 14 days and 7 more are exactly 21",
        "8, 24, 1, a day past the limit",
        "14, 42, 1, two weeks twice",
    })
    void aRefillAddsToTheCourse(int days, int tablets, int cards, String reason) {
        ObjectNode request = example(BEYOND);
        ObjectNode dispense = (ObjectNode) draft(request, 0).get("dispenseRequest");
        ((ObjectNode) dispense.get("quantity")).put("value", tablets);
        ((ObjectNode) dispense.get("expectedSupplyDuration")).put("value", days);

        assertThat(call(request).cards()).as(reason).hasSize(cards);
    }

    /** It will be dispensed as it stands, so what it lacks is said, as at signing. */
    @Test
    void aRefillWithoutAnEndIsSaidToHaveNone() {
        ObjectNode request = example(BEYOND);
        prefetch(request).putNull("medications");
        draft(request, 0).remove("dispenseRequest");

        JsonNode card = call(request).cards().path(0);
        assertThat(card.at("/source/topic/code").asText()).isEqualTo("muscle-relaxant-duration");
        assertThat(card.path("indicator").asText()).isEqualTo("info");
    }

    /** "`userId` optional, a suggested order then has no requester." */
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"Practitioner/example", "none"})
    void aSuggestedOrderIsRequestedByWhoeverIsThere(String user) {
        ObjectNode request = refillOf("opioid-order-select");
        if (user == null) {
            context(request).remove("userId");
        } else {
            context(request).put("userId", user);
        }

        JsonNode card = call(request).cards().path(0);
        JsonNode created = stream(card.path("suggestions"))
                .flatMap(suggestion -> stream(suggestion.path("actions")))
                .filter(action -> action.path("type").asText().equals("create"))
                .map(action -> action.path("resource"))
                .findFirst()
                .orElseThrow();
        assertThat(card.at("/source/topic/code").asText()).isEqualTo("opioid-first-line");
        assertThat(created.at("/requester/reference").asText(null)).isEqualTo(user);
        assertThat(created.has("requester")).isEqualTo(user != null);
    }

    /** The rules about other orders are not asked, whatever the Bundle holds. */
    @Test
    void anImagingOrderAmongTheRefillsIsNobodysMatter() {
        ObjectNode request = refillOf("routine-imaging-3-weeks-order-select");

        assertThat(call(request).cards()).isEmpty();
    }

    @Test
    void missingDataIsNamedByTheHooksOwnField() {
        ObjectNode request = example(BEYOND);
        request.remove("prefetch");
        ObjectNode nameless = draft(request, 0).deepCopy();
        nameless.put("id", "nameless").remove("medicationCodeableConcept");
        nameless.putObject("medicationReference").put("reference", "Medication/elsewhere");
        ((ArrayNode) request.at("/context/medications/entry")).addObject().set("resource", nameless);

        Reply reply = call(request);
        assertThat(reply.status()).isEqualTo(412);
        assertThat(reply.body().findValuesAsText("diagnostics")).anySatisfy(text -> assertThat(text)
                .startsWith("context.medications.entry[1].resource.medicationReference leads to"));
    }

    /** The drafts of an example of another hook, to be refilled. */
    private static ObjectNode refillOf(String example) {
        ObjectNode request = example(example);
        request.put("hook", "medication-refill");
        ObjectNode context = context(request);
        context.remove("selections");
        context.set("medications", context.remove("draftOrders"));
        return request;
    }
}
