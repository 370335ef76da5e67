package org.lumbarcds.terminology.problems;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.terminology.valuesets.Text;

/**
 * Wide beginnings of words that leave open what a text means: {@code renal}, and with a star what stands anywhere in a word:
 * {@code *nephr}. "A stem counts only where no code accounts for the entry."
 *
 * @param <T> what a stem may mean
 */
public final class Stems<T> {

    private static final int SHORTEST = 2;

    private final Map<String, Set<T>> atBeginning = new HashMap<>();
    private final Map<String, Set<T>> inside = new HashMap<>();

    /** A stem found: what it may mean, and the word it stands in. */
    public record Hit<T>(T value, int word) {}

    public void add(String stem, T value) {
        boolean anywhere = stem.startsWith("*");
        String letters = String.join("", Text.words(anywhere ? stem.substring(1) : stem));
        (anywhere ? inside : atBeginning)
                .computeIfAbsent(letters, s -> new LinkedHashSet<>())
                .add(value);
    }

    public List<Hit<T>> find(Text text) {
        List<Hit<T>> hits = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            String word = text.word(i);
            for (int length = SHORTEST; length <= word.length(); length++) {
                add(hits, atBeginning.get(word.substring(0, length)), i);
            }
            for (Map.Entry<String, Set<T>> stem : inside.entrySet()) {
                if (word.contains(stem.getKey())) {
                    add(hits, stem.getValue(), i);
                }
            }
        }
        return hits;
    }

    private void add(List<Hit<T>> hits, @Nullable Set<T> meant, int word) {
        if (meant != null) {
            meant.forEach(value -> hits.add(new Hit<>(value, word)));
        }
    }
}
