package org.lumbarcds.terminology.problems;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.terminology.codes.CodeSystems;
import org.lumbarcds.terminology.valuesets.Text;
import org.lumbarcds.terminology.valuesets.ValueSetFile;

/**
 * Whether words can be read here: "words in another language (by language tag or script), without a code that a table has,
 * account for nothing".
 */
final class Language {

    private final Set<String> read;
    private final Set<List<String>> nothing;

    /**
     * @param file the languages that are read here
     * @param sayingNothing whole texts that say nothing: "N/A"
     */
    Language(ValueSetFile file, ValueSetFile sayingNothing) {
        this.nothing = sayingNothing.includes().stream()
                .flatMap(include -> include.members().stream())
                .map(member -> Text.words(member.code()))
                .collect(Collectors.toUnmodifiableSet());
        this.read = file.includes().stream()
                .filter(include -> include.system().equals(CodeSystems.LANGUAGE))
                .flatMap(include -> include.members().stream())
                .map(member -> primary(member.code()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String primary(String tag) {
        int end = tag.indexOf('-');
        return (end < 0 ? tag : tag.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** Whether a text has words, in a language that the tables are written in as far as its tag and script tell. */
    boolean isReadable(String text, @Nullable String tag) {
        if (nothing.contains(Text.words(text))) {
            return false;
        }
        if (tag != null && !tag.isBlank()) {
            return read.contains(primary(tag)) && hasLetters(text);
        }
        return hasLetters(text) && !hasForeignWord(text);
    }

    private static boolean hasLetters(String text) {
        return text.codePoints().filter(Character::isLetter).limit(2).count() == 2;
    }

    /** Two letters of another script side by side; a single one is a symbol, as in β-thalassaemia. */
    private static boolean hasForeignWord(String text) {
        int run = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int letter = text.codePointAt(at);
            boolean foreign = Character.isLetter(letter)
                    && Character.UnicodeScript.of(letter) != Character.UnicodeScript.LATIN
                    && Character.UnicodeScript.of(letter) != Character.UnicodeScript.COMMON;
            run = foreign ? run + 1 : 0;
            if (run == 2) {
                return true;
            }
        }
        return false;
    }
}
