package org.lumbarcds.endtoend.operating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.endtoend.EndToEnd;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.record.CallEvent;
import org.lumbarcds.record.CallListener;
import org.lumbarcds.record.ContentVersion;
import org.lumbarcds.settings.check.SettingsCatalogue;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** "Decision-support transparency: GET /guideline (JSON) and a page of it." */
@Import(GuidelineEndToEndTest.Listening.class)
@TestPropertySource(
        properties = {
            "lumbar.rules.bed-rest.mode=shadow",
            "lumbar.rules.psychosocial-screening.mode=off",
            "lumbar.guideline.adult-age=21",
            "lumbar.shadow[0].rules=reassess,bed-rest",
            "lumbar.shadow[1].rules=first-line-care,psychosocial-screening",
            "lumbar.shadow[1].client=Client of ours",
            "lumbar.shadow[2].rules=reassess,red-flags",
            "lumbar.shadow[2].tenant=Tenant of theirs"
        })
class GuidelineEndToEndTest extends EndToEnd {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Queue<CallEvent> EVENTS = new ConcurrentLinkedQueue<>();

    @Autowired
    private ContentVersion version;

    static class Listening {
        @Bean
        CallListener guidelineTestListener() {
            return EVENTS::add;
        }
    }

    @Test
    void json_oneRuleWhole() {
        JsonNode rule = rule("bed-rest");
        assertSame("bed-rest", rule, object(Path.of("src/test/resources/guideline/bed-rest.json")));
    }

    @Test
    void json_everyRuleOnceInOrder() {
        assertThat(stream(json().path("rules")).map(rule -> rule.path("id").asText()))
                .containsExactlyElementsOf(
                        Arrays.stream(LowBackPainRule.values()).map(RuleId::id).toList());
    }

    /** Read with other eyes than the service's: line by line. */
    @Test
    void json_saysWhatTheCardFilesSay() {
        for (JsonNode rule : json().path("rules")) {
            String head = text(Path.of("cds-cards", rule.path("id").asText() + ".md"));
            for (String key : List.of("version", "title", "purpose", "released", "revised")) {
                assertThat(rule.path(key).asText()).as(key).isEqualTo(value(head, key));
            }
            assertThat(rule.path("evidence").size()).isEqualTo(count(head, "(?m)^  - citation:"));
            assertThat(rule.path("overrideReasons").size()).isEqualTo(count(head, "(?m)^  - code:"));
            assertThat(rule.path("limits").size()).isEqualTo(count(head, "(?m)^  - \""));
            assertThat(rule.path("personalData").path("used").size()
                            + rule.path("personalData").path("notUsed").size())
                    .isEqualTo(9);
            assertThat(rule.path("personalData").path("used").size())
                    .isEqualTo(count(head, "(?m)^  (date-of-birth|health-status): "));
            assertThat(rule.path("origin").asText()).isEqualTo("shipped");
        }
    }

