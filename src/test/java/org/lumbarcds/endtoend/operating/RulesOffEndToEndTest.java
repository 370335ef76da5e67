package org.lumbarcds.endtoend.operating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumbarcds.explain.Explained;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** "`off`: not evaluated, asks for no data, not in discovery's prefetch." */
class RulesOffEndToEndTest extends Explained {

    /** The one rule left on. */
    private static final String REASSESS = "reassess-5-weeks-patient-view";

    @Autowired
    private MeterRegistry meters;

    @DynamicPropertySource
    static void allOthersOff(DynamicPropertyRegistry settings) {
        for (LowBackPainRule rule : LowBackPainRule.values()) {
            if (rule != LowBackPainRule.REASSESS) {
                settings.add("lumbar.rules." + rule.id() + ".mode", () -> "off");
            }
        }
    }

    @Test
    void anExplanation_saysThatARuleIsOff() {
        assertThat(outcome(explain(example("opioid-order-select")), "opioid-first-line"))
                .isEqualTo("off: The rule is off by configuration.");
    }

    @Test
    void noExampleMakesACardButThatOfTheRuleLeftOn() {
        for (String name : examples()) {
            assertThat(call(example(name)).topics())
                    .as(name)
                    .isEqualTo(name.equals(REASSESS) ? List.of("reassess") : List.of());
        }
        assertThat(meters.find("lumbar.findings").counters())
                .as("nothing is recorded of rules that are off")
                .allSatisfy(
                        counter -> assertThat(counter.getId().getTag("rule")).isEqualTo("reassess"));
    }

    @Test
    void discoveryAsksOnlyForWhatTheRuleLeftOnNeeds() {
        JsonNode services = discovery().get("services");

        assertThat(services).hasSize(4);
        assertThat(services.findValuesAsText("id"))
                .as("EHRs are configured by id")
                .containsExactlyInAnyOrder(
                        "lbp-patient-view", "lbp-order-select", "lbp-order-sign", "lbp-medication-refill");
        stream(services).forEach(service -> {
            if (service.get("hook").asText().equals("patient-view")) {
                assertThat(service.get("prefetch").fieldNames())
                        .toIterable()
                        .containsExactlyInAnyOrder("patient", "encounter", "conditions", "medications");
            } else {
                assertThat(service.has("prefetch")).isFalse();
            }
        });
    }

    @Test
    void nothingIsAskedForAtTheOrderHooks() {
        for (String name : examples()) {
            ObjectNode request = example(name);
            request.remove("prefetch");
            Reply reply = call(request);
            if (name.endsWith("patient-view")) {
                assertThat(reply.status()).as(name).isEqualTo(412);
                assertThat(reply.body().toString()).contains("reassess").doesNotContain("red-flags");
            } else {
                assertThat(reply.body()).as(name).isEqualTo(json("{\"cards\":[]}"));
            }
        }
    }
}
