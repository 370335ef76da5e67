package org.lumbarcds.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.lumbarcds.cards.Card;
import org.lumbarcds.cards.CardContext;
import org.lumbarcds.cards.CardWriter;
import org.lumbarcds.cards.WrittenCard;
import org.lumbarcds.chart.CallData;
import org.lumbarcds.chart.ChartReader;
import org.lumbarcds.chart.ContextFault;
import org.lumbarcds.chart.DraftOrders;
import org.lumbarcds.chart.OpenChart;
import org.lumbarcds.chart.Supplement;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.engine.Evaluation;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.drugs.Ingredient;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.Dispense;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Checked;
import org.lumbarcds.guideline.model.record.Encounter;
import org.lumbarcds.guideline.model.record.KidneyFunction;
import org.lumbarcds.guideline.model.record.Patient;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.model.record.Procedure;
import org.lumbarcds.guideline.model.record.Screening;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.terminology.Terminology;
import org.lumbarcds.terminology.codes.Concept;

/** As little of a guideline as the protocol needs to be tested: every draft named oxycodone is warned of. */
public final class FakeGuideline {

    private FakeGuideline() {}

    public static List<Rule> rules() {
        return List.of(
                new FakeRule(
                        LowBackPainRule.OPIOID_FIRST_LINE,
                        Hook.ofDrugOrders(),
                        Set.of(ChartKey.PATIENT, ChartKey.CONDITIONS),
                        Set.of(ChartKey.EGFR)),
                new FakeRule(
                        LowBackPainRule.NSAID_CAUTION,
                        Hook.ofDrugOrders(),
                        Set.of(ChartKey.PATIENT, ChartKey.MEDICATIONS),
                        Set.of()),
                new FakeRule(
                        LowBackPainRule.PSYCHOSOCIAL_SCREENING,
                        Set.of(Hook.PATIENT_VIEW),
                        Set.of(ChartKey.PATIENT, ChartKey.CONDITIONS),
                        Set.of(ChartKey.ENCOUNTER, ChartKey.SCREENINGS, ChartKey.REFERRALS, ChartKey.ALLERGIES)),
                new FailingRule());
    }

    /** Warns of every selected draft, and at patient-view of everything, once it has what it requires. */
    private record FakeRule(RuleId id, Set<Hook> hooks, Set<ChartKey> required, Set<ChartKey> optional)
            implements Rule {

        @Override
        public Verdict evaluate(Situation situation) {
            List<Order> concerned = situation.drafts().stream()
                    .filter(situation::isSelected)
                    .filter(order -> (id == LowBackPainRule.NSAID_CAUTION)
                            == order.label().contains("naproxen"))
                    .toList();
            if (situation.hook().hasDrafts() && concerned.isEmpty()) {
                return Verdict.silent("nothing");
            }
            Set<ChartKey> missing = new HashSet<>();
            required.stream().filter(key -> !had(situation, key)).forEach(missing::add);
            if (!missing.isEmpty()) {
                return Verdict.undecided(missing);
            }
            if (situation.chart().problems().orElse(List.of()).isEmpty() && required.contains(ChartKey.CONDITIONS)) {
                return Verdict.silent("nothing");
            }
            return Verdict.of(new Finding(id, "any", Indicator.WARNING, concerned, new Facts(), List.of(), Set.of()));
        }

        private static boolean had(Situation situation, ChartKey key) {
            return switch (key) {
                case PATIENT -> situation.chart().patient().isHad();
                case CONDITIONS -> situation.chart().problems().isHad();
                case MEDICATIONS -> situation.chart().medications().isHad();
                default -> true;
            };
        }
    }

    /** Throws, with patient data in its message, for a draft that says so. */
    private static final class FailingRule implements Rule {
        @Override
        public RuleId id() {
            return LowBackPainRule.BED_REST;
        }

        @Override
        public Set<Hook> hooks() {
            return Set.of(Hook.ORDER_SIGN);
        }

        @Override
        public Set<ChartKey> required() {
            return Set.of();
        }

        @Override
        public Set<ChartKey> optional() {
            return Set.of();
        }

