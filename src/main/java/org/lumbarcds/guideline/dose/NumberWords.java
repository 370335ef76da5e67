package org.lumbarcds.guideline.dose;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Numbers as dosage texts write them: in digits or in English words, which compose ("thirty-five" is 35). */
public final class NumberWords {

    private static final List<String> BELOW_TWENTY = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final String UNITS = "(?:one|two|three|four|five|six|seven|eight|nine)";
    private static final String BELOW_HUNDRED = "(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\\s-]"
            + UNITS + ")?|(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)|" + UNITS
            + ")";

    /** A number; a regular expression without groups, for lower-case text. */
    public static final String PATTERN = "(?:\\d{1,6}(?:[.,]\\d{1,2})?|½|(?:(?:" + UNITS
            + "|a)\\shundred(?:\\s(?:and\\s)?" + BELOW_HUNDRED + ")?|" + BELOW_HUNDRED + ")(?![a-z]))";

    private NumberWords() {}

    /** The value of what {@link #PATTERN} matched. */
    public static BigDecimal value(String text) {
        String number = text.strip().toLowerCase(Locale.ROOT);
        if (number.equals("½")) {
            return new BigDecimal("0.5");
        }
        if (Character.isDigit(number.charAt(0))) {
            return new BigDecimal(number.replace(',', '.'));
        }
        int value = 0;
        for (String word : number.split("[\\s-]+")) {
            if (word.equals("hundred")) {
                value = Math.max(value, 1) * 100;
            } else {
                value += Math.max(0, BELOW_TWENTY.indexOf(word)) + tens(word);
            }
        }
        return BigDecimal.valueOf(value);
    }

    private static int tens(String word) {
        int tens = TENS.indexOf(word);
        return tens > 1 ? tens * 10 : 0;
    }
}
