package org.lumbarcds.transparency;

import java.util.List;
import org.lumbarcds.views.ServedFile;
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

    private final Documents documents;

    GuidelineController(Documents documents) {
        this.documents = documents;
    }

    @GetMapping("/guideline")
    ResponseEntity<byte[]> guideline(
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false, defaultValue = "") List<String> accept) {
        ServedFile preferred =
                switch (Representation.of(accept)) {
                    case JSON -> documents.json();
                    case HTML -> documents.page();
                };
        return preferred.head().varyBy(HttpHeaders.ACCEPT).body(preferred.bytes());
    }

    @GetMapping("/guideline.json")
    ResponseEntity<byte[]> json() {
        return documents.json().whole();
    }

    @GetMapping("/guideline.html")
    ResponseEntity<byte[]> page() {
        return documents.page().whole();
    }

    /** The style of every view. */
    @GetMapping("/guideline.css")
    ResponseEntity<byte[]> style() {
        return documents.style().whole();
    }

    @GetMapping("/guideline.js")
    ResponseEntity<byte[]> script() {
        return documents.script().whole();
    }

    /** Of every view, since browsers ask for one. */
    @GetMapping("/guideline.svg")
    ResponseEntity<byte[]> icon() {
        return documents.icon().whole();
    }
}