        @Override
        public Verdict evaluate(Situation situation) {
            situation.drafts().forEach(order -> {
                if (order.label().contains("break the rule")) {
                    throw new IllegalStateException("Broken by " + order.label());
                }
            });
            return Verdict.silent("nothing");
        }
    }

    /** Says which rule and for whom, and that a rule failed. */
    public static final class FakeWriter implements CardWriter {
        @Override
        public List<WrittenCard> write(Evaluation evaluation, CardContext context) {
            List<WrittenCard> cards = new ArrayList<>();
            evaluation
                    .findings()
                    .forEach(finding -> cards.add(
                            new WrittenCard(card(finding.rule(), "warning", summary(finding)), List.of(finding))));
            evaluation
                    .failed()
                    .forEach(rule -> cards.add(new WrittenCard(card(rule, "info", "Could not run"), List.of())));
            return cards;
        }

        @Override
        public WrittenCard undecided(Evaluation evaluation) {
            RuleId first = evaluation.undecided().keySet().stream()
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            return new WrittenCard(card(first, "info", "Undecided"), List.of());
        }

        private static String summary(Finding finding) {
            return finding.about().isEmpty() ? "Found" : finding.about().get(0).label();
        }

        private static Card card(RuleId rule, String indicator, String summary) {
            return new Card(
                    "00000000-0000-4000-8000-00000000000c",
                    summary,
                    "",
                    indicator,
                    new Card.Source("Test", null, new Card.Code("http://example.org/rule", rule.id(), rule.id())),
                    List.of(),
                    null,
                    List.of(),
                    List.of());
        }
    }

    /** Knows every MedicationRequest, by its text; breaks on demand. */
    public static final class FakeReader implements ChartReader {
        @Override
        public List<ContextFault> faults(CallData call) {
            return List.of();
        }

        /** Opens when a draft that says "hold" has arrived. */
        final CountDownLatch arrived = new CountDownLatch(1);

        /** Lets that draft go on. */
        final CountDownLatch release = new CountDownLatch(1);

        private void hold() {
            arrived.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public DraftOrders drafts(CallData call, Supplement supplement) {
            List<Order> orders = new ArrayList<>();
            Set<String> selected = new HashSet<>();
            Map<String, ObjectNode> json = new HashMap<>();
            for (JsonNode entry : call.draftOrders().path("entry")) {
                JsonNode resource = entry.path("resource");
                String text =
                        resource.path("medicationCodeableConcept").path("text").asText("");
                if (text.contains("break the reader")) {
                    throw new IllegalStateException("Broken by " + text);
                }
                if (text.contains("hold")) {
                    hold();
                }
                if (text.contains("exhaust")) {
                    throw new OutOfMemoryError("Exhausted by " + text);
                }
                if (!text.isEmpty()) {
                    MedicationOrder order = order(resource.path("id").asText(), text);
                    orders.add(order);
                    json.put(order.handle(), (ObjectNode) resource);
                    if (call.hook().isFinal() || isSelected(call, order.handle())) {
                        selected.add(order.handle());
                    }
                }
            }
            return new DraftOrders(orders, selected, json, List.of());
        }

        private static boolean isSelected(CallData call, String handle) {
            for (JsonNode selection : call.selections()) {
                if (selection.asText().equals(handle)) {
                    return true;
                }
            }
            return false;
        }

        private static MedicationOrder order(String id, String text) {
            Ingredient ingredient = new Ingredient("oxycodone", Set.of(DrugClass.OPIOID), BigDecimal.TEN);
            Drug drug = new Drug(
                    text,
                    List.of(ingredient),
                    Drug.DrugForm.SYSTEMIC,
                    Set.of(),
                    new Drug.Recognition(Drug.Recognition.By.NAME, "oxycodone"));
            String reference = "MedicationRequest/" + id;
            return new MedicationOrder(
                    reference,
                    reference,
                    Set.of(),
                    drug,
                    "draft",
                    false,
                    false,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    Dispense.UNSTATED);
        }

        @Override
        public Set<String> unresolvedMedications(CallData call) {
            return Set.of();
        }

        @Override
        public OpenChart open(CallData call, Supplement supplement) {
            return new FakeChart(call.prefetch());
        }
    }

