package org.lumbarcds.terminology.valuesets;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text as whole words in lower case. Hyphens and slashes separate words, apostrophes don't; punctuation ends a
 * segment, and a negation reaches no further than its segment. A question mark is a word of what it stands at ("?
 * fracture", "fracture?").
 */
public final class Text {

    /** Names and diagnoses are short, even twenty of them; what follows is a narrative that would only cost time. */
    private static final int LONGEST = 4000;

    /** Keeps the end of one part and the begin of the next from making a phrase. */
    private static final String BETWEEN_PARTS = "";

    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");
    /** Never at the end of a word, nor in "discontinued": read once more without its e, it would no longer deny. */
    private static final Pattern UMLAUT = Pattern.compile("(?<![qQ])(?<!contin)([aouAOU])e(?=\\p{L})");

    private static final Pattern LONG_WORD = Pattern.compile("\\p{L}{6,}");

    private final List<String> words;
    private final List<Integer> segments;

    private Text(List<String> words, List<Integer> segments) {
        this.words = words;
        this.segments = segments;
    }

    public static Text of(Collection<String> parts) {
        Text text = new Text(new ArrayList<>(), new ArrayList<>());
        int segment = 0;
        int left = LONGEST;
        for (String part : parts) {
            if (!text.words.isEmpty()) {
                text.words.add(BETWEEN_PARTS);
                text.segments.add(segment);
                segment++;
            }
            String read = part.length() > left ? part.substring(0, left) : part;
            segment = text.read(read, segment) + 1;
            left = Math.max(0, left - part.length());
            segment = text.readUmlauts(read, segment);
        }
        return text;
    }

    /** The words of a phrase of a value set. */
    public static List<String> words(String phrase) {
        Text text = new Text(new ArrayList<>(), new ArrayList<>());
        text.read(phrase, 0);
        return List.copyOf(text.words);
    }

    /**
     * A part once more with the umlauts that somebody wrote as two letters, if there are any: "Magengeschwuer" is
     * Magengeschwür. Only long words: in a short one ("toe") these letters are rarely an umlaut, and at the end of one
     * ("discontinue") never.
     */
    private int readUmlauts(String part, int segment) {
        String read = UMLAUT.matcher(part).find()
                ? LONG_WORD.matcher(part).replaceAll(word -> UMLAUT.matcher(word.group())
                        .replaceAll("$1"))
                : part;
        if (read.equals(part)) {
            return segment;
        }
        words.add(BETWEEN_PARTS);
        segments.add(segment);
        return read(read, segment + 1) + 1;
    }

    /** Letters without their accents, so that a phrase is written once: é is e, ß is ss, œ is oe. */
    private static String folded(String part) {
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) > 127) {
                return ACCENTS.matcher(Normalizer.normalize(part, Normalizer.Form.NFKD))
                        .replaceAll("")
                        .replace("ß", "ss")
                        .replace("œ", "oe")
                        .replace("Œ", "Oe")
                        .replace("æ", "ae")
                        .replace("Æ", "Ae");
            }
        }
        return part;
    }

    private int read(String raw, int firstSegment) {
        String part = folded(raw);
        int segment = firstSegment;
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
            } else if (c == '\'' || c == '\u2019') {
                // A French article is a word of its own: l'aspirine, d'ulcère.
                if (word.length() == 1) {
                    finish(word, segment);
                }
            } else {
                finish(word, segment);
                if (c == '#') {
                    word.append(c);
                    finish(word, segment);
                } else if (c == '?') {
                    segment = question(word, segment, standsBefore(part, i));
                } else if (endsSegment(part, i)) {
                    segment++;
                }
            }
        }
        finish(word, segment);
        return segment;
    }

    /** The number of the segment that goes on behind a question mark. */
    private int question(StringBuilder word, int segment, boolean before) {
        word.append('?');
        finish(word, before ? segment + 1 : segment);
        return segment + 1;
    }

    /** Whether a question mark asks of what follows it: none stands at its left. */
    private static boolean standsBefore(String part, int i) {
        boolean closes = i > 0 && Character.isLetterOrDigit(part.charAt(i - 1));
        for (int next = i + 1; !closes && next < part.length(); next++) {
            if (Character.isLetterOrDigit(part.charAt(next))) {
                return true;
            }
        }
        return false;
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
            case ',', ';', ':', '(', ')', '[', ']', '\n', '!' -> true;
            case '.' -> (i + 1 == part.length() || Character.isWhitespace(part.charAt(i + 1))) && !abbreviates(part, i);
            default -> false;
        };
    }

    /** "V.a." and "z.n." are one abbreviation, whose last point ends nothing. */
    private static boolean abbreviates(String part, int i) {
        return i >= 3
                && Character.isLetter(part.charAt(i - 1))
                && part.charAt(i - 2) == '.'
                && Character.isLetter(part.charAt(i - 3))
                && (i == 3 || !Character.isLetterOrDigit(part.charAt(i - 4)));
    }

    public List<String> words() {
        return List.copyOf(words);
    }

    public int size() {
        return words.size();
    }

    public String word(int i) {
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

    /** The number of the segment that a word stands in. */
    int segment(int i) {
        return segments.get(i);
    }
}
