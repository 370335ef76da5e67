package org.lumbarcds.guideline.dose;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The last day in the wording of a dosage: "until 2026-12-15", "bis 15.12.2026". A date that can be read two ways
 * ("5/6/2026"), one without a year and one of several are none. Specification 2.1.
 */
public final class EndDateText {

    private static final String UNTIL =
            "(?:\\buntil|\\btill|\\bthrough|\\bthru|\\bbis(?: zum)?|\\bjusqu['’]?\\s?au|\\bhasta(?: el)?)\\s+";
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final String MONTH =
            "(" + String.join("|", MONTHS) + ")(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\\.?";
    private static final Pattern DATE = Pattern.compile(UNTIL + "(?:(\\d{4})-(\\d\\d)-(\\d\\d)"
            + "|(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4})"
            + "|(\\d{1,2})/(\\d{1,2})/(\\d{4})"
            + "|" + MONTH + "\\s(\\d{1,2})(?:st|nd|rd|th)?,?\\s(\\d{4})"
            + "|(\\d{1,2})(?:st|nd|rd|th)?\\s" + MONTH + ",?\\s(\\d{4}))(?![\\d/.-]\\d)");
    /** How a month begins in any of the languages. */
    private static final String LIKE_MONTH =
            "(?:jan|ene|f[eé][bv]|m[aä]r|maer|a[pb]r|avr|ma[iy]|jui?n|jui?l|aug|ago|ao[uû]|sep|o[ck]t|nov|d[eé][cz]|dic)";

    private static final Pattern ANY = Pattern.compile(UNTIL + "(?:\\d{1,4}[-./]\\s?\\d|" + MONTH
            + "\\s?\\d|\\d{1,2}\\p{L}{0,2}\\.?\\s(?:de\\s)?" + LIKE_MONTH + ")");

    private EndDateText() {}

    /** The one last day that is named; null when there is none, or not clearly. */
    public static @Nullable LocalDate of(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String words = DurationText.lower(text);
        Matcher matcher = DATE.matcher(words);
        @Nullable LocalDate last = null;
        while (matcher.find()) {
            @Nullable
            LocalDate found = DurationText.isOfTaking(words.substring(0, matcher.start())) ? date(matcher) : null;
            if (found == null || last != null && !last.equals(found)) {
                return null;
            }
            last = found;
        }
        return last;
    }

    /** Whether a last day is named in any form, so that it would contradict a changed length. */
    public static boolean isNamed(@Nullable String text) {
        return text != null && ANY.matcher(DurationText.lower(text)).find();
    }

    private static @Nullable LocalDate date(Matcher at) {
        if (at.group(1) != null) {
            return date(at.group(1), at.group(2), at.group(3));
        }
        if (at.group(4) != null) {
            return date(at.group(6), at.group(5), at.group(4));
        }
        if (at.group(7) != null) {
            @Nullable LocalDate american = date(at.group(9), at.group(7), at.group(8));
            @Nullable LocalDate european = date(at.group(9), at.group(8), at.group(7));
            return american == null || american.equals(european) ? european : european == null ? american : null;
        }
        return at.group(10) != null
                ? date(at.group(12), month(at.group(10)), at.group(11))
                : date(at.group(15), month(at.group(14)), at.group(13));
    }

    private static String month(String name) {
        return String.valueOf(MONTHS.indexOf(name) + 1);
    }

    private static @Nullable LocalDate date(String year, String month, String day) {
        try {
            return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
