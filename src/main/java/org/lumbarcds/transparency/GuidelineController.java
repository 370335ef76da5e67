package org.lumbarcds.transparency;

import java.util.List;
import org.lumbarcds.transparency.Documents.Document;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * "{@code GET /guideline} (JSON) and a page of it". {@code /guideline} is what the client prefers, the other paths are one form
 * whatever it prefers, for links. Open like discovery: who is advised may know by what.
 */
@RestController
final class GuidelineController {

    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private final Documents documents;

    GuidelineController(Documents documents) {
        this.documents = documents;
    }

    @GetMapping("/guideline")
    ResponseEntity<byte[]> guideline(
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false, defaultValue = "") List<String> accept) {
        Document preferred =
                switch (Representation.of(accept)) {
                    case JSON -> documents.json();
                    case HTML -> documents.page();
                };
        return answer(preferred).varyBy(HttpHeaders.ACCEPT).body(preferred.bytes());
    }

    @GetMapping("/guideline.json")
    ResponseEntity<byte[]> json() {
        return whole(documents.json());
    }

    @GetMapping("/guideline.html")
    ResponseEntity<byte[]> page() {
        return whole(documents.page());
    }

    @GetMapping("/guideline.css")
    ResponseEntity<byte[]> style() {
        return whole(documents.style());
    }

    private static ResponseEntity<byte[]> whole(Document document) {
        return answer(document).body(document.bytes());
    }

    /** May be kept, and is asked for again by its tag: Spring answers 304 when the client has it already. */
    private static ResponseEntity.BodyBuilder answer(Document document) {
        return ResponseEntity.ok()
                .contentType(document.type())
                .cacheControl(CacheControl.noCache())
                .eTag(document.tag())
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer");
    }
}
