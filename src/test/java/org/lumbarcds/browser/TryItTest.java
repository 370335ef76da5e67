package org.lumbarcds.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** "Try it: pick a shipped patient and situation, or paste a request; cards exactly as a clinician would see them." */
class TryItTest extends InBrowser {

    private static final String OPIOIDS = "opioid-order-select";
    private static final String RELAXANT = "cyclobenzaprine-35-days-order-sign";

    @Test
    void card_isWhatAClinicianSees() {
        tryExample(OPIOIDS);
        WebElement card = browser().find("#cards .card");
        JsonNode sent = answered().at("/cards/0");
        assertThat(browser().text("#verdict")).startsWith("1 card: 1 warning. Answered in ");
        assertThat(card.findElement(By.cssSelector(".badge")).getText()).isEqualTo("Warning");
        assertThat(card.findElement(By.tagName("h3")).getText())
                .isEqualTo(sent.path("summary").asText());
        assertThat(card.findElements(By.cssSelector(".detail strong")))
                .extracting(WebElement::getText)
                .contains("Oxycodone is an opioid, and an opioid is not the first treatment of low back pain.");
        WebElement source = card.findElement(By.cssSelector(".source a"));
        assertThat(source.getText()).isEqualTo(sent.at("/source/label").asText());
        assertThat(source.getAttribute("href")).isEqualTo(sent.at("/source/url").asText());
        assertThat(card.findElements(By.cssSelector(".suggestions li")))
                .extracting(item -> item.getText().replace('\n', ' '))
                .containsExactly(
                        "Replace with naproxen 500 mg, 1 tablet twice daily with food for 10 days recommended",
                        "Replace with acetaminophen 500 mg, 2 tablets three times daily for 10 days",
                        "Remove Oxycodone Hydrochloride 5 MG Oral Tablet");
        assertThat(card.findElements(By.cssSelector(".reason option")))
                .extracting(WebElement::getText)
                .hasSize(1 + sent.path("overrideReasons").size())
                .contains("Already considered");
    }

    @Test
    void requestAndResponse_areThoseOfTheCall() {
        tryExample(OPIOIDS);
        assertThat(sent()).isEqualTo(example(OPIOIDS));
        assertSame("response", answered(), call(example(OPIOIDS)).body());
        assertThat(browser().text("#request-side")).contains("POST /cds-services/lbp-order-select");
        assertThat(browser().text("#response-side")).contains("Status 200");
    }

    @Test
    void everyExample_showsTheCardsOfTheService() {
        tryExample(OPIOIDS);
        for (String name : examples()) {
            pick(name);
            assertThat(summaries())
                    .as(name)
                    .isEqualTo(stream(call(example(name)).cards())
                            .map(card -> card.path("summary").asText())
                            .toList());
        }
    }

    @Test
    void acceptedReplacement_changesTheOrders_andTheNextCallHasThem() {
        tryExample(OPIOIDS);
        browser().press("#cards .suggestion", "Replace with naproxen");
        browser().awaitText("#said", "The service has stored it as feedback.");
        settle();

        ObjectNode next = sent();
        assertThat(next.at("/context/draftOrders/entry")).hasSize(1);
        assertThat(draft(next, 0).at("/medicationCodeableConcept/coding/0/code").asText())
                .isEqualTo("198014");
        assertThat(next.at("/context/selections").toString())
                .isEqualTo("[\"MedicationRequest/" + draft(next, 0).path("id").asText() + "\"]");
        assertThat(next.path("hookInstance")).isNotEqualTo(example(OPIOIDS).path("hookInstance"));
        assertThat(summaries()).isEmpty();
        assertThat(browser().text("#orders .gone")).isEqualTo("Oxycodone Hydrochloride 5 MG Oral Tablet removed");
        assertThat(browser().text("#orders li:first-child")).contains("Naproxen 500 MG Oral Tablet", "new", "selected");
        assertThat(browser().focused().getAttribute("id"))
                .as("where the reader is")
                .isEqualTo("said");

        browser().press("#undo", "Undo");
        browser().awaitText("#cards", OPIOID);
        assertThat(sent().path("context")).isEqualTo(example(OPIOIDS).path("context"));
    }

    @Test
    void acceptedUpdate_replacesTheOrderOfItsId() {
        tryExample(RELAXANT);
        browser().press("#cards .suggestion", "21 days");
        browser().awaitText("#said", "stored");
        settle();
        assertThat(sent().at("/context/draftOrders/entry")).hasSize(1);
        assertThat(draft(sent(), 0).path("id").asText()).isEqualTo("draft-cyclobenzaprine");
        assertThat(draft(sent(), 0)
                        .at("/dispenseRequest/expectedSupplyDuration/value")
                        .asInt())
                .isEqualTo(21);
        assertThat(browser().text("#orders li")).contains("changed");
        assertThat(browser().find("#days").getAttribute("value")).isEqualTo("21");
    }

    @Test
    void removal_leavesNoOrder() {
        tryExample(OPIOIDS);
        browser().press("#cards .suggestion", "Remove Oxycodone");
        browser().awaitText("#orders", "No order is left.");
        assertThat(sent().at("/context/draftOrders/entry")).isEmpty();
        assertThat(sent().at("/context/selections")).isEmpty();
    }

