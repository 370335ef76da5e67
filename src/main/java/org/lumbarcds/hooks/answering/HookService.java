package org.lumbarcds.hooks.answering;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
import org.lumbarcds.clients.Caller;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.fetch.Provenance;
import org.lumbarcds.guideline.engine.Evaluation;
import org.lumbarcds.guideline.engine.Guideline;
import org.lumbarcds.guideline.engine.Numbers;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Revisions;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.orders.UnknownDraft;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.hooks.request.HookRequest;
import org.lumbarcds.services.PrefetchQueries;

/** From a validated call to its answer: drafts, chart, rules, cards. Stateless. */
public final class HookService {

    /** The answer when there is nothing to say. */
    private static final byte[] NO_CARDS = "{\"cards\":[]}".getBytes(StandardCharsets.UTF_8);

    private static final Evaluation NOTHING = new Evaluation(List.of(), Map.of(), List.of(), List.of(), Set.of());

    private final ChartReader charts;
    private final Guideline guideline;
    private final Numbers numbers;
    private final CardWriter cards;
    private final String selectionBehavior;
    private final boolean undecidedAsCard;
    private final Shortcomings shortcomings;
    private final DataCompletion completion;
    private final ShadowRules shadows;
    private final Snoozing snoozing;
    private final int mostDrafts;
    private final ObjectMapper mapper = new ObjectMapper();

    public HookService(
            ChartReader charts,
            Guideline guideline,
            Numbers numbers,
            CardWriter cards,
            String selectionBehavior,
            boolean undecidedAsCard,
            PrefetchQueries queries,
            DataCompletion completion,
            ShadowRules shadows,
            Snoozing snoozing,
            int mostDrafts) {
        this.charts = charts;
        this.guideline = guideline;
        this.numbers = numbers;
        this.cards = cards;
        this.selectionBehavior = selectionBehavior;
        this.undecidedAsCard = undecidedAsCard;
        this.shortcomings = new Shortcomings(queries);
        this.completion = completion;
        this.shadows = shadows;
        this.snoozing = snoozing;
        this.mostDrafts = mostDrafts;
    }

    /**
     * What a call is answered with.
     *
     * @param body the JSON of the cards; meaningless when refused
     * @param cards the cards, with what they say
     * @param evaluation what the rules said, for the record
     * @param snoozed findings that were left out because they have been considered already
     * @param refusal 412 with the data that is not to be had, 400 for too many drafts, or null
     * @param data where the data of every key came from
     * @param undecided whether nothing could be said but that: refused, or with a card in place of the refusal
     * @param fetched what was fetched for it, so that the answer can be explained by the same data
     * @param drafts its drafts as the rules saw them; none when it was refused before any rule was asked
     */
    public record Answer(
            byte[] body,
            List<WrittenCard> cards,
            Evaluation evaluation,
            List<Finding> snoozed,
            @Nullable Refusal refusal,
            Map<ChartKey, Provenance> data,
            boolean undecided,
            Supplement fetched,
            DraftOrders drafts) {

        static Answer nothing(Supplement fetched, DraftOrders drafts) {
            return new Answer(NO_CARDS, List.of(), NOTHING, List.of(), null, DataTrace.NOTHING, false, fetched, drafts);
        }

        static Answer refused(Refusal refusal) {
            return new Answer(
                    NO_CARDS,
                    List.of(),
                    NOTHING,
                    List.of(),
                    refusal,
                    DataTrace.NOTHING,
                    false,
                    Supplement.NONE,
                    DraftOrders.NONE);
        }
    }

    /** The body of an answer; {@code cards} stays when empty. */
    private record Cards(
            @JsonInclude(JsonInclude.Include.ALWAYS) List<Card> cards) {}

