package org.lumbarcds.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lumbarcds.guideline.engine.Evaluation;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.invariants.Catalogue.Suggested;
import org.lumbarcds.invariants.Pipeline.Answer;

/**
 * What no chart may break, on thousands of random ones with fixed seeds. The oracles are written from the specification
 * and know the meaning of the codes they put in, not how the service reads them.
 */
class RandomChartsTest {

    private static final int CHARTS = 5_000;
    private static final int SHOWN = 3;
    private static final int EACH_CAUTION = 20;
    private static final int KEYS_EACH = 3;
    private static final int VALIDATED = 250;
    private static final Pipeline PIPELINE = new Pipeline();

    private static List<Case> cases = List.of();

    /** A chart and what the service says to it. */
    private record Case(RandomChart chart, Answer answer) {

        static Case of(RandomChart chart) {
            return new Case(chart, PIPELINE.answer(chart));
        }
    }

    @BeforeAll
    static void answerAll() {
        cases = LongStream.range(0, CHARTS)
                .parallel()
                .mapToObj(RandomCharts::of)
                .map(Case::of)
                .toList();
    }

    @AfterAll
    static void forgetAll() {
        cases = List.of();
    }

    @Test
    void everyRuleIsHereAndEveryDrugIsSuggested() {
        Map<RuleId, Integer> fired = new HashMap<>();
        Map<Suggested, Integer> suggested = new EnumMap<>(Suggested.class);
        Set<String> actions = new TreeSet<>();
        int refused = 0;
        for (Case each : cases) {
            Answer answer = each.answer();
            refused += answer.refused() ? 1 : 0;
            answer.evaluation().findings().forEach(finding -> fired.merge(finding.rule(), 1, Integer::sum));
            createdDrugs(answer.cards()).forEach(drug -> suggested.merge(drug, 1, Integer::sum));
            answer.cards().findValuesAsText("type").forEach(actions::add);
        }
        assertThat(PIPELINE.rules()).isEqualTo(Set.of(LowBackPainRule.values()));
        assertThat(fired.keySet()).isEqualTo(Set.of(LowBackPainRule.values()));
        assertThat(suggested.keySet()).isEqualTo(EnumSet.allOf(Suggested.class));
        assertThat(suggested.values()).as("%s", suggested).allMatch(times -> times >= 50);
        assertThat(actions).contains("create", "update", "delete");
        assertThat(refused).isBetween(50, CHARTS / 2);
    }

    /** What explains an answer is what was decided: no finding more or less, and no silence without its reason. */
    @Test
    void everySilentRuleSaysWhy() {
        check((chart, answer) -> {
            List<String> violations = new ArrayList<>();
            PIPELINE.verdicts(answer).forEach((rule, verdict) -> {
                boolean unexplained = verdict.silences().isEmpty()
                        || verdict.silences().stream()
                                .anyMatch(silence -> silence.why().isBlank());
                if (verdict.isSilent() && unexplained) {
                    violations.add(rule + " is silent without a reason");
                }
                if (!verdict.lack()
                        .required()
                        .equals(answer.evaluation().undecided().getOrDefault(rule, Set.of()))) {
                    violations.add(rule + " is explained by other gaps");
                }
                boolean found = answer.evaluation().findings().stream()
                        .anyMatch(finding -> finding.rule().equals(rule));
                boolean takenBack = rule.silencedBy().stream()
                        .anyMatch(silencer -> answer.evaluation().findings().stream()
                                .anyMatch(finding -> finding.rule().equals(silencer)));
                if (found == verdict.findings().isEmpty() && !takenBack) {
                    violations.add(rule + " is explained by other findings");
                }
            });
            return violations;
        });
    }

    @Test
    void noDrugIsSuggestedThatSection4Forbids() {
        check((chart, answer) -> {
            SafetyOracle oracle = new SafetyOracle(chart);
            List<String> violations = new ArrayList<>();
            for (JsonNode suggestion : suggestions(answer.cards())) {
                Set<String> removed = new HashSet<>(suggestion.findValuesAsText("resourceId"));
                for (Suggested drug : created(suggestion)) {
                    List<String> against = oracle.against(drug, removed);
                    if (!against.isEmpty()) {
                        violations.add(drug + " despite " + against);
                    }
                }
            }
            return violations;
        });
    }

