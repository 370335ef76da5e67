package org.lumbarcds.guideline.dose;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumbarcds.guideline.model.orders.Amount;

/** The amount of one dose in the words of a dosage: "Take 1 tablet", "1-2 tabs", "take one", "10 mg". Specification 2.1. */
final class DoseText {

    private static final String N = "(?<![\\d./#])(" + NumberWords.PATTERN + ")";
    private static final String RANGE = N + "(?:\\s*(?:-|–|to|or)\\s*(" + NumberWords.PATTERN + "))?";
    private static final Pattern PIECES = Pattern.compile(
            RANGE
                    + "\\s*(?:\\([\\w\\s.]{1,16}\\)\\s*)?(?:of\\s+an?\\s+|an?\\s+)?(?:tablets?|tabs?|capsules?|caps?|caplets?|pills?)\\b");
    private static final Pattern TAKE = Pattern.compile(
            "\\btake\\s+" + RANGE
                    + "(?![.,]?\\d)(?=\\s*(?:$|[.,;(]|by mouth|orally|po\\b|every|once|twice|three|four|\\d|[bqt]\\.?i|q|at|in|daily|as|prn))");
    private static final Pattern MILLIGRAMS =
            Pattern.compile(RANGE + "\\s*mg\\b(?!\\s*(?:/|-|oral|tab|cap|er\\b|total|strength))");
    private static final Pattern HALF = Pattern.compile("\\b(?:1/2|one[\\s-]half|(?:a )?half)\\b|½");
    private static final Pattern AND_HALF = Pattern.compile("\\b(1|one)\\s(?:and\\s)?(?:a\\s)?0\\.5");
    private static final Pattern DISPENSED =
            Pattern.compile("(?:#|\\b(?:disp(?:ense)?|qty|quantity|total of|supply)\\b)[^.;\\n]*");

    private DoseText() {}

    /**
     * The doses named, tablets or the like first, else milligrams.
     *
     * @param amounts each amount named, once; several are not one dose
     * @param isMost whether one of them is the upper end of a range
     */
    record Doses(List<Amount> amounts, boolean isMost) {}

    static Doses read(String text) {
        String words = HALF.matcher(DurationText.lower(text)).replaceAll("0.5");
        words = AND_HALF.matcher(words).replaceAll("1.5");
        words = DISPENSED.matcher(FrequencyText.withoutLimits(words)).replaceAll(" ");
        Doses pieces = find(PIECES, words, "tablet");
        if (pieces.amounts.isEmpty()) {
            pieces = find(TAKE, words, "tablet");
        }
        return pieces.amounts.isEmpty() ? find(MILLIGRAMS, words, "mg") : pieces;
    }

    private static Doses find(Pattern pattern, String words, String unit) {
        Set<BigDecimal> values = new LinkedHashSet<>();
        boolean isMost = false;
        Matcher matcher = pattern.matcher(words);
        while (matcher.find()) {
            BigDecimal value = NumberWords.value(matcher.group(1));
            BigDecimal high = matcher.group(2) == null ? value : value.max(NumberWords.value(matcher.group(2)));
            isMost |= high.compareTo(value) > 0;
            values.add(high.stripTrailingZeros());
        }
        return new Doses(
                values.stream().map(value -> new Amount(value, null, unit)).toList(), isMost);
    }
}
