package org.lumbarcds.endtoend.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.chart.CallData;
import org.lumbarcds.chart.ChartReader;
import org.lumbarcds.chart.ContextFault;
import org.lumbarcds.chart.DraftOrders;
import org.lumbarcds.chart.OpenChart;
import org.lumbarcds.chart.Supplement;
import org.lumbarcds.endtoend.EndToEnd;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** "An order that no rule cares about: 200 with no cards and nothing fetched, even with no prefetch at all." */
@Import(NothingReadEndToEndTest.Watched.class)
class NothingReadEndToEndTest extends EndToEnd {

    private static final List<String> GARBAGE = List.of(
            "17",
            "\"text\"",
            "true",
            "[[]]",
            "{}",
            "{\"resourceType\":\"Nonsense\",\"id\":7}",
            "{\"resourceType\":\"Bundle\",\"entry\":\"none\"}",
            "{\"resourceType\":\"Bundle\",\"entry\":[null,7,{\"resource\":{\"resourceType\":\"Condition\",\"code\":[]}}]}",
            "{\"resourceType\":\"OperationOutcome\"}");

    @Autowired
    private OpenCharts opened;

    /** The charts opened since the last {@link #clear()}. */
    static class OpenCharts {
        private final List<OpenChart> charts = new CopyOnWriteArrayList<>();

        int resourcesRead() {
            return charts.stream().mapToInt(OpenChart::resourcesRead).sum();
        }

        int keysAsked() {
            return charts.stream().mapToInt(chart -> chart.asked().size()).sum();
        }

        void clear() {
            charts.clear();
        }
    }

    private record Watching(ChartReader reader, OpenCharts opened) implements ChartReader {

        @Override
        public List<ContextFault> faults(CallData call) {
            return reader.faults(call);
        }

        @Override
        public DraftOrders drafts(CallData call, Supplement supplement) {
            return reader.drafts(call, supplement);
        }

        @Override
        public Set<String> unresolvedMedications(CallData call) {
            return reader.unresolvedMedications(call);
        }

        @Override
        public OpenChart open(CallData call, Supplement supplement) {
            OpenChart chart = reader.open(call, supplement);
            opened.charts.add(chart);
            return chart;
        }
    }

    static class Watched {
        @Bean
        OpenCharts openCharts() {
            return new OpenCharts();
        }

