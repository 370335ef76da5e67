package org.lumbarcds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lumbarcds.endtoend.EndToEnd.Reply;

/**
 * What an answer must be, as written in a case: either {@code cards} (exactly these, in this order; none is silence) or
 * {@code status} with the words and the field of its outcome. What is said of a card is its {@code rule} and
 * {@code indicator}; words that its {@code summary}, its {@code detail} or its {@code source} must have, and words that it
 * must have {@code nowhere}; what its suggestions {@code offer} and what they {@code withhold}, each named by what is done:
 * a drug, or one of remove, shorten, stop, physical therapy, PHQ-2. Case does not matter in words.
 */
public record ExpectedAnswer(JsonNode written) {

    private static final Set<String> OF_AN_ANSWER = Set.of("cards", "status", "says", "field");
    private static final Set<String> OF_A_CARD = Set.of(
            "rule",
            "indicator",
            "summary",
            "detail",
            "source",
            "nowhere",
            "offers",
            "withholds",
            "first",
            "suggestions");

    private static final Map<String, String> SUGGESTED = Map.of(
            "198014", "naproxen",
            "197806", "ibuprofen",
            "198440", "acetaminophen",
            "828320", "cyclobenzaprine",
            "197944", "methocarbamol",
            "308447003", "physical therapy",
            "55757-9", "PHQ-2");

    private static final Pattern CONSIDERED = Pattern.compile(": consider (\\w+)");

    public ExpectedAnswer {
        assertThat(OF_AN_ANSWER).as("%s", written).containsAll(names(written));
        assertThat(written.has("cards")).as("cards or a status: %s", written).isNotEqualTo(written.has("status"));
        written.path("cards").forEach(card -> assertThat(OF_A_CARD).containsAll(names(card)));
    }

    public void assertAnsweredBy(Reply reply) {
        assertThat(reply.status()).as("status of %s", reply.body()).isEqualTo(status());
        if (status() == 200) {
            assertThat(rulesOf(reply.body().path("cards"))).isEqualTo(rules());
            for (int i = 0; i < rules().size(); i++) {
                assertCard(reply.body().at("/cards/" + i), written.at("/cards/" + i));
            }
        } else {
            JsonNode issue = reply.body().at("/issue/0");
            assertThat(issue.at("/expression/0").asText())
                    .isEqualTo(written.get("field").asText());
            assertWords(issue.path("diagnostics").asText(), words(written, "says"));
        }
    }

    private static void assertCard(JsonNode card, JsonNode wanted) {
        String summary = card.path("summary").asText();
        String detail = card.path("detail").asText();
        assertReadsWell(card);
        assertWords(summary, words(wanted, "summary"));
        assertWords(detail, words(wanted, "detail"));
        assertWords(card.path("source").toString(), words(wanted, "source"));
        String everywhere = card.toString();
        words(wanted, "nowhere").forEach(word -> assertThat(everywhere).doesNotContainIgnoringCase(word));
        List<String> offered = offeredBy(card);
        assertThat(offered).as("offered by %s", summary).containsAll(words(wanted, "offers"));
        assertThat(offered).as("offered by %s", summary).doesNotContainAnyElementsOf(withheld(wanted));
        if (wanted.has("first")) {
            assertThat(offered).startsWith(wanted.get("first").asText());
        }
        if (wanted.has("suggestions")) {
            assertThat(card.path("suggestions"))
                    .hasSize(wanted.get("suggestions").asInt());
        }
    }

    /** What holds for every card, whatever it is about: a whole sentence, and no drug named that is not to be had. */
    private static void assertReadsWell(JsonNode card) {
        String summary = card.path("summary").asText();
        assertThat(summary).matches("\\p{Lu}.*").doesNotContain("...", "…").hasSizeLessThanOrEqualTo(139);
        Matcher named = CONSIDERED.matcher(summary);
        if (named.find() && !offeredBy(card).contains(named.group(1))) {
            assertThat(card.path("detail").asText())
                    .as("why %s is not offered by: %s", named.group(1), summary)
                    .containsPattern("another card of this answer: [^.]*" + named.group(1) + "|without an id");
        }
    }

    private static List<String> withheld(JsonNode wanted) {
        List<String> withheld = words(wanted, "withholds");
        return withheld.isEmpty() ? List.of("nothing") : withheld;
    }

    private static void assertWords(String text, List<String> words) {
        words.forEach(word -> assertThat(text).containsIgnoringCase(word));
    }

    /**
     * Whether the two cannot both be right: other rules speak or speak otherwise, or one demands what the other forbids.
     */
    public boolean contradicts(ExpectedAnswer other) {
        if (status() != other.status() || !rules().equals(other.rules())) {
            return true;
        }
        return demandsWhatIsForbiddenBy(other) || other.demandsWhatIsForbiddenBy(this);
    }

    private boolean demandsWhatIsForbiddenBy(ExpectedAnswer other) {
        return Stream.iterate(0, i -> i < rules().size(), i -> i + 1).anyMatch(i -> {
            JsonNode mine = written.at("/cards/" + i);
            JsonNode theirs = other.written.at("/cards/" + i);
            List<String> said = new ArrayList<>(words(mine, "summary"));
            said.addAll(words(mine, "detail"));
            said.retainAll(words(theirs, "nowhere"));
            List<String> offered = new ArrayList<>(words(mine, "offers"));
            offered.retainAll(words(theirs, "withholds"));
            return !said.isEmpty() || !offered.isEmpty();
        });
    }

    private int status() {
        return written.path("status").asInt(200);
    }

    /** Rule and indicator of each card. */
    private List<String> rules() {
        return EndToEnd.stream(written.path("cards"))
                .map(card ->
                        card.get("rule").asText() + " " + card.get("indicator").asText())
                .toList();
    }

    private static List<String> rulesOf(JsonNode cards) {
        return EndToEnd.stream(cards)
                .map(card -> card.at("/source/topic/code").asText() + " "
                        + card.path("indicator").asText())
                .toList();
    }

    private static List<String> offeredBy(JsonNode card) {
        return EndToEnd.stream(card.path("suggestions"))
                .map(suggestion -> suggestion.at("/actions/0"))
                .map(ExpectedAnswer::done)
                .toList();
    }

    private static String done(JsonNode action) {
        JsonNode resource = action.path("resource");
        return switch (action.path("type").asText()) {
            case "delete" -> "remove";
            case "update" -> resource.path("status").asText().equals("stopped") ? "stop" : "shorten";
            default ->
                SUGGESTED.getOrDefault(
                        resource.findPath("coding").path(0).path("code").asText(), "something else");
        };
    }

    private static List<String> words(JsonNode of, String name) {
        return EndToEnd.stream(of.path(name)).map(JsonNode::asText).toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
