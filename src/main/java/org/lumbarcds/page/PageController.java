package org.lumbarcds.page;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.page.Examples.Example;
import org.lumbarcds.settings.check.PageSwitch;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page for people at {@code /}, on which calls are tried and explained. It holds nothing of anybody: what it shows it asks
 * the services for, as any client does. Where it is off these paths are nothing.
 */
@RestController
@Conditional(PageSwitch.class)
final class PageController {

    private final PageFiles files = new PageFiles();
    private final Examples examples = new Examples();
    private final Clock clock;

    PageController(Clock clock) {
        this.clock = clock;
    }

    /**
     * The examples, and the day that they are dated for.
     *
     * @param day as the service counts days
     */
    record Offer(String day, List<Example> examples) {}

    /** For browsers, which ask for HTML by name; a client that came here by mistake is told where the services are. */
    @GetMapping("/")
    ResponseEntity<byte[]> page(
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false, defaultValue = "") List<String> accept) {
        if (!wantsHtml(accept)) {
            throw Refusal.notFound();
        }
        return files.html().head().varyBy(HttpHeaders.ACCEPT).body(files.html().bytes());
    }

    @GetMapping("/page/{name:[a-z-]+(?:\\.min)?\\.(?:js|css|svg)}")
    ResponseEntity<byte[]> file(@PathVariable String name) {
        return files.named(name).orElseThrow(Refusal::notFound).whole();
    }

    @GetMapping(path = "/examples", produces = MediaType.APPLICATION_JSON_VALUE)
    Offer examples() {
        return new Offer(LocalDate.now(clock).toString(), examples.list());
    }

    @GetMapping("/examples/{name}")
    ResponseEntity<byte[]> example(@PathVariable String name) {
        String request = examples.on(LocalDate.now(clock), name).orElseThrow(Refusal::notFound);
        return PageFile.of(MediaType.APPLICATION_JSON, request.getBytes(StandardCharsets.UTF_8))
                .whole();
    }

    private static boolean wantsHtml(List<String> accept) {
        try {
            return MediaType.parseMediaTypes(accept).stream()
                    .anyMatch(range -> range.equalsTypeAndSubtype(MediaType.TEXT_HTML) && range.getQualityValue() > 0);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
