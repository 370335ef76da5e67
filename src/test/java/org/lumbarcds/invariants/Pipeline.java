package org.lumbarcds.invariants;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.lumbarcds.cards.CardContext;
import org.lumbarcds.cards.CardSystems;
import org.lumbarcds.cards.DetailLimits;
import org.lumbarcds.cards.WrittenCard;
import org.lumbarcds.cards.files.CardLibrary;
import org.lumbarcds.cards.suggestions.OrderTemplates;
import org.lumbarcds.cards.writing.MarkdownCardWriter;
import org.lumbarcds.chart.CallData;
import org.lumbarcds.chart.DraftOrders;
import org.lumbarcds.chart.OpenChart;
import org.lumbarcds.chart.reading.FhirChartReader;
import org.lumbarcds.guideline.engine.Evaluation;
import org.lumbarcds.guideline.engine.Guideline;
import org.lumbarcds.guideline.engine.Mode;
import org.lumbarcds.guideline.engine.Numbers;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.settings.ContentSettings;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.terminology.ValueSetTerminology;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

/** From a request's tree to its cards through the service's own parts, without the server around them. */
public final class Pipeline {

    private static final List<Rule> RULES = LowBackPainRule.rules();

    private final ObjectMapper mapper = new ObjectMapper();
    private final Numbers numbers = Binder.get(new MockEnvironment())
            .bindOrCreate("lumbar", LumbarSettings.class)
            .toNumbers();
    private final FhirChartReader charts =
            new FhirChartReader(ValueSetTerminology.load(null), FhirContext.forR4Cached());
    private final MarkdownCardWriter writer = new MarkdownCardWriter(
            CardLibrary.load(CardLibrary.SHIPPED, null, Set.of(LowBackPainRule.values())),
            new OrderTemplates(OrderTemplates.Intent.ORDER),
            UUID::randomUUID,
            () -> 3,
            new CardSystems(ContentSettings.RULE_SYSTEM, ContentSettings.OVERRIDE_SYSTEM),
            new DetailLimits(1200, 2000));
    private final Guideline all = guideline(Map.of());
    private final Map<RuleId, Guideline> without = new LinkedHashMap<>();

    public Pipeline() {
        for (RuleId rule : LowBackPainRule.values()) {
            without.put(rule, guideline(Map.of(rule, Mode.OFF)));
        }
    }

    private static Guideline guideline(Map<RuleId, Mode> modes) {
        return new Guideline(RULES, modes, (rule, failure) -> {
            throw new AssertionError(rule + " threw", failure);
        });
    }

    /** @param selected how many selected drafts the service knows */
    public record Answer(Evaluation evaluation, boolean refused, ArrayNode cards, int selected, Situation situation) {}

    /** What each rule says by itself of what was answered. */
    public Map<RuleId, Verdict> verdicts(Answer answer) {
        return all.verdicts(answer.situation());
    }

    public Set<RuleId> rules() {
        Set<RuleId> ids = new LinkedHashSet<>();
        RULES.forEach(rule -> ids.add(rule.id()));
        return ids;
    }

    public Answer answer(RandomChart chart) {
        return answer(chart, all, RandomCharts.TODAY);
    }

    /** The answer on another day. */
    public Answer answer(RandomChart chart, LocalDate today) {
        return answer(chart, all, today);
    }

    /** The findings with one rule off. */
    public Evaluation without(RuleId rule, RandomChart chart) {
        return answer(chart, without.get(rule), RandomCharts.TODAY).evaluation();
    }

    private Answer answer(RandomChart chart, Guideline guideline, LocalDate today) {
        ObjectNode body = chart.body();
        ObjectNode context = (ObjectNode) body.get("context");
        CallData call = new CallData(
                chart.hook(),
                context.path("patientId").asText(),
                context.has("encounterId") ? context.get("encounterId").asText() : null,
                context.get("selections"),
                context.get("draftOrders"),
                body.get("prefetch"));
        DraftOrders drafts = chart.hook() == Hook.PATIENT_VIEW ? DraftOrders.NONE : charts.drafts(call);
        OpenChart open = charts.open(call);
        Situation situation =
                new Situation(chart.hook(), today, drafts.orders(), drafts.selected(), open, numbers, drafts.unknown());
        Evaluation evaluation = guideline.evaluate(situation);
        boolean refused =
                !evaluation.undecided().isEmpty() && evaluation.findings().isEmpty();
        ArrayNode cards = mapper.createArrayNode();
        if (!refused) {
            CardContext writing = new CardContext(
                    chart.hook(),
                    today,
                    call.patientId(),
                    call.encounterId(),
                    context.path("userId").asText(),
                    drafts.orders(),
                    order -> {
                        ObjectNode draft = drafts.json().get(order.handle());
                        return draft != null ? draft.deepCopy() : open.jsonOf(order);
                    },
                    "at-most-one");
            cards = mapper.valueToTree(writer.write(evaluation, writing).stream()
                    .map(WrittenCard::card)
                    .toList());
        }
        return new Answer(evaluation, refused, cards, drafts.selected().size(), situation);
    }
}
