package org.lumbarcds.endtoend.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.endtoend.EndToEnd;

/** An allergy told in words only: what it may be to is never called safe. */
class AllergyInWordsEndToEndTest extends EndToEnd {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Anti-inflammatories, acetaminophen",
        "antiinflammatory drugs, acetaminophen",
        "Unknown drug, none", // could be any
        "Pain killers, none", // could be any analgesic
        "Drug allergy (disorder), none",
        "multiple medications, none",
        "Multiple nuts, naproxen acetaminophen", // a whole text only
        "Penicillin, naproxen acetaminophen",
        "No known drug allergy, naproxen acetaminophen",
    })
    void offers(String allergy, String drugs) {
        ObjectNode call = example("opioid-order-select");
        ObjectNode bundle = json("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}");
        ObjectNode record = json("{\"resourceType\":\"AllergyIntolerance\",\"id\":\"a\",\"code\":{},"
                + "\"patient\":{\"reference\":\"Patient/example\"}}");
        record.withObject("/code").put("text", allergy);
        bundle.putArray("entry").addObject().set("resource", record);
        prefetch(call).set("allergies", bundle);

        JsonNode card = call(call).cards().get(0);

        List<String> labels = card.get("suggestions").findValuesAsText("label");
        for (String drug : List.of("naproxen", "acetaminophen")) {
            assertThat(labels.stream().anyMatch(label -> label.startsWith("Replace with " + drug)))
                    .as("%s offered", drug)
                    .isEqualTo(List.of(drugs.split(" ")).contains(drug));
        }
        assertThat(card.get("detail").asText().contains("not known here: allergy: "))
                .isEqualTo(drugs.equals("none"));
    }
}
