package org.lumbarcds.guideline.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.record.ChartKey;

/** The rules in force, evaluated together. A rule that throws never takes the others down. */
public final class Guideline {

    private final List<Rule> rules;
    private final Map<RuleId, Set<RuleId>> silencers;
    private final Map<RuleId, Mode> modes;
    private final BiConsumer<RuleId, RuntimeException> onFailure;

    /**
     * @param rules the rules, each id once
     * @param modes the mode of each rule; a rule not named is on
     * @param onFailure told of a rule that threw; must not log the exception's message, which may hold patient data
     */
    public Guideline(List<Rule> rules, Map<RuleId, Mode> modes, BiConsumer<RuleId, RuntimeException> onFailure) {
        this.rules = rules.stream()
                .sorted(Comparator.comparing(rule -> rule.id().place()))
                .toList();
        this.silencers = rules.stream().collect(Collectors.toUnmodifiableMap(Rule::id, rule -> rule.id()
                .silencedBy()));
        this.modes = Map.copyOf(modes);
        this.onFailure = onFailure;
    }

    /** All rules, those that are off included, in their order. */
    public List<Rule> rules() {
        return rules;
    }

    /** The rules evaluated at a hook, shadowed ones included, in their order. */
    public List<Rule> rulesAt(Hook hook) {
        return rules.stream()
                .filter(rule -> rule.hooks().contains(hook) && mode(rule) != Mode.OFF)
                .toList();
    }

    /** What the rules evaluated at a hook declare they need: the prefetch of its service. */
    public Set<ChartKey> dataAt(Hook hook) {
        Set<ChartKey> keys = EnumSet.noneOf(ChartKey.class);
        rulesAt(hook).forEach(rule -> keys.addAll(declared(rule)));
        return keys;
    }

    /** Evaluates every rule of the situation's hook. */
    public Evaluation evaluate(Situation situation) {
        return evaluate(situation, Set.of());
    }

    /**
     * Evaluates every rule of the situation's hook for a caller who is to see fewer of them.
     *
     * @param inShadow rules in shadow mode for this caller, whatever their mode; a rule that is off stays off
     */
    public Evaluation evaluate(Situation situation, Set<RuleId> inShadow) {
        List<Finding> findings = new ArrayList<>();
        List<Finding> shadowed = new ArrayList<>();
        List<RuleId> failed = new ArrayList<>();
        Map<RuleId, Set<ChartKey>> undecided = new LinkedHashMap<>();
        Set<ChartKey> wanted = EnumSet.noneOf(ChartKey.class);
        for (Rule rule : rulesAt(situation.hook())) {
            boolean shown = isShown(rule, inShadow);
            try {
                Verdict verdict = rule.evaluate(situation);
                if (!shown) {
                    shadowed.addAll(verdict.findings());
                    continue;
                }
                findings.addAll(verdict.findings());
                if (!verdict.lack().required().isEmpty()) {
                    undecided.put(rule.id(), verdict.lack().required());
                }
                if (!verdict.isSilent()) {
                    wanted.addAll(declared(rule));
                }
            } catch (RuntimeException e) {
                onFailure.accept(rule.id(), e);
                if (shown) {
                    failed.add(rule.id());
                }
            }
        }
        // Rules are asked in their order, which a stable sort keeps.
        findings.sort(Comparator.comparing(Finding::indicator).reversed());
        UndecidedDrafts unknown = unknownDrafts(situation, inShadow);
        wanted.addAll(unknown.wanted());
        return new Evaluation(
                silence(findings, findings),
                undecided,
                failed,
                silence(
                        shadowed,
                        Stream.concat(findings.stream(), shadowed.stream()).toList()),
                wanted,
                unknown.undecided(),
                situation.chart().gaps());
    }

    /**
     * What each rule says by itself, those in shadow included, so that the service can explain an evaluation of the same
     * situation. A rule that throws says nothing here.
     */
    public Map<RuleId, Verdict> verdicts(Situation situation) {
        Map<RuleId, Verdict> verdicts = new LinkedHashMap<>();
        for (Rule rule : rulesAt(situation.hook())) {
            try {
                verdicts.put(rule.id(), rule.evaluate(situation));
            } catch (RuntimeException told) {
                // Whoever evaluated was told of it.
                continue;
            }
        }
        return verdicts;
    }

    private UndecidedDrafts unknownDrafts(Situation situation, Set<RuleId> inShadow) {
        // Next to no call has one.
        if (situation.unknownDrafts().isEmpty()) {
            return UndecidedDrafts.NONE;
        }
        Set<Concern> concerns = rulesAt(situation.hook()).stream()
                .filter(rule -> isShown(rule, inShadow))
                .map(Rule::concern)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
        return UndecidedDrafts.of(situation, concerns);
    }

    /**
     * What is found without what others take back. A rule in shadow silences nothing that is shown, but is silent itself
     * where it would be once it is on: else a site would see a burden that never comes.
     *
     * @param all what is found as long as these findings are
     */
    private List<Finding> silence(List<Finding> findings, List<Finding> all) {
        Set<RuleId> found = all.stream().map(Finding::rule).collect(Collectors.toUnmodifiableSet());
        return findings.stream()
                .filter(finding -> Collections.disjoint(silencers.getOrDefault(finding.rule(), Set.of()), found))
                .toList();
    }

    private boolean isShown(Rule rule, Set<RuleId> inShadow) {
        return mode(rule) == Mode.ON && !inShadow.contains(rule.id());
    }

    /** How a rule takes part. */
    public Mode mode(Rule rule) {
        return modes.getOrDefault(rule.id(), Mode.ON);
    }

    private static Set<ChartKey> declared(Rule rule) {
        Set<ChartKey> keys = EnumSet.noneOf(ChartKey.class);
        keys.addAll(rule.required());
        keys.addAll(rule.optional());
        return keys;
    }
}
