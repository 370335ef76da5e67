package org.lumbarcds.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lumbarcds.cards.BaseValidator;
import org.lumbarcds.endtoend.EndToEnd;

/** The shipped requests are what a well-behaved client would send: valid FHIR R4, with nobody's name in it. */
class ExamplesAreValidTest {

    private static final Path WARM_UP = Path.of("src/main/resources/warm-up");

    /** The examples, and what the service asks itself while it starts. */
    private static Map<String, ObjectNode> shipped() {
        Map<String, ObjectNode> requests = new TreeMap<>();
        EndToEnd.examples().forEach(name -> requests.put(name, EndToEnd.example(name)));
        for (String hook : List.of("patient-view", "order-select", "order-sign", "medication-refill")) {
            requests.put("warm-up " + hook, EndToEnd.object(WARM_UP.resolve(hook + ".json")));
        }
        return requests;
    }

    /** "FHIR JSON": no parser should have to forgive anything, an empty array least of all. */
    @TestFactory
    List<DynamicTest> everyRequestIsFhirJsonToTheLetter() {
        IParser strict = FhirContext.forR4Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler());
        return shipped().entrySet().stream()
                .map(request -> DynamicTest.dynamicTest(request.getKey(), () -> {
                    assertNothingIsEmpty(request.getValue());
                    List<ObjectNode> bundles = new ArrayList<>();
                    collectBundles(request.getValue(), bundles);
                    for (ObjectNode bundle : bundles) {
                        assertThat(strict.parseResource(Bundle.class, bundle.toString())
                                        .getEntry())
                                .hasSize(bundle.path("entry").size());
                    }
                    List<ObjectNode> resources = new ArrayList<>();
                    collect(request.getValue(), resources);
                    resources.forEach(resource -> strict.parseResource(resource.toString()));
                }))
                .toList();
    }

    @Test
    void theStrictParserForgivesNothing() {
        IParser strict = FhirContext.forR4Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler());
        assertThatThrownBy(() -> strict.parseResource("{\"resourceType\":\"Patient\",\"nam\":\"x\"}"))
                .isInstanceOf(DataFormatException.class);
        assertThatThrownBy(() -> assertNothingIsEmpty(EndToEnd.json("{\"entry\":[]}")))
                .isInstanceOf(AssertionError.class);
    }

    private static void assertNothingIsEmpty(JsonNode node) {
        node.fields().forEachRemaining(field -> {
            JsonNode value = field.getValue();
            boolean empty = value.isContainerNode()
                    ? value.isEmpty()
                    : value.isTextual() && value.textValue().isBlank();
            assertThat(empty).as("%s is empty", field.getKey()).isFalse();
        });
        node.forEach(ExamplesAreValidTest::assertNothingIsEmpty);
    }

    private static void collectBundles(JsonNode node, List<ObjectNode> bundles) {
        if (node instanceof ObjectNode object
                && object.path("resourceType").asText().equals("Bundle")) {
            bundles.add(object);
        }
        node.forEach(child -> collectBundles(child, bundles));
    }

    @TestFactory
    List<DynamicTest> everyResourcePassesTheBaseValidator() {
        return shipped().entrySet().stream()
                .map(request -> DynamicTest.dynamicTest(request.getKey(), () -> {
                    List<ObjectNode> resources = new ArrayList<>();
                    collect(request.getValue(), resources);
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
