package org.lumbarcds.terminology.valuesets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds phrases in a text as whole words. A pattern is one phrase, or several joined by {@code &} that must all occur,
 * in any order; a part that begins with {@code not} must not. Longer phrases that mean something else take out the
 * phrases they cover. One hash look-up per word of the text: what nobody knows costs next to nothing.
 *
 * @param <T> what a phrase means
 */
public final class Phrases<T> {

    /**
     * A phrase found.
     *
     * @param value what it means
     * @param phrase its first part, as the value set writes it
     * @param stance how the text speaks of it
     */
    public record Mention<T>(T value, String phrase, Stance stance) {}

    private static final String NOT = "not ";

    private final Map<String, List<Phrase<T>>> byFirstWord = new HashMap<>();
    private final Map<List<String>, Phrase<T>> byWords = new HashMap<>();
    private final boolean longestOnly;
    private final StanceReading stances;

    /**
     * @param stances how texts speak of what they name
     * @param longestOnly whether a phrase inside a longer one is not found: "Talwin NX" is not "Talwin"
     */
    public Phrases(StanceReading stances, boolean longestOnly) {
        this.stances = stances;
        this.longestOnly = longestOnly;
    }

    /** Whether every part of a pattern has words, and some part must be there. */
    static boolean isPattern(String pattern) {
        boolean needed = false;
        for (String part : pattern.split("&", -1)) {
            String phrase = part.strip();
            boolean forbidden = phrase.startsWith(NOT);
            if (Text.words(forbidden ? phrase.substring(NOT.length()) : phrase).isEmpty()) {
                return false;
            }
            needed |= !forbidden;
        }
        return needed;
    }

    /**
     * Adds a pattern.
     *
     * @param pattern see {@link #isPattern}
     */
    public void add(String pattern, T value) {
        List<Phrase<T>> needed = new ArrayList<>();
        List<Phrase<T>> forbidden = new ArrayList<>();
        for (String part : pattern.split("&", -1)) {
            String phrase = part.strip();
            if (phrase.startsWith(NOT)) {
                forbidden.add(phrase(phrase.substring(NOT.length())));
            } else {
                needed.add(phrase(phrase));
            }
        }
        needed.get(0).patterns.add(new Pattern<>(List.copyOf(needed), List.copyOf(forbidden), value));
    }

    /** Adds a longer phrase that means something else than the phrases of {@code value} it covers. */
    public void addOther(String phrase, T value) {
        phrase(phrase).others.add(value);
    }

    private Phrase<T> phrase(String text) {
        List<String> words = Text.words(text);
        return byWords.computeIfAbsent(words, key -> {
            Phrase<T> phrase = new Phrase<>(text, key);
            byFirstWord.computeIfAbsent(key.get(0), first -> new ArrayList<>(1)).add(phrase);
            return phrase;
        });
    }

    /** Everything the text names, in the order of the text. */
    public List<Mention<T>> find(Text text) {
        List<Hit<T>> hits = hits(text);
        if (hits.isEmpty()) {
            return List.of();
        }
        Map<Phrase<T>, Hit<T>> first = new LinkedHashMap<>();
        hits.forEach(hit -> first.putIfAbsent(hit.phrase, hit));
        List<Mention<T>> mentions = new ArrayList<>();
        for (Hit<T> hit : hits) {
            for (Pattern<T> pattern : hit.phrase.patterns) {
                if (!covered(hit, pattern.value, hits)) {
                    add(mentions, pattern, hit, first, hits, text);
                }
            }
        }
        return mentions;
    }

    /** Whether a longer phrase that means something else than {@code value} covers the word. */
    public boolean coversOtherwise(Text text, int word, T value) {
        for (Hit<T> hit : hits(text)) {
            if (hit.start <= word && word < hit.end && hit.phrase.others.contains(value)) {
                return true;
            }
        }
        return false;
    }

    /** Whether any phrase is in the text, also one that means something else. */
    public boolean knows(Text text) {
        return !find(text).isEmpty() || hits(text).stream().anyMatch(hit -> !hit.phrase.others.isEmpty());
    }

    private List<Hit<T>> hits(Text text) {
        List<Hit<T>> hits = List.of();
        for (int i = 0; i < text.size(); i++) {
            List<Phrase<T>> candidates = byFirstWord.get(text.word(i));
            if (candidates == null) {
                continue;
            }
            for (Phrase<T> phrase : candidates) {
                if (text.hasAt(i, phrase.words)) {
                    if (hits.isEmpty()) {
                        hits = new ArrayList<>();
                    }
                    hits.add(new Hit<>(phrase, i, i + phrase.words.size()));
                }
            }
        }
        return hits;
    }

    private boolean covered(Hit<T> hit, T value, List<Hit<T>> hits) {
        for (Hit<T> other : hits) {
            boolean longer = other.start <= hit.start && other.end >= hit.end && other.length() > hit.length();
            if (longer && (other.phrase.others.contains(value) || longestOnly || other.phrase.means(value))) {
                return true;
            }
            if (other.phrase == hit.phrase && hit.phrase.others.contains(value)) {
                return true;
            }
        }
        return false;
    }

    private void add(
            List<Mention<T>> mentions,
            Pattern<T> pattern,
            Hit<T> hit,
            Map<Phrase<T>, Hit<T>> first,
            List<Hit<T>> hits,
            Text text) {
        Hit<T> earliest = hit;
        for (Phrase<T> part : pattern.needed.subList(1, pattern.needed.size())) {
            Hit<T> found = first.get(part);
            if (found == null || covered(found, pattern.value, hits)) {
                return;
            }
            earliest = found.start < earliest.start ? found : earliest;
        }
        if (pattern.forbidden.stream().anyMatch(first::containsKey)) {
            return;
        }
        mentions.add(new Mention<>(pattern.value, hit.phrase.text, stances.of(text, earliest.start, earliest.end)));
    }

    private static final class Phrase<T> {
        private final String text;
        private final List<String> words;
        private final List<Pattern<T>> patterns = new ArrayList<>(1);
        private final List<T> others = new ArrayList<>(0);

        /** "Hepatitis C ruled out" is no hepatitis: the longer phrase of the same meaning says how it is meant. */
        boolean means(T value) {
            for (Pattern<T> pattern : patterns) {
                if (pattern.needed.size() == 1 && pattern.forbidden.isEmpty() && pattern.value.equals(value)) {
                    return true;
                }
            }
            return false;
        }

        Phrase(String text, List<String> words) {
            this.text = text;
            this.words = words;
        }
    }

    private record Pattern<T>(List<Phrase<T>> needed, List<Phrase<T>> forbidden, T value) {}

    private record Hit<T>(Phrase<T> phrase, int start, int end) {
        int length() {
            return end - start;
        }
    }
}
