package org.lumbarcds.guideline.dose;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations in the wording of a dosage: "'for N days|weeks' in the dosage text", also written "x30d" or "x 30 days". "A
 * range counts only when its second number is the larger; 'hold', 'stop' or 'skip for N days' and 'pain of N days' are no
 * length." Specification 2.1.
 */
public final class DurationText {

    private static final String NUMBER = "(" + NumberWords.PATTERN + "|an?(?=\\s(?:day|week|month|fortnight)))";
    private static final String NAMED = "(?:" + NumberWords.PATTERN + ")";
    private static final String UNIT = "(days?|d|weeks?|wks?|w|months?|mos?|fortnights?)";
    private static final String ALSO = "(?:\\s*\\([\\w\\s-]{1,16}\\))?[\\s-]*";
    private static final String LEAD =
            "(?:the next|up to|a total of|another|an additional|no more than|not more than|a maximum of|max|about)";
    private static final Pattern FOR_DAYS = Pattern.compile("(?:\\bfor|\\bx|×)\\s*(?:" + LEAD + "\\s+)?" + NUMBER + ALSO
            + "(?:" + UNIT + "?\\s*(?:-|–|to|or)\\s*" + NUMBER + ALSO + ")?" + UNIT + "\\b(\\sand\\sa\\shalf\\b)?"
            + "(?!\\s*(?:/|an?\\b|per\\b|each\\b|every\\b|(?:out )?of (?:the|each|every)\\b)\\s*(?:week|wk|month))");
    private static final Pattern ANY = Pattern.compile(
            "(?<![\\w.,])" + NAMED + ALSO + UNIT + "\\b|\\b(?:days?|weeks?)\\s*\\d{1,3}\\s*(?:-|–|:|to|through)");
    private static final Pattern THEN = Pattern.compile("\\bthen\\b");
    /** What begins a new statement; a decimal point and a hyphen do not. */
    private static final Pattern CLAUSE = Pattern.compile("[.;:!?](?!\\d)|,(?!\\d)|\\n|\\b(?:then|but)\\b");

    /** The drug is not taken in these days, or something else is done or not done in them. */
    private static final Pattern NOT_TAKEN = Pattern.compile(
            "(?<!non-)(?<!non )\\b(?:hold|holding|stop|stopping|skip|skipping|pause|withhold|omit|interrupt|discontinue|avoid|off|without|"
                    + "(?:do not|don't|not to be|never) (?:take|taken|use|used|drive|fill|refill)"
                    + "|no (?:driving|alcohol|refills?|work|lifting)|bed ?rest|valid)\\b");

    private static final String COMPLAINT =
            "\\b(?:pains?|painful|lbp|aches?|spasms?|symptoms?|sciatica|lumbago|stiffness|soreness|complaints?|injury)\\b";

    /** The complaint is what the drug is for, so that days after it are days of taking. */
    private static final Pattern TREATED = Pattern.compile(
            "\\b(?:for|against|prn|needed|required|with|when|if|to|relieve[sd]?|control|of|and|or)\\s+(?:[\\w/]+\\s+){0,3}"
                    + COMPLAINT);

    private static final Pattern COMPLAINED = Pattern.compile(COMPLAINT + "[^,]{0,40}$");

    /** The days are those that the complaint has lasted. */
    private static final Pattern LASTING = Pattern.compile(COMPLAINT
            + ".{0,40}\\b(?:present|last(?:s|ed|ing)?|persist(?:s|ed|ing|ent)?|ongoing|continu(?:es|ed|ing)|exist(?:s|ed|ing)?"
            + "|had|has|have|been|since|duration)\\b"
            + "|\\b(?:history|hx|complain(?:s|ed|ing|t)?|reports?|suffer(?:s|ed|ing)?|c/o|had|has had|having)\\b");

    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** Wordings longer than this are cut: no prescription says its duration later. */
    private static final int LONGEST_TEXT = 2_000;

    private DurationText() {}

    /** Days named by the wording, the high end of a range, steps joined by "then" added up; null when none is named. */
    public static @Nullable BigDecimal days(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String words = lower(text);
        boolean steps = THEN.matcher(words).find();
        Matcher matcher = FOR_DAYS.matcher(words);
        @Nullable BigDecimal days = null;
        while (matcher.find()) {
            @Nullable BigDecimal found = isOfTaking(words.substring(0, matcher.start())) ? length(matcher) : null;
            if (days == null) {
                days = found;
            } else if (found != null) {
                days = steps ? days.add(found) : days.max(found);
            }
        }
        return days != null && days.signum() > 0 ? days : null;
    }

    /** Whether the wording names a duration in any form, so that it would contradict a changed length. */
    public static boolean isNamed(@Nullable String text) {
        if (text == null) {
            return false;
        }
        String words = lower(text);
        return ANY.matcher(words).find() || FOR_DAYS.matcher(words).find() || ForeignDurationText.isNamed(words);
    }

    /** The days of one statement; null for a range whose second number is not the larger. */
    private static @Nullable BigDecimal length(Matcher matcher) {
        String unit = matcher.group(4);
        BigDecimal half =
                matcher.group(5) == null ? BigDecimal.ZERO : unitDays(unit).divide(TWO);
        if (matcher.group(3) == null) {
            return matcher.group(2) == null ? days(matcher.group(1), unit).add(half) : null;
        }
        BigDecimal low = days(matcher.group(1), matcher.group(2) == null ? unit : matcher.group(2));
        BigDecimal high = days(matcher.group(3), unit).add(half);
        return high.compareTo(low) > 0 ? high : null;
    }

    /** Whether the statement that goes on with "for N days" is about taking the drug. */
    private static boolean isOfTaking(String before) {
        int start = 0;
        Matcher clause = CLAUSE.matcher(before);
        while (clause.find()) {
            start = clause.end();
        }
        String statement = before.substring(start);
        if (NOT_TAKEN.matcher(statement).find() || LASTING.matcher(statement).find()) {
            return false;
        }
        return !COMPLAINED.matcher(statement).find()
                || TREATED.matcher(statement).find();
    }

    /**
     * In lower case and without accents, cut to a length that is read. Before Java 19 a word's boundary, {@code \\b}, knows
     * accented letters and later it does not, so that "3/día" would be three a day.
     */
    static String lower(String text) {
        String words = text.substring(0, Math.min(text.length(), LONGEST_TEXT)).toLowerCase(Locale.ROOT);
        return ACCENTS.matcher(Normalizer.normalize(words, Normalizer.Form.NFD))
                .replaceAll("")
                .replace("ß", "ss")
                .replace('\u00a0', ' ');
    }

    private static BigDecimal days(String number, String unit) {
        boolean isOne = number.equals("a") || number.equals("an");
        return (isOne ? BigDecimal.ONE : NumberWords.value(number)).multiply(unitDays(unit));
    }

    private static BigDecimal unitDays(String unit) {
        return BigDecimal.valueOf(
                switch (unit.charAt(0)) {
                    case 'w' -> 7;
                    case 'm' -> 30;
                    case 'f' -> 14;
                    default -> 1;
                });
    }
}
