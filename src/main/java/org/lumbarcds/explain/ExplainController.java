package org.lumbarcds.explain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import org.lumbarcds.body.Admission;
import org.lumbarcds.body.BodyParser;
import org.lumbarcds.body.BodyReader;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.hooks.answering.FetchTerms;
import org.lumbarcds.hooks.request.HookRequest;
import org.lumbarcds.hooks.request.RequestCheck;
import org.lumbarcds.services.CdsService;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * "The same request, and the cards and the whole reasoning." Who may ask is decided before a request gets here. It is answered
 * as a call of nobody in particular: with the selection behaviour, the FHIR servers and the shadows of the configuration, not of
 * one client.
 */
@RestController
final class ExplainController {

    private final Admission admission;
    private final BodyReader reader;
    private final BodyParser parser;
    private final Explainer explainer;
    private final Clock clock;
    private final ObjectMapper mapper = new ObjectMapper();

    ExplainController(Admission admission, BodyReader reader, BodyParser parser, Explainer explainer, Clock clock) {
        this.admission = admission;
        this.reader = reader;
        this.parser = parser;
        this.explainer = explainer;
        this.clock = clock;
    }

    @PostMapping("/explain/{id:" + CdsService.IDS + "}")
    ResponseEntity<byte[]> explain(@PathVariable String id, HttpServletRequest request) throws IOException {
        long arrival = System.nanoTime();
        CdsService service = CdsService.of(id);
        try (Admission.Visit admitted = admission.open()) {
            byte[] body = reader.read(request, admitted);
            admitted.evaluate();
            ObjectNode json = parser.parse(body, admitted::reserve);
            HookRequest call = RequestCheck.check(service.hook(), json);
            Explanation explanation = explainer.explain(
                    service,
                    call,
                    Caller.ANONYMOUS,
                    LocalDate.now(clock),
                    new FetchTerms(arrival, admitted, null),
                    System.nanoTime() - arrival);
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .cacheControl(CacheControl.noStore())
                    .body(json(explanation));
        }
    }

    /** By a writer, as with cards: a lone surrogate would break an encoder that writes UTF-8 directly. */
    private byte[] json(Explanation explanation) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            mapper.writeValue(writer, explanation);
        }
        return bytes.toByteArray();
    }
}
