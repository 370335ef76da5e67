package org.lumbarcds.cards.writing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lumbarcds.cards.CardContext;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.model.orders.Order;

/** Which findings stand on which card: "at the order hooks one card per selected order; at patient-view one for all advice". */
final class CardsOfCall {

    /**
     * "The summary of the gravest finding (ties: what the label forbids or boxes before what the guideline advises: cautions,
     * opioid-with-depressant, then the order of this table)."
     */
    private static final Comparator<Finding> GRAVEST_FIRST = Comparator.comparing(Finding::indicator)
            .reversed()
            .thenComparing(finding -> finding.rule().standing())
            .thenComparing(finding -> finding.rule().place());

    private CardsOfCall() {}

    /** The findings of each card, gravest first within a card and among cards. */
    static List<List<Finding>> of(List<Finding> findings, CardContext context, int maxChartCards) {
        return !context.hook().hasDrafts() ? ofChart(findings, maxChartCards) : ofOrders(findings, context.drafts());
    }

    /** "Advice of several rules about one episode (info) is one card … Warnings stay cards of their own." */
    private static List<List<Finding>> ofChart(List<Finding> findings, int most) {
        List<Finding> advice = findings.stream()
                .filter(finding -> finding.indicator() == Indicator.INFO)
                .sorted(Comparator.comparing(finding -> finding.rule().place()))
                .toList();
        Stream<List<Finding>> warnings = findings.stream()
                .filter(finding -> finding.indicator() != Indicator.INFO)
                .sorted(GRAVEST_FIRST)
                .map(List::of);
        return Stream.concat(warnings, Stream.of(advice))
                .filter(card -> !card.isEmpty())
                .limit(Math.max(0, most))
                .toList();
    }

    private static List<List<Finding>> ofOrders(List<Finding> findings, List<Order> drafts) {
        Map<String, Integer> places = places(drafts);
        Map<String, List<Finding>> byCarrier = new LinkedHashMap<>();
        findings.stream().sorted(GRAVEST_FIRST).forEach(finding -> byCarrier
                .computeIfAbsent(carrier(finding), handle -> new ArrayList<>())
                .add(finding));
        return byCarrier.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, List<Finding>> card) ->
                                card.getValue().get(0).indicator())
                        .reversed()
                        .thenComparing(card -> places.getOrDefault(card.getKey(), Integer.MAX_VALUE)))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** "A finding about several selected orders stands once: on the opioid's card, else on the first order's." */
    private static String carrier(Finding finding) {
        return finding.about().isEmpty() ? "" : finding.about().get(0).handle();
    }

    private static Map<String, Integer> places(List<Order> drafts) {
        Map<String, Integer> places = new LinkedHashMap<>();
        drafts.forEach(draft -> places.putIfAbsent(draft.handle(), places.size()));
        return places;
    }
}
