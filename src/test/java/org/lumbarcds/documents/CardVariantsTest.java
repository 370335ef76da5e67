package org.lumbarcds.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.cards.files.CardLibrary;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.rules.LowBackPainRule;

/** A rule that names a text its card file does not have would throw on a patient; a text no rule names is never read. */
class CardVariantsTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final String FINDING = "new Finding(";
    /** What several rules share, each with its own texts. */
    private static final String SHARED = "new CautionedOrders(";

    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final CardLibrary CARDS = CardLibrary.load(CardLibrary.SHIPPED, null, Set.of());

    static List<Rule> rules() {
        return LowBackPainRule.rules();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theTextsARuleNamesAreTheTextsOfItsFile(Rule rule) {
        Set<String> named = new TreeSet<>();
        sources(rule).forEach(source -> named.addAll(variants(source)));

        assertThat(named).as("variants named in the source of %s", rule.id()).isNotEmpty();
        assertThat(CARDS.file(rule.id()).orElseThrow().variants()).containsExactlyInAnyOrderElementsOf(named);
    }

    /** The source of a rule, and of what it shares with other rules to make its findings. */
    private static List<String> sources(Rule rule) {
        List<String> sources = new ArrayList<>();
        Path room = room(rule);
        String own = source(room.resolve(rule.getClass().getSimpleName() + ".java"));
        sources.add(own);
        try (Stream<Path> files = Files.list(room)) {
            files.filter(file -> {
                        String name = file.getFileName().toString().replace(".java", "");
                        return isShared(name) && own.contains("new " + name + "(");
                    })
                    .map(CardVariantsTest::source)
                    .forEach(sources::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    private static Path room(Rule rule) {
        return SOURCES.resolve(rule.getClass().getPackageName().replace('.', '/'));
    }

    private static boolean isShared(String name) {
        return rules().stream()
                .noneMatch(rule -> rule.getClass().getSimpleName().equals(name));
    }

    /** The texts in the second argument of every finding made, and in the third of what makes findings for several rules. */
    private static Set<String> variants(String source) {
        Set<String> variants = new TreeSet<>(variants(source, FINDING, 1));
        variants.addAll(variants(source, SHARED, 2));
        return variants;
    }

    private static Set<String> variants(String source, String made, int named) {
        Set<String> variants = new TreeSet<>();
        for (int at = source.indexOf(made); at >= 0; at = source.indexOf(made, at + 1)) {
            String argument = argument(source.substring(at + made.length()), named);
            TEXT.matcher(argument).results().forEach(result -> variants.add(result.group(1)));
        }
        return variants;
    }

    private static String argument(String arguments, int wanted) {
        int depth = 0;
        int index = 0;
        int start = 0;
        for (int i = 0; i < arguments.length(); i++) {
            char c = arguments.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                if (index == wanted) {
                    return arguments.substring(start, i);
                }
                index++;
                start = i + 1;
            }
        }
        throw new IllegalArgumentException("no such argument");
    }

    private static String source(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
