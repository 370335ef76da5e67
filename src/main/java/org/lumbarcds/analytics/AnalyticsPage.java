package org.lumbarcds.analytics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.analytics.codes.CodeCount;
import org.lumbarcds.analytics.export.FeedbackExport.Row;
import org.lumbarcds.analytics.question.Dimension;
import org.lumbarcds.analytics.question.Question;
import org.lumbarcds.errors.Issue;
import org.lumbarcds.views.Navigation;
import org.lumbarcds.views.PageTemplate;

/** The figures as a page for people, in the words of the cards. */
final class AnalyticsPage {

    private final PageTemplate template;
    private final CardWords words;
    private final AnalyticsForm form;

    AnalyticsPage(CardWords words, Navigation navigation) {
        this.template = new PageTemplate("/analytics/analytics.html", navigation);
        this.words = words;
        this.form = new AnalyticsForm(words);
    }

    byte[] render(Question question, Analytics.Overview overview, List<Row> comments, List<CodeCount> codes) {
        Map<String, Object> values = new LinkedHashMap<>();
        AskedFields asked = AskedFields.of(question);
        values.put("form", form.values(asked, overview.clients(), overview.tenants(), List.of()));
        values.put("wrong", false);
        values.put("answer", List.of(answer(question, overview, comments, codes)));
        return template.render(values);
    }

    /** The form alone, and what is wrong with it. */
    byte[] render(AskedFields asked, List<Issue> issues) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("form", form.values(asked, List.of(), List.of(), issues));
        values.put("wrong", true);
        values.put("errors", issues.stream().map(AnalyticsPage::error).toList());
        values.put("answer", List.of());
        return template.render(values);
    }

    /** With the field it is about, if the form has it. */
    private static Map<String, Object> error(Issue issue) {
        String field = issue.expression();
        return Map.of(
                "message", issue.diagnostics(), "field", field != null && AnalyticsForm.hasField(field) ? field : "");
    }

    private Map<String, Object> answer(
            Question question, Analytics.Overview overview, List<Row> comments, List<CodeCount> codes) {
        Analytics.Report report = overview.report();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("from", question.from().toString());
        values.put("to", question.to().toString());
        values.put("by", question.by().stream().map(Dimension::code).collect(Collectors.joining(",")));
        values.put("hours", Analytics.ANSWERS_COME_WITHIN.toHours());
        values.put(
                "calls",
                report.calls().values().stream().mapToLong(Long::longValue).sum());
        values.put("unmatched", report.unmatchedFeedback());
        values.put("total", overview.total() == null ? List.of() : List.of(row(overview.total())));
        values.put("unit", overview.unit().code());
        values.put("overTime", overview.overTime().stream().map(this::row).toList());
        values.put("byRule", overview.byRule().stream().map(this::row).toList());
        values.put("dimensions", question.by().stream().map(AnalyticsForm::said).toList());
        values.put("rows", report.figures().stream().map(this::row).toList());
        values.put("comments", comments.stream().map(this::comment).toList());
        values.put("hasComments", !comments.isEmpty());
        values.put("codes", codes);
        values.put("hasCodes", !codes.isEmpty());
        return values;
    }

    private Map<String, Object> row(Figures figures) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("group", figures.group().entrySet().stream().map(this::group).toList());
        row.put("shown", figures.shown());
        row.put(
                "once",
                figures.once().shown() == figures.shown()
                        ? ""
                        : figures.once().shown() + (figures.once().shown() == 1 ? " draft" : " drafts"));
        row.put("accepted", figures.accepted());
        row.put("overridden", figures.overridden());
        row.put("young", figures.noAnswerYet());
        row.put("ignored", figures.unanswered());
        row.put("notShown", notShown(figures));
        row.put("acceptanceRate", percent(figures.acceptanceRate()));
        row.put("overrideRate", percent(figures.overrideRate()));
        row.put("median", figures.medianSeconds() == null ? "–" : duration(figures.medianSeconds()));
        row.put("suggestions", counts(figures.suggestions(), words::suggestion));
        row.put("reasons", counts(figures.reasons(), words::reason));
        return row;
    }

    private Map<String, String> group(Map.Entry<String, String> group) {
        String value = group.getValue();
        boolean rule = group.getKey().equals(Dimension.RULE.code());
        String said = rule ? words.rule(value) : value;
        return Map.of(
                "label", AnalyticsForm.said(group.getKey()),
                "text", said.isEmpty() ? "none named" : said,
                "code", rule ? value : "");
    }

    private static String notShown(Figures figures) {
        List<String> parts = new ArrayList<>();
        add(figures.shadowed(), "in shadow", parts);
        add(figures.snoozed(), "snoozed", parts);
        add(figures.leftOut(), "left out", parts);
        return parts.isEmpty() ? "0" : String.join(", ", parts);
    }

    private static void add(long count, String what, List<String> parts) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private static String percent(@Nullable Double rate) {
        return rate == null ? "–" : String.format(Locale.ROOT, "%.1f %%", rate * 100);
    }

    private static String duration(double seconds) {
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        double minutes = seconds / 60;
        return minutes < 120
                ? String.format(Locale.ROOT, "%.0f min", minutes)
                : String.format(Locale.ROOT, "%.1f h", minutes / 60);
    }

    private static List<String> counts(Map<String, Long> counts, java.util.function.UnaryOperator<String> said) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getValue() + " " + said.apply(entry.getKey()))
                .toList();
    }

    private Map<String, @Nullable Object> comment(Row row) {
        Map<String, @Nullable Object> comment = new LinkedHashMap<>();
        comment.put("date", row.date().toString());
        comment.put(
                "rules",
                row.matched()
                        ? row.interventions().stream().map(words::rule).collect(Collectors.joining(", "))
                        : "a card that is not known here");
        comment.put("action", row.action());
        comment.put("reason", reason(row));
        comment.put("text", row.comment());
        return comment;
    }

    private @Nullable String reason(Row row) {
        if (row.reasonDisplay() != null) {
            return row.reasonDisplay();
        }
        return row.reason() == null ? null : words.reason(row.reason());
    }
}
