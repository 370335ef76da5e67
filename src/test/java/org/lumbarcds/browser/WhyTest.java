package org.lumbarcds.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** "Why: the explanation of the last call as a picture: data in, rules fired and silent, what was missing, time taken." */
class WhyTest extends InBrowser {

    private static final String OPIOIDS = "opioid-order-select";

    /** The explanation of this request, and no older one. */
    private void why(ObjectNode request) {
        tryExample(OPIOIDS);
        paste(request);
        browser().press("#tab-why", "Why");
        browser().find("#panel-why .flow");
    }

    private String section(String id) {
        return browser().find("section[aria-labelledby=why-" + id + "]").getText();
    }

    private String rule(String title) {
        return browser().all(".rules > li").stream()
                .map(WebElement::getText)
                .filter(text -> text.contains(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void picture_isTheWayOfTheCall() {
        why(example(OPIOIDS));
        assertThat(browser().all(".flow li"))
                .extracting(step -> step.getText().replace('\n', ' '))
                .containsExactly(
                        "Data in 7 of 7 kinds at hand",
                        "Patient low back pain: yes",
                        "Orders 1 of 1 recognised",
                        "Rules 1 fired, 9 silent, 0 undecided",
                        "Answer 1 card");
        assertThat(section("missing")).contains("Nothing that a rule wanted.");
        assertThat(section("drafts"))
                .contains(
                        "Oxycodone Hydrochloride 5 MG Oral Tablet recognised selected",
                        "Taken for: oxycodone 5 mg: opioid");
        assertThat(section("patient")).contains("42 years", "since 2026-11-16, 7 days");
        assertThat(section("data")).contains("conditions given", "Low back pain (active, confirmed) accounted for");
        assertThat(section("drugs")).contains("may be offered naproxen");
        assertThat(section("times")).contains("decide and write the cards", " ms");
    }

    @Test
    void rules_firedAndSilentWithTheirReason() {
        why(example(OPIOIDS));
        assertThat(browser().text(".rules > li"))
                .startsWith("fired Opioid as first-line treatment")
                .contains("warning: " + OPIOID);
        assertThat(rule("Length of a muscle-relaxant course"))
                .startsWith("silent")
                .contains("No muscle relaxant for an outpatient is selected.");
        assertThat(section("rules")).contains("Not evaluated: First weeks of low back pain");
    }

    @Test
    void rowsOfTables_areFoldedAndThere() {
        why(example(OPIOIDS));
        WebElement rows = browser().find("section[aria-labelledby=why-drafts] details");
        assertThat(rows.getText()).doesNotContain("1049621");
        rows.findElement(By.tagName("summary")).sendKeys(Keys.ENTER);
        assertThat(rows.getText()).contains("drug-opioid: RxNorm 1049621 means oxycodone");
    }

    @Test
    void child_isWhyNobodySpeaks() {
        ObjectNode request = example(OPIOIDS);
        ((ObjectNode) request.at("/prefetch/patient")).put("birthDate", "2016-03-09");
        why(request);
        assertThat(browser().text(".flow")).contains("0 cards");
        assertThat(browser().text(".conclusion"))
                .contains("Why there is no card")
                .containsPattern("18|child|adult");
    }

    @Test
    void unknownDrug_isWhyNobodySpeaks() {
        ObjectNode request = example(OPIOIDS);
        draft(request, 0).putObject("medicationCodeableConcept").put("text", "Zorbulon 12 mg");
        why(request);
        assertThat(browser().text(".conclusion")).contains("Zorbulon 12 mg: ");
        assertThat(section("drafts")).contains("Zorbulon 12 mg not recognised selected");
    }

    @Test
    void orderThatIsNotSelected_isWhyNobodySpeaks() {
        ObjectNode request = example("opioid-with-depressant-opioid-ended-order-select");
        ((ObjectNode) request.at("/context/draftOrders/entry/0")).set("resource", draft(example(OPIOIDS), 0));
        ObjectNode second = request.deepCopy();
        draft(second, 0)
                .put("id", "another")
                .putObject("medicationCodeableConcept")
                .put("text", "Zinc 10 mg");
        ((com.fasterxml.jackson.databind.node.ArrayNode) request.at("/context/draftOrders/entry"))
                .add(second.at("/context/draftOrders/entry/0"));
        ((com.fasterxml.jackson.databind.node.ArrayNode) request.at("/context/selections"))
                .removeAll()
                .add("MedicationRequest/another");
        why(request);
        assertThat(section("drafts")).contains("Oxycodone Hydrochloride 5 MG Oral Tablet recognised not selected");
    }

    @Test
    void missingKey_isNamedWithTheRulesThatWantIt() {
        ObjectNode request = example(OPIOIDS);
        prefetch(request).remove("conditions");
        why(request);
        assertThat(browser().text(".flow")).contains("status 412", "1 undecided");
        assertThat(section("missing"))
                .contains("conditions, wanted by: Opioid as first-line treatment of low back pain");
        assertThat(rule("Opioid as first-line")).startsWith("undecided").contains("Lacks: conditions");
        assertThat(browser().console()).hasSize(1).allMatch(line -> line.contains("412"));
    }

    @Test
    void withheldDrug_saysWhatKeepsItBack() {
        ObjectNode request = example("first-line-care-new-spasm-patient-view");
        ((ObjectNode) request.path("prefetch"))
                .set(
                        "egfr",
                        prefetch(example("nsaid-caution-low-egfr-order-sign")).path("egfr"));
        why(request);
        assertThat(section("drugs")).containsPattern("withheld naproxen: .*eGFR");
    }

    @Test
    void explanation_followsTheForm() {
        why(example(OPIOIDS));
        write("#age", "12");
        browser().awaitText(".flow", "0 cards");
        assertThat(section("patient")).contains("12 years");
    }

    @Test
    void tabs_areMovedByKeys_andTheAddressOpensWhy() {
        tryExample(OPIOIDS);
        WebElement cards = browser().find("#tab-cards");
        cards.sendKeys(Keys.ARROW_RIGHT);
        assertThat(browser().focused().getAttribute("id")).isEqualTo("tab-why");
        assertThat(browser().find("#panel-why").isDisplayed()).isTrue();
        assertThat(browser().find("#panel-cards").isDisplayed()).isFalse();
        browser().find("#tab-why").sendKeys(Keys.HOME);
        assertThat(browser().find("#panel-cards").isDisplayed()).isTrue();
        assertThat(browser().find("#tab-why").getAttribute("tabindex")).isEqualTo("-1");
        browser().go("#why");
        browser().awaitText("#panel-why .flow", "1 card");
    }

    @Test
    void silence_leadsToItsReasons() {
        tryExample("cyclobenzaprine-21-days-order-sign");
        assertThat(browser().text("#verdict")).startsWith("No card: nothing to say about this call.");
        browser().press("#ask-why", "Why?");
        browser().awaitText(".conclusion", "Why there is no card");
        assertThat(browser().focused().getAttribute("id")).isEqualTo("tab-why");
    }
}