    /** Every condition, drug and allergy of the catalogue, added alone to charts for which the drug is suggested. */
    @Test
    void eachCautionAloneTakesItsDrugsAway() {
        List<String> violations = new ArrayList<>();
        for (Suggested drug : Suggested.values()) {
            List<RandomChart> charts = cases.stream()
                    .filter(each -> createdDrugs(each.answer().cards()).contains(drug))
                    .map(Case::chart)
                    .limit(EACH_CAUTION)
                    .toList();
            assertThat(charts).hasSize(EACH_CAUTION);
            for (RandomChart chart : charts) {
                Catalogue.DIAGNOSES.stream()
                        .filter(diagnosis -> diagnosis.active().contains(drug))
                        .filter(diagnosis -> isSuggested(drug, Changes.with(diagnosis, chart)))
                        .forEach(diagnosis -> violations.add(drug + " despite " + diagnosis + ": " + chart.body()));
                Catalogue.PRODUCTS.stream()
                        .filter(product -> product.against().contains(drug))
                        .filter(product -> isSuggested(drug, Changes.with(product, chart)))
                        .forEach(product -> violations.add(drug + " despite " + product + ": " + chart.body()));
                Catalogue.ALLERGENS.stream()
                        .filter(allergen -> allergen.against().contains(drug))
                        .filter(allergen -> isSuggested(drug, Changes.with(allergen, chart)))
                        .forEach(allergen -> violations.add(drug + " despite " + allergen + ": " + chart.body()));
            }
        }
        assertThat(violations).isEmpty();
    }

    private static boolean isSuggested(Suggested drug, RandomChart chart) {
        return createdDrugs(PIPELINE.answer(chart).cards()).contains(drug);
    }

    @Test
    void orderOfEntriesAndCodingsChangesNothing() {
        check((chart, answer) ->
                difference(answer, PIPELINE.answer(Changes.shuffled(chart)), RandomChartsTest::withoutUuids));
    }

    /** A finding about several drafts stands on the first one's card, so the cards differ; what they warn of does not. */
    @Test
    void orderOfDraftsChangesNoFinding() {
        check((chart, answer) -> difference(
                answer, PIPELINE.answer(Changes.draftsShuffled(chart)), after -> gravest(after.evaluation())));
    }

    @Test
    void unrelatedResourcesChangeNothing() {
        check((chart, answer) ->
                difference(answer, PIPELINE.answer(Changes.withUnrelated(chart)), RandomChartsTest::withoutUuids));
    }

    @Test
    void oneCardPerSelectedOrderAndThreePerChart() {
        check((chart, answer) -> {
            int most = chart.hook() == Hook.PATIENT_VIEW ? 3 : answer.selected();
            int cards = answer.cards().size();
            return cards <= most ? List.of() : List.of(cards + " cards, at most " + most);
        });
    }

    @Test
    void everyAnswerIsAsTheProtocolWantsIt() {
        check((chart, answer) -> ProtocolCheck.faults(chart, answer.cards()));
    }

    @Test
    void everySuggestedOrderIsValidFhir() {
        FhirValidator validator = validator();
        Map<String, List<String>> errorsByOrder = new ConcurrentHashMap<>();
        check((chart, answer) -> {
            List<String> errors = new ArrayList<>();
            for (JsonNode suggestion : suggestions(answer.cards())) {
                for (JsonNode action : suggestion.path("actions")) {
                    JsonNode resource = action.path("resource");
                    if (resource instanceof ObjectNode order) {
                        // An update keeps what the client sent, a field that is no FHIR too; the rest must be valid.
                        ObjectNode known = order.deepCopy();
                        known.remove("vendorField");
                        errors.addAll(errorsByOrder.computeIfAbsent(known.toString(), json -> errors(validator, json)));
                    }
                }
            }
            return errors;
        });
        assertThat(errorsByOrder.size()).isGreaterThanOrEqualTo(VALIDATED);
    }

