package org.lumbarcds.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.chart.Calls.bundle;
import static org.lumbarcds.chart.Calls.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumbarcds.guideline.model.Hook;

/** "Nothing is read until somebody asks." */
class LazinessTest {

    /** A prefetch that nobody may look at. */
    private static final class Sealed extends ObjectNode {
        Sealed() {
            super(JsonNodeFactory.instance);
        }

        @Override
        public JsonNode get(String name) {
            throw new AssertionError("looked at");
        }

        @Override
        public boolean has(String name) {
            throw new AssertionError("looked at");
        }

        @Override
        public java.util.Iterator<JsonNode> elements() {
            throw new AssertionError("looked at");
        }
    }

    @Test
    void drafts_and_an_open_chart_do_not_look_at_the_prefetch() {
        CallData call = new CallData(
                Hook.ORDER_SIGN,
                "p1",
                "e1",
                null,
                Calls.json(
                        bundle(
                                "{resourceType: 'MedicationRequest', medicationCodeableConcept: {text: 'oxycodone'}, reasonReference: [{reference: 'Condition/c1'}]}",
                                "{resourceType: 'MedicationRequest', medicationReference: {reference: '#m'}, contained: [{resourceType: 'Medication', id: 'm', code: {text: 'oxycodone'}}]}")),
                new Sealed());

        DraftOrders drafts = Calls.READER.drafts(call);
        OpenChart chart = Calls.READER.open(call);

        assertThat(drafts.orders()).hasSize(2);
        assertThat(chart.resourcesRead()).isZero();
        assertThat(chart.asked()).isEmpty();
    }

    @Test
    void one_key_is_read_once_and_alone() {
        String condition = "{resourceType: 'Condition', code: {text: 'x'}}";
        OpenChart chart =
                chart("{conditions: " + bundle(condition, condition) + ", medications: 'garbage', egfr: [[{}]]}");
        assertThat(chart.resourcesRead()).isZero();

        Object first = chart.problems();

        assertThat(chart.resourcesRead()).isEqualTo(2);
        assertThat(chart.problems()).isSameAs(first);
        assertThat(chart.resourcesRead()).isEqualTo(2);
        assertThat(chart.asked()).hasSize(1);
    }

    @Test
    void answers_do_not_change() {
        OpenChart chart = chart("{conditions: 5}");
        assertThat(chart.problems()).isSameAs(chart.problems());
        assertThat(chart.allergies()).isSameAs(chart.allergies());
        assertThat(chart.problems().orElse(List.of())).isEmpty();
    }

    @Test
    void warming_up_may_be_repeated() {
        Calls.READER.warm();
        Calls.READER.warm();
    }
}
