package org.lumbarcds.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.lumbarcds.browser.Browser.Theme;
import org.lumbarcds.endtoend.EndToEnd;
import org.openqa.selenium.WebElement;

/** The page in a browser, as whoever tries the service would use it; one browser for all tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InBrowser extends EndToEnd {

    static final String OPIOID = "Avoid opioids as first treatment of low back pain";

    private Browser browser;

    Browser browser() {
        return browser;
    }

    @BeforeEach
    void open() {
        if (browser == null) {
            browser = Browser.open("http://127.0.0.1:" + port() + "/");
        }
        browser.show(1440, Theme.LIGHT);
        browser.console();
        browser.asked();
    }

    /** Whatever a test did: nothing failed in the page, nothing was kept out by its policy, nobody else was asked. */
    @AfterEach
    void quietAndAlone() {
        assertThat(browser.console()).as("the browser's console").isEmpty();
        assertThat(browser.asked())
                .as("addresses asked for")
                .allMatch(url -> url.startsWith("http://127.0.0.1:" + port() + "/") || url.equals("about:blank"));
    }

    @AfterAll
    void quit() {
        if (browser != null) {
            browser.close();
        }
    }

    /** The page with this example answered. */
    void tryExample(String name) {
        browser.go("");
        browser.awaitText("#verdict", "card");
        settle();
        if (!name.equals("opioid-order-select")) {
            pick(name);
        }
    }

    void pick(String name) {
        browser.script(
                "const s = document.getElementById('example'); s.value = arguments[0];"
                        + "s.dispatchEvent(new Event('change'));",
                name);
        ObjectNode wanted = example(name);
        browser.until("the request of " + name, () -> sent().equals(wanted));
        settle();
    }

    /** Waits until the answer that is shown is that to the request that is shown. */
    void settle() {
        browser.find("#answer[aria-busy=false]");
    }

    /** Writes into a field of the form, and waits for the answer. */
    void write(String css, String value) {
        browser.write(css, value);
        settle();
    }

    /** Chooses in the form, and waits for the answer. */
    void choose(String css, String option) {
        browser.choose(css, option);
        settle();
    }

    /** Writes over the whole request, and waits for the answer. */
    void paste(JsonNode request) {
        browser.write("#request", request.toString());
        settle();
    }

    List<String> summaries() {
        return browser.all("#cards .card h3").stream().map(WebElement::getText).toList();
    }

    /** The request as the page shows it. */
    ObjectNode sent() {
        return json(String.valueOf(browser.script("return document.getElementById('request').value;")));
    }

    /** The answer as the page shows it. */
    ObjectNode answered() {
        return json(String.valueOf(browser.script("return document.getElementById('response').textContent;")));
    }
}
