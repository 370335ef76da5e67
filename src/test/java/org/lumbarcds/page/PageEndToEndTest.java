package org.lumbarcds.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.endtoend.EndToEnd;

/** The page's address over HTTP: who gets it, what may be asked for, what a browser may do with it. */
class PageEndToEndTest extends EndToEnd {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " base-uri 'none'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'";

    private HttpResponse<byte[]> get(String path, String... headers) {
        var request = to(path).GET();
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void browser_getsThePage() {
        HttpResponse<byte[]> page = get("/", "Accept", BROWSER);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(page.headers().allValues("Vary")).contains("Accept");
        Document document = Jsoup.parse(text(page));
        assertThat(document.select("html").attr("lang")).isEqualTo("en-GB");
        assertThat(document.select("h1")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "application/json", "text/*", "text/html;q=0, */*", "nonsense"})
    void whoeverElse_isToldWhereTheServicesAre(String accept) {
        HttpResponse<byte[]> answer = accept.isEmpty() ? get("/") : get("/", "Accept", accept);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(text(answer))
                .isEqualTo(
                        "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"not-found\","
                                + "\"diagnostics\":\"There is nothing at this path. GET /cds-services lists the services.\"}]}");
    }

    @Test
    void page_needsNothingInlineAndNothingFromElsewhere_andAllThatItNamesIsThere() {
        Document page = Jsoup.parse(text(get("/", "Accept", BROWSER)));
        assertThat(page.select("style, [style], iframe, object, embed, base, form, [onclick], [onload]"))
                .isEmpty();
        assertThat(page.select("script"))
                .allMatch(script -> script.hasAttr("src") && script.data().isEmpty());
        for (Element element : page.select("script[src], link[href]")) {
            String address = element.hasAttr("src") ? element.attr("src") : element.attr("href");
            assertThat(address).matches("(page/[a-z.-]+|guideline\\.(css|svg))");
            assertThat(get("/" + address).statusCode()).as(address).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/page/main.js, text/javascript",
        "/page/page.css, text/css",
        "/page/markdown-it.min.js, text/javascript"
    })
    void files_haveTheirTypePolicyAndTag(String path, String type) {
        HttpResponse<byte[]> file = get(path);
        assertThat(file.headers().firstValue("Content-Type")).contains(type + ";charset=UTF-8");
        String tag = file.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> known = get(path, "If-None-Match", tag);
        HttpResponse<byte[]> head = send(to(path).method("HEAD", BodyPublishers.noBody()));
        assertThat(List.of(file.statusCode(), known.statusCode(), head.statusCode()))
                .containsExactly(200, 304, 200);
        assertThat(known.body()).isEmpty();
        assertThat(head.body()).isEmpty();
        for (HttpResponse<byte[]> answer : List.of(file, known, head, get("/", "Accept", BROWSER))) {
            assertThat(answer.headers().allValues("Content-Security-Policy")).containsExactly(POLICY);
            assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
            assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-cache");
            assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page",
                "/page/",
                "/page/page.html",
                "/page/nothing.js",
                "/page/..%2Fapplication.yml",
                "/page/package.json",
                "/webjars/markdown-it/14.1.0/dist/markdown-it.min.js",
                "/webjars/markdown-it/14.1.0/package.json",
                "/META-INF/resources/webjars/markdown-it/14.1.0/LICENSE",
                "/examples/nothing",
                "/examples/..%2Fvaluesets%2Fdrug-opioid",
                "/examples/opioid-order-select.json"
            })
    void nothingElse_canBeAskedFor(String path) {
        assertThat(get(path, "Accept", BROWSER).statusCode()).as(path).isIn(400, 404);
    }

    @Test
    void examples_areAllThatAreShipped() {
        JsonNode offer = json(text(get("/examples")));
        assertThat(offer.path("day").asText()).isEqualTo("2026-11-23");
        assertThat(stream(offer.path("examples")).map(one -> one.path("name").asText()))
                .isEqualTo(examples());
        assertThat(offer.path("examples").get(0).toString())
                .isEqualTo(
                        "{\"name\":\"acetaminophen-caution-allergy-order-sign\",\"title\":\"Acetaminophen caution allergy\","
                                + "\"hook\":\"order-sign\",\"service\":\"lbp-order-sign\"}");
        for (String name : examples()) {
            assertThat(json(text(get("/examples/" + name)))).as(name).isEqualTo(example(name));
        }
    }
}
