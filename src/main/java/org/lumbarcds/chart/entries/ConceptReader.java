package org.lumbarcds.chart.entries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.terminology.codes.Coding;
import org.lumbarcds.terminology.codes.Concept;

/** Reads CodeableConcepts from the tree, in every shape they are met in. */
public final class ConceptReader {

    static final Concept NONE = new Concept(List.of(), null);

    private static final int MOST_LABEL = 120;

    private ConceptReader() {}

    /** The concept in a field; of several, all of them as one; {@link #NONE} when there is none. */
    public static Concept read(@Nullable JsonNode node, String field) {
        return read(Json.get(node, field));
    }

    /** The concept of a node; a bare string is its text, and R5's {@code {"concept": …}} is looked through. */
    public static Concept read(@Nullable JsonNode node) {
        if (node == null) {
            return NONE;
        }
        if (node instanceof ArrayNode array) {
            return join(array);
        }
        if (!node.isObject()) {
            return new Concept(List.of(), Json.text(node));
        }
        JsonNode wrapped = Json.get(node, "concept");
        if (wrapped != null && wrapped.isObject() && !wrapped.has("concept")) {
            return read(wrapped);
        }
        List<Coding> codings = new ArrayList<>();
        for (JsonNode item : Json.items(node, "coding")) {
            Coding coding = coding(item);
            if (coding != null) {
                codings.add(coding);
            }
        }
        return new Concept(codings, Json.text(node, "text"));
    }

    private static Concept join(ArrayNode array) {
        List<Coding> codings = new ArrayList<>();
        String text = null;
        for (JsonNode item : array) {
            Concept concept = item.isArray() ? NONE : read(item);
            codings.addAll(concept.codings());
            text = text == null ? concept.text() : concept.text() == null ? text : text + ", " + concept.text();
        }
        return new Concept(codings, text);
    }

    /** A coding, or null when it has neither code nor display: EHRs send {@code {}}. */
    private static @Nullable Coding coding(JsonNode node) {
        String code = Json.text(node, "code");
        String display = Json.text(node, "display");
        return code == null && display == null ? null : new Coding(Json.text(node, "system"), code, display);
    }

    public static boolean isEmpty(Concept concept) {
        return concept.text() == null && concept.codings().isEmpty();
    }

    static boolean isCoded(Concept concept) {
        return concept.codings().stream().anyMatch(coding -> coding.code() != null);
    }

    /** Its text, else a display, else a code, on one line and not too long for a card; empty when it has none. */
    public static String label(Concept concept) {
        if (concept.text() != null) {
            return shorten(concept.text());
        }
        String code = "";
        for (Coding coding : concept.codings()) {
            if (coding.display() != null) {
                return shorten(coding.display());
            }
            if (code.isEmpty() && coding.code() != null) {
                code = coding.code();
            }
        }
        return shorten(code);
    }

    /** The text on one line, at most 120 characters. */
    public static String shorten(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String line = text.replaceAll("[\\s\\p{Cntrl}\\u00a0]+", " ").strip();
        if (line.length() <= MOST_LABEL) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(MOST_LABEL - 1)) ? MOST_LABEL - 1 : MOST_LABEL;
        return line.substring(0, end).strip();
    }

    /** What a status, category or the like says: its codes and text in lower case with hyphens for spaces. */
    public static Set<String> words(@Nullable JsonNode node, String field) {
        Set<String> words = new LinkedHashSet<>();
        Concept concept = read(node, field);
        for (Coding coding : concept.codings()) {
            add(words, coding.code());
        }
        for (JsonNode item : Json.items(node, field)) {
            add(words, item.isObject() ? Json.text(item, "text") : Json.text(item));
        }
        return words;
    }

    private static void add(Set<String> words, @Nullable String text) {
        if (text != null) {
            words.add(text.toLowerCase(Locale.ROOT).replaceAll("\\s+", "-"));
        }
    }

    /** The concept with one more name for it. */
    static Concept named(Concept concept, @Nullable String name) {
        if (name == null) {
            return concept;
        }
        if (concept.text() == null) {
            return new Concept(concept.codings(), name);
        }
        List<Coding> codings = new ArrayList<>(concept.codings());
        codings.add(new Coding(null, null, name));
        return new Concept(codings, concept.text());
    }

    /** Its text and, where it has none, its displays. */
    static Set<String> names(Concept concept) {
        Set<String> names = new LinkedHashSet<>();
        if (concept.text() != null) {
            names.add(concept.text());
            return names;
        }
        for (Coding coding : concept.codings()) {
            if (coding.display() != null) {
                names.add(coding.display());
            }
        }
        return names;
    }
}
