package org.lumbarcds.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.engine.Evaluation;
import org.lumbarcds.guideline.findings.Finding;

/** A card as its reader sees it: sentences, words, and how hard they are. */
public final class ReadCard {

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+(?=[A-Z(])");
    private static final Pattern LABELLED = Pattern.compile("\\*\\*(?:Guideline|Evidence):\\*\\* (\\w)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z'/-]*|\\d[\\d.,-]*");
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");
    private static final Set<String> OF_THE_RECORD =
            Set.of("drug", "order", "mainRecord", "backPain", "spasm", "other");

    private final JsonNode card;

    public ReadCard(JsonNode card) {
        this.card = card;
    }

    public String summary() {
        return card.path("summary").asText();
    }

    /** The id of the rule that speaks first. */
    public String topic() {
        return card.at("/source/topic/code").asText();
    }

    public String detail() {
        return card.path("detail").asText();
    }

    public List<String> paragraphs() {
        return Arrays.asList(detail().split("\n\n"));
    }

    /** Every sentence and list item, without markup; neither headings nor what announces a list. */
    public List<String> sentences() {
        return paragraphs().stream()
                .flatMap(paragraph -> paragraph.lines())
                .filter(line -> !line.startsWith("#") && !line.endsWith(":"))
                .flatMap(line -> sentences(line).stream())
                .toList();
    }

    private static List<String> sentences(String line) {
        return Arrays.stream(SENTENCE_END.split(plain(line)))
                .map(String::strip)
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    private static String plain(String markdown) {
        String guideline =
                LABELLED.matcher(markdown).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
        return guideline.replaceAll("^- |\\*\\*|\\\\", "");
    }

    /** Items of lists are none. */
    public List<String> firstSentences(int number) {
        return paragraphs().stream()
                .filter(paragraph ->
                        !paragraph.startsWith("- ") && !paragraph.startsWith("#") && !paragraph.endsWith(":"))
                .flatMap(paragraph -> sentences(paragraph).stream())
                .limit(number)
                .toList();
    }

    public static int words(String sentence) {
        int words = 0;
        Matcher matcher = WORD.matcher(sentence);
        while (matcher.find()) {
            words++;
        }
        return words;
    }

    /** Lines where a list ends or begins without a blank line beside it. */
    public List<String> listsNotSetOff() {
        List<String> lines = detail().lines().toList();
        List<String> faults = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            boolean here = lines.get(i).startsWith("- ");
            boolean before = lines.get(i - 1).startsWith("- ");
            if (here != before && !lines.get(i).isEmpty() && !lines.get(i - 1).isEmpty()) {
                faults.add(lines.get(i));
            }
        }
        return faults;
    }

    /** "Flesch-Kincaid grade of the first two sentences, drug names and the record's own words counted as two syllables". */
    public double grade(Evaluation evaluation) {
        Set<String> known = ownWords(evaluation);
        List<String> two = firstSentences(2);
        int words = 0;
        int syllables = 0;
        for (String sentence : two) {
            Matcher matcher = WORD.matcher(sentence);
            while (matcher.find()) {
                for (String word : matcher.group().toLowerCase(Locale.ROOT).split("[/-]")) {
                    words++;
                    int spoken = syllables(word);
                    syllables += known.contains(word) ? Math.min(2, spoken) : spoken;
                }
            }
        }
        return 0.39 * words / two.size() + 11.8 * syllables / words - 15.59;
    }

    private static int syllables(String word) {
        String spoken = word.endsWith("e") && !word.endsWith("le") ? word.substring(0, word.length() - 1) : word;
        spoken = spoken.endsWith("ed") && !spoken.endsWith("ted") && !spoken.endsWith("ded")
                ? spoken.substring(0, spoken.length() - 2)
                : spoken;
        return Math.max(1, (int) VOWELS.matcher(spoken).results().count());
    }

    /** Names of drugs, and what the record calls its conditions, orders and results. */
    private static Set<String> ownWords(Evaluation evaluation) {
        Set<String> words = new HashSet<>();
        Arrays.stream(Remedy.values()).forEach(remedy -> words.add(remedy.ingredient()));
        Stream<Finding> findings = evaluation.findings().stream();
        findings.forEach(finding -> {
            finding.facts().asMap().forEach((name, value) -> {
                if (OF_THE_RECORD.contains(name) || value instanceof Facts.Name && !name.equals("mainCaution")) {
                    words.addAll(split(value.toString()));
                }
            });
            finding.about().forEach(order -> words.addAll(split(order.label())));
        });
        return words;
    }

    private static List<String> split(String text) {
        return Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^a-z0-9.]+"));
    }
}
