package org.lumbarcds.hooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Discovery and calls. Bodies are bytes both ways: Spring's converters, which speak another Jackson, never see them, and
 * the answer is JSON whatever {@code Accept} says.
 */
@RestController
final class ServiceController {

    private final Discovery discovery;
    private final Admission admission;
    private final BodyReader reader;
    private final BodyParser parser;
    private final HookService hooks;
    private final CallRecord record;
    private final Clock clock;

    ServiceController(
            Discovery discovery,
            Admission admission,
            BodyReader reader,
            BodyParser parser,
            HookService hooks,
            CallRecord record,
            Clock clock) {
        this.discovery = discovery;
        this.admission = admission;
        this.reader = reader;
        this.parser = parser;
        this.hooks = hooks;
        this.record = record;
        this.clock = clock;
    }

    @GetMapping("/cds-services")
    ResponseEntity<byte[]> discover() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noCache())
                .body(discovery.document());
    }

    @PostMapping("/cds-services/{id:" + CdsService.IDS + "}")
    ResponseEntity<byte[]> call(@PathVariable String id, HttpServletRequest request) {
        CdsService service = CdsService.of(id);
        long start = System.nanoTime();
        String outcome = "500";
        try (Admission.Visit visit = admission.open()) {
            byte[] body = reader.read(request, visit);
            visit.evaluate();
            HookService.Answer answer = answer(service, body, visit, start);
            if (answer.refusal() != null) {
                throw answer.refusal();
            }
            outcome = answer.cards() == 0 ? "no-cards" : "cards";
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answer.body());
        } catch (Refusal refusal) {
            outcome = String.valueOf(refusal.status().value());
            throw refusal;
        } finally {
            record.call(service, outcome, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private HookService.Answer answer(CdsService service, byte[] body, Admission.Visit visit, long arrival) {
        ObjectNode json = parser.parse(body, visit::reserve);
        HookRequest call = RequestCheck.check(service.hook(), json);
        record.hookInstance(call.hookInstance());
        HookService.Answer answer = hooks.answer(call, LocalDate.now(clock), new FetchTerms(arrival, visit, null));
        record.evaluation(service, answer);
        return answer;
    }
}
