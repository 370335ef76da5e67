package org.lumbarcds.connect;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.lumbarcds.body.Admission;
import org.lumbarcds.body.BodyParser;
import org.lumbarcds.body.BodyReader;
import org.lumbarcds.errors.Refusal;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page is for everybody, the checks are for operators: who may ask is decided before a request gets here. */
@RestController
final class ConnectController {

    /** A check of a server may take ten seconds; so many at once, so that none takes what calls need. */
    private static final int MOST_AT_ONCE = 2;

    private final ConnectPage page;
    private final TokenTrial tokens;
    private final ServerTrial servers;
    private final Admission admission;
    private final BodyReader reader;
    private final BodyParser parser;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final ObjectMapper mapper = new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    ConnectController(
            ConnectPage page,
            TokenTrial tokens,
            ServerTrial servers,
            Admission admission,
            BodyReader reader,
            BodyParser parser) {
        this.page = page;
        this.tokens = tokens;
        this.servers = servers;
        this.admission = admission;
        this.reader = reader;
        this.parser = parser;
    }

    @GetMapping("/connect.html")
    ResponseEntity<byte[]> page() {
        return page.page().whole();
    }

    @GetMapping("/connect.js")
    ResponseEntity<byte[]> script() {
        return page.script().whole();
    }

    @PostMapping("/connect/token")
    ResponseEntity<byte[]> token(HttpServletRequest request) {
        try (Admission.Visit admitted = admission.open()) {
            return json(tokens.judge(body(request, admitted)));
        }
    }

    @PostMapping("/connect/fhir")
    ResponseEntity<byte[]> server(HttpServletRequest request) {
        try (Admission.Visit admitted = admission.open()) {
            ObjectNode body = body(request, admitted);
            if (!places.tryAcquire()) {
                throw Refusal.overload();
            }
            try {
                return json(servers.ask(body, admitted));
            } finally {
                places.release();
            }
        }
    }

    private ObjectNode body(HttpServletRequest request, Admission.Visit admitted) {
        return parser.parse(reader.read(request, admitted), admitted::reserve);
    }

    private ResponseEntity<byte[]> json(Object verdict) {
        try {
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(mapper.writeValueAsString(verdict).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers and lists can be written", e);
        }
    }
}
