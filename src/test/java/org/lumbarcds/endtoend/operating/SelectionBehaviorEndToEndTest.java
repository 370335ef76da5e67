package org.lumbarcds.endtoend.operating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.lumbarcds.endtoend.EndToEnd;
import org.springframework.test.context.TestPropertySource;

/** "`any` by configuration (one large EHR supports only that)". */
@TestPropertySource(properties = "lumbar.cards.selection-behavior=any")
class SelectionBehaviorEndToEndTest extends EndToEnd {

    @Test
    void isTheOnlyThingThatChanges() {
        JsonNode expected = object(Path.of("src/test/resources/expected/opioid-order-select.json"));
        assertThat(expected.at("/cards/0/selectionBehavior").asText()).isEqualTo("at-most-one");
        ((ObjectNode) expected.at("/cards/0")).put("selectionBehavior", "any");

        assertSame("any", call(example("opioid-order-select")).body(), expected);
    }
}
