package org.lumbarcds.feedback;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.lumbarcds.body.Admission;
import org.lumbarcds.body.BodyParser;
import org.lumbarcds.body.BodyReader;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.services.CdsService;
import org.lumbarcds.store.StoreUnavailableException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Feedback: "200 for feedback has an empty body", and is answered only once it is stored. */
@RestController
public final class FeedbackController {

    /** Feedback under way at once: while a database hangs, waiting feedback must not use up what calls need. */
    private static final int MOST_AT_ONCE = 32;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Admission admission;
    private final BodyReader reader;
    private final BodyParser parser;
    private final FeedbackStore store;
    private final MeterRegistry meters;

    FeedbackController(
            Admission admission, BodyReader reader, BodyParser parser, FeedbackStore store, MeterRegistry meters) {
        this.admission = admission;
        this.reader = reader;
        this.parser = parser;
        this.store = store;
        this.meters = meters;
    }

    @PostMapping("/cds-services/{id:" + CdsService.IDS + "}/feedback")
    ResponseEntity<Void> feedback(@PathVariable String id, HttpServletRequest request) {
        long arrival = System.nanoTime();
        CdsService service = CdsService.of(id);
        String outcome = "500";
        try {
            keep(Caller.of(request), service, read(request));
            outcome = "200";
            return ResponseEntity.ok().build();
        } catch (Refusal refusal) {
            outcome = String.valueOf(refusal.status().value());
            throw refusal;
        } finally {
            meters.timer("lumbar.feedback", "service", service.id(), "outcome", outcome)
                    .record(Duration.ofNanos(System.nanoTime() - arrival));
        }
    }

    /** What the body holds in memory is given back before the database is waited for. */
    private List<FeedbackEntry> read(HttpServletRequest request) {
        try (Admission.Visit admitted = admission.open()) {
            return FeedbackCheck.check(parser.parse(reader.read(request, admitted), admitted::reserve));
        }
    }

    private void keep(Caller caller, CdsService service, List<FeedbackEntry> entries) {
        if (!places.tryAcquire()) {
            throw Refusal.overload();
        }
        try {
            store.keep(caller, service.id(), entries);
        } catch (StoreUnavailableException e) {
            throw Refusal.notStored();
        } finally {
            places.release();
        }
    }
}
