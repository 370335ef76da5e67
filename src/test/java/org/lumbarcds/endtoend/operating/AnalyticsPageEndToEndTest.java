package org.lumbarcds.endtoend.operating;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.endtoend.EndToEnd;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** "Burden: analytics as charts over time and per rule, in words, errors in the page." */
@DirtiesContext
class AnalyticsPageEndToEndTest extends EndToEnd {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String HOSTILE = "<img src=x onerror=alert(1)></td>";

    @TempDir
    static Path data;

    @Autowired
    private JdbcTemplate jdbc;

    @DynamicPropertySource
    static void ownDirectory(DynamicPropertyRegistry properties) {
        properties.add("lumbar.data.directory", () -> data.toString());
    }

    @BeforeEach
    void record() {
        for (String table : List.of("rule_count", "card_finding", "card", "feedback", "unknown_code")) {
            jdbc.update("DELETE FROM " + table);
        }
        count("2026-11-20", "opioid-first-line", "north", "unanswered", "", 5);
        count("2026-11-20", "opioid-first-line", "north", "accepted", "replace", 3);
        count("2026-11-22", "opioid-first-line", HOSTILE, "overridden", "first-line-failed", 2);
        count("2026-11-22", "opioid-first-line", HOSTILE, "overridden", "local<b>code", 1);
        count("2026-11-22", "bed-rest", "", "overridden", "", 4);
        count("2026-11-22", "bed-rest", "", "shadowed", "", 7);
    }

    private void count(String day, String rule, String tenant, String fate, String detail, int findings) {
        jdbc.update(
                "INSERT INTO rule_count (counted_on, rule, rule_version, content_version, client, tenant, fate, detail,"
                        + " findings, episodes, answered) VALUES (?, ?, '1.0.0', 'c1', 'EHR', ?, ?, ?, ?, ?, '')",
                java.sql.Date.valueOf(day),
                rule,
                tenant,
                fate,
                detail,
                findings,
                findings);
    }

    private HttpResponse<byte[]> get(String path, String accept) {
        return send(to(path).header("Accept", accept).GET());
    }

    private Document page(String query) {
        HttpResponse<byte[]> response = get("/analytics.html" + query, BROWSER);
        assertThat(response.statusCode()).isEqualTo(200);
        return parsed(response);
    }

    private static Document parsed(HttpResponse<byte[]> response) {
        return Jsoup.parse(new String(response.body(), StandardCharsets.UTF_8));
    }

    @Test
    void table_saysRulesAndReasonsInWords() {
        List<String> rows =
                page("").select("section[aria-labelledby=figures] tbody tr").eachText();

        assertThat(rows)
                .containsExactly(
                        "Bed rest for low back pain bed-rest 4 0 0.0 % 4 100.0 % 4 no reason given 0 0 7 in shadow –",
                        "Opioid as first-line treatment of low back pain opioid-first-line 11 3 27.3 % 3 replacement"
                                + " 3 27.3 % 2 First-line treatment failed or was not tolerated 1 local<b>code 0 5 0 –");
    }

    /** What the script draws, and what is read instead of it. */
    @Test
    void charts_areTablesToo() {
        Document page = page("");

        assertThat(page.select("[data-chart]").eachAttr("data-chart"))
                .containsExactly("over-time-table", "per-rule-table");
        Element overTime = page.selectFirst("[data-chart=over-time-table]");
        assertThat(List.of(overTime.attr("data-unit"), overTime.attr("data-from"), overTime.attr("data-to")))
                .containsExactly("day", "2026-08-26", "2026-11-23");
        assertThat(page.select("#over-time-table tbody tr").eachText())
                .containsExactly("2026-11-20 8 3 0 0 5", "2026-11-22 7 0 7 0 0");
        assertThat(page.select("#per-rule-table tbody tr").eachText())
                .containsExactly(
                        "Bed rest for low back pain 4 0 4 0 0",
                        "Opioid as first-line treatment of low back pain 11 3 3 0 5");
        for (String table : List.of("over-time-table", "per-rule-table")) {
            for (Element row : page.select("#" + table + " tbody tr")) {
                assertThat(row.select("[data-series]").eachAttr("data-series"))
                        .containsExactly("accepted", "overridden", "young", "ignored");
            }
        }
        assertThat(page("?from=2025-01-01").select("#over-time-table tbody tr").eachText())
                .containsExactly("2026-11 15 3 7 0 5");
        assertThat(page("").select(".tiles dd").eachText())
                .startsWith("15", "3 20.0 %", "7 46.7 %", "0 younger than 24 h", "5 no answer in 24 h");
    }

