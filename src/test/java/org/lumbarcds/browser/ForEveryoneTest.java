package org.lumbarcds.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.browser.Browser.Theme;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** "WCAG 2.2 AA, light and dark, 390 to 1440 px": what axe-core finds, what is too wide, and what keys alone can do. */
class ForEveryoneTest extends InBrowser {

    private static final String OPIOIDS = "opioid-order-select";

    @ParameterizedTest
    @CsvSource({"390, LIGHT", "390, DARK", "1440, LIGHT", "1440, DARK"})
    void everyState_isForEveryReader(int width, Theme theme) {
        browser().show(width, theme);
        Map<String, Runnable> states = new LinkedHashMap<>();
        states.put("cards", () -> tryExample(OPIOIDS));
        states.put("several orders", () -> {
            tryExample("opioid-with-depressant-diazepam-order-select");
            browser().press("#add-drug", "Add a drug");
            settle();
        });
        states.put("a critical card", () -> tryExample("relaxant-caution-heart-block-order-select"));
        states.put("accepted", () -> {
            tryExample(OPIOIDS);
            browser().press("#cards .suggestion", "Replace with naproxen");
            browser().awaitText("#said", "stored");
            settle();
        });
        states.put("overridden", () -> {
            tryExample(OPIOIDS);
            browser().press("#cards .overrule", "Override");
            browser().awaitText("#said", "stored");
        });
        states.put("no card", () -> tryExample("cyclobenzaprine-21-days-order-sign"));
        states.put("at a chart", () -> tryExample("psychosocial-screening-chronic-patient-view"));
        states.put("refused", () -> {
            tryExample(OPIOIDS);
            ObjectNode request = example(OPIOIDS);
            prefetch(request).remove("conditions");
            paste(request);
        });
        states.put("why", () -> {
            tryExample(OPIOIDS);
            why();
        });
        states.put("why not", () -> {
            tryExample("relaxant-caution-refuted-heart-block-order-select");
            why();
        });
        states.put("unfolded", () -> {
            tryExample(OPIOIDS);
            why();
            browser().script("document.querySelectorAll('details').forEach(d => d.open = true)");
        });
        List<String> found = new ArrayList<>();
        states.forEach((name, reach) -> {
            reach.run();
            browser().barriers().forEach(barrier -> found.add(name + ": " + barrier));
            if (!browser().overflow().isEmpty()) {
                found.add(name + " is too wide: " + browser().overflow());
            }
        });
        assertThat(found).isEmpty();
        // The browser notes the answer with status 412.
        assertThat(browser().console()).hasSize(1).allMatch(line -> line.contains("412"));
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 480, 640, 768, 960, 1100, 1440})
    void noWidth_isTooNarrow(int width) {
        browser().show(width, Theme.LIGHT);
        tryExample("opioid-with-depressant-diazepam-order-select");
        browser().script("document.querySelectorAll('details').forEach(d => d.open = true)");
        assertThat(browser().overflow()).isEmpty();
        why();
        browser().script("document.querySelectorAll('details').forEach(d => d.open = true)");
        assertThat(browser().overflow()).isEmpty();
    }

    private void why() {
        browser().press("#tab-why", "Why");
        browser().awaitText("#panel-why", "Where the time went");
    }

    @Test
    void theme_isTheSystems() {
        browser().show(1440, Theme.LIGHT);
        tryExample(OPIOIDS);
        String light = background();
        browser().show(1440, Theme.DARK);
        assertThat(background()).isNotEqualTo(light);
    }

    private String background() {
        return browser().find("body").getCssValue("background-color");
    }

    @Test
    void phone_foldsWhatGoesOverTheWire_andKeepsTheVerdictInSight() {
        browser().show(390, Theme.LIGHT);
        tryExample(OPIOIDS);
        assertThat(browser().find("#request").isDisplayed()).isFalse();
        assertThat(browser().find("#response").isDisplayed()).isFalse();
        browser().script("window.scrollTo(0, 0)");
        assertThat((Boolean) browser()
                        .script("const r = document.getElementById('verdict').getBoundingClientRect();"
                                + "return r.top >= 0 && r.bottom <= window.innerHeight;"))
                .isTrue();
        browser().show(1440, Theme.LIGHT);
        tryExample(OPIOIDS);
        assertThat(browser().find("#request").isDisplayed()).isTrue();
        int[] left = {x("#request"), x("#response")};
        assertThat(left[0]).as("side by side").isLessThan(left[1]);
    }

    private int x(String css) {
        return browser().find(css).getLocation().getX();
    }

    @Test
    void suggestion_isAcceptedByKeysAlone() {
        tryExample(OPIOIDS);
        WebElement skip = browser().find(".skip");
        skip.sendKeys(Keys.ENTER);
        List<String> passed = new ArrayList<>();
        WebElement at = browser().focused();
        for (int i = 0; i < 20 && !at.getText().startsWith("Replace with naproxen"); i++) {
            at.sendKeys(Keys.TAB);
            at = browser().focused();
            passed.add(at.getText());
        }
        assertThat(at.getText()).as("passed %s", passed).startsWith("Replace with naproxen");
        at.sendKeys(Keys.SPACE);
        browser().awaitText("#said", "Accepted: Replace with naproxen");
    }

    @Test
    void everyControl_hasAName_andEveryViewIsLinked() {
        tryExample(OPIOIDS);
        for (WebElement control : browser().all("input, select, textarea, button")) {
            if (control.isDisplayed()) {
                assertThat(control.getAccessibleName())
                        .as(control.getAttribute("outerHTML"))
                        .isNotBlank();
            }
        }
        assertThat(browser().find("nav.views").findElements(By.tagName("a")))
                .extracting(link -> link.getText() + " " + link.getDomAttribute("href") + " "
                        + link.getDomAttribute("aria-current"))
                .containsExactly(
                        "Try it ./ page",
                        "Guideline guideline.html null",
                        "Burden analytics.html null",
                        "Connect connect.html null");
    }
}
