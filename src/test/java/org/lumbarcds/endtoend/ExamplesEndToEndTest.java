package org.lumbarcds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.rules.LowBackPainRule;

/**
 * Every example gets exactly the answer that was reviewed and stored beside these tests; one without a stored answer gets
 * no card.
 */
class ExamplesEndToEndTest extends EndToEnd {

    private static final Path EXPECTED = Path.of("src/test/resources/expected");
    private static final String NO_CARDS = "{\"cards\":[]}";

    /** Examples that are not named after their rule. */
    private static final Map<String, RuleId> NAMED_OTHERWISE =
            Map.of("cyclobenzaprine-21-days-order-sign", LowBackPainRule.MUSCLE_RELAXANT_DURATION);

    @TestFactory
    List<DynamicTest> everyExampleGetsItsStoredAnswer() {
        return examples().stream()
                .map(name ->
                        DynamicTest.dynamicTest(name, () -> assertSame(name, answer(example(name)), expected(name))))
                .toList();
    }

    @Test
    void everyRuleHasAnExampleThatFiresAndOneThatDoesNot() {
        Set<RuleId> firing = new HashSet<>();
        Set<RuleId> silent = new HashSet<>();
        for (String name : examples()) {
            if (fires(name)) {
                stream(expected(name).path("cards"))
                        .forEach(card -> firing.add(
                                LowBackPainRule.of(card.at("/source/topic/code").asText())
                                        .orElseThrow()));
            } else {
                silent.add(ruleOf(name));
            }
        }
        assertThat(firing).containsExactlyInAnyOrder(LowBackPainRule.values());
        assertThat(silent).containsExactlyInAnyOrder(LowBackPainRule.values());
    }

    @Test
    void everyStoredAnswerBelongsToAnExample() {
        String[] stored = EXPECTED.toFile().list((folder, name) -> name.endsWith(".json"));

        assertThat(Arrays.stream(stored).map(file -> file.replace(".json", "")))
                .isNotEmpty()
                .isSubsetOf(examples());
    }

    @ParameterizedTest
    @CsvSource({
        "21, 63, no-card, exactly 21 days is silent",
        "22, 66, card, a day past the limit",
        "1, 3, no-card, a day's supply"
    })
    void theLimitOfTheRelaxantCourse(int days, int tablets, String outcome, String reason) {
        for (String hook : List.of("order-select", "order-sign")) {
            ObjectNode request = atHook(hook, example("cyclobenzaprine-35-days-order-sign"));
            ObjectNode dispense = (ObjectNode) draft(request, 0).get("dispenseRequest");
            ((ObjectNode) dispense.get("quantity")).put("value", tablets);
            ((ObjectNode) dispense.get("expectedSupplyDuration")).put("value", days);

            assertThat(call(request).topics())
                    .as("%s at %s", reason, hook)
                    .isEqualTo(outcome.equals("card") ? List.of("muscle-relaxant-duration") : List.of());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-03, 0, today is day 21",
        "2026-11-02, 1, today is day 22",
    })
    void theLimitOfARunningCourse(String start, int cards, String reason) {
        ObjectNode request = example("relaxant-course-patient-view");
        ((ObjectNode) request.at("/prefetch/medications/entry/0/resource")).put("authoredOn", start);

        assertThat(call(request).cards()).as(reason).hasSize(cards);
    }

    /** The other side of the shadowed rule of the same name: shown, it silences the rest. */
    @Test
    void aRedFlagSilencesTheOtherCards() {
        ObjectNode request = example("psychosocial-screening-chronic-patient-view");
        JsonNode cancer = example("routine-imaging-cancer-order-select").at("/prefetch/conditions/entry/1");
        ((ArrayNode) request.at("/prefetch/conditions/entry")).add(cancer);

        assertThat(call(request).topics()).containsExactly("red-flags");
    }

    @TestFactory
    List<DynamicTest> aSelectedOrderReadsTheSameWhenItIsSigned() {
        return examples().stream()
                .filter(name -> !name.endsWith("patient-view"))
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> assertSame(
                                name,
                                answer(atHook("order-sign", example(name))),
                                answer(atHook("order-select", example(name))))))
                .toList();
    }

    /** "All codings of a concept count, in any position"; a search result has no order of its own. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theOrderOfEntriesAndCodingsDoesNotMatter(long seed) {
        Random random = new Random(seed);
        for (String name : examples()) {
            ObjectNode shuffled = example(name);
            shuffle(shuffled, random);
            assertSame(name + " shuffled with seed " + seed, answer(shuffled), expected(name));
        }
    }

    @Test
    void aLocalCodingInFrontChangesNothing() {
        for (String name : examples()) {
            ObjectNode request = example(name);
            request.findParents("coding").forEach(concept -> {
                ArrayNode codings = (ArrayNode) concept.get("coding");
                codings.insert(0, json("{\"system\":\"https://ehr.example.org/codes\",\"code\":\"4711\"}"));
            });
            JsonNode answer = answer(request);
            // An update holds the client's own order, with the local coding in it.
            answer.findParents("coding").forEach(concept -> removeLocal((ArrayNode) concept.get("coding")));
            assertSame(name, answer, expected(name));
        }
    }

    private static void removeLocal(ArrayNode codings) {
        if (codings.path(0).path("code").asText().equals("4711")) {
            codings.remove(0);
        }
    }

    private JsonNode answer(JsonNode request) {
        Reply reply = call(request);
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
        return reply.body();
    }

    private static boolean fires(String name) {
        return Files.exists(EXPECTED.resolve(name + ".json"));
    }

    private static JsonNode expected(String name) {
        return fires(name) ? object(EXPECTED.resolve(name + ".json")) : json(NO_CARDS);
    }

    private static RuleId ruleOf(String name) {
        return Arrays.<RuleId>stream(LowBackPainRule.values())
                .filter(rule -> name.startsWith(rule.id() + "-"))
                .findFirst()
                .or(() -> Optional.ofNullable(NAMED_OTHERWISE.get(name)))
                .orElseThrow(() -> new AssertionError(name + " is not named after a rule"));
    }

    /** The same drafts at another order hook, all of them selected. */
    private static ObjectNode atHook(String hook, ObjectNode request) {
        request.put("hook", hook);
        context(request).put("userId", "Practitioner/example");
        JsonNode refilled = context(request).remove("medications");
        if (refilled != null) {
            context(request).set("draftOrders", refilled);
        }
        context(request).remove("selections");
        if (hook.equals("order-select")) {
            ArrayNode selections = context(request).putArray("selections");
            stream(request.at("/context/draftOrders/entry"))
                    .forEach(entry -> selections.add(entry.at("/resource/resourceType")
                                    .asText() + "/" + entry.at("/resource/id").asText()));
        }
        return request;
    }

    private static void shuffle(JsonNode node, Random random) {
        node.forEach(child -> shuffle(child, random));
        if (node instanceof ObjectNode object) {
            for (String name : List.of("entry", "coding")) {
                if (object.get(name) instanceof ArrayNode array) {
                    List<JsonNode> items = new ArrayList<>();
                    array.forEach(items::add);
                    Collections.shuffle(items, random);
                    array.removeAll().addAll(items);
                }
            }
        }
    }
}