        @Bean
        static BeanPostProcessor watchCharts(org.springframework.beans.factory.ObjectProvider<OpenCharts> openCharts) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof ChartReader reader ? new Watching(reader, openCharts.getObject()) : bean;
                }
            };
        }
    }

    @BeforeEach
    void forget() {
        opened.clear();
    }

    static Stream<Arguments> ordersNoRuleCaresAbout() {
        return Stream.of(
                Arguments.of("an antibiotic", """
                        {"resourceType":"MedicationRequest","id":"d","status":"draft","intent":"order",
                         "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm",
                           "code":"308191"}],"text":"Amoxicillin 500 MG Oral Capsule"},
                         "subject":{"reference":"Patient/example"}}"""),
                Arguments.of("a blood pressure drug by name only", """
                        {"resourceType":"MedicationRequest","id":"d","status":"draft","intent":"order",
                         "medicationReference":{"reference":"Medication/elsewhere","display":"Lisinopril 10 mg tablet"},
                         "subject":{"reference":"Patient/example"}}"""),
                Arguments.of("imaging of another site", """
                        {"resourceType":"ServiceRequest","id":"d","status":"draft","intent":"order",
                         "code":{"text":"XR chest, 2 views"},"subject":{"reference":"Patient/example"}}"""),
                Arguments.of("a blood test", """
                        {"resourceType":"ServiceRequest","id":"d","status":"draft","intent":"order",
                         "code":{"coding":[{"system":"http://loinc.org","code":"24323-8"}]},
                         "subject":{"reference":"Patient/example"}}"""),
                Arguments.of("a kind of order that is not read", """
                        {"resourceType":"NutritionOrder","id":"d","status":"draft","intent":"order",
                         "patient":{"reference":"Patient/example"},"dateTime":"2026-11-23"}"""),
                Arguments.of("an opioid that is not to be given", """
                        {"resourceType":"MedicationRequest","id":"d","status":"draft","intent":"order","doNotPerform":true,
                         "medicationCodeableConcept":{"text":"Oxycodone 5 mg"},
                         "subject":{"reference":"Patient/example"}}"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ordersNoRuleCaresAbout")
    void readsNothing(String what, String order) {
        for (String hook : List.of("order-select", "order-sign")) {
            assertSilentWhatever(call(hook, order));
        }
    }

    /** "rules look at selected drafts": the opioid was there before, the antibiotic is chosen now. */
    @Test
    void anOrderThatIsNotSelectedIsNotLookedAt() {
        ObjectNode request = example("opioid-order-select");
        ArrayNode entries = (ArrayNode) request.at("/context/draftOrders/entry");
        entries.addObject()
                .set(
                        "resource",
                        json(ordersNoRuleCaresAbout()
                                .findFirst()
                                .orElseThrow()
                                .get()[1]
                                .toString()));
        context(request).putArray("selections").add("MedicationRequest/d");

        assertSilentWhatever(request);
    }

    private void assertSilentWhatever(ObjectNode request) {
        assertSilent(request);
        for (String garbage : GARBAGE) {
            ObjectNode damaged = request.deepCopy();
            JsonNode value = json("{\"value\":" + garbage + "}").get("value");
            for (String key : List.of("patient", "encounter", "conditions", "medications", "allergies", "egfr", "x")) {
                damaged.withObject("/prefetch").set(key, value);
            }
            assertSilent(damaged);
        }
        for (String whole : List.of("{}", "null", "17", "[]", "\"none\"")) {
            ObjectNode damaged = request.deepCopy();
            damaged.set("prefetch", json("{\"value\":" + whole + "}").get("value"));
            // What is no object is refused before anything is looked at, or taken for none.
            Reply reply = call(damaged);
            assertThat(reply.status()).as("prefetch %s", whole).isIn(200, 400);
            assertThat(reply.body().path("cards")).isEmpty();
        }
        request.remove("prefetch");
        assertSilent(request);
        assertThat(opened.resourcesRead()).as("prefetch resources read").isZero();
        assertThat(opened.keysAsked()).as("prefetch keys asked for").isZero();
    }

    private void assertSilent(JsonNode request) {
        Reply reply = call(request);
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(json("{\"cards\":[]}"));
    }

    private static ObjectNode call(String hook, String order) {
        ObjectNode request = example("opioid-order-select");
        ObjectNode resource = json(order);
        request.put("hook", hook);
        ((ObjectNode) request.at("/context/draftOrders/entry/0")).set("resource", resource);
        context(request).remove("selections");
        if (hook.equals("order-select")) {
            context(request)
                    .putArray("selections")
                    .add(resource.get("resourceType").asText() + "/d");
        }
        return request;
    }

    /** The same watch sees what is read when a rule cares. */
    @ParameterizedTest
    @CsvSource({"opioid-order-select", "bed-rest-ordered-order-select", "reassess-5-weeks-patient-view"})
    void whatARuleAsksForIsRead(String name) {
        assertThat(call(example(name)).cards()).hasSize(1);

        assertThat(opened.resourcesRead()).isPositive();
        assertThat(opened.keysAsked()).isPositive();
    }

    @Test
    void garbageIsNoDataWhenARuleCares() {
        ObjectNode request = example("opioid-order-select");
        for (String garbage : List.of("17", "{\"resourceType\":\"Nonsense\"}")) {
            prefetch(request)
                    .set("conditions", json("{\"value\":" + garbage + "}").get("value"));
            assertThat(call(request).status()).as(garbage).isEqualTo(412);
        }
    }
}
