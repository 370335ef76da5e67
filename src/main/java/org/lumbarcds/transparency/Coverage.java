package org.lumbarcds.transparency;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.views.ServedFile;

/** The first table of {@code docs/guideline-coverage.md}, which ships in the jar: the sentences and where they went. */
final class Coverage {

    /** Where the build puts it. */
    static final String RESOURCE = "/docs/guideline-coverage.md";

    private static final String HEAD = "| # | sentence | rules | how |";
    private static final int COLUMNS = 4;

    private Coverage() {}

    /** @throws IllegalStateException when the file has no such table: it is a part of the program */
    static List<Disclosure.Sentence> shipped() {
        return read(ServedFile.text(RESOURCE));
    }

    static List<Disclosure.Sentence> read(String markdown) {
        List<Disclosure.Sentence> sentences = new ArrayList<>();
        String section = null;
        for (String line : table(markdown)) {
            String[] cells = cells(line);
            if (cells[0].isEmpty()) {
                section = cells[1].replace("*", "");
            } else {
                sentences.add(sentence(section, cells));
            }
        }
        return sentences;
    }

    private static List<String> table(String markdown) {
        int head = markdown.indexOf(HEAD);
        if (head < 0) {
            throw new IllegalStateException(RESOURCE + " has no table of sentences");
        }
        // The head and the line below it.
        return markdown.substring(head)
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static Disclosure.Sentence sentence(@Nullable String section, String[] cells) {
        List<String> rules = Arrays.stream(cells[2].split(","))
                .map(rule -> rule.replace("`", "").strip())
                .filter(rule -> !rule.isEmpty())
                .toList();
        return new Disclosure.Sentence(Integer.parseInt(cells[0]), section, cells[1], rules, cells[3].replace("`", ""));
    }

    private static String[] cells(String line) {
        String[] parts = line.split("\\|", -1);
        if (parts.length != COLUMNS + 2) {
            throw new IllegalStateException(RESOURCE + " has a row that is none of four cells");
        }
        return Arrays.stream(parts, 1, COLUMNS + 1).map(String::strip).toArray(String[]::new);
    }
}
