package org.lumbarcds.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.rules.LowBackPainRule;

/** The document that says where each sentence of the guideline went names rules and card files that are there, and all. */
class GuidelineCoverageTest {

    private static final Path DOCUMENT = Path.of("docs/guideline-coverage.md");
    private static final Path CARDS = Path.of("cds-cards");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)(?:-(\\d+))?");
    private static final Set<String> RULES =
            Arrays.stream(LowBackPainRule.values()).map(RuleId::id).collect(Collectors.toSet());

    /** A row of the first table. */
    private record Sentence(int number, String text, Set<String> rules, String how) {}

    /** A row of the second table. */
    private record RuleRow(String rule, String when, String says, String cardFile, Set<Integer> sentences) {}

    @Test
    void sentences_areNumberedWithoutAGap() {
        assertThat(sentences().stream().map(Sentence::number))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, sentences().size()).boxed().toList());
        assertThat(sentences()).as("sentences and bullets of the guideline").hasSize(34);
    }

    @Test
    void sentences_allSayWhatBecameOfThem() {
        for (Sentence sentence : sentences()) {
            assertThat(sentence.text()).as("sentence %s", sentence.number()).isNotBlank();
            assertThat(sentence.how()).as("sentence %s", sentence.number()).isNotBlank();
            assertThat(sentence.rules().isEmpty())
                    .as("sentence %s is computed by a rule, or the document says why not", sentence.number())
                    .isEqualTo(sentence.how().startsWith("Not computed"));
        }
    }

    @Test
    void rules_namedExist_andAllAreNamed() {
        Set<String> named =
                sentences().stream().flatMap(s -> s.rules().stream()).collect(Collectors.toSet());

        assertThat(named).isEqualTo(RULES);
    }

    @Test
    void codeInTheText_isARuleOrACardFile() {
        for (String name : codes(text(DOCUMENT))) {
            assertThat(RULES.contains(name) || Files.exists(Path.of(name)))
                    .as("`%s` is a rule or a file", name)
                    .isTrue();
        }
    }

    @Test
    void cardFiles_allStandBesideTheirRules() {
        assertThat(rows().stream().map(RuleRow::rule)).containsExactlyInAnyOrderElementsOf(RULES);
        assertThat(rows()).allSatisfy(row -> assertThat(row.cardFile()).isEqualTo("cds-cards/" + row.rule() + ".md"));
        assertThat(rows().stream().map(RuleRow::cardFile)).containsExactlyInAnyOrderElementsOf(cardFiles());
    }

    @Test
    void bothTables_sayTheSame() {
        Map<String, Set<Integer>> byRule = new HashMap<>();
        sentences()
                .forEach(sentence -> sentence.rules().forEach(rule -> byRule.computeIfAbsent(rule, r -> new TreeSet<>())
                        .add(sentence.number())));

        assertThat(rows().stream().collect(Collectors.toMap(RuleRow::rule, RuleRow::sentences)))
                .isEqualTo(byRule);
    }

    @Test
    void readme_saysTheSame() throws IOException {
        String table = rows().stream()
                .map(row -> "| `%s` | %s | %s |\n".formatted(row.rule(), row.when(), row.says()))
                .collect(Collectors.joining());
        DerivedFile.check(Path.of("README.md"), "| rule | when | says |\n|---|---|---|", "\nEvery rule has", table);
    }

    private static List<Sentence> sentences() {
        return rowsOf(4)
                .filter(cells -> cells[0].matches("\\d+"))
                .map(cells ->
                        new Sentence(Integer.parseInt(cells[0]), cells[1], new TreeSet<>(codes(cells[2])), cells[3]))
                .toList();
    }

    private static List<RuleRow> rows() {
        return rowsOf(5)
                .filter(cells -> cells[0].startsWith("`"))
                .map(cells -> new RuleRow(
                        codes(cells[0]).get(0),
                        cells[1],
                        cells[2],
                        codes(cells[3]).get(0),
                        numbers(cells[4])))
                .toList();
    }

    /** The trimmed cells of all table rows with so many of them. */
    private static Stream<String[]> rowsOf(int cells) {
        return text(DOCUMENT)
                .lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.substring(1).split("\\|", -1))
                .filter(parts -> parts.length == cells + 1)
                .map(parts ->
                        Arrays.stream(parts).limit(cells).map(String::strip).toArray(String[]::new));
    }

    private static List<String> codes(String text) {
        return CODE.matcher(text).results().map(result -> result.group(1)).toList();
    }

    /** {@code 4, 11; contraindications of the label} → 4 and 11; {@code 19-22} → 19 to 22. */
    private static Set<Integer> numbers(String cell) {
        Set<Integer> numbers = new TreeSet<>();
        Matcher matcher = NUMBERS.matcher(cell.split(";", 2)[0]);
        while (matcher.find()) {
            int from = Integer.parseInt(matcher.group(1));
            int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
            IntStream.rangeClosed(from, to).forEach(numbers::add);
        }
        return numbers;
    }

    private static List<String> cardFiles() {
        try (Stream<Path> files = Files.list(CARDS)) {
            return files.map(Path::toString)
                    .filter(file -> !file.endsWith("README.md"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
