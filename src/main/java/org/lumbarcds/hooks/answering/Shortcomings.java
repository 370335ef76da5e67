package org.lumbarcds.hooks.answering;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.ContextFault;
import org.lumbarcds.chart.OpenChart;
import org.lumbarcds.errors.Issue;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.fetch.Provenance;
import org.lumbarcds.guideline.engine.Evaluation;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.orders.UnknownDraft;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.services.PrefetchQueries;

/** Why a well-formed call gets no answer, as a refusal that names the field and the mend. */
final class Shortcomings {

    private static final String NOT_IN_THE_CALL = " is not in the call";

    private final PrefetchQueries queries;

    Shortcomings(PrefetchQueries queries) {
        this.queries = queries;
    }

    /** The context contradicts itself. */
    static Refusal contradiction(List<ContextFault> faults) {
        return Refusal.badRequest(faults.stream().map(Shortcomings::issue).toList());
    }

    /** Rules compare drafts with each other: what a few hundred cost, thousands would cost a thousandfold. */
    static Refusal tooManyDrafts(Hook hook, int mostDrafts) {
        String field = "context." + hook.draftsField();
        return Refusal.badRequest(List.of(new Issue(
                "too-costly",
                field + " has more than " + mostDrafts + " orders that the rules judge (lumbar.limits.drafts).",
                field)));
    }

    /** "412 with an OperationOutcome naming the key", one issue per key with the rules that need it, then one per draft. */
    Refusal dataMissing(Evaluation evaluation, OpenChart chart, DataCompletion.Completed completed) {
        Map<ChartKey, List<String>> rulesByKey = new TreeMap<>();
        evaluation
                .undecided()
                .forEach((rule, keys) -> keys.forEach(key ->
                        rulesByKey.computeIfAbsent(key, k -> new ArrayList<>()).add(rule.id())));
        List<Issue> issues = new ArrayList<>();
        rulesByKey.forEach((key, rules) -> issues.add(missing(
                key, rules, chart.asked().get(key), completed.provenance().get(key))));
        evaluation.unknownDrafts().forEach(draft -> issues.add(unknown(draft)));
        return Refusal.dataMissing(issues);
    }

    private static Issue issue(ContextFault fault) {
        return switch (fault.kind()) {
            case DRAFT_OF_ANOTHER_PATIENT ->
                Issue.wrong(fault.field(), "a draft about the patient of context.patientId; this one is about another");
            case SELECTION_OF_NO_DRAFT ->
                Issue.wrong(
                        fault.field(),
                        "[ResourceType]/[id] or the fullUrl of an entry of context.draftOrders; this names none");
        };
    }

    private static Issue unknown(UnknownDraft draft) {
        return new Issue(
                "required",
                draft.field() + " "
                        + (draft.why() == UnknownDraft.Why.CODES_NOT_COVERED ? codesNotCovered() : notAtHand(draft)),
                draft.field());
    }

    private static String notAtHand(UnknownDraft draft) {
        String medication = draft.medication() == null ? "a resource" : draft.medication();
        return "leads to " + medication + ", which could not be had or names no drug, and has no display;"
                + " without it nobody knows what is ordered, and no check of drugs can be made. Send the"
                + " Medication in contained, in the Bundle of drafts or in prefetch, or a display.";
    }

    private static String codesNotCovered() {
        return "has no words, and only codes of systems that no table of this service covers; without more nobody"
                + " knows what is ordered, and no check of drugs can be made. Send an RxNorm or ATC code beside them, or"
                + " the drug's name as text or display; a site can add its own codes (lumbar.content.fhir-resources).";
    }

    private static String why(OpenChart.State state) {
        return switch (state) {
            case FAILED -> " can't be read, was withheld or is about another patient";
            case IN_PART -> " is there only in part";
            default -> NOT_IN_THE_CALL;
        };
    }

    private Issue missing(
            ChartKey key, List<String> rules, OpenChart.@Nullable State state, @Nullable Provenance fetched) {
        String field = "prefetch." + key.key();
        String why = state == null ? NOT_IN_THE_CALL : why(state);
        if (fetched != null && fetched.failure() != null) {
            String reason = " (" + fetched.failure().label() + ")";
            why += state == OpenChart.State.IN_PART ? reason : " and could not be fetched" + reason;
        }
        return new Issue(
                "required",
                field + why + "; without it these checks can't be made: " + String.join(", ", rules)
                        + ". Send the answer of " + queries.template(key)
                        // Every call is about somebody, so no patient is no answer.
                        + (key == ChartKey.PATIENT ? "." : ", or null when there is none."),
                field);
    }
}
