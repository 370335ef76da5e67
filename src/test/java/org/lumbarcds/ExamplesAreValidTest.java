package org.lumbarcds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lumbarcds.cards.BaseValidator;

/** The examples are what a well-behaved client would send: valid FHIR R4, with nobody's name in it. */
class ExamplesAreValidTest {

    @TestFactory
    List<DynamicTest> everyResourcePassesTheBaseValidator() {
        return EndToEnd.examples().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    List<ObjectNode> resources = new ArrayList<>();
                    collect(EndToEnd.example(name), resources);
                    assertThat(resources).hasSizeGreaterThan(1);
                    for (ObjectNode resource : resources) {
                        assertThat(BaseValidator.errors(resource))
                                .as("%s/%s", resource.path("resourceType").asText(), resource.path("id"))
                                .isEmpty();
                    }
                }))
                .toList();
    }

    @Test
    void nobodyIsNamed() {
        for (String name : EndToEnd.examples()) {
            assertThat(EndToEnd.example(name).findValues("name")).as(name).isEmpty();
        }
    }

    /** Resources in whatever place; entries of a Bundle are resources of their own. */
    private static void collect(JsonNode node, List<ObjectNode> resources) {
        if (node instanceof ObjectNode object
                && object.has("resourceType")
                && !object.path("resourceType").asText().equals("Bundle")) {
            resources.add(object);
            return;
        }
        node.forEach(child -> collect(child, resources));
    }
}
