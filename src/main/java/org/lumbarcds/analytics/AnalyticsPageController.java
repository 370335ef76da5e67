package org.lumbarcds.analytics;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.lumbarcds.analytics.codes.CodeCount;
import org.lumbarcds.analytics.codes.UnknownCodesReport;
import org.lumbarcds.analytics.export.FeedbackExport;
import org.lumbarcds.analytics.export.FeedbackExport.Row;
import org.lumbarcds.analytics.export.FeedbackExport.Selection;
import org.lumbarcds.analytics.question.Period;
import org.lumbarcds.analytics.question.Question;
import org.lumbarcds.analytics.question.QuestionReader;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.views.PagePolicy;
import org.lumbarcds.views.ServedFile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The figures as a page, and its scripts. Who may see the page is decided before a request gets here; the scripts are the
 * same for everybody.
 */
@RestController
final class AnalyticsPageController {

    private static final int COMMENTS_ON_PAGE = 50;
    private static final int CODES_ON_PAGE = 50;
    private static final String CHARTS = "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

    private final Analytics analytics;
    private final FeedbackExport export;
    private final UnknownCodesReport unknown;
    private final QuestionReader questions;
    private final AnalyticsPage page;
    private final Places places;
    private final ServedFile script = ServedFile.packed("/analytics/figures.js", ServedFile.SCRIPT);
    private final ServedFile charts = ServedFile.packed(CHARTS, ServedFile.SCRIPT);

    AnalyticsPageController(
            Analytics analytics,
            FeedbackExport export,
            UnknownCodesReport unknown,
            QuestionReader questions,
            AnalyticsPage page,
            Places places) {
        this.analytics = analytics;
        this.export = export;
        this.unknown = unknown;
        this.questions = questions;
        this.page = page;
        this.places = places;
    }

    /** What can't be shown is said on the page to whoever asked for a page, and as an OperationOutcome else. */
    @GetMapping("/analytics.html")
    ResponseEntity<byte[]> page(HttpServletRequest request) {
        try {
            return html(ResponseEntity.ok(), figures(questions.questionOfForm(request)));
        } catch (Refusal refusal) {
            if (!wantsAPage(request)) {
                throw refusal;
            }
            ResponseEntity.BodyBuilder head = ResponseEntity.status(refusal.status());
            refusal.headers().forEach(head::header);
            return html(head, page.render(AskedFields.asSent(request), refusal.issues()));
        }
    }

    @GetMapping("/figures.js")
    ResponseEntity<byte[]> script() {
        return script.whole();
    }

    /** This file of the library and no other. */
    @GetMapping("/chart.js")
    ResponseEntity<byte[]> charts() {
        return charts.whole();
    }

    private byte[] figures(Question question) {
        Selection selection = new Selection(question.from(), question.to(), question.client(), question.tenant());
        Analytics.Overview overview;
        List<Row> comments;
        List<CodeCount> codes;
        try (Places.Place place = places.enter()) {
            overview = Places.stored(() -> analytics.overview(question));
            comments = Places.stored(() -> export.comments(selection, COMMENTS_ON_PAGE));
            codes = Places.stored(() -> unknown.codes(new Period(question.from(), question.to()), CODES_ON_PAGE));
        }
        return page.render(question, overview, comments, codes);
    }

    private static ResponseEntity<byte[]> html(ResponseEntity.BodyBuilder head, byte[] body) {
        return head.contentType(ServedFile.HTML)
                .headers(PagePolicy.ASK::addTo)
                .varyBy(HttpHeaders.ACCEPT)
                .body(body);
    }

    /** Browsers name HTML; who takes anything gets what programs read. */
    private static boolean wantsAPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        try {
            return MediaType.parseMediaTypes(accept).stream()
                    .anyMatch(type -> type.getQualityValue() > 0
                            && !type.isWildcardType()
                            && !type.isWildcardSubtype()
                            && MediaType.TEXT_HTML.includes(type));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
