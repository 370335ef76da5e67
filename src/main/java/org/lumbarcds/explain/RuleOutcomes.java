package org.lumbarcds.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.cards.files.CardFile;
import org.lumbarcds.cards.files.CardLibrary;
import org.lumbarcds.explain.Explanation.Found;
import org.lumbarcds.explain.Explanation.Reason;
import org.lumbarcds.explain.Explanation.RuleOutcome;
import org.lumbarcds.guideline.engine.Guideline;
import org.lumbarcds.guideline.engine.Mode;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Silence;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.hooks.answering.HookService;

/** What became of each rule in one call. */
final class RuleOutcomes {

    private final Guideline guideline;
    private final CardLibrary cards;

    RuleOutcomes(Guideline guideline, CardLibrary cards) {
        this.guideline = guideline;
        this.cards = cards;
    }

    /**
     * @param situation what the rules were asked about; null when they were not asked, since the call was refused before
     * @param inShadow the rules that this caller is not to see
     * @param orders names of the call's orders by their handles
     */
    List<RuleOutcome> of(
            HookService.Answer answer,
            @Nullable Situation situation,
            Set<RuleId> inShadow,
            UnaryOperator<String> orders) {
        Map<RuleId, Verdict> verdicts = situation == null ? Map.of() : guideline.verdicts(situation);
        List<RuleOutcome> outcomes = new ArrayList<>();
        for (Rule rule : guideline.rules()) {
            Mode mode = guideline.mode(rule) == Mode.ON && inShadow.contains(rule.id())
                    ? Mode.SHADOW
                    : guideline.mode(rule);
            if (mode == Mode.OFF) {
                outcomes.add(untold(rule, mode, "off", "The rule is off by configuration."));
            } else if (situation == null) {
                outcomes.add(untold(rule, mode, "not evaluated", "The call was refused before any rule was asked."));
            } else if (!rule.hooks().contains(situation.hook())) {
                outcomes.add(untold(
                        rule,
                        mode,
                        "not evaluated",
                        "It is not asked at " + situation.hook().code() + "."));
            } else {
                outcomes.add(told(rule, mode, verdicts.get(rule.id()), answer, orders));
            }
        }
        return outcomes;
    }

    private RuleOutcome untold(Rule rule, Mode mode, String outcome, String why) {
        return outcome(rule, mode, outcome, List.of(new Reason(null, why)), Set.of(), Set.of(), List.of());
    }

    private RuleOutcome told(
            Rule rule, Mode mode, @Nullable Verdict verdict, HookService.Answer answer, UnaryOperator<String> orders) {
        if (verdict == null) {
            return untold(rule, mode, "failed", "The check failed here; the log of the service says where.");
        }
        List<Reason> reasons = new ArrayList<>();
        String outcome = "silent";
        if (!verdict.findings().isEmpty()) {
            outcome = fate(rule, mode, answer, reasons);
        } else if (!verdict.lack().required().isEmpty()) {
            outcome = "undecided";
        }
        for (Silence silence : verdict.silences()) {
            reasons.add(new Reason(silence.about() == null ? null : orders.apply(silence.about()), silence.why()));
        }
        return outcome(
                rule,
                mode,
                outcome,
                reasons,
                verdict.lack().required(),
                verdict.lack().optional(),
                verdict.findings().stream().map(found -> found(found, orders)).toList());
    }

    /** What became of what a rule found. */
    private static String fate(Rule rule, Mode mode, HookService.Answer answer, List<Reason> reasons) {
        if (mode == Mode.SHADOW && isAmong(answer.evaluation().shadowed(), rule)) {
            reasons.add(new Reason(null, "It found something and is in shadow mode: counted, never shown."));
            return "shadow";
        }
        if (isAmong(answer.evaluation().findings(), rule)) {
            return "fired";
        }
        if (isAmong(answer.snoozed(), rule)) {
            reasons.add(new Reason(null, "A clinician has considered it already, and it is not shown again yet."));
            return "snoozed";
        }
        String silencers =
                rule.id().silencedBy().stream().map(RuleId::id).sorted().collect(Collectors.joining(", "));
        reasons.add(new Reason(null, "Taken back by what this rule found: " + silencers + "."));
        return "taken back";
    }

    private static boolean isAmong(Collection<Finding> findings, Rule rule) {
        return findings.stream().anyMatch(finding -> finding.rule().equals(rule.id()));
    }

    private static Found found(Finding finding, UnaryOperator<String> orders) {
        return new Found(
                finding.indicator().name().toLowerCase(Locale.ROOT),
                finding.variant(),
                finding.about().stream().map(Order::handle).map(orders).toList());
    }

    private RuleOutcome outcome(
            Rule rule,
            Mode mode,
            String outcome,
            List<Reason> reasons,
            Set<ChartKey> lacks,
            Set<ChartKey> open,
            List<Found> findings) {
        return new RuleOutcome(
                rule.id().id(),
                cards.file(rule.id()).map(CardFile::title).orElse(rule.id().id()),
                mode.name().toLowerCase(Locale.ROOT),
                outcome,
                reasons,
                names(lacks),
                names(open),
                findings);
    }

    static List<String> names(Collection<ChartKey> keys) {
        return keys.stream().sorted().map(ChartKey::key).toList();
    }
}