    @Test
    void nothingForMinorsAndTheDeceased() {
        check((chart, answer) -> {
            if (!new SafetyOracle(chart).isDeceasedOrMinor()) {
                return List.of();
            }
            return answer.refused() || !answer.cards().isEmpty()
                    ? List.of("an answer " + answer.evaluation())
                    : List.of();
        });
    }

    @Test
    void aRuleThatIsOffChangesNoOther() {
        check((chart, answer) -> {
            Evaluation all = answer.evaluation();
            List<String> violations = new ArrayList<>();
            for (RuleId off : ruleIds(all)) {
                List<Finding> expected = all.findings().stream()
                        .filter(finding -> finding.rule() != off)
                        .toList();
                List<Finding> others = PIPELINE.without(off, chart).findings();
                // Red flags silence the other cards of the chart.
                boolean same =
                        off == LowBackPainRule.RED_FLAGS ? others.containsAll(expected) : others.equals(expected);
                if (!same) {
                    violations.add("without " + off + ": " + others + " in place of " + expected);
                }
            }
            return violations;
        });
    }

    /** "Missing data never becomes safe": what is not known never brings a drug that was not suggested before. */
    @Test
    void missingDataBringsNoOtherDrug() {
        check((chart, answer) -> {
            Set<Suggested> before = createdDrugs(answer.cards());
            List<String> violations = new ArrayList<>();
            List<String> keys = new ArrayList<>(Changes.keysOf(chart));
            // Section 4 does not require the encounter: its reasons count when they are there.
            keys.remove("encounter");
            Collections.shuffle(keys, new Random(chart.seed()));
            for (String key : keys.stream().limit(KEYS_EACH).toList()) {
                boolean failed = (chart.seed() + key.length()) % 2 == 0;
                RandomChart less = failed ? Changes.failed(key, chart) : Changes.without(key, chart);
                Set<Suggested> more = createdDrugs(PIPELINE.answer(less).cards());
                more.removeAll(before);
                if (key.equals("egfr") && !new SafetyOracle(chart).wantsKidneyFunction()) {
                    // Section 4 wants no eGFR of younger patients with healthy kidneys.
                    more.remove(Suggested.NAPROXEN);
                }
                if (!more.isEmpty()) {
                    violations.add(more + " without " + key);
                }
            }
            return violations;
        });
    }

    @Test
    void anUpdateShortensOrStopsAndKeepsEverythingElse() {
        check((chart, answer) -> {
            Map<String, JsonNode> originals = new HashMap<>();
            chart.body().at("/prefetch/medications/entry").forEach(entry -> put(originals, entry.get("resource")));
            chart.body().at("/context/draftOrders/entry").forEach(entry -> put(originals, entry.get("resource")));
            List<String> faults = new ArrayList<>();
            for (JsonNode suggestion : suggestions(answer.cards())) {
                for (JsonNode action : suggestion.path("actions")) {
                    if (action.path("type").asText().equals("update")) {
                        JsonNode resource = action.get("resource");
                        JsonNode original = Objects.requireNonNull(
                                originals.get(resource.path("id").asText()));
                        faults.addAll(OrderUpdate.faults(original, resource));
                    }
                }
            }
            return faults;
        });
    }

    @Test
    void noCheckFailsAndNoRequestIsChanged() {
        check((chart, answer) -> {
            ObjectNode before = chart.body().deepCopy();
            List<String> violations = new ArrayList<>();
            answer.evaluation().failed().forEach(rule -> violations.add(rule + " failed"));
            if (!chart.body().equals(before)) {
                violations.add("the request was changed");
            }
            return violations;
        });
    }

    // --- the charts ---

    private interface Invariant {
        List<String> violations(RandomChart chart, Answer answer);

