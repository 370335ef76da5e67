package org.lumbarcds.analytics;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.lumbarcds.analytics.export.FeedbackExport;
import org.lumbarcds.analytics.export.FeedbackExport.Row;
import org.lumbarcds.analytics.export.FeedbackExport.Selection;
import org.lumbarcds.analytics.export.FeedbackFormats;
import org.lumbarcds.analytics.question.Dimension;
import org.lumbarcds.analytics.question.Question;
import org.lumbarcds.analytics.question.QuestionReader;
import org.lumbarcds.store.StoreUnavailableException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Analytics for operators. Who may ask is decided before a request gets here. */
@RestController
final class AnalyticsController {

    private final Analytics analytics;
    private final FeedbackExport export;
    private final QuestionReader questions;
    private final Places places;
    private final ObjectMapper mapper = new ObjectMapper();

    AnalyticsController(Analytics analytics, FeedbackExport export, QuestionReader questions, Places places) {
        this.analytics = analytics;
        this.export = export;
        this.questions = questions;
        this.places = places;
    }

    /** The body of {@code GET /analytics}. Days are days in UTC, both counted. */
    @JsonPropertyOrder({"from", "to", "by", "calls", "unmatchedFeedback", "figures"})
    record Body(
            String from,
            String to,
            List<String> by,
            Map<String, Long> calls,
            long unmatchedFeedback,
            List<Figures> figures) {

        static Body of(Question question, Analytics.Report report) {
            return new Body(
                    question.from().toString(),
                    question.to().toString(),
                    question.by().stream().map(Dimension::code).toList(),
                    report.calls(),
                    report.unmatchedFeedback(),
                    report.figures());
        }
    }

    @GetMapping("/analytics")
    ResponseEntity<byte[]> figures(HttpServletRequest request) throws JsonProcessingException {
        Question question = questions.question(request);
        Analytics.Report report;
        try (Places.Place place = places.enter()) {
            report = Places.stored(() -> analytics.report(question));
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(mapper.writeValueAsString(Body.of(question, report)).getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/analytics/feedback.csv")
    void csv(HttpServletRequest request, HttpServletResponse response) throws IOException {
        send(request, response, "text/csv;charset=utf-8", "csv", FeedbackFormats::csv);
    }

    @GetMapping("/analytics/feedback.ndjson")
    void ndjson(HttpServletRequest request, HttpServletResponse response) throws IOException {
        send(request, response, "application/x-ndjson", "ndjson", FeedbackFormats::ndjson);
    }

    private interface Format {
        void write(Iterator<Row> rows, OutputStream out) throws IOException;
    }

    private void send(
            HttpServletRequest request, HttpServletResponse response, String type, String ending, Format format)
            throws IOException {
        Selection selection = questions.selection(request);
        try (Places.Place place = places.enter()) {
            send(selection, response, type, ending, format);
        }
    }

    /** The first page is read before anything is sent, so that a database that is away can still be said. */
    private void send(Selection selection, HttpServletResponse response, String type, String ending, Format format)
            throws IOException {
        Iterator<Row> rows = Places.stored(() -> export.rows(selection));
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name(selection, ending) + "\"");
        try {
            format.write(rows, response.getOutputStream());
        } catch (StoreUnavailableException e) {
            // Half a file must not look like a whole one: the connection breaks off.
            throw new IOException("The database went away in the middle of an export", e);
        }
    }

    private static String name(Selection selection, String ending) {
        LocalDate from = selection.from();
        return "feedback-" + from + "-" + selection.to() + "." + ending;
    }
}