    /**
     * @param caller who calls
     * @param today the day of the call
     * @param terms on what terms data may be fetched for it
     */
    public Answer answer(HookRequest request, Caller caller, LocalDate today, FetchTerms terms) {
        CallData call = request.data();
        List<ContextFault> faults = charts.faults(call);
        if (!faults.isEmpty()) {
            return Answer.refused(Shortcomings.contradiction(faults));
        }
        Supplement supplement = call.hook().hasDrafts()
                ? completion.medications(request, medicationsToFetch(request), terms)
                : Supplement.NONE;
        DraftOrders drafts = call.hook().hasDrafts() ? charts.drafts(call, supplement) : DraftOrders.NONE;
        if (call.hook().hasDrafts()
                && drafts.orders().isEmpty()
                && drafts.unknown().stream().noneMatch(UnknownDraft::unresolved)) {
            return Answer.nothing(supplement, drafts);
        }
        if (drafts.orders().size() > mostDrafts) {
            return Answer.refused(Shortcomings.tooManyDrafts(call.hook(), mostDrafts));
        }
        OpenChart chart = charts.open(call, supplement);
        Situation situation = situation(call, drafts, chart, today);
        Set<RuleId> inShadow = shadows.of(caller);
        Evaluation evaluation = guideline.evaluate(situation, inShadow);
        Set<ChartKey> lacking = new OnRecord(situation).missing(evaluation.wanted());
        DataCompletion.Completed completed = completion.complete(request, supplement, lacking, terms);
        if (!completed.supplement().answers().isEmpty()) {
            chart = charts.open(call, completed.supplement());
            evaluation = guideline.evaluate(situation(call, drafts, chart, today), inShadow);
        }
        List<Finding> snoozed = snoozing.snoozed(evaluation, caller, call.patientId());
        evaluation = evaluation.without(snoozed);
        Map<ChartKey, Provenance> data = DataTrace.of(chart.asked(), completed.provenance());
        boolean isUndecided =
                !evaluation.undecided().isEmpty() || !evaluation.unknownDrafts().isEmpty();
        if (isUndecided
                && evaluation.findings().isEmpty()
                && evaluation.failed().isEmpty()) {
            if (Objects.requireNonNullElse(caller.client().undecidedAsCard(), undecidedAsCard)) {
                List<WrittenCard> card = List.of(cards.undecided(evaluation));
                return new Answer(
                        bytes(card), card, evaluation, snoozed, null, data, true, completed.supplement(), drafts);
            }
            Refusal refusal = shortcomings.dataMissing(evaluation, chart, completed);
            return new Answer(
                    NO_CARDS, List.of(), evaluation, snoozed, refusal, data, true, completed.supplement(), drafts);
        }
        OpenChart decided = chart;
        CardContext context = new CardContext(
                call.hook(),
                today,
                call.patientId(),
                call.encounterId(),
                request.userId(),
                drafts.orders(),
                order -> original(order, drafts, decided),
                Objects.requireNonNullElse(caller.client().selectionBehavior(), selectionBehavior),
                revisions(evaluation, situation(call, drafts, chart, today)));
        List<WrittenCard> written = cards.write(evaluation, context);
        return new Answer(
                written.isEmpty() ? NO_CARDS : bytes(written),
                written,
                evaluation,
                snoozed,
                null,
                data,
                false,
                completed.supplement(),
                drafts);
    }

    /** Most calls bring their drafts' drugs along, or name no server to ask. */
    private Set<String> medicationsToFetch(HookRequest request) {
        return request.fhir() == null ? Set.of() : charts.unresolvedMedications(request.data());
    }

    private Situation situation(CallData call, DraftOrders drafts, OpenChart chart, LocalDate today) {
        return new Situation(call.hook(), today, drafts.orders(), drafts.selected(), chart, numbers, drafts.unknown());
    }

    /** Of the drafts that a finding is about. */
    private static Set<String> revisions(Evaluation evaluation, Situation situation) {
        List<Order> about = evaluation.findings().stream()
                .flatMap(finding -> finding.about().stream())
                .distinct()
                .toList();
        return Revisions.among(about, situation);
    }

    private static @Nullable ObjectNode original(Order order, DraftOrders drafts, OpenChart chart) {
        ObjectNode draft = drafts.json().get(order.handle());
        return draft != null ? draft.deepCopy() : chart.jsonOf(order);
    }

    /** Text first: a lone surrogate in a record's text would break an encoder that writes UTF-8 directly. */
    private byte[] bytes(List<WrittenCard> written) {
        List<Card> cards = written.stream().map(WrittenCard::card).toList();
        try {
            return mapper.writeValueAsString(new Cards(cards)).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cards are plain records", e);
        }
    }
}
