package org.lumbarcds.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.browser.Browser.Theme;
import org.openqa.selenium.WebElement;

/** The views beside the page on which calls are tried: the guideline, the burden, how to connect. */
class ViewsTest extends InBrowser {

    private static final List<String> VIEWS = List.of("guideline.html", "analytics.html", "connect.html");

    private static final String UNFOLD = "document.querySelectorAll('details').forEach(d => d.open = true)";

    /** What is folded says the same in every row of a kind, so that it is unfolded in two of the windows only. */
    @ParameterizedTest
    @CsvSource({"390, LIGHT, false", "390, DARK, true", "768, LIGHT, false", "1440, LIGHT, true", "1440, DARK, false"})
    void everyView_isForEveryReader(int width, Theme theme, boolean unfolded) {
        browser().show(width, theme);
        call(example("opioid-order-select"));
        List<String> found = new ArrayList<>();
        for (String view : VIEWS) {
            browser().go(view);
            browser().find("nav.views");
            note(view, found);
            if (unfolded) {
                browser().script(UNFOLD);
                note(view + " unfolded", found);
            }
        }
        assertThat(found).isEmpty();
    }

    private void note(String state, List<String> found) {
        browser().barriers().forEach(barrier -> found.add(state + ": " + barrier));
        if (!browser().overflow().isEmpty()) {
            found.add(state + " is too wide: " + browser().overflow());
        }
    }

    private long height() {
        return (Long) browser().script("return document.documentElement.scrollHeight");
    }

    private List<String> shown(String css) {
        return browser().all(css).stream()
                .filter(WebElement::isDisplayed)
                .map(WebElement::getText)
                .toList();
    }

    @Test
    void guideline_isFolded_andAnAddressOpensWhatItLeadsTo() {
        browser().go("guideline.html");
        long folded = height();
        assertThat(browser().find("#opioid-first-line-configuration").isDisplayed())
                .isFalse();

        browser().go("guideline.html#opioid-first-line-configuration");

        browser().until("the thresholds of the rule", () -> browser()
                .find("#opioid-first-line-configuration")
                .isDisplayed());
        browser().script(UNFOLD);
        assertThat(height()).as("unfolded against folded").isGreaterThan(10 * folded);
    }

    @Test
    void guideline_isSearchedAsOneTypes() {
        browser().go("guideline.html");
        browser().write("#search", "bed rest");
        browser().until("what was found", () -> browser().text("#found").contains("rule"));

        assertThat(shown("[data-item='rule'] h3"))
                .contains("Bed rest for low back pain")
                .doesNotContain("Red flag with low back pain");
        assertThat(shown("[data-item='sentence']"))
                .anyMatch(sentence -> sentence.contains("Patients should remain active and avoid bed rest"));

        browser().write("#search", "zzyxolam");
        browser().until("that nothing was found", () -> shown("[data-item='rule'] h3")
                .isEmpty());
        browser().write("#search", "");
        browser().until("all rules", () -> shown("h3").contains("Red flag with low back pain"));
    }

    @Test
    void burden_isDrawn_andAskedBySelects() {
        call(example("opioid-order-select"));
        browser().go("analytics.html");
        browser().until("that the call was stored", () -> {
            if (browser().all("canvas").size() == 2) {
                return true;
            }
            browser().go("analytics.html");
            return false;
        });
        for (WebElement canvas : browser().all("canvas")) {
            assertThat(canvas.getAccessibleName()).contains("The table below has the same figures.");
            assertThat((Boolean) browser()
                            .script(
                                    "const c = arguments[0]; return c.getContext('2d').getImageData(0, 0, c.width, c.height)"
                                            + ".data.some(value => value !== 0);",
                                    canvas))
                    .as("something is drawn")
                    .isTrue();
        }
        assertThat(browser().text("#main"))
                .contains("No answer yet", "Opioid as first-line treatment of low back pain");

        browser().choose("select[name=by]", "Month");
        browser().press("main form button", "Show");

        browser().awaitText("#main", "Broken down by Month");
    }

    @Test
    void burden_saysWhatIsWrongAtItsField() {
        browser().go("analytics.html?from=2026-12-01&to=2026-01-01");

        String field = browser().find("[aria-invalid=true]").getDomAttribute("name");
        assertThat(field).isIn("from", "to");
        assertThat(browser().text("#" + field + "-error")).isNotBlank();
        // The browser notes the answer with status 400.
        assertThat(browser().console()).hasSize(1).allMatch(line -> line.contains("400"));
    }

    @Test
    void connect_checksATokenAndAServer_andShowsTextsAsTexts() {
        String hostile = "<img src=x onerror=alert(1)>";
        browser().go("connect.html");
        browser().write("#token", hostile);
        browser().press("#token-form button", "Check the token");
        browser().awaitText("#token-result", "the token is no signed JWT");

        browser().write("#fhirServer", "https://fhir.example.org/r4");
        browser().write("#patient", "example");
        browser().press("#server-form button", "Check the server");
        browser().awaitText("#server-result", "lumbar.fhir.allowed-servers");

        assertThat(browser().all("#token-result img, #server-result img")).isEmpty();
    }

    @Test
    void everyView_leadsToTheOthers() {
        for (String view : VIEWS) {
            browser().go(view);
            assertThat(browser().all("nav.views a"))
                    .extracting(link -> link.getDomAttribute("href"))
                    .as(view)
                    .containsExactly("./", "guideline.html", "analytics.html", "connect.html");
            assertThat(browser().all("nav.views a[aria-current=page]"))
                    .extracting(link -> link.getDomAttribute("href"))
                    .containsExactly(view);
        }
    }

    @Test
    void whyLeadsToTheGuideline() {
        ObjectNode request = example("opioid-order-select");
        browser().go("");
        browser().awaitText("#verdict", "card");
        settle();
        paste(request);
        browser().press("#tab-why", "Why");
        browser().awaitText("#panel-why", "Where the time went");
        browser().press("#panel-why .rules a", "Opioid as first-line treatment");
        browser().until("the rule in the guideline", () -> browser()
                .find("#opioid-first-line")
                .isDisplayed());
    }
}
