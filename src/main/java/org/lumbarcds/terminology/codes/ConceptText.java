package org.lumbarcds.terminology.codes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a concept says in words. */
public final class ConceptText {

    private static final int LONGEST_LABEL = 120;
    private static final int LONGEST_TEXT = 1000;
    /** More displays than any client sends for one thing. */
    private static final int MOST_TEXTS = 100;

    private ConceptText() {}

    /** Its text and its displays, each once. */
    public static List<String> of(Concept concept) {
        List<String> texts = new ArrayList<>(2);
        add(texts, concept.text());
        for (Coding coding : concept.codings()) {
            add(texts, coding.display());
        }
        return texts;
    }

    private static void add(List<String> texts, @Nullable String text) {
        if (text != null && texts.size() < MOST_TEXTS && !text.isBlank() && !texts.contains(text)) {
            texts.add(text);
        }
    }

    /** A label for a card: one line of at most 120 characters. */
    public static String label(String text) {
        String head = text.strip();
        String line = (head.length() > LONGEST_TEXT ? head.substring(0, LONGEST_TEXT) : head).replaceAll("\\s+", " ");
        return line.length() <= LONGEST_LABEL ? line : line.substring(0, LONGEST_LABEL - 1) + "…";
    }

    public static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
