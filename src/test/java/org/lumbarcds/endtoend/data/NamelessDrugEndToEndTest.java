package org.lumbarcds.endtoend.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.endtoend.EndToEnd;

/** Unknown is not safe: an active order that could be any drug keeps every drug from being suggested. */
class NamelessDrugEndToEndTest extends EndToEnd {

    @ParameterizedTest(name = "{0}, display {1}: offered {2}")
    @CsvSource({
        "active,, false", // a code no value set knows, and no name: it may be an anticoagulant
        "active, Metformin 500 MG Oral Tablet, true", // its name says which drug it is
        "completed,, true", // not taken any more
    })
    void suggestsADrug(String status, String display, boolean offered) {
        ObjectNode call = example("opioid-order-select");
        ObjectNode order = json("{\"resourceType\":\"MedicationRequest\",\"id\":\"other\",\"intent\":\"order\","
                + "\"subject\":{\"reference\":\"Patient/example\"},\"authoredOn\":\"2026-11-01\"}");
        order.put("status", status);
        ObjectNode coding =
                order.putObject("medicationCodeableConcept").putArray("coding").addObject();
        coding.put("system", "http://www.nlm.nih.gov/research/umls/rxnorm").put("code", "999999999");
        if (display != null) {
            coding.put("display", display);
        }
        ObjectNode bundle = json("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}");
        bundle.putArray("entry").addObject().set("resource", order);
        prefetch(call).set("medications", bundle);

        JsonNode card = call(call).cards().get(0);

        assertThat(card.findValuesAsText("type").contains("create")).isEqualTo(offered);
        assertThat(card.get("detail").asText().contains("not known here: 999999999"))
                .isEqualTo(!offered);
    }
}
