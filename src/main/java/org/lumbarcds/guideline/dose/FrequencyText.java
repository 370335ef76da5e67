package org.lumbarcds.guideline.dose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How often a day, in the words of a timing or of a dosage: "3 times daily", "TID PRN", "nightly", "every 6 hours". What
 * can be read two ways, and what changes from step to step, is not known. Specification 2.1.
 */
final class FrequencyText {

    private static final int SCALE = 16;
    private static final String N = "(?<![\\d./])(" + NumberWords.PATTERN + ")";
    private static final String RANGE = N + "(?:\\s*(?:-|–|to|or)\\s*(" + NumberWords.PATTERN + "))?";
    private static final String PER = "\\s*(?:/|(?:an?|per|each|every|in an?|in one)\\b)?\\s*";
    private static final String SPAN = "(day|daily|d|24 hours|weekly|week|wk|monthly|month)\\b";

    private static final Pattern EVERY_HOURS =
            Pattern.compile("(?:\\bevery|\\beach|\\bq\\.?)\\s*" + RANGE + "\\s*-?(?:°|(?:h|hrs?|hourly|hours?)\\b)");
    private static final Pattern EVERY_DAYS =
            Pattern.compile("(?:\\bevery|\\bq\\.?)\\s*" + RANGE + "\\s*(d|days?|weeks?|wks?|months?)\\b");
    private static final Pattern TIMES = Pattern.compile(RANGE + "\\s*(?:x|times?)" + PER + SPAN);
    private static final Pattern X_TIMES =
            Pattern.compile("\\bx\\s*" + N + "\\s*(?:daily|/\\s?day|(?:a|per|each|every) day)\\b");
    private static final Pattern ONCE = Pattern.compile("\\b(once|twice|thrice)" + PER + SPAN);
    private static final Pattern LATIN =
            Pattern.compile("\\b(b\\.?\\s?i\\.?\\s?d|t\\.?\\s?i\\.?\\s?d|q\\.?\\s?i\\.?\\s?d|bds?|tds|qds)\\b");
    private static final Pattern OTHER_DAY =
            Pattern.compile("\\b(?:every (?:other|second) day|(?:on )?alternate days?|q\\.?\\s?o\\.?\\s?d)\\b");

    private static final Pattern WEEKLY = Pattern.compile("\\b(?:weekly|(?:every|each|a|per) week)\\b");
    private static final Pattern MONTHLY = Pattern.compile("\\b(?:monthly|(?:every|each|a|per) month)\\b");
    private static final Pattern DAILY = Pattern.compile(
            "\\bdaily\\b(?!\\s+(?:dose|max|limit|total))|\\b(?:every|each|a|per) day\\b|/\\s?(?:day|d)\\b|\\bqday\\b|\\bq\\.?d\\b");
    private static final Pattern MEALS =
            Pattern.compile("\\b(?:with|before|after|between) (?:each |every |all )?meals\\b");
    private static final List<Pattern> TIMES_OF_DAY = List.of(
            Pattern.compile("\\bmornings?\\b|\\bqam\\b|\\bam\\b|\\bbreakfast\\b"),
            Pattern.compile("\\b(?:noon|midday|lunch|afternoon)\\b"),
            Pattern.compile("\\bevenings?\\b|\\bqpm\\b|\\bpm\\b|\\b(?:dinner|supper)\\b"),
            Pattern.compile("\\bbedtime\\b|\\bnightly\\b|\\bnights?\\b|\\bq?hs\\b|\\bbefore (?:bed|sleep)\\b"));

    /** Without it "every evening at bedtime" is one time said twice. */
    private static final Pattern JOINED = Pattern.compile("\\band\\b|[&+,]");

    private static final Pattern CLOCK = Pattern.compile("\\b\\d{1,2}(?::\\d\\d)?\\s?[ap]\\.?m\\b");

    private static final Pattern AS_NEEDED =
            Pattern.compile("\\bp\\.?r\\.?n\\b|\\b(?:as|if|when|only) (?:it is )?(?:needed|required|necessary)\\b");
    private static final Pattern LIMIT = Pattern.compile(
            "\\b(?:up to|max(?:imum)?(?: of)?|(?:no|not) more than|not? (?:to )?exceed(?:ing)?|at most)\\s*$");
    /** "Max 3 tablets per day" says nothing of how often. */
    private static final Pattern LIMITS = Pattern.compile(
            "\\b(?:max(?:imum)?|(?:no|not) more than|(?:not? (?:to )?|don't )?exceed(?:ing)?|at most)\\b[^.;\\n]*");

    private static final Pattern STEPS = Pattern.compile("\\bthen\\b");
    private static final Pattern RESTRICTED =
            Pattern.compile("\\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\\b|\\bweekdays?\\b|\\bweekends?\\b");

    private FrequencyText() {}

