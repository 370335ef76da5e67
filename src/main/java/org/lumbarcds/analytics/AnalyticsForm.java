package org.lumbarcds.analytics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumbarcds.analytics.question.Dimension;
import org.lumbarcds.errors.Issue;
import org.lumbarcds.guideline.rules.LowBackPainRule;

/** The form of the page: fields with what stands in them, what can be chosen, and what is wrong with each. */
final class AnalyticsForm {

    private static final Map<String, String> SAID = Map.of(
            "rule", "Rule",
            "version", "Version of the rule",
            "content", "Content version",
            "client", "Client",
            "tenant", "Tenant",
            "day", "Day",
            "month", "Month",
            "year", "Year");

    private static final Set<String> ALWAYS = Set.of("from", "to", "by", "then", "rule");

    private final CardWords words;

    AnalyticsForm(CardWords words) {
        this.words = words;
    }

    /** Whether the form always has a field of this name. */
    static boolean hasField(String name) {
        return ALWAYS.contains(name);
    }

    /** A dimension in words. */
    static String said(Dimension dimension) {
        return said(dimension.code());
    }

    static String said(String code) {
        return SAID.getOrDefault(code, code);
    }

    private record Option(String value, String text, boolean selected) {}

    /** A select; without options there is nothing to choose. */
    private record Choice(String name, String label, List<Option> options, List<String> error) {}

    /** A field that is written in; {@code error} has one text or none. */
    private record Field(String name, String label, String value, List<String> error) {}

    Map<String, Object> values(AskedFields asked, List<String> clients, List<String> tenants, List<Issue> issues) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(
                "days",
                List.of(
                        new Field("from", "From", asked.from(), error("from", issues)),
                        new Field("to", "To", asked.to(), error("to", issues))));
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("by", "Broken down by", dimensions(asked.by()), error("by", issues)));
        choices.add(new Choice(
                "then",
                "and then by",
                withNone("nothing else", dimensions(asked.then()), asked.then()),
                error("then", issues)));
        choices.add(new Choice(
                "rule",
                "Only the rule",
                withNone("all rules", rules(asked.rule()), asked.rule()),
                error("rule", issues)));
        addNames("client", "Only the client", "all clients", asked.client(), clients, issues, choices);
        addNames("tenant", "Only the tenant", "all tenants", asked.tenant(), tenants, issues, choices);
        values.put("choices", choices);
        // What narrows the figures and is mostly left alone: shown once it is asked for.
        List<Field> kept = new ArrayList<>();
        addKept("version", asked.version(), kept);
        addKept("content", asked.content(), kept);
        values.put("kept", kept);
        return values;
    }

    private static List<String> error(String field, List<Issue> issues) {
        return issues.stream()
                .filter(issue -> field.equals(issue.expression()))
                .map(Issue::diagnostics)
                .limit(1)
                .toList();
    }

    private static List<Option> dimensions(String chosen) {
        List<Option> options = new ArrayList<>();
        for (Dimension dimension : Dimension.values()) {
            options.add(new Option(
                    dimension.code(), said(dimension), dimension.code().equals(chosen)));
        }
        if (chosen.contains(",")) {
            String all =
                    Arrays.stream(chosen.split(",")).map(AnalyticsForm::said).collect(Collectors.joining(", "));
            options.add(new Option(chosen, all, true));
        }
        return options;
    }

    private List<Option> rules(String chosen) {
        return Arrays.stream(LowBackPainRule.values())
                .map(rule ->
                        new Option(rule.id(), words.rule(rule.id()), rule.id().equals(chosen)))
                .toList();
    }

    private static List<Option> withNone(String none, List<Option> options, String chosen) {
        List<Option> all = new ArrayList<>();
        all.add(new Option("", none, chosen.isEmpty()));
        all.addAll(options);
        return all;
    }

    /** One name alone is no choice, unless it was made. */
    private static void addNames(
            String name,
            String label,
            String none,
            String chosen,
            List<String> known,
            List<Issue> issues,
            List<Choice> choices) {
        List<String> names = new ArrayList<>(known);
        if (!chosen.isEmpty() && !names.contains(chosen)) {
            names.add(chosen);
        }
        if (names.size() > 1 || !chosen.isEmpty()) {
            List<Option> options = names.stream()
                    .map(each -> new Option(each, each, each.equals(chosen)))
                    .toList();
            choices.add(new Choice(name, label, withNone(none, options, chosen), error(name, issues)));
        }
    }

    private static void addKept(String name, String value, List<Field> kept) {
        if (!value.isEmpty()) {
            kept.add(new Field(name, said(name), value, List.of()));
        }
    }
}
