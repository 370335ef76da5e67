package org.lumbarcds.guideline.findings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.basis.Judgement;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * Something a rule found.
 *
 * @param rule the rule
 * @param variant which of the rule's texts says it; a section of its card file
 * @param indicator how grave it is
 * @param about the selected drafts it is about, the one that carries the card first; empty at patient-view
 * @param facts the data it rests on, for the card's text
 * @param proposals what may be done about it, in the order to offer
 * @param notChecked data that was not at hand and would have been looked at. Statements are looked at for what is offered
 *     only: "where it can't be had the cards that offer drugs say so", and the others don't
 * @param grounds what makes it another finding although the rule and the drafts are the same: drugs on record, red flags;
 *     empty where rule and drafts say it all
 * @param notOffered drugs that might have been proposed and are not, with what speaks against them
 */
public record Finding(
        RuleId rule,
        String variant,
        Indicator indicator,
        List<Order> about,
        Facts facts,
        List<Proposal> proposals,
        Set<ChartKey> notChecked,
        Set<String> grounds,
        List<Judgement> notOffered) {

    /** With every drug that might have been proposed proposed. */
    public Finding(
            RuleId rule,
            String variant,
            Indicator indicator,
            List<Order> about,
            Facts facts,
            List<Proposal> proposals,
            Set<ChartKey> notChecked,
            Set<String> grounds) {
        this(rule, variant, indicator, about, facts, proposals, notChecked, grounds, List.of());
    }

    /** Without grounds beside its drafts. */
    public Finding(
            RuleId rule,
            String variant,
            Indicator indicator,
            List<Order> about,
            Facts facts,
            List<Proposal> proposals,
            Set<ChartKey> notChecked) {
        this(rule, variant, indicator, about, facts, proposals, notChecked, Set.of());
    }

    public Finding {
        about = List.copyOf(about);
        proposals = List.copyOf(proposals);
        notChecked = offersADrug(proposals) ? Set.copyOf(notChecked) : withoutStatements(notChecked);
        grounds = Set.copyOf(grounds);
        notOffered = List.copyOf(notOffered);
    }

    /** The same, with the drugs that are not proposed. */
    public Finding notOffering(List<Judgement> judged) {
        return new Finding(rule, variant, indicator, about, facts, proposals, notChecked, grounds, judged);
    }

    /** How grave each rule's gravest finding is, in the order of the rules. */
    public static Map<RuleId, Indicator> gravestByRule(Collection<Finding> findings) {
        Map<RuleId, Indicator> gravest = new TreeMap<>(Comparator.comparing(RuleId::place));
        findings.forEach(
                finding -> gravest.merge(finding.rule(), finding.indicator(), (a, b) -> a.compareTo(b) >= 0 ? a : b));
        return gravest;
    }

    private static boolean offersADrug(List<Proposal> proposals) {
        return proposals.stream()
                .anyMatch(proposal -> proposal instanceof Proposal.Start || proposal instanceof Proposal.Replace);
    }

    private static Set<ChartKey> withoutStatements(Set<ChartKey> keys) {
        return keys.stream().filter(key -> key != ChartKey.STATEMENTS).collect(Collectors.toUnmodifiableSet());
    }
}
