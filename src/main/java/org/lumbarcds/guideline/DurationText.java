package org.lumbarcds.guideline;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations in the wording of a dosage: "'for N days|weeks' in the dosage text". */
final class DurationText {

    private static final String NUMBER =
            "(\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty-one|twenty-eight|twenty|thirty|sixty|ninety)";
    private static final String UNIT = "(days?|d|weeks?|wks?|months?)";
    private static final String LEAD =
            "(?:the next|up to|a total of|another|an additional|no more than|a maximum of|max)";
    private static final Pattern FOR_DAYS = Pattern.compile("(?:\\bfor|\\bx|×)\\s*(?:" + LEAD + "\\s+)?" + NUMBER
            + "(?:\\s*(?:-|–|to|or)\\s*" + NUMBER + ")?(?:\\s*\\([\\w-]{1,12}\\))?[\\s-]*" + UNIT + "\\b");
    private static final Pattern ANY = Pattern.compile("\\b" + NUMBER + "(?:\\s*\\([\\w-]{1,12}\\))?[\\s-]*" + UNIT
            + "\\b|\\b(?:days?|weeks?)\\s*\\d{1,3}\\s*(?:-|–|:|to|through)");
    private static final Pattern THEN = Pattern.compile("\\bthen\\b");
    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("thirteen", 13),
            Map.entry("fourteen", 14),
            Map.entry("fifteen", 15),
            Map.entry("twenty", 20),
            Map.entry("twenty-one", 21),
            Map.entry("twenty-eight", 28),
            Map.entry("thirty", 30),
            Map.entry("sixty", 60),
            Map.entry("ninety", 90));
    /** Wordings longer than this are cut: no prescription says its duration later. */
    private static final int LONGEST_TEXT = 2_000;

    private DurationText() {}

    /** Days named by the wording, the high end of a range, steps joined by "then" added up; null when none is named. */
    static @Nullable BigDecimal days(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String words = lower(text);
        boolean steps = THEN.matcher(words).find();
        Matcher matcher = FOR_DAYS.matcher(words);
        @Nullable BigDecimal days = null;
        while (matcher.find()) {
            String high = matcher.group(2) != null ? matcher.group(2) : matcher.group(1);
            BigDecimal found = BigDecimal.valueOf((long) number(high) * unitDays(matcher.group(3)));
            if (days == null) {
                days = found;
            } else {
                days = steps ? days.add(found) : days.max(found);
            }
        }
        return days != null && days.signum() > 0 ? days : null;
    }

    /** Whether the wording names a duration in any form, so that it would contradict a changed length. */
    static boolean isNamed(@Nullable String text) {
        return text != null && ANY.matcher(lower(text)).find();
    }

    private static String lower(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_TEXT))
                .toLowerCase(Locale.ROOT)
                .replace('\u00a0', ' ');
    }

    private static int number(String word) {
        Integer known = WORDS.get(word);
        return known != null ? known : Integer.parseInt(word);
    }

    private static int unitDays(String unit) {
        if (unit.startsWith("w")) {
            return 7;
        }
        return unit.startsWith("m") ? 30 : 1;
    }
}
