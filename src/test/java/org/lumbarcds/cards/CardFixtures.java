package org.lumbarcds.cards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lumbarcds.cards.files.CardLibrary;
import org.lumbarcds.cards.suggestions.OrderTemplates;
import org.lumbarcds.cards.writing.MarkdownCardWriter;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.engine.Evaluation;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.drugs.Ingredient;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.Amount;
import org.lumbarcds.guideline.model.orders.Dispense;
import org.lumbarcds.guideline.model.orders.Dosage;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.record.Problem;

/** The texts and orders that card tests share. */
public final class CardFixtures {

    public static final String FOLDER = "card-fixtures";
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    public static final ObjectMapper JSON = new ObjectMapper();

    public static final MedicationOrder OXYCODONE =
            order("1", "Oxycodone 5 MG Oral Tablet", "oxycodone", DrugClass.OPIOID);
    public static final MedicationOrder RELAXANT =
            order("2", "Cyclobenzaprine 10 MG Oral Tablet", "cyclobenzaprine", DrugClass.MUSCLE_RELAXANT);

    public static final CardSystems SYSTEMS = new CardSystems("urn:oid:2.25.1", "urn:oid:2.25.2");
    public static final DetailLimits LIMITS = new DetailLimits(1200, 2000);

    private CardFixtures() {}

    public static CardLibrary library() {
        return CardLibrary.load(FOLDER, null, Set.of());
    }

    public static MarkdownCardWriter writer() {
        return new MarkdownCardWriter(
                library(), new OrderTemplates(OrderTemplates.Intent.ORDER), countingUuids(), () -> 3, SYSTEMS, LIMITS);
    }

    public static List<Card> cardsOf(CardWriter writer, Evaluation evaluation, CardContext context) {
        return writer.write(evaluation, context).stream().map(WrittenCard::card).toList();
    }

    public static Supplier<UUID> countingUuids() {
        long[] next = {0};
        return () -> new UUID(0, next[0]++);
    }

    public static CardContext context(Hook hook, Function<Order, ObjectNode> originals, Order... drafts) {
        return new CardContext(
                hook, TODAY, "p1", "e1", "Practitioner/dr-1", List.of(drafts), originals::apply, "at-most-one");
    }

    public static CardContext signing(Order... drafts) {
        return context(Hook.ORDER_SIGN, order -> null, drafts);
    }

    public static Finding finding(RuleId rule, Indicator indicator, Order about, Proposal... proposals) {
        return new Finding(
                rule,
                indicator == Indicator.INFO ? "info" : "warning",
                indicator,
                about == null ? List.of() : List.of(about),
                new Facts()
                        .put("drug", about == null ? "" : about.label())
                        .put("total", 30)
                        .put("limit", 21)
                        .put("onset", "2026-10-10")
                        .put("days", 44),
                List.of(proposals),
                Set.of());
    }

    /** {@code id} null makes an order that can't be named. */
    public static MedicationOrder order(String id, String label, String ingredient, DrugClass drugClass) {
        return order(id, label, ingredient, drugClass, List.of(), Dispense.UNSTATED);
    }

    private static MedicationOrder order(
            String id, String label, String ingredient, DrugClass drugClass, List<Dosage> dosages, Dispense dispense) {
        return new MedicationOrder(
                "draft:" + id + ingredient,
                id == null ? null : "MedicationRequest/" + id,
                Set.of(),
                new Drug(
                        label,
                        List.of(new Ingredient(ingredient, Set.of(drugClass), null)),
                        Drug.DrugForm.SYSTEMIC,
                        Set.of(),
                        new Drug.Recognition(Drug.Recognition.By.NAME, ingredient)),
                "draft",
                false,
                false,
                PartialDate.of(TODAY),
                null,
                List.of(),
                dosages,
                dispense);
    }

    public static Problem lowBackPain(String reference) {
        return problem(reference, "Low back pain", Set.of(ProblemGroup.LOW_BACK_PAIN));
    }

    public static Problem problem(String reference, String label, Set<ProblemGroup> groups) {
        return new Problem(
                reference,
                label,
                Meaning.of(groups),
                Problem.ClinicalStatus.ACTIVE,
                Problem.Verification.NOT_REFUTED,
                false,
                false,
                PartialDate.of(TODAY.minusDays(5)),
                null,
                false,
                null,
                null);
    }

    public static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What the chart would read of a cyclobenzaprine draft. */
    public static MedicationOrder read(ObjectNode json) {
        List<Dosage> dosages = new ArrayList<>();
        for (JsonNode dosage : json.path("dosageInstruction")) {
            JsonNode repeat = dosage.path("timing").path("repeat");
            List<Amount> doses = new ArrayList<>();
            dosage.path("doseAndRate").forEach(rate -> doses.add(amount(rate.path("doseQuantity"))));
            dosages.add(new Dosage(
                    dosage.has("sequence") ? dosage.get("sequence").intValue() : null,
                    bounds(repeat),
                    null,
                    number(repeat.path("frequency")),
                    number(repeat.path("frequencyMax")),
                    number(repeat.path("period")),
                    repeat.path("periodUnit").textValue(),
                    timings(dosage.path("timing").path("code").path("coding").path(0)),
                    repeat.has("dayOfWeek") ? repeat.get("dayOfWeek").size() : 7,
                    dosage.path("asNeededBoolean").asBoolean(),
                    doses,
                    false,
                    List.of(),
                    null,
                    dosage.path("text").textValue()));
        }
        JsonNode dispense = json.path("dispenseRequest");
        return order(
                json.path("id").textValue(),
                "Cyclobenzaprine 10 MG Oral Tablet",
                "cyclobenzaprine",
                DrugClass.MUSCLE_RELAXANT,
                dosages,
                new Dispense(
                        amount(dispense.path("expectedSupplyDuration")),
                        amount(dispense.path("quantity")),
                        dispense.path("numberOfRepeatsAllowed").asInt(0)));
    }

    private static List<String> timings(JsonNode coding) {
        return coding.has("code") ? List.of(coding.get("code").textValue()) : List.of();
    }

    private static Dosage.Bounds bounds(JsonNode repeat) {
        if (repeat.has("boundsDuration")) {
            return new Dosage.Bounds.Length(amount(repeat.get("boundsDuration")));
        }
        if (repeat.path("boundsPeriod").has("end")) {
            return new Dosage.Bounds.Period(
                    PartialDate.of(LocalDate.parse(
                            repeat.path("boundsPeriod").path("start").asText().substring(0, 10))),
                    PartialDate.of(LocalDate.parse(
                            repeat.path("boundsPeriod").path("end").asText().substring(0, 10))),
                    null);
        }
        return null;
    }

    private static BigDecimal number(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : null;
    }

    private static Amount amount(JsonNode node) {
        return node.has("value")
                ? new Amount(
                        node.get("value").decimalValue(),
                        node.path("code").textValue(),
                        node.path("unit").textValue())
                : null;
    }
}
