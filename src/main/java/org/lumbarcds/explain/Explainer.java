package org.lumbarcds.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.lumbarcds.chart.CallData;
import org.lumbarcds.chart.ChartReader;
import org.lumbarcds.chart.DraftOrders;
import org.lumbarcds.chart.Supplement;
import org.lumbarcds.chart.reading.ChartAccounts;
import org.lumbarcds.chart.reading.DraftAccount;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.explain.Explanation.DrugChoice;
import org.lumbarcds.explain.Explanation.Time;
import org.lumbarcds.guideline.engine.Guideline;
import org.lumbarcds.guideline.engine.Numbers;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.safety.RemedyChoice;
import org.lumbarcds.hooks.answering.FetchTerms;
import org.lumbarcds.hooks.answering.HookService;
import org.lumbarcds.hooks.answering.ShadowRules;
import org.lumbarcds.hooks.request.HookRequest;
import org.lumbarcds.services.CdsService;

/**
 * Explains a call: has it answered, then asks everything that the answer rests on once more, of the same data. Rules are pure, so
 * they say the same again.
 */
final class Explainer {

    /** Each is judged against the whole record; an EHR signs a handful at once. */
    private static final int MOST_REPLACED = 20;

    private final HookService hooks;
    private final ChartReader charts;
    private final ChartAccounts accounts;
    private final Guideline guideline;
    private final Numbers numbers;
    private final ShadowRules shadows;
    private final RuleOutcomes outcomes;
    private final ObjectMapper mapper = new ObjectMapper();

    Explainer(
            HookService hooks,
            ChartReader charts,
            ChartAccounts accounts,
            Guideline guideline,
            Numbers numbers,
            ShadowRules shadows,
            RuleOutcomes outcomes) {
        this.hooks = hooks;
        this.charts = charts;
        this.accounts = accounts;
        this.guideline = guideline;
        this.numbers = numbers;
        this.shadows = shadows;
        this.outcomes = outcomes;
    }

    /** @param read how long it took to read the request, in nanoseconds */
    Explanation explain(
            CdsService service, HookRequest request, Caller caller, LocalDate today, FetchTerms terms, long read) {
        long start = System.nanoTime();
        HookService.Answer answer = hooks.answer(request, caller, today, terms);
        long answered = System.nanoTime();
        CallData call = request.data();
        Supplement fetched = answer.fetched();
        DraftOrders drafts = answer.drafts();
        Situation situation = new Situation(
                call.hook(),
                today,
                drafts.orders(),
                drafts.selected(),
                charts.open(call, fetched),
                numbers,
                drafts.unknown());
        // What was refused may be too much to be explained, too.
        List<DraftAccount> accounted = call.hook().hasDrafts() && !isRefused(answer)
                ? accounts.drafts(call, new Supplement(Map.of(), fetched.resources()), drafts)
                : List.of();
        Situation evaluated = isRefused(answer) ? null : situation;
        UnaryOperator<String> names = names(accounted);
        FactsInWords facts = new FactsInWords(situation);
        Explanation explanation = new Explanation(
                service.id(),
                call.hook().code(),
                today.toString(),
                answer.refusal() == null ? 200 : answer.refusal().status().value(),
                body(answer),
                facts.drafts(accounted),
                facts.patient(),
                facts.backPain(),
                facts.episode(),
                DataLines.of(answer.data(), accounts.entries(call, fetched), guideline.dataAt(call.hook())),
                outcomes.of(answer, evaluated, shadows.of(caller), names),
                evaluated == null ? List.of() : drugs(situation, names),
                new ArrayList<>());
        explanation.times().addAll(times(read, answered - start, System.nanoTime() - answered, answer));
        return explanation;
    }

    /** Contradictory or too much: no rule was asked. */
    private static boolean isRefused(HookService.Answer answer) {
        Refusal refusal = answer.refusal();
        return refusal != null && !answer.undecided();
    }

    private JsonNode body(HookService.Answer answer) {
        byte[] body =
                answer.refusal() == null ? answer.body() : answer.refusal().body();
        try {
            return mapper.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("An answer is JSON", e);
        }
    }

    /** A draft by its id, else by its place. */
    private static UnaryOperator<String> names(List<DraftAccount> drafts) {
        Map<String, String> names = drafts.stream()
                .collect(Collectors.toUnmodifiableMap(
                        DraftAccount::handle,
                        draft -> Objects.requireNonNullElse(draft.account().resource(), draft.field())));
        return handle -> names.getOrDefault(handle, handle);
    }

    private static List<DrugChoice> drugs(Situation situation, UnaryOperator<String> names) {
        if (!situation.hook().hasDrafts()) {
            return choices(RemedyChoice.toStart(situation), "to start");
        }
        List<DrugChoice> choices = new ArrayList<>();
        List<MedicationOrder> selected = situation.selectedMedications();
        for (MedicationOrder order : selected.subList(0, Math.min(selected.size(), MOST_REPLACED))) {
            choices.addAll(
                    choices(RemedyChoice.inPlaceOf(order, situation), "in place of " + names.apply(order.handle())));
        }
        return choices;
    }

    private static List<DrugChoice> choices(RemedyChoice remedies, String offer) {
        return remedies.all().stream()
                .map(judged -> new DrugChoice(
                        judged.remedy().ingredient(), offer, judged.isAllowed(), DataLines.against(judged)))
                .toList();
    }

    private static List<Time> times(long read, long answered, long explained, HookService.Answer answer) {
        long fetching = answer.data().values().stream()
                .mapToLong(came -> came.trace().took().toNanos())
                .max()
                .orElse(0);
        List<Time> times = new ArrayList<>();
        times.add(time("read the request", read));
        times.add(time("fetch data", fetching));
        times.add(time("decide and write the cards", Math.max(0, answered - fetching)));
        times.add(time("explain (no part of a call)", explained));
        return times;
    }

    static Time time(String step, long nanoseconds) {
        return new Time(step, milliseconds(nanoseconds));
    }

    /** To a thousandth. */
    static double milliseconds(long nanoseconds) {
        return Math.round(nanoseconds / 1_000.0) / 1_000.0;
    }
}
