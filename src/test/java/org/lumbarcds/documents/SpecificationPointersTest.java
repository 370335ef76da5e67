package org.lumbarcds.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.rules.LowBackPainRule;

/** Where code and documents point into the specification, there is something. */
class SpecificationPointersTest {

    private static final Path SPECIFICATION = Path.of("docs/specification.md");
    private static final Path MAIN = Path.of("src/main/java");
    private static final Pattern HEADING = Pattern.compile("^##+ (\\d+(?:\\.\\d+)?) (.*)$", Pattern.MULTILINE);
    /** {@code specification 3.7, 3.8 and 3.9}, also where a line of Javadoc ends between. */
    private static final Pattern POINTER = Pattern.compile(
            "specification,? (\\d+(?:\\.\\d+)?(?:(?:,|,? and| to)[\\s*]+\\d+(?:\\.\\d+)?)*)", Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");

    @Test
    void pointers_leadToAChapter() {
        Set<String> chapters = headings().map(heading -> heading.group(1)).collect(Collectors.toSet());
        List<Path> files = Stream.concat(
                        files(MAIN),
                        Stream.of("decisions.md", "glossary.md", "architecture.md")
                                .map(Path.of("docs")::resolve))
                .toList();
        Set<String> pointed = new TreeSet<>();
        for (Path file : files) {
            Set<String> named = pointers(read(file));
            assertThat(chapters).as("chapters that %s points at", file).containsAll(named);
            pointed.addAll(named);
        }
        assertThat(pointed).as("pointers found at all").hasSizeGreaterThan(40);
    }

    static Stream<Rule> rules() {
        return LowBackPainRule.rules().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void rule_pointsAtItsOwnChapter(Rule rule) {
        Path file = MAIN.resolve(rule.getClass().getName().replace('.', '/') + ".java");
        String chapter = headings()
                .filter(heading -> heading.group(2).equals("`" + rule.id().id() + "`"))
                .map(heading -> heading.group(1))
                .findFirst()
                .orElseThrow();
        assertThat(pointers(read(file))).contains(chapter);
    }

    private static Stream<MatchResult> headings() {
        return HEADING.matcher(read(SPECIFICATION)).results();
    }

    private static Set<String> pointers(String text) {
        return POINTER.matcher(text)
                .results()
                .flatMap(pointer -> NUMBER.matcher(pointer.group(1)).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
