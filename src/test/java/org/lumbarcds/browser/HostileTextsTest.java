package org.lumbarcds.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.browser.Browser.Theme;

/** "Hostile texts in every field: patient text can never become markup." */
class HostileTextsTest extends InBrowser {

    private static final String OPIOIDS = "opioid-order-select";

    static List<String> texts() {
        return List.of(
                "<img src=x onerror=\"window.hacked=1\">",
                "</script><script>window.hacked=1</script>",
                "</textarea></pre></details><svg onload=window.hacked=1>",
                "[click](javascript:window.hacked=1) ![image](https://elsewhere.example.org/x.png)",
                "&lt;b&gt; <b>bold</b> \"><input autofocus onfocus=window.hacked=1>",
                "\u202Eback pain reversed\u202C ألم أسفل الظهر",
                "W" + "o".repeat(400),
                "{{constructor.constructor('window.hacked=1')()}} ${window.hacked=1}");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void inEveryFieldOfARequest(String text) {
        tryExample(OPIOIDS);
        browser().show(390, Theme.LIGHT);
        ObjectNode request = example(OPIOIDS);
        ObjectNode order = draft(request, 0);
        ((ObjectNode) order.at("/medicationCodeableConcept")).put("text", "oxycodone " + text);
        ((ObjectNode) order.at("/medicationCodeableConcept/coding/0")).put("display", "oxycodone " + text);
        ((ObjectNode) order.at("/dosageInstruction/0")).put("text", text);
        order.putArray("reasonCode").addObject().put("text", "low back pain " + text);
        ((ObjectNode) request.at("/prefetch/conditions/entry/0/resource/code")).put("text", "Low back pain " + text);
        ((ObjectNode) request.path("prefetch")).set("allergies", allergy(text));
        paste(request);
        assertNothingHappened();
        assertThat(browser().text("#cards")).contains(OPIOID);
        assertThat(browser().text("#orders .name")).startsWith(shown("oxycodone " + text));

        browser().press("#tab-why", "Why");
        browser().awaitText("#panel-why", "Where the time went");
        assertNothingHappened();
        assertThat(browser().text("section[aria-labelledby=why-drafts] .name")).startsWith(shown("oxycodone " + text));
    }

    private static JsonNode allergy(String text) {
        ObjectNode bundle = (ObjectNode)
                prefetch(example("acetaminophen-caution-allergy-order-sign")).path("allergies");
        ((ObjectNode) bundle.at("/entry/0/resource/code")).put("text", "Acetaminophen " + text);
        return bundle;
    }

    /** The beginning of a text as an element shows it; the explanation shortens what is very long. */
    private static String shown(String text) {
        String read = text.replaceAll("\\s+", " ").strip();
        return read.substring(0, Math.min(90, read.length()));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void inEveryFieldOfTheForm(String text) {
        tryExample(OPIOIDS);
        browser().choose("#what", "Another, in words");
        write("#words", "oxycodone " + text);
        write("#reason", text);
        for (String list : List.of("problem", "allergy")) {
            browser().write("#" + list, text);
            browser().press("#add-" + list, "Add");
            settle();
        }
        browser().script("document.querySelector('#cards .comment-field')?.scrollIntoView()");
        if (!browser().all("#cards .comment-field").isEmpty()) {
            browser().write("#cards .comment-field", text);
            browser().press("#cards .overrule", "Override");
            browser().awaitText("#said", "The service has stored it as feedback.");
        }
        browser().show(390, Theme.DARK);
        assertNothingHappened();
        assertThat(browser().all(".entries .name")).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void inTheAnswerOfARefusal(String text) {
        tryExample(OPIOIDS);
        ObjectNode request = example(OPIOIDS);
        context(request).putArray("selections").add(text);
        paste(request);
        assertThat(browser().text("#cards")).contains("The service says:");
        request.put("hook", text);
        paste(request);
        assertNothingHappened();
        assertThat(browser().console()).isNotEmpty().allMatch(line -> line.contains("Failed to load resource"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void inTheDetailOfACard() {
        tryExample(OPIOIDS);
        List<String> html = (List<String>) browser()
                .asyncScript(
                        "const [texts, done] = arguments; import('/page/markdown.js').then(({markdown}) => done(texts.map(text => {"
                                + "const d = document.createElement('div'); d.append(...markdown(text)); document.body.append(d);"
                                + "return d.innerHTML; })));",
                        List.of(
                                "<img src=x onerror=alert(1)> **bold**",
                                "[a](javascript:alert(1)) [b](data:text/html,x) [c](/path) [d](https://example.org/)",
                                "![i](https://elsewhere.example.org/x.png)",
                                "# heading",
                                "| a |\n|--:|\n| b |",
                                "<https://example.org/> <javascript:alert(1)>"));
        assertThat(html.get(0)).contains("&lt;img src=x onerror=alert(1)&gt; <strong>bold</strong>");
        assertThat(html.get(1))
                .containsOnlyOnce("<a ")
                .contains("<a href=\"https://example.org/\" rel=\"noopener noreferrer\" target=\"_blank\">d</a>");
        assertThat(html.get(2)).doesNotContain("<img");
        assertThat(html.get(3)).doesNotContain("<h1");
        assertThat(html.get(4)).contains("<td>b</td>").doesNotContain("style");
        assertThat(html.get(5)).containsOnlyOnce("<a ");
    }

    /** Nothing ran, nothing was added that the page does not make itself, nothing is wider than a phone. */
    private void assertNothingHappened() {
        assertThat(browser().script("return window.hacked")).isNull();
        assertThat(browser().all("script")).hasSize(2);
        assertThat(browser().all("img, svg, iframe, object, style, b, [onerror], [onload], [onfocus], [style], form"))
                .isEmpty();
        assertThat(browser().overflow()).isEmpty();
    }
}
