package org.lumbarcds.endtoend.operating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.endtoend.EndToEnd;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A site's own files are disclosed as such, and nothing they hold becomes markup. */
class GuidelineOfASiteEndToEndTest extends EndToEnd {

    private static final String HOSTILE =
            "<script>alert(1)</script></dd>{{contentVersion}}{{{title}}} & <img src=x onerror=x>";
    private static final String QUOTED = "\\\" onmouseover=\\\"x' onfocus='x";

    @TempDir
    private static Path directory;

    @DynamicPropertySource
    static void site(DynamicPropertyRegistry registry) throws IOException {
        String card = Files.readString(Path.of("cds-cards/bed-rest.md"))
                .replaceFirst("(?m)^title: .*$", quoted("title", HOSTILE))
                .replaceFirst("(?m)^purpose: .*$", quoted("purpose", HOSTILE))
                .replaceFirst("(?m)^version: .*$", "version: \"1.0.1\"")
                .replaceFirst("(?m)^  date-of-birth: .*$", "  " + quoted("date-of-birth", HOSTILE))
                .replaceFirst("(?m)^  - \"Bed rest is recognised.*$", "  - \"" + HOSTILE.replace("$", "\\\\$") + "\"")
                .replaceFirst("(?m)^    url: .*$", "    url: https://example.org/'x'?a=1&b=%22");
        Files.writeString(Files.createDirectories(directory.resolve("cards")).resolve("bed-rest.md"), card);
        String set = Files.readString(Path.of("fhir-resources/valuesets/service-bed-rest.json"))
                .replaceFirst("\"title\": \"[^\"]*\"", "\"title\": \"<b>Ours</b>\"")
                .replaceFirst("\"version\": \"[^\"]*\"", "\"version\": \"2<i>\"")
                .replaceFirst("\"url\": \"[^\"]*\"", "\"url\": \"javascript:alert(1)\"")
                .replaceFirst("\"purpose\": \"[^\"]*\"", "\"purpose\": \"" + QUOTED.replace("\\", "\\\\") + "\"");
        Files.writeString(Files.createDirectories(directory.resolve("sets")).resolve("service-bed-rest.json"), set);
        registry.add("lumbar.content.cards", () -> directory.resolve("cards"));
        registry.add("lumbar.content.fhir-resources", () -> directory.resolve("sets"));
    }

    private static String quoted(String key, String value) {
        return key + ": \"" + value + "\"";
    }

    @Test
    void page_showsTextAsText() {
        Document page = Jsoup.parse(body("/guideline.html"));
        assertThat(page.select("script:not([src=guideline.js]), img, b, i")).isEmpty();
        assertThat(page.getAllElements()).allMatch(element -> element.attributes().asList().stream()
                .noneMatch(attribute -> attribute.getKey().startsWith("on")));
        Element article = page.selectFirst("article[aria-labelledby=bed-rest]");
        assertThat(article.selectFirst("h3").text()).isEqualTo(HOSTILE);
        assertThat(article.select("dd").eachText()).contains(HOSTILE);
        assertThat(article.select("li").eachText()).contains(HOSTILE);
        assertThat(article.select("a").eachAttr("href")).contains("https://example.org/'x'?a=1&b=%22");
        assertThat(page.getElementById("value-set-service-bed-rest").text())
                .contains("<b>Ours</b>", "2<i>", "\" onmouseover=\"x' onfocus='x");
        assertThat(page.select("a").eachAttr("href")).noneMatch(href -> href.startsWith("javascript"));
    }

    @Test
    void json_saysWhoseItIs() {
        JsonNode root = json(body("/guideline"));
        JsonNode rule = stream(root.path("rules"))
                .filter(node -> node.path("id").asText().equals("bed-rest"))
                .findFirst()
                .orElseThrow();
        assertThat(rule.path("purpose").asText()).isEqualTo(HOSTILE);
        assertThat(rule.path("version").asText()).isEqualTo("1.0.1");
        assertThat(rule.path("origin").asText()).isEqualTo("site");
        assertThat(rule.path("developer").asText())
                .isEqualTo(
                        "The maintainers of the Lumbar CDS project; the text of the card and these statements are this"
                                + " installation's own");
        assertThat(stream(root.path("rules"))
                        .filter(node -> node.path("origin").asText().equals("site")))
                .hasSize(1);
        assertThat(stream(root.path("valueSets"))
                        .filter(node -> node.path("origin").asText().equals("site"))
                        .map(node -> node.path("name").asText()))
                .containsExactly("service-bed-rest");
        assertThat(root.toString()).doesNotContain(directory.toString());
    }

    private String body(String path) {
        return new String(send(to(path).GET()).body(), StandardCharsets.UTF_8);
    }
}