    private static final class FakeChart implements OpenChart {
        private final JsonNode prefetch;
        private final Map<ChartKey, State> asked = new EnumMap<>(ChartKey.class);

        FakeChart(JsonNode prefetch) {
            this.prefetch = prefetch;
        }

        private <T> Checked<T> get(ChartKey key, T value) {
            JsonNode node = prefetch == null ? null : prefetch.get(key.key());
            if (node == null) {
                asked.put(key, State.ABSENT);
                return Checked.notHad(key);
            }
            if (node.path("resourceType").asText().equals("OperationOutcome")) {
                asked.put(key, State.FAILED);
                return Checked.notHad(key);
            }
            asked.put(key, State.GIVEN);
            return Checked.had(value);
        }

        @Override
        public Checked<Patient> patient() {
            return get(ChartKey.PATIENT, new Patient(null, false));
        }

        @Override
        public Checked<Encounter> encounter() {
            return get(ChartKey.ENCOUNTER, new Encounter(null, List.of()));
        }

        @Override
        public Checked<List<Problem>> problems() {
            Problem back = new Problem(
                    null,
                    "back pain",
                    Meaning.of(Set.of(ProblemGroup.LOW_BACK_PAIN)),
                    Problem.ClinicalStatus.ACTIVE,
                    Problem.Verification.NOT_REFUTED,
                    false,
                    false,
                    null,
                    null,
                    false,
                    null,
                    null);
            boolean none = prefetch != null && prefetch.path("conditions").isNull();
            return get(ChartKey.CONDITIONS, none ? List.of() : List.of(back));
        }

        @Override
        public Checked<Set<String>> otherConditions() {
            return Checked.had(Set.of());
        }

        @Override
        public Checked<List<MedicationOrder>> medications() {
            return get(ChartKey.MEDICATIONS, List.of());
        }

        @Override
        public Checked<List<Allergy>> allergies() {
            return get(ChartKey.ALLERGIES, List.of());
        }

        @Override
        public Checked<List<KidneyFunction>> kidneyFunction() {
            return get(ChartKey.EGFR, List.of());
        }

        @Override
        public Checked<List<Screening>> screenings() {
            return get(ChartKey.SCREENINGS, List.of());
        }

        @Override
        public Checked<List<ServiceOrder>> referrals() {
            return get(ChartKey.REFERRALS, List.of());
        }

        @Override
        public Checked<List<Procedure>> procedures() {
            return get(ChartKey.PROCEDURES, List.of());
        }

        @Override
        public Checked<List<MedicationOrder>> statements() {
            return get(ChartKey.STATEMENTS, List.of());
        }

        @Override
        public Map<ChartKey, State> asked() {
            return asked;
        }

        @Override
        public int resourcesRead() {
            return 0;
        }

        @Override
        public ObjectNode jsonOf(Order order) {
            return null;
        }
    }

    /** Knows the LOINC codes that discovery needs. */
    public static final class FakeTerminology implements Terminology {
        @Override
        public Optional<Drug> drug(Concept concept, List<Concept> ingredients) {
            return Optional.empty();
        }

        @Override
        public Set<ProblemGroup> problem(Concept concept) {
            return Set.of();
        }

        @Override
        public Set<ProblemGroup> reason(Concept concept) {
            return Set.of();
        }

        @Override
        public Integer gestationWeeks(Concept concept) {
            return null;
        }

        @Override
        public Set<ServiceOrder.Kind> service(Concept concept) {
            return Set.of();
        }

        @Override
        public Optional<Allergy> allergy(List<Concept> concepts) {
            return Optional.empty();
        }

        @Override
        public boolean isUnspecificAllergy(Concept concept) {
            return false;
        }

        @Override
        public boolean isNoAllergy(Concept concept) {
            return false;
        }

        @Override
        public boolean isKidneyFunction(Concept concept) {
            return false;
        }

        @Override
        public boolean isScreening(Concept concept) {
            return false;
        }

        @Override
        public List<String> codes(String valueSet, String system) {
            return valueSet.equals("observation-egfr") ? List.of("33914-3", "62238-1") : List.of("44261-6", "55758-7");
        }
    }
}
