package org.lumbarcds.endtoend.operating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumbarcds.explain.Explained;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * "`shadow`: in discovery's prefetch, evaluated on the data at hand (never fetches, never causes a 412), recorded, never
 * shown, merged or silencing", beside rules that are on and one that is off.
 */
@TestPropertySource(
        properties = {
            "lumbar.rules.bed-rest.mode=shadow",
            "lumbar.rules.relaxant-caution.mode=shadow",
            "lumbar.rules.red-flags.mode=shadow",
            "lumbar.rules.first-line-care.mode=shadow",
            "lumbar.rules.physical-therapy-referral.mode=off"
        })
class RulesInShadowEndToEndTest extends Explained {

    private static final String NO_CARDS = "{\"cards\":[]}";

    @Autowired
    private MeterRegistry meters;

    @Test
    void discovery_asksForShadowsButNotForWhatIsOff() {
        JsonNode patientView = stream(discovery().get("services"))
                .filter(service -> service.get("hook").asText().equals("patient-view"))
                .findFirst()
                .orElseThrow();

        assertThat(patientView.get("prefetch").fieldNames())
                .toIterable()
                .as("allergies and eGFR are asked for by a rule in shadow alone, referrals by the rule that is off")
                .contains("allergies", "egfr")
                .doesNotContain("referrals");
    }

    @Test
    void aShadow_isRecordedAndNotShown() {
        double before = count("bed-rest", "info", "shadow");

        assertThat(call(example("bed-rest-ordered-order-select")).body()).isEqualTo(json(NO_CARDS));

        assertThat(count("bed-rest", "info", "shadow") - before).isEqualTo(1);
        assertThat(count("bed-rest", "info", "on")).isZero();
    }

    @Test
    void aRuleThatIsOn_isRecordedAndShown() {
        double before = count("opioid-first-line", "warning", "on");

        assertThat(call(example("opioid-order-select")).topics()).containsExactly("opioid-first-line");

        assertThat(count("opioid-first-line", "warning", "on") - before).isEqualTo(1);
        assertThat(count("opioid-first-line", "warning", "shadow")).isZero();
    }

    @Test
    void anExplanation_saysWhatAShadowFound() {
        assertThat(outcome(explain(example("bed-rest-ordered-order-select")), "bed-rest"))
                .isEqualTo("shadow: It found something and is in shadow mode: counted, never shown.");
    }

    @Test
    void aSilentShadow_isNotRecorded() {
        double before = count("bed-rest", "info", "shadow");

        assertThat(call(example("bed-rest-thrombosis-order-select")).body()).isEqualTo(json(NO_CARDS));

        assertThat(count("bed-rest", "info", "shadow")).isEqualTo(before);
    }

    @Test
    void aShadow_neverCausesA412() {
        double refusals = missing();
        for (String nothing : List.of("{}", "{\"conditions\":{\"resourceType\":\"OperationOutcome\"}}")) {
            ObjectNode request = example("bed-rest-ordered-order-select");
            request.set("prefetch", json(nothing));

            assertThat(call(request).body()).as(nothing).isEqualTo(json(NO_CARDS));
        }
        assertThat(missing()).isEqualTo(refusals);
    }

    /** The gravest finding would head the card, with its own summary, reasons and suggestions. */
    @Test
    void aShadow_isNotMergedIntoTheCardOfAnother() {
        double before = count("relaxant-caution", "critical", "shadow");
        ObjectNode request = example("cyclobenzaprine-35-days-order-sign");
        JsonNode heartBlock =
                example("relaxant-caution-heart-block-order-select").at("/prefetch/conditions/entry/1");
        ((ArrayNode) request.at("/prefetch/conditions/entry")).add(heartBlock);

        assertSame(
                "the card of the course alone",
                call(request).body(),
                object(Path.of("src/test/resources/expected/cyclobenzaprine-35-days-order-sign.json")));
        assertThat(count("relaxant-caution", "critical", "shadow") - before).isEqualTo(1);
    }

    /** "red-flags … silences the cards above": not from the shadow. */
    @Test
    void aShadow_silencesNothing() {
        double before = count("red-flags", "warning", "shadow");
        ObjectNode request = example("psychosocial-screening-chronic-patient-view");
        JsonNode cancer = example("routine-imaging-cancer-order-select").at("/prefetch/conditions/entry/1");
        ((ArrayNode) request.at("/prefetch/conditions/entry")).add(cancer);

        assertThat(call(request).topics()).containsExactly("psychosocial-screening");

        assertThat(count("red-flags", "warning", "shadow") - before).isEqualTo(1);
    }

    @Test
    void aRuleThatIsOff_isNotRecorded() {
        assertThat(call(example("physical-therapy-referral-3-weeks-patient-view"))
                        .body())
                .isEqualTo(json(NO_CARDS));

        assertThat(meters.find("lumbar.findings")
                        .tag("rule", "physical-therapy-referral")
                        .counters())
                .isEmpty();
    }

    private double count(String rule, String indicator, String mode) {
        Counter counter = meters.find("lumbar.findings")
                .tags("rule", rule, "indicator", indicator, "mode", mode)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private double missing() {
        return meters.find("lumbar.data.missing").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
