package org.lumbarcds.terminology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A text as whole words in lower case. Hyphens and slashes separate words, apostrophes don't; punctuation ends a
 * segment, and a negation reaches no further than its segment.
 */
final class Text {

    /** Names and diagnoses are short, even twenty of them; what follows is a narrative that would only cost time. */
    private static final int LONGEST = 4000;

    /** How many words a negation reaches. */
    private static final int REACH = 6;

    /** Keeps the end of one part and the begin of the next from making a phrase. */
    private static final String BETWEEN_PARTS = "";

    private static final Set<String> NEGATIONS = Set.of(
            "no",
            "not",
            "without",
            "denies",
            "denied",
            "deny",
            "never",
            "avoid",
            "avoids",
            "dont",
            "discontinue",
            "stop",
            "cease",
            "hold",
            "cancel");
    /** "Not relieved by rest, with fever": what follows these words is said of its own. */
    private static final Set<String> TURNS =
            Set.of("with", "but", "however", "despite", "except", "since", "after", "due", "because");

    private static final Map<String, Map<String, Stance>> BEFORE = Map.ofEntries(
            Map.entry("rule", Map.of("out", Stance.RULED_OUT)),
            Map.entry("ruled", Map.of("out", Stance.RULED_OUT)),
            Map.entry("r", Map.of("o", Stance.RULED_OUT)),
            Map.entry("negative", Map.of("for", Stance.NEGATED)),
            Map.entry("risk", Map.of("of", Stance.NEGATED, "for", Stance.NEGATED)),
            Map.entry("fear", Map.of("of", Stance.NEGATED)),
            Map.entry("free", Map.of("of", Stance.NEGATED)),
            Map.entry("absence", Map.of("of", Stance.NEGATED)),
            Map.entry("history", Map.of("of", Stance.HISTORY)),
            Map.entry("hx", Map.of("of", Stance.HISTORY)),
            Map.entry("h", Map.of("o", Stance.HISTORY)));

    private final List<String> words;
    private final List<Integer> segments;

    private Text(List<String> words, List<Integer> segments) {
        this.words = words;
        this.segments = segments;
    }

    static Text of(Collection<String> parts) {
        Text text = new Text(new ArrayList<>(), new ArrayList<>());
        int segment = 0;
        int left = LONGEST;
        for (String part : parts) {
            if (!text.words.isEmpty()) {
                text.words.add(BETWEEN_PARTS);
                text.segments.add(segment);
                segment++;
            }
            segment = text.read(part.length() > left ? part.substring(0, left) : part, segment) + 1;
            left = Math.max(0, left - part.length());
        }
        return text;
    }

    /** The words of a phrase of a value set. */
    static List<String> words(String phrase) {
        return List.copyOf(of(List.of(phrase)).words);
    }

    private int read(String part, int firstSegment) {
        int segment = firstSegment;
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
            } else if (c != '\'' && c != '\u2019') {
                finish(word, segment);
                if (c == '#') {
                    word.append(c);
                    finish(word, segment);
                } else if (endsSegment(part, i)) {
                    segment++;
                }
            }
        }
        finish(word, segment);
        return segment;
    }

    private void finish(StringBuilder word, int segment) {
        if (word.length() > 0) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
            segments.add(segment);
            word.setLength(0);
        }
    }

    private static boolean endsSegment(String part, int i) {
        return switch (part.charAt(i)) {
            case ',', ';', ':', '(', ')', '[', ']', '\n', '?', '!' -> true;
            case '.' -> i + 1 == part.length() || Character.isWhitespace(part.charAt(i + 1));
            default -> false;
        };
    }

    int size() {
        return words.size();
    }

    String word(int i) {
        return words.get(i);
    }

    boolean hasAt(int start, List<String> phrase) {
        if (start + phrase.size() > words.size()) {
            return false;
        }
        for (int i = 0; i < phrase.size(); i++) {
            if (!words.get(start + i).equals(phrase.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** How the text speaks of its words from {@code start} to before {@code end}. */
    Stance stance(int start, int end) {
        Stance after = after(end);
        return after != Stance.PRESENT ? after : before(start);
    }

    private Stance before(int start) {
        int segment = segments.get(start);
        for (int i = start - 1; i >= 0 && i >= start - REACH && segments.get(i) == segment; i--) {
            String word = words.get(i);
            if (TURNS.contains(word)) {
                return Stance.PRESENT;
            }
            if (NEGATIONS.contains(word) || word.equals("non") && i == start - 1) {
                return Stance.NEGATED;
            }
            Stance stance = i + 1 < start
                    ? BEFORE.getOrDefault(word, Map.of()).getOrDefault(words.get(i + 1), Stance.PRESENT)
                    : Stance.PRESENT;
            if (stance == Stance.HISTORY) {
                return i > 0 && words.get(i - 1).equals("no") ? Stance.NEGATED : stance;
            }
            if (stance != Stance.PRESENT) {
                return stance;
            }
        }
        return Stance.PRESENT;
    }

    private Stance after(int end) {
        if (end >= words.size()) {
            return Stance.PRESENT;
        }
        String next = words.get(end);
        String second = end + 1 < words.size() ? words.get(end + 1) : "";
        if (next.equals("ruled") && second.equals("out")) {
            return Stance.RULED_OUT;
        }
        if (next.equals("negative") || next.equals("excluded") || next.equals("free") || next.equals("absent")) {
            return Stance.NEGATED;
        }
        return Stance.PRESENT;
    }
}