    /** How often the words say; null when they say nothing, or nothing clear. */
    static @Nullable Frequency read(String text) {
        String words = DurationText.lower(text);
        if (STEPS.matcher(words).find() || RESTRICTED.matcher(words).find()) {
            return null;
        }
        List<Frequency> stated = stated(words);
        @Nullable
        Frequency found = stated.isEmpty() ? implied(LIMITS.matcher(words).replaceAll(" ")) : agreed(stated);
        return found != null && AS_NEEDED.matcher(words).find() ? found.atMost() : found;
    }

    static boolean saysAsNeeded(String text) {
        return AS_NEEDED.matcher(DurationText.lower(text)).find();
    }

    /** Cuts out what only limits the dose of a day, so that it is not taken for the dose. */
    static String withoutLimits(String words) {
        return LIMITS.matcher(words).replaceAll(" ");
    }

    private static List<Frequency> stated(String words) {
        List<Frequency> found = new ArrayList<>();
        Matcher hours = EVERY_HOURS.matcher(words);
        while (hours.find()) {
            add(found, words, hours, BigDecimal.valueOf(24), NumberWords.value(hours.group(1)), hours.group(2) != null);
        }
        Matcher days = EVERY_DAYS.matcher(words);
        while (days.find()) {
            BigDecimal span = NumberWords.value(days.group(1)).multiply(daysOf(days.group(3)));
            add(found, words, days, BigDecimal.ONE, span, days.group(2) != null);
        }
        Matcher times = TIMES.matcher(words);
        while (times.find()) {
            BigDecimal low = NumberWords.value(times.group(1));
            BigDecimal high = times.group(2) == null ? low : low.max(NumberWords.value(times.group(2)));
            add(found, words, times, high, daysOf(times.group(3)), high.compareTo(low) > 0);
        }
        Matcher product = X_TIMES.matcher(words);
        while (product.find()) {
            add(found, words, product, NumberWords.value(product.group(1)), BigDecimal.ONE, false);
        }
        Matcher once = ONCE.matcher(words);
        while (once.find()) {
            add(found, words, once, timesOf(once.group(1)), daysOf(once.group(2)), false);
        }
        Matcher latin = LATIN.matcher(words);
        while (latin.find()) {
            add(found, words, latin, timesOf(latin.group(1)), BigDecimal.ONE, false);
        }
        Matcher other = OTHER_DAY.matcher(words);
        while (other.find()) {
            add(found, words, other, BigDecimal.ONE, BigDecimal.valueOf(2), false);
        }
        return found;
    }

    private static void add(
            List<Frequency> found, String words, Matcher at, BigDecimal times, BigDecimal days, boolean range) {
        if (Magnitude.isUsable(times) && Magnitude.isUsable(days)) {
            boolean limit = LIMIT.matcher(words.substring(0, at.start())).find();
            found.add(new Frequency(times.divide(days, SCALE, RoundingMode.HALF_UP), range || limit, false));
        }
    }

    /** Said several times it must be the same; "every 4 hours, up to 3 times a day" is at most the lower of them. */
    private static @Nullable Frequency agreed(List<Frequency> stated) {
        Frequency least = stated.get(0);
        boolean same = true;
        boolean isMost = false;
        for (Frequency other : stated) {
            same &= other.timesPerDay().compareTo(least.timesPerDay()) == 0;
            isMost |= other.isMost();
            least = other.timesPerDay().compareTo(least.timesPerDay()) < 0 ? other : least;
        }
        return same || isMost ? new Frequency(least.timesPerDay(), isMost, false) : null;
    }

    /** "In the morning and at bedtime": each time of day is one dose, with "daily" or without. */
    private static @Nullable Frequency implied(String words) {
        long times = timesOfDay(words);
        if (times == 0 && DAILY.matcher(words).find()) {
            times = 1;
        }
        if (times > 0) {
            return new Frequency(BigDecimal.valueOf(times), false, false);
        }
        if (WEEKLY.matcher(words).find()) {
            return perDays(7);
        }
        return MONTHLY.matcher(words).find() ? perDays(30) : null;
    }

    private static long timesOfDay(String words) {
        long clock = CLOCK.matcher(words).results().count();
        if (clock > 0) {
            return clock;
        }
        long named =
                TIMES_OF_DAY.stream().filter(time -> time.matcher(words).find()).count();
        if (MEALS.matcher(words).find()) {
            return named + 3;
        }
        return JOINED.matcher(words).find() ? named : Math.min(1, named);
    }

    private static Frequency perDays(int days) {
        return new Frequency(
                BigDecimal.ONE.divide(BigDecimal.valueOf(days), SCALE, RoundingMode.HALF_UP), false, false);
    }

    private static BigDecimal timesOf(String word) {
        return BigDecimal.valueOf(
                switch (word.charAt(0)) {
                    case 'o' -> 1;
                    case 'b' -> 2;
                    case 'q' -> 4;
                    default -> word.equals("twice") ? 2 : 3;
                });
    }

    private static BigDecimal daysOf(String span) {
        return BigDecimal.valueOf(
                switch (span.charAt(0)) {
                    case 'w' -> 7;
                    case 'm' -> 30;
                    default -> 1;
                });
    }
}
