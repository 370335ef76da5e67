package org.lumbarcds.endtoend.operating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.lumbarcds.endtoend.EndToEnd;
import org.springframework.test.context.TestPropertySource;

/** "Connect: the discovery URL, steps for the CDS Hooks Sandbox and EHRs." */
@TestPropertySource(properties = "lumbar.public-url=https://cds.example.org/lbp")
class ConnectPageEndToEndTest extends EndToEnd {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " base-uri 'none'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'";

    private HttpResponse<byte[]> get(String path) {
        return send(to(path).GET());
    }

    private Document page() {
        return Jsoup.parse(new String(get("/connect.html").body(), StandardCharsets.UTF_8));
    }

    @Test
    void page_namesWhatDiscoveryOffers() {
        Document page = page();

        assertThat(page.getElementById("discovery").text()).isEqualTo("https://cds.example.org/lbp/cds-services");
        List<String> rows = page.select("section[aria-labelledby=url] tbody tr").eachText();
        assertThat(rows)
                .isEqualTo(stream(discovery().get("services"))
                        .map(service -> service.get("hook").asText() + " "
                                + service.get("id").asText() + " https://cds.example.org/lbp/cds-services/"
                                + service.get("id").asText())
                        .toList());
        List<String> queries =
                page.select("section[aria-labelledby=ehr] dd code").eachText();
        for (JsonNode service : discovery().get("services")) {
            service.get("prefetch").forEach(query -> assertThat(queries).contains(query.asText()));
        }
        assertThat(page.select("#service option").eachAttr("value"))
                .hasSize(8)
                .contains("lbp-order-sign", "lbp-order-sign/feedback");
        assertThat(page.select("nav.views a[aria-current]").text()).isEqualTo("Connect");
    }

    @Test
    void page_isForEveryReader_andNeedsNothingFromElsewhere() {
        HttpResponse<byte[]> answer = get("/connect.html");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).contains(POLICY);
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("ETag")).isPresent();
        Document page = page();
        assertThat(page.select("[style], style, img, iframe")).isEmpty();
        assertThat(page.select("[src]").eachAttr("src")).containsExactly("connect.js");
        assertThat(page.select("label").eachAttr("for")).allMatch(id -> page.getElementById(id) != null);
        assertThat(page.select("input, select, textarea").eachAttr("id"))
                .allMatch(id -> !page.select("label[for=" + id + "]").isEmpty());
        assertThat(page.select("form")).allMatch(form -> form.hasAttr("hidden"));
        assertThat(page.select("noscript")).hasSize(2);
        for (Element heading : page.select("section")) {
            assertThat(page.getElementById(heading.attr("aria-labelledby")).tagName())
                    .isEqualTo("h2");
        }
        assertThat(get("/connect.js").headers().firstValue("Content-Type")).contains("text/javascript;charset=UTF-8");
    }
}
