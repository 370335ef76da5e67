package org.lumbarcds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumbarcds.endtoend.EndToEnd;

/** An explanation in a terminal. */
class PrintExplanationTest extends EndToEnd {

    private static final Path EXPECTED = Path.of("src/test/resources/explained/nsaid-caution-low-egfr-order-sign.txt");

    private String explain(ObjectNode request) throws IOException, InterruptedException {
        return PrintExplanation.explain(
                request.toString().getBytes(StandardCharsets.UTF_8), "http://127.0.0.1:" + port() + "/", Map.of());
    }

    @Test
    void theWholeText() throws IOException, InterruptedException {
        assertThat(explain(example("nsaid-caution-low-egfr-order-sign")).replaceAll("[\\d.E-]+ ms", "0 ms"))
                .isEqualTo(Files.readString(EXPECTED));
    }

    @Test
    void aRefusal_isSaid() throws IOException, InterruptedException {
        ObjectNode request = example("opioid-order-select");
        context(request).remove("patientId");

        assertThat(explain(request)).startsWith("No explanation (HTTP 400): context.patientId is missing.");
    }

    @Test
    void textsOfARecord_doNotSteerTheTerminal() throws IOException, InterruptedException {
        ObjectNode request = example("opioid-order-select");
        draft(request, 0).set("medicationCodeableConcept", json("{\"text\":\"Zzyxolam\\u001b[2J 5 mg\\u202e\"}"));

        assertThat(explain(request)).contains("Zzyxolam [2J 5 mg").doesNotContain("\u001b", "\u202e");
    }
}