    @Test
    void form_hasSelects_thatSayWhatWasAsked() {
        Document page = page("?by=rule&then=tenant&rule=opioid-first-line&version=1.0.0");

        assertThat(page.select("#by option").eachAttr("value"))
                .containsExactly("rule", "version", "content", "client", "tenant", "day", "month", "year");
        assertThat(page.select("option[selected]").eachAttr("value"))
                .containsExactly("rule", "tenant", "opioid-first-line", "");
        assertThat(page.select("#tenant option").eachText()).containsExactly("all tenants", HOSTILE, "north");
        assertThat(page.getElementById("version").attr("value")).isEqualTo("1.0.0");
        assertThat(page.select("section[aria-labelledby=figures] tbody th").eachText())
                .containsExactly(
                        "Opioid as first-line treatment of low back pain opioid-first-line",
                        HOSTILE,
                        "Opioid as first-line treatment of low back pain opioid-first-line",
                        "north");
        assertThat(page("?by=rule,tenant,month").select("option[selected]").eachText())
                .startsWith("Rule, Tenant, Month");
        assertThat(page("?by=rule,tenant").select("option[selected]").eachAttr("value"))
                .startsWith("rule", "tenant");
        assertThat(page.select("label").eachAttr("for")).allMatch(id -> page.getElementById(id) != null);
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-11-24&to=2026-11-23, from, from can't be used. Send a day that is not after to.",
        "from=yesterday, from, from can't be used. Send a day as 2026-11-25.",
        "to=23.11.2026, to, to can't be used. Send a day as 2026-11-25.",
        "rule=opiods, rule, rule can't be used",
        "by=week, by, by can't be used",
        "by=rule&then=rule, then, then can't be used. Send another one than before",
        "by=rule&then=week, then, then can't be used",
    })
    void whatCantBeAsked_isSaidAtItsField(String query, String field, String message) {
        HttpResponse<byte[]> response = get("/analytics.html?" + query, BROWSER);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(response.headers().firstValue("Content-Security-Policy")).contains(POLICY);
        Document page = parsed(response);
        Element at = page.getElementById(field);
        assertThat(at.attr("aria-invalid")).isEqualTo("true");
        assertThat(page.getElementById(at.attr("aria-describedby")).text()).startsWith(message);
        assertThat(page.select("[role=alert]").text()).contains(message);
        assertThat(page.select("[role=alert] a").eachAttr("href")).containsExactly("#" + field);
        assertThat(page.select("[aria-invalid]")).hasSize(1);
        assertThat(page.select("table")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"form=1", "tenant=%C3", "tenant=%ED%A0%80", "from=a&from=b"})
    void whatBelongsToNoField_isSaidOnThePage(String query) {
        HttpResponse<byte[]> response = get("/analytics.html?" + query, BROWSER);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(parsed(response).select("[role=alert]")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "text/*;q=0.1", "text/html;q=0", "nonsense"})
    void whoWantsNoPage_getsAnOutcome(String accept) {
        HttpResponse<byte[]> response = get("/analytics.html?from=yesterday", accept);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(new String(response.body(), StandardCharsets.UTF_8))
                        .at("/issue/0/expression/0")
                        .asText())
                .isEqualTo("from");
    }

    @Test
    void theRecordAway_isSaidOnThePage() {
        jdbc.execute("ALTER TABLE rule_count RENAME TO rule_count_away");
        try {
            HttpResponse<byte[]> response = get("/analytics.html", BROWSER);
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).contains("10");
            assertThat(parsed(response).select("[role=alert]").text()).contains("The record can't be read");
        } finally {
            jdbc.execute("ALTER TABLE rule_count_away RENAME TO rule_count");
        }
    }

    @Test
    void hostileTexts_stayText() {
        jdbc.update("INSERT INTO unknown_code (counted_on, kind, code_system, code, effect, calls) VALUES"
                + " ('2026-11-22', 'problem', '<script>alert(2)</script>', '\" onmouseover=\"x', 'offer', 1)");
        for (String query : List.of("", "?by=tenant", "?tenant=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%3C/td%3E")) {
            Document page = page(query);
            assertThat(page.select("img, b, script:not([src])")).as(query).isEmpty();
            assertThat(page.getAllElements()).as(query).allMatch(element -> element.attributes().asList().stream()
                    .noneMatch(attribute -> attribute.getKey().startsWith("on")));
        }
        Document refused = parsed(get("/analytics.html?from=%22%3E%3Cimg%20src%3Dx%3E&by=%3Cscript%3E", BROWSER));
        assertThat(refused.getElementById("from").attr("value")).isEqualTo("\"><img src=x>");
        assertThat(refused.select("img")).isEmpty();
    }

    @Test
    void scripts_areTwoFilesAndNoOther() {
        Document page = page("");
        assertThat(page.select("[src]").eachAttr("src")).containsExactly("chart.js", "figures.js");
        for (String path : List.of("/chart.js", "/figures.js")) {
            HttpResponse<byte[]> script = send(to(path).GET());
            assertThat(script.headers().firstValue("Content-Type")).contains("text/javascript;charset=UTF-8");
            assertThat(script.headers().firstValue("ETag")).isPresent();
            assertThat(script.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
        for (String path : List.of(
                "/webjars/chart.js/4.5.1/dist/chart.js", "/webjars/chart.js/dist/chart.umd.min.js", "/webjars/")) {
            assertThat(send(to(path).GET()).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(page.select("nav.views a[aria-current]").text()).isEqualTo("Burden");
        assertThat(page.select("[style], style")).isEmpty();
    }
}
