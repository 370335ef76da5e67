package org.lumbarcds.simulate.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.cards.WrittenCard;
import org.lumbarcds.guideline.engine.Evaluation;
import org.lumbarcds.guideline.engine.Guideline;
import org.lumbarcds.guideline.engine.Mode;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.simulate.input.Options;
import org.lumbarcds.simulate.input.TroubleLog;
import org.lumbarcds.simulate.patients.Intake;

/** Counts what the rules say; what it holds does not grow with the data. */
public final class Tally {

    private final Map<RuleId, Counts> rules = new HashMap<>();
    private final Set<RuleId> seenInPatient = new HashSet<>();
    private long patients;
    private long patientsWithCards;
    private long orders;
    private long views;
    private long cards;
    private long suggestions;
    private long refused;
    private boolean patientHasCard;
    private @Nullable LocalDate first;
    private @Nullable LocalDate last;

    /** What one rule said. */
    private static final class Counts {
        private final Map<Indicator, Long> firings = new EnumMap<>(Indicator.class);
        private long patients;
        private long withSuggestion;
        private long undecided;
    }

    public void beginPatient() {
        patients++;
        patientHasCard = false;
        seenInPatient.clear();
    }

    public void view(LocalDate day) {
        views++;
        seen(day);
    }

    /** Orders stand for themselves at whatever order hook; replayed at both, they are counted twice. */
    public void signing(Hook hook, int signed, LocalDate day) {
        orders += signed;
        seen(day);
    }

    private void seen(LocalDate day) {
        first = first == null || day.isBefore(first) ? day : first;
        last = last == null || day.isAfter(last) ? day : last;
    }

    public void evaluated(Evaluation evaluation, List<WrittenCard> written) {
        evaluation.findings().forEach(this::fired);
        evaluation.shadowed().forEach(this::fired);
        evaluation.undecided().keySet().forEach(rule -> counts(rule).undecided++);
        boolean isUndecided =
                !evaluation.undecided().isEmpty() || !evaluation.unknownDrafts().isEmpty();
        boolean isRefused = isUndecided
                && evaluation.findings().isEmpty()
                && evaluation.failed().isEmpty();
        refused += isRefused ? 1 : 0;
        cards += written.size();
        for (WrittenCard card : written) {
            suggestions += card.card().suggestions().size();
        }
        if (!written.isEmpty() && !patientHasCard) {
            patientHasCard = true;
            patientsWithCards++;
        }
    }

    private void fired(Finding finding) {
        Counts counts = counts(finding.rule());
        counts.firings.merge(finding.indicator(), 1L, Long::sum);
        counts.withSuggestion += finding.proposals().isEmpty() ? 0 : 1;
        if (seenInPatient.add(finding.rule())) {
            counts.patients++;
        }
    }

    private Counts counts(RuleId rule) {
        return rules.computeIfAbsent(rule, id -> new Counts());
    }

    /** The report, with a line for every rule that is not off and that a replayed hook evaluates. */
    public Report report(Guideline guideline, Map<RuleId, Mode> modes, Options options, TroubleLog troubles) {
        List<Report.RuleLine> lines = new ArrayList<>();
        for (Rule rule : guideline.rules()) {
            RuleId id = rule.id();
            if (isReplayed(id, guideline, options.hooks())) {
                lines.add(line(id, modes.getOrDefault(id, Mode.ON), isOfOrders(id, guideline)));
            }
        }
        return new Report(
                options.asOf(),
                first,
                last,
                patients,
                orders,
                views,
                new Report.Cards(cards, suggestions, patientsWithCards, refused),
                lines,
                troubles.read(),
                troubles.counts(),
                troubles.lacking(Intake.CHART_TYPES));
    }

    private static boolean isReplayed(RuleId id, Guideline guideline, Set<Hook> hooks) {
        return hooks.stream().flatMap(hook -> guideline.rulesAt(hook).stream()).anyMatch(rule -> rule.id() == id);
    }

    private static boolean isOfOrders(RuleId id, Guideline guideline) {
        return guideline.rulesAt(Hook.ORDER_SIGN).stream().map(Rule::id).anyMatch(id::equals);
    }

    private Report.RuleLine line(RuleId id, Mode mode, boolean ofOrders) {
        Counts counts = rules.getOrDefault(id, new Counts());
        long info = counts.firings.getOrDefault(Indicator.INFO, 0L);
        long warning = counts.firings.getOrDefault(Indicator.WARNING, 0L);
        long critical = counts.firings.getOrDefault(Indicator.CRITICAL, 0L);
        return Report.RuleLine.of(
                id,
                mode,
                ofOrders,
                new Report.Firings(info, warning, critical),
                counts.patients,
                counts.withSuggestion,
                counts.undecided,
                patients,
                ofOrders ? orders : views);
    }
}
