package org.lumbarcds.guideline.dose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How often a day the codes of {@code timing.code} mean: HL7's timing abbreviations and what prescribers write like them,
 * and the SNOMED CT codes of the same, each seen with its name in two public places (the value sets of the United States'
 * quality measures, and New Zealand's or Welsh prescribing code). A code is a number here, no meaning that a site could
 * change: what a site's own code says is read from its text. Specification 2.1.
 */
final class TimingCodes {

    private static final Pattern EVERY_HOURS = Pattern.compile("Q(\\d{1,2})H");
    private static final int SCALE = 16;

    private static final Map<String, Frequency> SNOMED = Map.ofEntries(
            Map.entry("229797004", times("1")),
            Map.entry("229799001", times("2")),
            Map.entry("229798009", times("3")),
            Map.entry("307439001", times("4")),
            Map.entry("307440004", times("5")),
            Map.entry("307441000", times("6")),
            Map.entry("307443002", times("8")),
            Map.entry("225756002", hours(4)),
            Map.entry("307468000", hours(6)),
            Map.entry("307469008", hours(8)),
            Map.entry("307470009", hours(12)),
            Map.entry("396125000", hours(24)),
            Map.entry("396126004", hours(36)),
            Map.entry("396131002", hours(48)),
            Map.entry("396143001", hours(72)),
            Map.entry("225752000", hours(2).atMost()),
            Map.entry("225754004", hours(3).atMost()),
            Map.entry("396127008", hours(3).atMost()),
            Map.entry("396139000", hours(6).atMost()),
            Map.entry("396140003", hours(8).atMost()),
            Map.entry("396107007", times("2").atMost()),
            Map.entry("396108002", times("3").atMost()),
            Map.entry("396109005", times("4").atMost()),
            Map.entry("396111001", times("4").atMost()));

    private TimingCodes() {}

    /** What a code of any of these systems says; null for another. The upper end of a range, as "at most". */
    static @Nullable Frequency read(String code) {
        Frequency snomed = SNOMED.get(code);
        if (snomed != null) {
            return snomed;
        }
        String name = code.toUpperCase(Locale.ROOT);
        Matcher everyHours = EVERY_HOURS.matcher(name);
        if (everyHours.matches()) {
            int hours = Integer.parseInt(everyHours.group(1));
            return hours > 0 ? hours(hours) : null;
        }
        return switch (name) {
            case "QD", "DAILY", "AM", "PM", "QAM", "QPM", "BED", "QHS", "HS" -> times("1");
            case "BID" -> times("2");
            case "TID" -> times("3");
            case "QID" -> times("4");
            case "QOD" -> times("0.5");
            case "WK" -> every(7);
            case "MO" -> every(30);
            default -> null;
        };
    }

    private static Frequency times(String perDay) {
        return new Frequency(new BigDecimal(perDay), false, false);
    }

    private static Frequency hours(int hours) {
        return new Frequency(
                BigDecimal.valueOf(24).divide(BigDecimal.valueOf(hours), SCALE, RoundingMode.HALF_UP), false, false);
    }

    private static Frequency every(int days) {
        return new Frequency(
                BigDecimal.ONE.divide(BigDecimal.valueOf(days), SCALE, RoundingMode.HALF_UP), false, false);
    }
}
