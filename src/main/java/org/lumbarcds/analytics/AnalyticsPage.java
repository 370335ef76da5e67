package org.lumbarcds.analytics;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

/** The figures as a page for people. Every value is escaped: what clinicians write stays text. */
final class AnalyticsPage {

    private static final String TEMPLATE = "/analytics/analytics.html";

    private final Template template;

    AnalyticsPage() {
        try (InputStream in = AnalyticsPage.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new IllegalStateException("No template " + TEMPLATE);
            }
            template = Mustache.compiler()
                    .escapeHTML(true)
                    .nullValue("")
                    .compile(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("No template " + TEMPLATE, e);
        }
    }

    String render(Question question, Analytics.Report report, List<Row> comments, List<CodeCount> codes) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("from", question.from().toString());
        values.put("to", question.to().toString());
        values.put("by", question.by().stream().map(Dimension::code).collect(Collectors.joining(",")));
        values.put("dimensions", question.by().stream().map(Dimension::code).toList());
        values.put(
                "calls",
                report.calls().values().stream().mapToLong(Long::longValue).sum());
        values.put("unmatched", report.unmatchedFeedback());
        values.put("rows", report.figures().stream().map(AnalyticsPage::row).toList());
        values.put("hasRows", !report.figures().isEmpty());
        values.put("comments", comments.stream().map(AnalyticsPage::comment).toList());
        values.put("hasComments", !comments.isEmpty());
        values.put("codes", codes.stream().map(AnalyticsPage::code).toList());
        values.put("hasCodes", !codes.isEmpty());
        return template.execute(values);
    }

    private static Map<String, Object> row(Figures figures) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("group", List.copyOf(figures.group().values()));
        row.put("shown", figures.shown());
        row.put(
                "once",
                figures.once().shown() == figures.shown() ? "" : figures.once().shown() + " drafts");
        row.put("accepted", figures.accepted());
        row.put("overridden", figures.overridden());
        row.put("ignored", figures.ignored());
        row.put("shadowed", figures.shadowed());
        row.put("snoozed", figures.snoozed());
        row.put("leftOut", figures.leftOut());
        row.put("acceptanceRate", percent(figures.acceptanceRate()));
        row.put("overrideRate", percent(figures.overrideRate()));
        row.put(
                "median",
                figures.medianSeconds() == null ? "–" : String.format(Locale.ROOT, "%.1f s", figures.medianSeconds()));
        row.put("suggestions", counts(figures.suggestions()));
        row.put("reasons", counts(figures.reasons()));
        return row;
    }

    private static Map<String, Object> code(CodeCount code) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("kind", code.kind());
        row.put("system", code.system());
        row.put("code", code.code());
        row.put("offers", code.offers());
        row.put("refusals", code.refusals());
        row.put("mend", code.mend());
        return row;
    }

    private static String percent(@Nullable Double rate) {
        return rate == null ? "–" : String.format(Locale.ROOT, "%.1f %%", rate * 100);
    }

    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Map<String, @Nullable Object> comment(Row row) {
        Map<String, @Nullable Object> comment = new LinkedHashMap<>();
        comment.put("date", row.date().toString());
        comment.put("rules", row.matched() ? String.join(", ", row.interventions()) : "unmatched");
        comment.put("action", row.action());
        comment.put("reason", row.reason() == null ? row.reasonDisplay() : row.reason());
        comment.put("text", row.comment());
        return comment;
    }
}
