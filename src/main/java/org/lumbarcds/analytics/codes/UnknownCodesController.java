package org.lumbarcds.analytics.codes;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.lumbarcds.analytics.question.Period;
import org.lumbarcds.analytics.question.QuestionReader;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.store.StoreUnavailableException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The codes that a site should add, for operators. Who may ask is decided before a request gets here. */
@RestController
final class UnknownCodesController {

    private static final int MOST_CODES = 1000;

    /** While a database hangs, those who wait must not use up what calls need. */
    private static final int MOST_AT_ONCE = 2;

    private final UnknownCodesReport report;
    private final QuestionReader questions;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final ObjectMapper mapper = new ObjectMapper();

    UnknownCodesController(UnknownCodesReport report, QuestionReader questions) {
        this.report = report;
        this.questions = questions;
    }

    /** The body of {@code GET /analytics/codes}. Days are days in UTC, both counted. */
    @JsonPropertyOrder({"from", "to", "codes"})
    record Body(String from, String to, List<CodeCount> codes) {}

    @GetMapping("/analytics/codes")
    ResponseEntity<byte[]> json(HttpServletRequest request) throws IOException {
        Period period = questions.period(request);
        Body body = new Body(period.from().toString(), period.to().toString(), codes(period));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(mapper.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/analytics/codes.csv")
    ResponseEntity<byte[]> csv(HttpServletRequest request) throws IOException {
        Period period = questions.period(request);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        UnknownCodesReport.csv(codes(period), out);
        String name = "codes-" + period.from() + "-" + period.to() + ".csv";
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(out.toByteArray());
    }

    private List<CodeCount> codes(Period period) {
        if (!places.tryAcquire()) {
            throw Refusal.overload();
        }
        try {
            return report.codes(period, MOST_CODES);
        } catch (StoreUnavailableException e) {
            throw Refusal.notReadable();
        } finally {
            places.release();
        }
    }
}
