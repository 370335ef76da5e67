package org.lumbarcds.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.invariants.Pipeline.Answer;

/** "A busy clinician reads it": every shipped example and a thousand charts, card by card. */
class CardReadingTest {

    private static final LocalDate DAY_OF_EXAMPLES = LocalDate.of(2026, 11, 23);
    private static final Path EXAMPLES = Path.of("fhir-resources/examples");
    private static final int CHARTS = 1_000;
    private static final int IN_LOCALES = 150;
    private static final int SHOWN = 5;
    private static final int LONGEST_REASON_WORDS = 20;
    private static final double HARDEST_GRADE = 10.0;
    private static final Pipeline PIPELINE = new Pipeline();

    private static Map<String, Answer> answers = Map.of();

    @BeforeAll
    static void answerAll() throws IOException {
        answers = new HashMap<>();
        answers.putAll(examples());
        LongStream.range(0, CHARTS)
                .mapToObj(RandomCharts::of)
                .forEach(chart -> answers.put("chart " + chart.seed(), PIPELINE.answer(chart)));
    }

    @AfterAll
    static void forgetAll() {
        answers = Map.of();
    }

    private static Map<String, Answer> examples() throws IOException {
        Map<String, Answer> examples = new HashMap<>();
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.sorted().toList()) {
                ObjectNode body = (ObjectNode) new ObjectMapper().readTree(Files.readString(file));
                Hook hook = Arrays.stream(Hook.values())
                        .filter(known -> known.name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-')
                                .equals(body.path("hook").asText()))
                        .findFirst()
                        .orElseThrow();
                RandomChart chart = new RandomChart(0, hook, body, Map.of(), Map.of(), Map.of());
                examples.put(file.getFileName().toString(), PIPELINE.answer(chart, DAY_OF_EXAMPLES));
            }
        }
        return examples;
    }

    @Test
    void thereIsMuchToRead() {
        long cards = answers.values().stream()
                .mapToLong(answer -> answer.cards().size())
                .sum();
        assertThat(cards).isGreaterThan(600);
    }

    @Test
    void limits() {
        check((answer, card) -> {
            List<String> faults = new ArrayList<>();
            int rules = rules(answer, card);
            if (card.summary().length() > 139) {
                faults.add("summary of " + card.summary().length());
            }
            if (card.detail().length() > (rules > 1 ? 2_000 : 1_200)) {
                faults.add("detail of " + card.detail().length() + " for " + rules);
            }
            return faults;
        });
    }

    @Test
    void theReasonComesFirstInTwentyWords() {
        check((answer, card) -> {
            String first = card.firstSentences(1).get(0);
            String label = answer.evaluation().findings().stream()
                    .flatMap(finding -> finding.about().stream())
                    .map(order -> order.label())
                    .filter(first::contains)
                    .findFirst()
                    .orElse(first);
            int words = ReadCard.words(label.equals(first) ? first : first.replace(label, "order"));
            return words > LONGEST_REASON_WORDS ? List.of(words + " words: " + first) : List.of();
        });
    }

    @Test
    void evidenceComesLastInAtMostTwoSentences() {
        check((answer, card) -> {
            List<String> faults = new ArrayList<>();
            boolean evidence = false;
            for (String paragraph : card.paragraphs()) {
                boolean here = paragraph.startsWith("**Evidence:**");
                if (evidence && !here) {
                    faults.add("after the evidence: " + paragraph);
                }
                evidence |= here;
                if (here && paragraph.split("(?<=[.!?])\\s+(?=[A-Z])").length > 2) {
                    faults.add("too many sentences: " + paragraph);
                }
            }
            return faults;
        });
    }

    @Test
    void nothingIsSaidTwiceInACard() {
        check((answer, card) -> {
            Set<String> said = new HashSet<>();
            return card.sentences().stream()
                    .filter(sentence -> !said.add(sentence))
                    .toList();
        });
    }

    /** Two orders of one drug have the same reason and the same summary; nothing else is said again. */
    @Test
    void noTwoCardsOfAnAnswerSayTheSame() {
        List<String> faults = new ArrayList<>();
        answers.forEach((name, answer) -> {
            Map<String, String> said = new HashMap<>();
            for (JsonNode node : answer.cards()) {
                ReadCard card = new ReadCard(node);
                List<String> sentences = card.sentences();
                for (String sentence : sentences) {
                    String by = said.get(sentence);
                    if (by != null && !(by.equals(card.summary()) && sentence.equals(sentences.get(0)))) {
                        faults.add(name + ": " + sentence);
                    }
                }
                sentences.forEach(sentence -> said.put(sentence, card.summary()));
            }
        });
        assertThat(faults).isEmpty();
    }

    @Test
    void listsAreSetOffByBlankLines() {
        check((answer, card) -> card.listsNotSetOff());
    }

    /** "Drugs are named by ingredient, never cut": the summary of an order's card has its drug's name whole. */
    @Test
    void noDrugNameIsCut() {
        check((answer, card) -> {
            List<String> names = answer.evaluation().findings().stream()
                    .filter(finding -> finding.rule().id().equals(card.topic()))
                    .map(finding -> finding.facts().asMap().get("name"))
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .toList();
            // A combination's card about its acetaminophen names that.
            boolean whole = names.isEmpty()
                    || Stream.concat(names.stream(), Stream.of("total of acetaminophen"))
                            .anyMatch(card.summary()::contains);
            return whole ? List.of() : List.of(names + " in " + card.summary());
        });
    }

    @Test
    void theFirstTwoSentencesAreEasy() {
        check((answer, card) -> {
            double grade = card.grade(answer.evaluation());
            return grade > HARDEST_GRADE
                    ? List.of(String.format(Locale.ROOT, "grade %.1f: %s", grade, card.firstSentences(2)))
                    : List.of();
        });
    }

    /** "Dates, decimals and case never change." */
    @ParameterizedTest
    @CsvSource({"de-DE, Europe/Berlin", "tr-TR, Asia/Kolkata", "th-TH-u-ca-buddhist-nu-thai, Pacific/Kiritimati"})
    void anywhereTheSame(String locale, String zone) throws IOException {
        Locale before = Locale.getDefault();
        TimeZone zoneBefore = TimeZone.getDefault();
        Map<String, Answer> abroad = new HashMap<>();
        try {
            Locale.setDefault(Locale.forLanguageTag(locale));
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            Pipeline there = new Pipeline();
            LongStream.range(0, IN_LOCALES)
                    .mapToObj(RandomCharts::of)
                    .forEach(chart -> abroad.put("chart " + chart.seed(), there.answer(chart)));
            abroad.putAll(examples());
        } finally {
            Locale.setDefault(before);
            TimeZone.setDefault(zoneBefore);
        }
        abroad.forEach(
                (name, answer) -> assertThat(withoutUuids(answer)).as(name).isEqualTo(withoutUuids(answers.get(name))));
    }

    private static ArrayNode withoutUuids(Answer answer) {
        ArrayNode cards = answer.cards().deepCopy();
        cards.forEach(card -> {
            ((ObjectNode) card).remove("uuid");
            card.path("suggestions").forEach(suggestion -> ((ObjectNode) suggestion).remove("uuid"));
        });
        return cards;
    }

    /** How many findings a card holds: each has override reasons of its own beside the common one, and a title from the second on. */
    private static int rules(Answer answer, ReadCard card) {
        boolean several = card.detail().contains("\n\n### ")
                || answer.evaluation().findings().stream()
                                .filter(finding -> finding.about().isEmpty())
                                .filter(finding -> finding.indicator().name().equals("INFO"))
                                .count()
                        > 1;
        return several ? 2 : 1;
    }

    private static void check(BiFunction<Answer, ReadCard, List<String>> reading) {
        List<String> faults = new ArrayList<>();
        answers.forEach((name, answer) -> answer.cards().forEach(node -> {
            ReadCard card = new ReadCard(node);
            reading.apply(answer, card).forEach(fault -> faults.add(name + ": " + fault + "\n" + card.detail() + "\n"));
        }));
        assertThat(faults.stream().limit(SHOWN).toList())
                .as("%d faults", faults.size())
                .isEmpty();
    }
}