    @Test
    void suggestionAtAChart_showsWhatWouldBeOrdered_andSignsIt() {
        tryExample("first-line-care-new-spasm-patient-view");
        ObjectNode before = sent();
        browser().press("#cards .suggestion", "naproxen");
        browser().awaitText("#orders", "What would be ordered");
        assertThat(browser().text("#orders li")).contains("Naproxen", "new");
        assertThat(sent()).isEqualTo(before);

        browser().press("#sign", "sign");
        browser().awaitText("#said", "order-sign");
        settle();
        assertThat(sent().path("hook").asText()).isEqualTo("order-sign");
        assertThat(draft(sent(), 0).at("/medicationCodeableConcept/text").asText())
                .containsIgnoringCase("naproxen");
        assertThat(browser().text("#response-side")).contains("Status 200");
    }

    @Test
    void override_isSentWithItsReasonAndComment() {
        tryExample(OPIOIDS);
        String card = answered().at("/cards/0/uuid").asText();
        choose("#cards .reason", "Severe acute pain, short course intended");
        browser().find("#cards .comment-field").sendKeys("=seen in the browser");
        browser().press("#cards .overrule", "Override");
        browser().awaitText("#said", "The service has stored it as feedback.");
        browser().awaitText("#cards .done", "Overridden: Severe acute pain, short course intended");
        assertThat(browser().all("#cards .suggestion")).isEmpty();

        String answers = new String(send(to("/analytics/feedback.ndjson").GET()).body(), StandardCharsets.UTF_8);
        assertThat(answers.lines().filter(line -> line.contains(card) || line.contains("seen in the browser")))
                .hasSize(1)
                .allMatch(line -> line.contains("severe-acute-pain") && line.contains("\"=seen in the browser\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "opioid-order-select | #age | 17 | | children are none of the rules' business",
                "opioid-order-select | #age | 18 | 1 | adults are",
                "opioid-order-select | #reason | Knee pain | | it is not for the back",
                "opioid-order-select | #reason | Low back pain | 1 | it is",
                "cyclobenzaprine-35-days-order-sign | #days | 21 | | three weeks are as long as it may be",
                "cyclobenzaprine-35-days-order-sign | #days | 22 | 1 | a day more",
                "cyclobenzaprine-21-days-order-sign | #refills | 1 | 1 | a refill makes it longer",
                "nsaid-caution-low-egfr-order-sign | #egfr | 24 | 1 | kidneys fail",
                "nsaid-caution-low-egfr-order-sign | #egfr | 95 | | kidneys are well",
                "routine-imaging-3-weeks-order-select | #onset | 2026-10-13 | 1 | 41 days",
                "routine-imaging-3-weeks-order-select | #onset | 2026-10-12 | | 42 days",
                "acetaminophen-caution-allergy-order-sign | #amount | 1 | 1 | the allergy stays",
            })
    void edit_changesTheCards(String example, String field, String value, Integer cards, String reason) {
        tryExample(example);
        write(field, value);
        assertThat(summaries()).as(reason).hasSize(cards == null ? 0 : cards);
        assertSame(
                "the request that is shown is what was asked",
                answered(),
                call(sent()).body());
    }

    @Test
    void drugs_areChosenOrWritten() {
        tryExample(OPIOIDS);
        choose("#what", "Tramadol 50 mg tablet");
        assertThat(browser().text("#cards h3")).startsWith(OPIOID).contains("tramadol");
        choose("#what", "Naproxen 500 mg tablet");
        assertThat(summaries()).isEmpty();
        browser().choose("#what", "Another, in words");
        write("#words", "Morphine sulfate 10 mg tablet");
        assertThat(browser().text("#cards h3")).contains("morphine");
        assertThat(draft(sent(), 0).path("medicationCodeableConcept").toString())
                .isEqualTo("{\"text\":\"Morphine sulfate 10 mg tablet\"}");
    }

    @Test
    void problemsAndAllergies_comeAndGo() {
        tryExample("nsaid-caution-low-egfr-order-sign");
        write("#egfr", "95");
        assertThat(summaries()).isEmpty();
        add("problem", "Peptic ulcer");
        assertThat(summaries()).hasSize(1);
        browser().find("[aria-label='Remove Peptic ulcer']").click();
        browser().until("no card", () -> summaries().isEmpty());
        add("allergy", "Naproxen");
        assertThat(browser().text("#cards .badge")).isEqualTo("Critical");
        add("problem", "something that no table knows");
        assertThat(sent().at("/prefetch/conditions/entry/1/resource/code").toString())
                .isEqualTo("{\"text\":\"something that no table knows\"}");
    }

    private void add(String what, String words) {
        browser().find("#" + what).sendKeys(words);
        browser().press("#add-" + what, "Add");
        settle();
        browser().awaitText(".entries", words);
    }

    @Test
    void ordersAreAddedAndRemoved() {
        tryExample("opioid-with-depressant-opioid-ended-order-select");
        browser().press("#add-drug", "Add a drug");
        choose("#what", "Oxycodone 5 mg tablet");
        assertThat(sent().at("/context/draftOrders/entry")).hasSize(2);
        assertThat(sent().at("/context/selections")).hasSize(2);
        browser().awaitText("#cards", "opioid");
        browser().press("#remove-order", "Remove it");
        browser().until("no card", () -> summaries().isEmpty());
        assertThat(sent().at("/context/draftOrders/entry")).hasSize(1);
        browser().press("#add-service", "Add imaging or care");
        settle();
        assertThat(draft(sent(), 1).at("/code/coding/0/code").asText()).isEqualTo("24970-6");
    }

    @Test
    void onlyTheLastAnswerIsShown() {
        tryExample(RELAXANT);
        browser()
                .script("const days = document.getElementById('days'); for (let d = 1; d <= 60; d++) {"
                        + "days.value = d; days.dispatchEvent(new Event('input')); }");
        settle();
        assertThat(draft(sent(), 0)
                        .at("/dispenseRequest/expectedSupplyDuration/value")
                        .asInt())
                .isEqualTo(60);
        assertSame("the answer", answered(), call(sent()).body());
    }

    @Test
    void pastedRequest_isAsked() {
        tryExample(OPIOIDS);
        paste(example(RELAXANT));
        assertThat(browser().text("#verdict")).startsWith("1 card: 1 warning.");
        assertThat(browser().text("#request-side")).contains("POST /cds-services/lbp-order-sign");
        assertThat(browser().find("#days").getAttribute("value")).isEqualTo("35");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "{\"hook\":}"})
    void brokenRequest_isSaid_andTheCardsStay(String text) {
        tryExample(OPIOIDS);
        browser().write("#request", text);
        browser().until("error", () -> !browser().text("#request-error").isEmpty());
        assertThat(browser().text("#request-error")).contains("The cards are still those of the last");
        assertThat(summaries()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"hook\":\"order-sign\"} | hookInstance",
                "{\"hook\":\"order-sign\",\"hookInstance\":1,\"context\":[]} | hookInstance",
                "{\"hook\":\"order-sign\",\"hookInstance\":\"1\",\"context\":{\"userId\":\"a\",\"patientId\":\"b\",\"draftOrders\":\"c\"}} | draftOrders",
                "{\"hook\":\"appointment-book\"} | There is nothing at this path.",
                "{} | There is nothing at this path.",
            })
    void refusedRequest_getsTheServicesWords(String request, String said) {
        tryExample(OPIOIDS);
        paste(json(request));
        browser().awaitText("#cards .note", said);
        // The browser notes each answer that is none of success.
        assertThat(browser().console()).hasSize(1).allMatch(line -> line.contains("Failed to load resource"));
    }

