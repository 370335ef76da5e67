package org.lumbarcds.terminology.valuesets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a text speaks of what it names: the phrases of the value set {@code text-stance}. A denial reaches a few words, not
 * beyond its segment, and not beyond a word that turns the sentence ("not relieved by rest, with fever").
 */
public final class StanceReading {

    /** How many words a denial reaches. */
    private static final int REACH = 6;

    private final Map<String, List<Phrase>> before = new HashMap<>();
    private final Map<String, List<Phrase>> after = new HashMap<>();
    private final Map<String, List<Phrase>> headings = new HashMap<>();

    private record Phrase(List<String> words, Stance stance, boolean nextOnly, boolean turns) {}

    private StanceReading() {}

    public static StanceReading of(ValueSetLibrary library) {
        ValueSetFile file = library.get(ValueSetLibrary.STANCE);
        StanceReading stances = new StanceReading();
        for (ValueSetFile.Include include : file.includes()) {
            for (ValueSetFile.Member member : include.members()) {
                stances.add(file, include.stance(), Text.words(member.code()));
            }
        }
        return stances;
    }

    private void add(ValueSetFile file, @Nullable String stance, List<String> words) {
        switch (stance == null ? "" : stance) {
            case "negated-before" -> put(before, words, Stance.NEGATED, false, false);
            case "negated-heading" -> put(headings, words, Stance.NEGATED, false, false);
            case "negated-next" -> put(before, words, Stance.NEGATED, true, false);
            case "ruled-out-before" -> put(before, words, Stance.RULED_OUT, false, false);
            case "history-before" -> put(before, words, Stance.HISTORY, false, false);
            case "suspected-before" -> put(before, words, Stance.SUSPECTED, false, false);
            case "suspected-after" -> put(after, words, Stance.SUSPECTED, false, false);
            case "turn" -> put(before, words, Stance.PRESENT, false, true);
            case "negated-after" -> put(after, words, Stance.NEGATED, false, false);
            case "ruled-out-after" -> put(after, words, Stance.RULED_OUT, false, false);
            default ->
                throw new ContentException("The value set " + file.name() + ".json has an include without a known"
                        + " extension stance: write negated-before, negated-next, negated-after, negated-heading,"
                        + " ruled-out-before,"
                        + " ruled-out-after, history-before, suspected-before, suspected-after or turn.");
        }
    }

    private static void put(
            Map<String, List<Phrase>> phrases, List<String> words, Stance stance, boolean nextOnly, boolean turns) {
        phrases.computeIfAbsent(words.get(0), first -> new ArrayList<>(1))
                .add(new Phrase(words, stance, nextOnly, turns));
    }

    /** How the text speaks of its words from {@code start} to before {@code end}. */
    public Stance of(Text text, int start, int end) {
        Stance stance = after(text, end);
        if (stance != Stance.PRESENT) {
            return stance;
        }
        return isUnderHeading(text, start) ? Stance.NEGATED : before(text, start);
    }

    /** "FH: myocardial infarction": a segment that is nothing but such a heading denies the next one. */
    private boolean isUnderHeading(Text text, int start) {
        int segment = text.segment(start);
        int first = start;
        while (first > 0 && text.segment(first - 1) == segment) {
            first--;
        }
        if (first == 0) {
            return false;
        }
        int heading = first - 1;
        while (heading > 0 && text.segment(heading - 1) == text.segment(first - 1)) {
            heading--;
        }
        Phrase found = longest(headings, text, heading, first);
        return found != null && heading + found.words.size() == first;
    }

    /**
     * The nearest phrase before decides; "no history of", "family history of" and "no suspicion of" deny, though "history of"
     * and "suspicion of" are nearer.
     */
    private Stance before(Text text, int start) {
        int segment = text.segment(start);
        Stance nearest = Stance.PRESENT;
        int nearestAt = start;
        for (int i = start - 1; i >= 0 && i >= start - REACH && text.segment(i) == segment; i--) {
            Phrase found = longest(before, text, i, start);
            if (found == null) {
                continue;
            }
            if (nearest != Stance.PRESENT) {
                if (found.stance == Stance.NEGATED && i + found.words.size() >= nearestAt) {
                    return Stance.NEGATED;
                }
                continue;
            }
            if (found.turns) {
                // "Father with" denies, though "with" by itself turns.
                return isInDenial(text, i, start) ? Stance.NEGATED : Stance.PRESENT;
            }
            if (found.stance == Stance.HISTORY || found.stance == Stance.SUSPECTED) {
                nearest = found.stance;
                nearestAt = i;
            } else if (!found.nextOnly || i == start - 1) {
                return found.stance;
            }
        }
        return nearest;
    }

    /** Whether a word is the last of a longer phrase that denies what follows. */
    private boolean isInDenial(Text text, int word, int limit) {
        for (int at = word - 1; at >= 0 && text.segment(at) == text.segment(word); at--) {
            Phrase found = longest(before, text, at, limit);
            if (found != null) {
                return found.stance == Stance.NEGATED && at + found.words.size() == word + 1;
            }
        }
        return false;
    }

    private Stance after(Text text, int end) {
        Phrase found = end < text.size() ? longest(after, text, end, text.size()) : null;
        return found == null ? Stance.PRESENT : found.stance;
    }

    private static @Nullable Phrase longest(Map<String, List<Phrase>> phrases, Text text, int at, int limit) {
        Phrase longest = null;
        for (Phrase phrase : phrases.getOrDefault(text.word(at), List.of())) {
            boolean fits = at + phrase.words.size() <= limit && text.hasAt(at, phrase.words);
            if (fits && (longest == null || phrase.words.size() > longest.words.size())) {
                longest = phrase;
            }
        }
        return longest;
    }
}
