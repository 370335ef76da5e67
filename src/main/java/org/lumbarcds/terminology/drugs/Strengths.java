package org.lumbarcds.terminology.drugs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.terminology.codes.ConceptText;

/**
 * Milligrams of an ingredient per unit, read from a product's name: "Aspirin 81 MG Oral Tablet", "Oxycodone 5 MG /
 * Acetaminophen 325 MG", "oxycodone-acetaminophen 5-325 mg". A concentration is no strength of a unit. When the name is
 * not clear the strength is unknown, never a guess.
 */
final class Strengths {

    private static final int LONGEST = 300;
    private static final String NUMBER = "\\d{1,6}(?:[.,]\\d{1,4})?";
    private static final Pattern DOSE = Pattern.compile(
            "(?<![\\d.,])(" + NUMBER + ")\\s?(mg|g|gm|mcg|ug|µg)(?![\\p{L}\\d])(?!\\s?/\\s?(?:\\d+(?:\\.\\d+)?\\s?)?"
                    + "(?:ml|l|hr|h|mg|g|actuat|actuation|spray|dose)(?![\\p{L}\\d]))(?!\\s?/\\s?\\d+\\s?hr)");
    private static final Pattern LIST = Pattern.compile(
            "(?<![\\d.,])(" + NUMBER + "(?:\\s?(?:mg)?\\s?[-/]\\s?" + NUMBER + ")+)\\s?mg(?!\\s?/\\s?ml)");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private Strengths() {}

    /**
     * The strength of one ingredient.
     *
     * @param text the product's name
     * @param own words that name the ingredient
     * @param others words that name the other ingredients known in this product
     */
    static @Nullable BigDecimal milligrams(String text, Collection<String> own, Collection<String> others) {
        String name = ConceptText.lower(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        Span at = first(name, own);
        if (at != null && sharesName(name, at, others)) {
            return null;
        }
        Matcher list = LIST.matcher(name);
        if (list.find() && (at == null || list.start() > at.end)) {
            return fromList(name, list.group(1), at, others);
        }
        List<Span> doses = doses(name);
        if (at != null) {
            BigDecimal following = following(name, at, doses, others);
            if (following != null) {
                return following;
            }
        }
        return doses.size() == 1 && others.isEmpty() ? doses.get(0).mg : null;
    }

    /** A brand of several ingredients does not tell whose the strength is. */
    private static boolean sharesName(String name, Span at, Collection<String> others) {
        Span other = first(name, others);
        return other != null && other.start == at.start;
    }

    /** "A-B 5-325 mg": as many numbers as names, in the same order. */
    private static @Nullable BigDecimal fromList(
            String name, String numbers, @Nullable Span at, Collection<String> others) {
        String[] parts = numbers.replace("mg", " ").split("\\s*[-/]\\s*");
        if (at == null || parts.length != others.size() + 1) {
            return null;
        }
        int before = 0;
        for (String other : others) {
            Span span = first(name, List.of(other));
            if (span == null) {
                return null;
            }
            before += span.start < at.start ? 1 : 0;
        }
        return decimal(parts[before].strip(), "mg");
    }

    private static @Nullable BigDecimal following(String name, Span at, List<Span> doses, Collection<String> others) {
        for (Span dose : doses) {
            if (dose.start < at.end) {
                continue;
            }
            String between = name.substring(at.end, dose.start);
            boolean ofAnother = first(between, others) != null || otherComponent(between) || startsPair(name, dose, at);
            return ofAnother ? null : dose.mg;
        }
        return null;
    }

    /** "Aspirin / caffeine 32 mg": the dose is the caffeine's. */
    private static boolean otherComponent(String between) {
        int joint = Math.max(between.indexOf('/'), Math.max(between.indexOf('+'), between.indexOf('&')));
        boolean hyphen = between.startsWith("-");
        return joint >= 0 && LETTER.matcher(between.substring(joint)).find()
                || hyphen && LETTER.matcher(between).find();
    }

    /** "Caffeine-aspirin 32 mg-400 mg": which dose is whose the name does not tell. */
    private static boolean startsPair(String name, Span dose, Span at) {
        boolean joined = at.start > 0 && "-/+".indexOf(name.charAt(at.start - 1)) >= 0;
        return joined && dose.end < name.length() && "-/".indexOf(name.charAt(dose.end)) >= 0;
    }

    private static List<Span> doses(String name) {
        List<Span> doses = new ArrayList<>();
        Matcher dose = DOSE.matcher(name);
        while (dose.find()) {
            doses.add(new Span(dose.start(), dose.end(), decimal(dose.group(1), dose.group(2))));
        }
        return doses;
    }

    private static BigDecimal decimal(String number, String unit) {
        // "1,000 mg" is a thousand, "7,5 mg" seven and a half.
        String plain = number.matches("\\d{1,3},\\d{3}") ? number.replace(",", "") : number.replace(',', '.');
        BigDecimal value = new BigDecimal(plain);
        BigDecimal mg =
                switch (unit) {
                    case "mg" -> value;
                    case "g", "gm" -> value.movePointRight(3);
                    default -> value.movePointLeft(3);
                };
        return mg.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(mg.stripTrailingZeros().toPlainString());
    }

    private static @Nullable Span first(String name, Collection<String> words) {
        Span best = null;
        for (String word : words) {
            int start = indexOfWord(name, word);
            if (start >= 0 && (best == null || start < best.start)) {
                best = new Span(start, start + word.length(), BigDecimal.ZERO);
            }
        }
        return best;
    }

    private static int indexOfWord(String name, String word) {
        for (int i = name.indexOf(word); i >= 0; i = name.indexOf(word, i + 1)) {
            int end = i + word.length();
            boolean whole = (i == 0 || !Character.isLetterOrDigit(name.charAt(i - 1)))
                    && (end == name.length() || !Character.isLetterOrDigit(name.charAt(end)));
            if (whole) {
                return i;
            }
        }
        return -1;
    }

    private record Span(int start, int end, BigDecimal mg) {}
}
