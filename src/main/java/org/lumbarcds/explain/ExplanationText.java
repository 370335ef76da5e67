package org.lumbarcds.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** An explanation as lines for a terminal. Texts of a record are printed without their control characters. */
public final class ExplanationText {

    private final StringBuilder lines = new StringBuilder();

    private ExplanationText() {}

    /** @param explanation the JSON of an {@link Explanation} */
    public static String of(JsonNode explanation) {
        ExplanationText text = new ExplanationText();
        text.answer(explanation);
        text.drafts(explanation.path("drafts"));
        text.patient(explanation);
        text.rules(explanation.path("rules"));
        text.drugs(explanation.path("drugs"));
        text.data(explanation.path("data"));
        text.times(explanation.path("times"));
        return text.lines.toString();
    }

    private void answer(JsonNode explanation) {
        line(
                0,
                explanation.path("service").asText() + " on "
                        + explanation.path("day").asText() + ": HTTP "
                        + explanation.path("status").asText());
        JsonNode answer = explanation.path("answer");
        for (JsonNode card : answer.path("cards")) {
            line(
                    1,
                    card.path("indicator").asText() + ": "
                            + card.path("summary").asText());
            card.path("suggestions")
                    .forEach(suggestion ->
                            line(2, "> " + suggestion.path("label").asText()));
        }
        for (JsonNode issue : answer.path("issue")) {
            line(1, issue.path("diagnostics").asText());
        }
        if (answer.path("cards").isEmpty() && !answer.has("issue")) {
            line(1, "no card");
        }
    }

    private void drafts(JsonNode drafts) {
        if (!drafts.isEmpty()) {
            title("Drafts");
        }
        for (JsonNode draft : drafts) {
            line(
                    1,
                    draft.path("order").asText(draft.path("field").asText()) + " "
                            + draft.path("label").asText()
                            + (draft.path("selected").asBoolean() ? " (selected)" : " (not selected)"));
            known(draft, "as");
            JsonNode pain = draft.path("backPain");
            if (pain.isObject()) {
                line(2, "for low back pain: " + pain.path("present").asText() + because(pain));
            }
        }
    }

    private void patient(JsonNode explanation) {
        title("Patient");
        JsonNode patient = explanation.path("patient");
        line(1, "age " + patient.path("age").asText("not known to the year") + reason(patient));
        JsonNode pain = explanation.path("backPain");
        line(1, "low back pain: " + pain.path("present").asText() + because(pain));
        JsonNode episode = explanation.path("episode");
        line(
                1,
                "episode: " + episode.path("said").asText()
                        + (episode.path("start").isNull()
                                ? ""
                                : ", from " + episode.path("start").asText() + " ("
                                        + episode.path("why").asText() + ")")
                        + ", chronic: " + episode.path("chronic").asText());
    }

    private void rules(JsonNode rules) {
        title("Rules");
        for (JsonNode rule : rules) {
            if (rule.path("outcome").asText().equals("not evaluated")) {
                continue;
            }
            String mode = rule.path("mode").asText();
            line(
                    1,
                    rule.path("rule").asText() + ": " + rule.path("outcome").asText()
                            + (mode.equals("on") ? "" : " [" + mode + "]"));
            for (JsonNode reason : rule.path("reasons")) {
                String about = reason.path("about").asText("");
                line(
                        2,
                        (about.isEmpty() ? "" : about + ": ")
                                + reason.path("why").asText());
            }
            list(2, "lacks", rule.path("lacks"));
            list(2, "may change with", rule.path("open"));
        }
        List<String> others = each(rules).stream()
                .filter(rule -> rule.path("outcome").asText().equals("not evaluated"))
                .map(rule -> rule.path("rule").asText())
                .toList();
        if (!others.isEmpty()) {
            line(1, "not evaluated here: " + String.join(", ", others));
        }
    }

    private void drugs(JsonNode drugs) {
        if (!drugs.isEmpty()) {
            title("Drugs that could be offered");
        }
        for (JsonNode drug : drugs) {
            line(
                    1,
                    drug.path("drug").asText() + " " + drug.path("offer").asText() + ": "
                            + (drug.path("allowed").asBoolean()
                                    ? "may be"
                                    : "kept back by " + joined(drug.path("why"))));
        }
    }

    private void data(JsonNode data) {
        title("Data");
        for (JsonNode key : data) {
            String took = key.path("milliseconds").isNumber() ? " in " + key.path("milliseconds") + " ms" : "";
            line(1, key.path("key").asText() + ": " + key.path("state").asText() + took + reason(key) + opened(key));
            for (JsonNode entry : key.path("entries")) {
                line(
                        2,
                        entry.path("resource").asText("(no id)") + " "
                                + entry.path("label").asText()
                                + (entry.path("status").asText().isEmpty()
                                        ? ""
                                        : " (" + entry.path("status").asText() + ")")
                                + (entry.path("accounted").asBoolean() ? "" : " NOT KNOWN"));
                known(entry, "meaning");
            }
            if (key.path("more").asInt() > 0) {
                line(2, "and " + key.path("more").asInt() + " more, not listed");
            }
        }
    }

    private static String opened(JsonNode key) {
        if (!key.path("needed").asBoolean()) {
            return " (no rule of this hook looks at it)";
        }
        return key.path("opened").asBoolean() ? "" : " (no rule opened it in this call)";
    }

    /** As what something is known, by which rows, and why it is not. */
    private void known(JsonNode entry, String meaning) {
        if (!entry.path(meaning).isEmpty()) {
            line(3, "= " + joined(entry.path(meaning)));
        }
        entry.path("by").forEach(row -> line(3, "by " + row(row)));
        entry.path("outweighed").forEach(row -> line(3, "not counted: " + row(row)));
        if (!entry.path("why").isNull()) {
            line(3, entry.path("why").asText());
        }
    }

    private static String row(JsonNode row) {
        String what = row.path("code").isNull()
                ? "\"" + row.path("word").asText() + "\""
                : row.path("code").asText() + " of " + row.path("system").asText();
        return row.path("table").asText() + ": " + what + ", "
                + row.path("means").asText();
    }

    private void times(JsonNode times) {
        title("Time");
        times.forEach(time -> line(1, time.path("step").asText() + ": " + time.path("milliseconds") + " ms"));
    }

    private void list(int depth, String what, JsonNode values) {
        if (!values.isEmpty()) {
            line(depth, what + " " + joined(values));
        }
    }

    private static String because(JsonNode pain) {
        String by = pain.path("by").isNull() ? "" : ", " + pain.path("by").asText();
        String entry =
                pain.path("entry").isNull() ? "" : " (" + pain.path("entry").asText() + ")";
        return by + entry + reason(pain);
    }

    private static String reason(JsonNode of) {
        return of.path("why").isNull() ? "" : ". " + of.path("why").asText();
    }

    private static String joined(JsonNode values) {
        return each(values).stream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }

    private static List<JsonNode> each(JsonNode array) {
        return new ArrayList<>(StreamSupport.stream(array.spliterator(), false).toList());
    }

    private void title(String title) {
        lines.append('\n').append(title).append('\n');
    }

    /** What a record holds must not steer a terminal. */
    private void line(int depth, String text) {
        lines.append("  ".repeat(depth))
                .append(text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", " "))
                .append('\n');
    }
}
