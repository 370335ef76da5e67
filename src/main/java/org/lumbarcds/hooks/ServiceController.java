package org.lumbarcds.hooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.body.Admission;
import org.lumbarcds.body.BodyParser;
import org.lumbarcds.body.BodyReader;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.hooks.answering.CallMetrics;
import org.lumbarcds.hooks.answering.CallNotifier;
import org.lumbarcds.hooks.answering.ClientServers;
import org.lumbarcds.hooks.answering.FetchTerms;
import org.lumbarcds.hooks.answering.HookService;
import org.lumbarcds.hooks.request.HookRequest;
import org.lumbarcds.hooks.request.RequestCheck;
import org.lumbarcds.hooks.web.RefusalAuditFilter;
import org.lumbarcds.services.CdsService;
import org.lumbarcds.services.Discovery;
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
    private final CallMetrics record;
    private final CallNotifier events;
    private final ClientServers servers;
    private final Clock clock;

    ServiceController(
            Discovery discovery,
            Admission admission,
            BodyReader reader,
            BodyParser parser,
            HookService hooks,
            CallMetrics record,
            CallNotifier events,
            ClientServers servers,
            Clock clock) {
        this.discovery = discovery;
        this.admission = admission;
        this.reader = reader;
        this.parser = parser;
        this.hooks = hooks;
        this.record = record;
        this.events = events;
        this.servers = servers;
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
        Visit visit = new Visit(CdsService.of(id), Caller.of(request), System.nanoTime(), record.isReal(request));
        try (Admission.Visit admitted = admission.open()) {
            byte[] body = reader.read(request, admitted);
            admitted.evaluate();
            HookService.Answer answer = answer(visit, body, admitted);
            if (answer.refusal() != null) {
                throw answer.refusal();
            }
            visit.outcome = outcome(answer);
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answer.body());
        } catch (Refusal refusal) {
            visit.outcome = String.valueOf(refusal.status().value());
            throw refusal;
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - visit.arrival);
            if (visit.real) {
                record.call(visit.service, visit.outcome, took);
                events.publish(visit.service, visit.caller, visit.request, visit.answer, visit.outcome, took);
                RefusalAuditFilter.recorded(request);
            }
        }
    }

    /** A card that only says that nothing could be decided is counted as what it is. */
    private static String outcome(HookService.Answer answer) {
        if (answer.undecided()) {
            return "undecided";
        }
        return answer.cards().isEmpty() ? "no-cards" : "cards";
    }

    private HookService.Answer answer(Visit visit, byte[] body, Admission.Visit admitted) {
        ObjectNode json = parser.parse(body, admitted::reserve);
        HookRequest call = RequestCheck.check(visit.service.hook(), json);
        visit.request = call;
        if (visit.real) {
            record.hookInstance(call.hookInstance());
        }
        FetchTerms terms = new FetchTerms(visit.arrival, admitted, servers.of(visit.caller.client()));
        HookService.Answer answer = hooks.answer(call, visit.caller, LocalDate.now(clock), terms);
        visit.answer = answer;
        if (visit.real) {
            record.evaluation(visit.service, answer);
        }
        return answer;
    }

    /** What is known of a call so far, for its record; used by one thread. */
    private static final class Visit {

        private final CdsService service;
        private final Caller caller;
        private final long arrival;
        private final boolean real;
        private @Nullable HookRequest request;
        private HookService.@Nullable Answer answer;
        private String outcome = "500";

        /** @param real false for a call of the warm-up, even if it is answered only after its end */
        Visit(CdsService service, Caller caller, long arrival, boolean real) {
            this.service = service;
            this.caller = caller;
            this.arrival = arrival;
            this.real = real;
        }
    }
}
