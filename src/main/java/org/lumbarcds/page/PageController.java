package org.lumbarcds.page;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.page.Examples.Example;
import org.lumbarcds.settings.check.PageSwitch;
import org.lumbarcds.views.PagePolicy;
import org.lumbarcds.views.ServedFile;
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
        return shown(files.html()).varyBy(HttpHeaders.ACCEPT).body(files.html().bytes());
    }

    @GetMapping("/page/{name:[a-z-]+(?:\\.min)?\\.(?:js|css)}")
    ResponseEntity<byte[]> file(@PathVariable String name) {
        ServedFile file = files.named(name).orElseThrow(Refusal::notFound);
        return shown(file).body(file.bytes());
    }

    @GetMapping(path = "/examples", produces = MediaType.APPLICATION_JSON_VALUE)
    Offer examples() {
        return new Offer(LocalDate.now(clock).toString(), examples.list());
    }

    @GetMapping("/examples/{name}")
    ResponseEntity<byte[]> example(@PathVariable String name) {
        String request = examples.on(LocalDate.now(clock), name).orElseThrow(Refusal::notFound);
        ServedFile file = ServedFile.of(
                MediaType.APPLICATION_JSON, "example", request.getBytes(StandardCharsets.UTF_8), PagePolicy.CALL);
        return shown(file).body(file.bytes());
    }

    /** Spring takes the names in these paths for a caller's, and would have each offered as a download called f.txt. */
    private static ResponseEntity.BodyBuilder shown(ServedFile file) {
        return file.head().header(HttpHeaders.CONTENT_DISPOSITION, "inline");
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
