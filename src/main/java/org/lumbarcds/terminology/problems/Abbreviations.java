package org.lumbarcds.terminology.problems;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts that are, or begin with, an abbreviation in capitals that no list knows: "words without any phrase are harmless" was
 * said of words, and two to five letters can stand for any disease.
 */
final class Abbreviations {

    private static final Pattern LEADING =
            Pattern.compile("[^\\p{L}\\p{N}]*(\\p{Lu}{2,5})(?!\\p{L})(.*)", Pattern.DOTALL);
    private static final Pattern LOWER_CASE = Pattern.compile("\\p{Ll}");
    private static final Pattern LETTERS = Pattern.compile("\\p{L}{2}");

    private final Set<String> harmless;

    /** @param harmless abbreviations, and short words that some write in capitals, in lower case */
    Abbreviations(Set<String> harmless) {
        this.harmless = Set.copyOf(harmless);
    }

    /** Whether a text begins with an abbreviation that is none of the harmless ones. */
    boolean isUnknown(String text) {
        Matcher leading = LEADING.matcher(text);
        if (!leading.matches() || harmless.contains(leading.group(1).toLowerCase(Locale.ROOT))) {
            return false;
        }
        String rest = leading.group(2);
        // Of a text that is in capitals as a whole, nothing tells which word is an abbreviation.
        return LOWER_CASE.matcher(rest).find() || !LETTERS.matcher(rest).find();
    }
}
