package org.lumbarcds.endtoend.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.endtoend.EndToEnd;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** "Some clients show a failed call as all clear: `lumbar.cards.undecided=card` answers 200 with one info card instead." */
@TestPropertySource(properties = "lumbar.cards.undecided=card")
class UndecidedEndToEndTest extends EndToEnd {

    @Autowired
    private MeterRegistry meters;

    private static ObjectNode without(String example, String... keys) {
        ObjectNode request = example(example);
        for (String key : keys) {
            prefetch(request).remove(key);
        }
        return request;
    }

    private double answered(String outcome) {
        return meters.timer("lumbar.calls", "service", "lbp-order-sign", "outcome", outcome)
                .count();
    }

    @Test
    void theWholeCard() {
        double before = answered("undecided");
        Reply reply = call(without("cyclobenzaprine-21-days-order-sign", "conditions", "medications"));

        assertSame(
                "undecided",
                reply.body(),
                json("{\"cards\":[{\"uuid\":\"(uuid)\",\"summary\":\"Check yourself, this service could not: it lacks"
                        + " conditions, medications\",\"detail\":\"Some checks could not be made. That there is no other"
                        + " card does not mean that there is nothing to find.\\n\\n"
                        + "- Could not be checked for lack of medications: Length of a muscle-relaxant course\\n"
                        + "- Could not be checked for lack of conditions, medications: Muscle relaxant against a"
                        + " contraindication or caution on record; Opioid together with a drug that depresses the central nervous"
                        + " system\",\"indicator\":\"info\",\"source\":{\"label\":\"Lumbar"
                        + " CDS\",\"topic\":{\"system\":\"urn:oid:2.25.93159267830415060996621986657951604820\",\"code\":"
                        + "\"muscle-relaxant-duration\",\"display\":\"Length of a muscle-relaxant course\"}}}]}"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(answered("undecided")).isEqualTo(before + 1);
        assertThat(meters.counter("lumbar.data.missing", "service", "lbp-order-sign", "key", "medications")
                        .count())
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "opioid-order-select, conditions",
        "red-flags-cauda-equina-patient-view, patient",
        "red-flags-cauda-equina-patient-view, conditions",
    })
    void whateverIsMissingIsSaidWithinTheLimits(String example, String key) {
        JsonNode cards = call(without(example, key)).cards();

        assertThat(cards).hasSize(1);
        assertThat(cards.at("/0/summary").asText())
                .startsWith("Check yourself, this service could not")
                .hasSizeLessThanOrEqualTo(139);
        assertThat(cards.at("/0/detail").asText())
                .contains("Could not be checked")
                .hasSizeLessThanOrEqualTo(2000);
        assertThat(cards.at("/0/indicator").asText()).isEqualTo("info");
        assertThat(cards.path(0).has("suggestions")).isFalse();
    }

    /** What is on record or sent can't become markup, however much there is of it. */
    @Test
    void draftsThatNobodyKnows_areNamedEscapedAndBoundedly() {
        ObjectNode request = example("nsaid-caution-low-egfr-order-sign");
        ArrayNode entries = (ArrayNode) request.at("/context/draftOrders/entry");
        ObjectNode draft = draft(request, 0).deepCopy();
        entries.removeAll();
        for (int i = 0; i < 8; i++) {
            ObjectNode unknown = draft.deepCopy();
            unknown.put("id", "unknown" + i);
            unknown.putObject("medicationCodeableConcept")
                    .putArray("coding")
                    .addObject()
                    .put("system", "https://ehr.example.org/drugs")
                    .put("code", "[x](javascript:alert(" + i + "))<b>" + "z".repeat(500));
            entries.addObject().set("resource", unknown);
        }

        JsonNode card = call(request).cards().path(0);
        assertThat(card.path("summary").asText())
                .isEqualTo("Check yourself, this service could not: it lacks the name of an ordered drug");
        assertThat(card.path("detail").asText())
                .contains("No check of drugs could be made", "\\[x\\]", "&lt;b&gt;", " and 3 more")
                .doesNotContain("[x](", "<b>")
                .hasSizeLessThanOrEqualTo(2000);
    }

    @Test
    void whatCanBeDecided_isAnsweredAsEver() {
        assertThat(call(example("cyclobenzaprine-21-days-order-sign")).cards()).isEmpty();
        assertThat(call(example("cyclobenzaprine-35-days-order-sign")).topics())
                .containsExactly("muscle-relaxant-duration");
    }
}