        default boolean isBroken(Case each) {
            return !violations(each.chart(), each.answer()).isEmpty();
        }
    }

    private static void check(Invariant invariant) {
        List<Case> broken = cases.parallelStream().filter(invariant::isBroken).toList();
        List<String> shown =
                broken.stream().limit(SHOWN).map(each -> shown(invariant, each)).toList();
        assertThat(broken.stream().map(each -> each.chart().seed()))
                .as("%s charts; the smallest of the first:%n%s", broken.size(), String.join("\n\n", shown))
                .isEmpty();
    }

    private static String shown(Invariant invariant, Case broken) {
        Case smallest = Case.of(Changes.smallest(broken.chart(), chart -> invariant.isBroken(Case.of(chart))));
        return "seed " + broken.chart().seed() + ": " + invariant.violations(smallest.chart(), smallest.answer()) + "\n"
                + smallest.chart().body();
    }

    private static List<String> difference(Answer before, Answer after, Function<Answer, ?> what) {
        Object was = what.apply(before);
        Object is = what.apply(after);
        return was.equals(is) ? List.of() : List.of(was + "\n became " + is);
    }

    private static Object withoutUuids(Answer answer) {
        ArrayNode cards = answer.cards().deepCopy();
        // An updated order keeps the client's codings in the client's order.
        Changes.sortCodings(cards);
        cards.forEach(card -> {
            ((ObjectNode) card).remove("uuid");
            card.path("suggestions").forEach(suggestion -> ((ObjectNode) suggestion).remove("uuid"));
        });
        return List.of(answer.refused(), cards);
    }

    /** Each rule's gravest indicator. */
    private static Map<RuleId, Indicator> gravest(Evaluation evaluation) {
        Map<RuleId, Indicator> gravest = new HashMap<>();
        evaluation
                .findings()
                .forEach(finding ->
                        gravest.merge(finding.rule(), finding.indicator(), (a, b) -> a.compareTo(b) >= 0 ? a : b));
        return gravest;
    }

    private static Set<RuleId> ruleIds(Evaluation evaluation) {
        Set<RuleId> ids = new HashSet<>();
        evaluation.findings().forEach(finding -> ids.add(finding.rule()));
        return ids;
    }

    // --- their answers ---

    private static List<JsonNode> suggestions(ArrayNode cards) {
        List<JsonNode> suggestions = new ArrayList<>();
        cards.forEach(card -> card.path("suggestions").forEach(suggestions::add));
        return suggestions;
    }

    private static Set<Suggested> createdDrugs(ArrayNode cards) {
        Set<Suggested> drugs = EnumSet.noneOf(Suggested.class);
        suggestions(cards).forEach(suggestion -> drugs.addAll(created(suggestion)));
        return drugs;
    }

    private static Set<Suggested> created(JsonNode suggestion) {
        Set<Suggested> drugs = EnumSet.noneOf(Suggested.class);
        for (JsonNode action : suggestion.path("actions")) {
            JsonNode medication = action.at("/resource/medicationCodeableConcept/coding/0/code");
            if (action.path("type").asText().equals("create") && !medication.isMissingNode()) {
                Suggested drug = null;
                for (Suggested known : Suggested.values()) {
                    drug = known.product.equals(medication.asText()) ? known : drug;
                }
                drugs.add(Objects.requireNonNull(drug, "an unknown drug is suggested"));
            }
        }
        return drugs;
    }

    private static void put(Map<String, JsonNode> originals, JsonNode resource) {
        originals.put(resource.path("id").asText(), resource);
    }

    // --- validity ---

    private static List<String> errors(FhirValidator validator, String json) {
        return validator.validateWithResult(json).getMessages().stream()
                .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(message -> message.getLocationString() + ": " + message.getMessage())
                .toList();
    }

    private static FhirValidator validator() {
        FhirContext context = FhirContext.forR4Cached();
        FhirInstanceValidator instances = new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(context),
                new InMemoryTerminologyServerValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context)));
        return context.newValidator().registerValidatorModule(instances);
    }
}