    @Test
    void missingData_isSaid() {
        tryExample(OPIOIDS);
        ObjectNode request = example(OPIOIDS);
        prefetch(request).remove("conditions");
        paste(request);
        assertThat(browser().text("#verdict")).startsWith("Not decided for lack of data (status 412).");
        assertThat(browser().text("#cards")).contains("conditions");
        assertThat(browser().console()).hasSize(1).allMatch(line -> line.contains("412"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyChoice_isKnown() {
        tryExample(OPIOIDS);
        for (String kind : List.of("drugs", "services", "problems", "allergies")) {
            List<String> unknown = (List<String>) browser()
                    .asyncScript(
                            """
                            const [kind, request, done] = arguments;
                            const choices = (await import('/page/choices.js'))[kind];
                            const fhir = await import('/page/fhir.js');
                            const patient = await import('/page/patient.js');
                            const api = await import('/page/api.js');
                            const unknown = [];
                            for (const choice of choices) {
                              const asked = JSON.parse(request);
                              const order = asked.context.draftOrders.entry[0].resource;
                              if (kind === 'drugs') order.medicationCodeableConcept = { coding: fhir.asConcept(choice).coding };
                              if (kind === 'services') {
                                order.resourceType = 'ServiceRequest';
                                order.id = 'draft';
                                delete order.medicationCodeableConcept;
                                order.code = choice.code ? { coding: fhir.asConcept(choice).coding } : fhir.asConcept(choice);
                                asked.context.selections = ['ServiceRequest/draft'];
                              }
                              if (kind === 'problems') patient.addProblem(asked, choice);
                              if (kind === 'allergies') patient.addAllergy(asked, choice);
                              const { body } = await api.explain(asked);
                              const known = kind === 'drugs' || kind === 'services'
                                ? body.drafts[0].known
                                : body.data.find((key) => key.key === (kind === 'problems' ? 'conditions' : kind)).entries.every((one) => one.accounted);
                              if (!known) unknown.push(choice.label);
                            }
                            done(unknown);
                            """.replaceFirst(
                                            "(?s)^(const \\[kind, request, done] = arguments;)(.*)$",
                                            "$1(async () => {$2})();"),
                            kind,
                            example(OPIOIDS).toString());
            assertThat(unknown).as(kind).isEmpty();
        }
    }
}