    @Test
    void json_countsWhatTheValueSetFilesHold() throws IOException {
        Map<String, String> disclosed = new TreeMap<>();
        for (JsonNode set : json().path("valueSets")) {
            disclosed.put(
                    set.path("name").asText(),
                    set.path("version").asText() + " of " + set.path("date").asText() + ", "
                            + set.path("codes").asInt());
            assertThat(set.path("rules").size())
                    .as("rules that use " + set.path("name"))
                    .isPositive();
        }
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(Path.of("fhir-resources/valuesets"))) {
            for (Path path :
                    paths.filter(path -> path.toString().endsWith(".json")).toList()) {
                JsonNode file = object(path);
                int codes = stream(file.at("/compose/include"))
                        .mapToInt(include -> include.path("concept").size())
                        .sum();
                files.put(
                        file.path("id").asText(),
                        file.path("version").asText() + " of "
                                + file.path("date").asText() + ", " + codes);
            }
        }
        assertThat(disclosed).isEqualTo(files);
    }

    @Test
    void json_namesNoSettingThatIsNotClinical() {
        List<String> shown = new ArrayList<>();
        json().path("configuration")
                .forEach(setting -> shown.add(setting.path("name").asText()));
        json().path("rules").forEach(rule -> rule.path("configuration")
                .forEach(setting -> shown.add(setting.path("name").asText())));
        assertThat(shown)
                .allMatch(name -> name.matches("lumbar\\.(guideline|rules|cards|snooze)\\..*"))
                .containsAll(SettingsCatalogue.properties().stream()
                        .map(SettingsCatalogue.Property::name)
                        .filter(name -> name.matches("lumbar\\.(guideline|rules|cards|snooze)\\..*"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "opioid-first-line, on, ",
        "bed-rest, shadow, ",
        "reassess, shadow, every caller",
        "first-line-care, on, some callers",
        "red-flags, on, some callers",
        "psychosocial-screening, off, "
    })
    void mode_isWhatHappens_andNobodyIsNamed(String id, String mode, String inShadowFor) {
        JsonNode rule = rule(id);
        assertThat(rule.path("mode").asText()).isEqualTo(mode);
        assertThat(rule.path("inShadowFor").asText(null)).isEqualTo(inShadowFor);
        Document page = page();
        String more = inShadowFor == null ? "" : " in shadow for " + inShadowFor;
        assertThat(page.selectFirst("article[aria-labelledby=" + id + "] > details > summary > .mode")
                        .text())
                .isEqualTo(mode + more);
        assertThat(page.selectFirst("article[aria-labelledby=" + id + "] .administration dd")
                        .text())
                .endsWith("mode " + mode + (more.isEmpty() ? "" : "," + more + " by lumbar.shadow"));
        assertThat(json().toString() + page).doesNotContain("Client of ours", "Tenant of theirs");
    }

    @Test
    void contentVersion_isThatOfTheRecords() {
        EVENTS.clear();
        call(example("opioid-order-select"));
        CallEvent event = EVENTS.element();
        assertThat(event.contentVersion())
                .matches("[0-9a-f]{16}")
                .isEqualTo(version.value())
                .isEqualTo(json().path("contentVersion").asText())
                .isEqualTo(page().getElementById("content-version").text());
        assertThat(event.fired())
                .extracting(fired -> fired.rule() + " " + fired.version())
                .contains("opioid-first-line "
                        + rule("opioid-first-line").path("version").asText());
        assertThat(event.cards().get(0).findings().get(0).version()).isEqualTo("2.2.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| application/json",
                "*/* | application/json",
                "application/json | application/json",
                "application/*;q=0.1 | application/json",
                "text/html | text/html;charset=UTF-8",
                "text/* | text/html;charset=UTF-8",
                BROWSER + " | text/html;charset=UTF-8",
                "text/html;q=0.4, application/json;q=0.5 | application/json",
                "text/html;q=0, */* | application/json",
                "application/json;q=0, */*;q=0.1 | text/html;charset=UTF-8",
            })
    void accept_choosesTheForm(String accept, String type) {
        HttpResponse<byte[]> answer =
                get("/guideline", accept == null ? new String[0] : new String[] {"Accept", accept});
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(type);
        assertThat(answer.headers().allValues("Vary")).contains("Accept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "application/fhir+json", "text/html;q=0", "nonsense", "*/*;q=0"})
    void accept_ofNothingThatIsToBeHad(String accept) {
        HttpResponse<byte[]> answer = get("/guideline", "Accept", accept);
        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/fhir+json");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
                        + "\"code\":\"not-supported\",\"diagnostics\":\"No representation that the Accept header allows."
                        + " Send Accept: application/json or text/html.\"}]}");
    }

    @Test
    void paths_ofOneForm() {
        assertThat(get("/guideline.json", "Accept", "text/html").body())
                .isEqualTo(get("/guideline").body());
        assertThat(get("/guideline.html", "Accept", "application/json").body())
                .isEqualTo(get("/guideline", "Accept", BROWSER).body());
        assertThat(get("/guideline/").body())
                .as("a slash at the end is the same resource")
                .isEqualTo(get("/guideline").body());
        assertThat(get("/guideline.css").headers().firstValue("Content-Type")).contains("text/css;charset=UTF-8");
        HttpResponse<byte[]> posted = send(to("/guideline").POST(BodyPublishers.noBody()));
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(posted.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/guideline",
                "/guideline.json",
                "/guideline.html",
                "/guideline.css",
                "/guideline.js",
                "/guideline.svg"
            })
    void headers_headAndTag(String path) {
        HttpResponse<byte[]> whole = get(path);
        String tag = whole.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> head = send(to(path).method("HEAD", BodyPublishers.noBody()));
        HttpResponse<byte[]> known = get(path, "If-None-Match", tag);
        HttpResponse<byte[]> other = get(path, "If-None-Match", "\"other\"");

        assertThat(List.of(whole.statusCode(), head.statusCode(), known.statusCode(), other.statusCode()))
                .containsExactly(200, 200, 304, 200);
        assertThat(head.body()).isEmpty();
        assertThat(known.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).contains(String.valueOf(whole.body().length));
        for (HttpResponse<byte[]> answer : List.of(whole, head, known)) {
            assertThat(answer.headers().allValues("ETag")).containsExactly(tag);
            assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-cache");
            assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(answer.headers().allValues("Content-Security-Policy")).containsExactly(POLICY);
            assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
        }
    }

    @Test
    void tags_beginWithTheContentVersion_andDifferByForm() {
        String json = get("/guideline").headers().firstValue("ETag").orElseThrow();
        String html = get("/guideline.html").headers().firstValue("ETag").orElseThrow();
        assertThat(json).startsWith("\"" + version.value() + "-");
        assertThat(html).startsWith("\"" + version.value() + "-").isNotEqualTo(json);
    }

    @Test
    void page_saysWhatTheJsonSays() {
        Document page = page();
        for (JsonNode rule : json().path("rules")) {
            String id = rule.path("id").asText();
            Element article = page.selectFirst("article[aria-labelledby=" + id + "]");
            assertThat(article).as(id).isNotNull();
            assertThat(article.selectFirst("h3").text())
                    .isEqualTo(rule.path("title").asText());
            assertThat(article.text())
                    .contains(id + ", version " + rule.path("version").asText() + ", mode "
                            + rule.path("mode").asText());
            List<String> texts = new ArrayList<>();
            leaves(rule, texts);
            texts.remove("shipped");
            String source = rule.at("/source/url").asText();
            assertThat(article.select("a").eachAttr("href")).contains(source);
            texts.remove(source);
            assertThat(article.text())
                    .contains(texts.stream().map(GuidelineEndToEndTest::spaced).toList());
        }
        for (JsonNode set : json().path("valueSets")) {
            Element row = page.getElementById("value-set-" + set.path("name").asText());
            assertThat(row.text())
                    .contains(
                            set.path("title").asText(),
                            set.path("version").asText(),
                            set.path("date").asText());
            assertThat(row.select("td.number").text())
                    .isEqualTo(set.path("codes").asText());
        }
        for (JsonNode setting : json().path("configuration")) {
            assertThat(page.selectFirst("#configuration").parent().text())
                    .contains(setting.path("name").asText() + " "
                            + setting.path("value").asText());
        }
    }

    /** Read with other eyes than the service's. */
    @Test
    void sentences_everyOneOfTheTableIsShown() throws IOException {
        List<String> expected = Files.readAllLines(Path.of("docs/guideline-coverage.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .toList();
        assertThat(expected).hasSize(34);
        Document page = page();
        assertThat(page.select("#sentences ~ details li[id^=sentence-]")).hasSize(34);
        for (String line : expected) {
            List<String> cells = Arrays.stream(line.replace("`", "").split("\\|"))
                    .map(String::strip)
                    .toList();
            Element item = page.getElementById("sentence-" + cells.get(1));
            assertThat(item.selectFirst(".said").text()).isEqualTo(cells.get(1) + " " + cells.get(2));
            assertThat(item.text()).contains(spaced(cells.get(4)));
            assertThat(String.join(", ", item.select("a").eachText())).isEqualTo(cells.get(3));
            JsonNode sentence = json().path("sentences").get(Integer.parseInt(cells.get(1)) - 1);
            assertThat(sentence.path("text").asText()).isEqualTo(cells.get(2));
            assertThat(sentence.path("how").asText()).isEqualTo(cells.get(4));
            assertThat(stream(sentence.path("rules")).map(JsonNode::asText).toList())
                    .isEqualTo(item.select("a").eachText());
        }
        assertThat(page.select("#sentences ~ details > summary > h3").eachText())
                .startsWith("About the text", "Treatment for lower back pain spasm")
                .endsWith("Common pitfalls");
    }

    /** What does not stand in the page's own flow is in a part that is folded, and evidence is before administration. */
    @Test
    void page_isFolded_andBeginsWithTheEvidence() {
        Document page = page();
        assertThat(page.select("details[open]")).isEmpty();
        assertThat(page.select("table, dl, ol, li")).isNotEmpty().allMatch(part -> part.closest("details") != null);
        for (Element article : page.select("article")) {
            List<String> headings = article.select("h4").eachText();
            assertThat(headings.get(0)).isEqualTo("Evidence");
            assertThat(headings.get(headings.size() - 1)).startsWith("Version, developer");
            assertThat(article.select("details details dt").eachText()).contains("Released, revised", "Funding");
        }
    }

    @Test
    void page_isForEveryReader() {
        Document page = page();
        assertThat(page.selectFirst("html").attr("lang")).isEqualTo("en-GB");
        assertThat(page.title()).isEqualTo("Low back pain with muscle spasm – Lumbar CDS");
        assertThat(page.select("h1")).hasSize(1);
        int level = 1;
        for (Element heading : page.select("h1, h2, h3, h4")) {
            int next = Integer.parseInt(heading.tagName().substring(1));
            assertThat(next).as(heading.text()).isLessThanOrEqualTo(level + 1);
            level = next;
        }
        assertThat(page.select("table")).isNotEmpty().allMatch(table -> !table.select("> caption")
                .isEmpty());
        assertThat(page.select("th")).allMatch(cell -> cell.hasAttr("scope"));
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(page.select("[aria-labelledby]").eachAttr("aria-labelledby"))
                .doesNotHaveDuplicates()
                .allMatch(ids -> Arrays.stream(ids.split(" ")).allMatch(id -> page.getElementById(id) != null));
        assertThat(page.select("a[href^=#]").eachAttr("href"))
                .allMatch(href -> page.getElementById(href.substring(1)) != null);
    }

    @Test
    void page_needsNothingFromElsewhere() {
        Document page = page();
        assertThat(page.select("img, iframe, object, form, base, style, [style]"))
                .isEmpty();
        assertThat(page.select("[src]").eachAttr("src")).containsExactly("guideline.js");
        assertThat(page.select("script")).hasSize(1).allMatch(script -> script.data()
                .isEmpty());
        assertThat(page.select("link").eachAttr("href")).containsExactly("guideline.css", "guideline.svg");
        assertThat(page.select("nav.views a").eachAttr("href"))
                .containsExactly("./", "guideline.html", "analytics.html", "connect.html");
        assertThat(page.select("a.skip, header a, main a").eachAttr("href"))
                .allMatch(href -> href.matches("(#|https://|guideline\\.json$).*"));
        assertThat(new String(get("/guideline.css").body(), StandardCharsets.UTF_8))
                .doesNotContain("url(", "@import");
    }

    private static void leaves(JsonNode node, List<String> texts) {
        if (node.isValueNode()) {
            texts.add(node.asText());
        }
        node.forEach(child -> leaves(child, texts));
    }

    private static String spaced(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private JsonNode rule(String id) {
        return stream(json().path("rules"))
                .filter(rule -> rule.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode json() {
        return json(new String(get("/guideline").body(), StandardCharsets.UTF_8));
    }

    private Document page() {
        return Jsoup.parse(new String(get("/guideline.html").body(), StandardCharsets.UTF_8));
    }

    private HttpResponse<byte[]> get(String path, String... headers) {
        var request = to(path).GET();
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static String value(String head, String key) {
        Matcher matcher = Pattern.compile("(?m)^" + key + ": \"?(.*?)\"?$").matcher(head);
        assertThat(matcher.find()).as(key).isTrue();
        return matcher.group(1).replace("\\\"", "\"");
    }

    private static int count(String head, String pattern) {
        return (int) Pattern.compile(pattern).matcher(head).results().count();
    }

    /** The front matter. */
    private static String text(Path file) {
        try {
            return Files.readString(file).split("(?m)^---$")[1];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
