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
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.lumbarcds.analytics.codes.CodeCount;
import org.lumbarcds.analytics.codes.UnknownCodesReport;
import org.lumbarcds.analytics.export.FeedbackExport;
import org.lumbarcds.analytics.export.FeedbackExport.Row;
import org.lumbarcds.analytics.export.FeedbackExport.Selection;
import org.lumbarcds.analytics.export.FeedbackFormats;
import org.lumbarcds.analytics.question.Dimension;
import org.lumbarcds.analytics.question.Period;
import org.lumbarcds.analytics.question.Question;
import org.lumbarcds.analytics.question.QuestionReader;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.store.StoreUnavailableException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Analytics for operators. Who may ask is decided before a request gets here. */
@RestController
final class AnalyticsController {

    private static final int COMMENTS_ON_PAGE = 50;
    private static final int CODES_ON_PAGE = 50;

    /** Questions under way at once: while a database hangs, those who wait must not use up what calls need. */
    private static final int MOST_AT_ONCE = 8;

    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'";

    private final Analytics analytics;
    private final FeedbackExport export;
    private final UnknownCodesReport unknown;
    private final QuestionReader questions;
    private final AnalyticsPage page;
    private final Semaphore places;
    private final ObjectMapper mapper = new ObjectMapper();

    @Autowired
    AnalyticsController(
            Analytics analytics,
            FeedbackExport export,
            UnknownCodesReport unknown,
            QuestionReader questions,
            AnalyticsPage page) {
        this(analytics, export, unknown, questions, page, MOST_AT_ONCE);
    }

    AnalyticsController(
            Analytics analytics,
            FeedbackExport export,
            UnknownCodesReport unknown,
            QuestionReader questions,
            AnalyticsPage page,
            int mostAtOnce) {
        this.analytics = analytics;
        this.export = export;
        this.unknown = unknown;
        this.questions = questions;
        this.page = page;
        this.places = new Semaphore(mostAtOnce);
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
        try (Place place = enter()) {
            report = stored(() -> analytics.report(question));
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(mapper.writeValueAsString(Body.of(question, report)).getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/analytics.html")
    ResponseEntity<byte[]> page(HttpServletRequest request) {
        Question question = questions.question(request);
        Selection selection = new Selection(question.from(), question.to(), question.client(), question.tenant());
        Analytics.Report report;
        List<Row> comments;
        List<CodeCount> codes;
        try (Place place = enter()) {
            report = stored(() -> analytics.report(question));
            comments = stored(() -> export.comments(selection, COMMENTS_ON_PAGE));
            codes = stored(() -> unknown.codes(new Period(question.from(), question.to()), CODES_ON_PAGE));
        }
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .body(page.render(question, report, comments, codes).getBytes(StandardCharsets.UTF_8));
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
        try (Place place = enter()) {
            send(selection, response, type, ending, format);
        }
    }

    /** The first page is read before anything is sent, so that a database that is away can still be said. */
    private void send(Selection selection, HttpServletResponse response, String type, String ending, Format format)
            throws IOException {
        Iterator<Row> rows = stored(() -> export.rows(selection));
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

    /** One of the places, until it is closed. */
    private interface Place extends AutoCloseable {
        @Override
        void close();
    }

    private Place enter() {
        if (!places.tryAcquire()) {
            throw Refusal.overload();
        }
        return places::release;
    }

    private static <T> T stored(Supplier<T> read) {
        try {
            return read.get();
        } catch (StoreUnavailableException e) {
            throw Refusal.notReadable();
        }
    }
}
