package org.lumbarcds.chart.entries;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Timing.TimingRepeatComponent;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.json.Json;

/** Reads how often: {@code timing.repeat} and {@code timing.code}. */
final class TimingReader {

    private static final int RATE_SCALE = 10;
    private static final int LONGEST_TEXT = 500;
    private static final Pattern TIMING_CODE = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,9}");
    private static final Pattern SNOMED = Pattern.compile(
            "(?:https?://snomed\\.info/sct|(?:urn:oid:)?2\\.16\\.840\\.1\\.113883\\.6\\.96)(?:[/|].*)?");

    private static final Set<String> EVERY_DAY = Set.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private TimingReader() {}

    /**
     * On how many days of the week; 7 when none is named, 0 when one is named that is none. Read from the tree: HAPI drops days
     * that it has no code for, and the rest would look like every day.
     */
    static int daysOfWeek(@Nullable JsonNode repeat) {
        Set<String> named = new HashSet<>();
        for (JsonNode day : Json.items(repeat, "dayOfWeek")) {
            named.add(day.asText());
        }
        if (named.isEmpty()) {
            return EVERY_DAY.size();
        }
        return EVERY_DAY.containsAll(named) ? named.size() : 0;
    }

    /**
     * "A time of day (when, timeOfDay) says when within a day, never on which days": how many there are. Read from the tree:
     * HAPI drops events that it has no code for.
     */
    static int timesOfDay(@Nullable JsonNode repeat) {
        int times = 0;
        for (String name : List.of("when", "timeOfDay")) {
            for (JsonNode ignored : Json.items(repeat, name)) {
                times++;
            }
        }
        return times;
    }

    static @Nullable Integer count(TimingRepeatComponent repeat) {
        Integer most = repeat.getCountMaxElement().getValue();
        return most != null ? most : repeat.getCountElement().getValue();
    }

    /** The number, or null; HAPI's plain getters fail on a number that was sent but is none. */
    private static @Nullable BigDecimal number(PrimitiveType<Integer> element) {
        Integer value = element.getValue();
        return value == null ? null : BigDecimal.valueOf(value);
    }

    /** "with frequency and period it changes nothing, without a frequency each code is one dose a day". */
    static Rate rate(TimingRepeatComponent repeat, int timesOfDay) {
        BigDecimal frequency = number(repeat.getFrequencyElement());
        BigDecimal most = number(repeat.getFrequencyMaxElement());
        BigDecimal period = Json.sane(repeat.getPeriod());
        BigDecimal periodMax = Json.sane(repeat.getPeriodMax());
        String unit =
                repeat.getPeriodUnit() == null ? null : repeat.getPeriodUnit().toCode();
        if (frequency == null && most == null && timesOfDay > 0) {
            BigDecimal times = BigDecimal.valueOf(timesOfDay);
            boolean perDay = period == null || unit == null;
            return perDay ? new Rate(times, null, BigDecimal.ONE, "d") : new Rate(times, null, period, unit);
        }
        if (period == null) {
            return new Rate(frequency, most, periodMax, unit);
        }
        return new Rate(frequency, most, period, unit).atLongest(periodMax);
    }

    /** The codes that can say it, standard ones first, then the text and the displays; in other systems numbers say nothing. */
    static List<String> coded(CodeableConcept code) {
        Set<String> found = new LinkedHashSet<>();
        List<String> others = new ArrayList<>();
        for (Coding coding : code.getCoding()) {
            String value = coding.getCode();
            String system = coding.getSystem() == null ? "" : coding.getSystem();
            if (value == null) {
                continue;
            }
            if (system.endsWith("GTSAbbreviation") || SNOMED.matcher(system).matches()) {
                found.add(value.strip());
            } else if (TIMING_CODE.matcher(value).matches()) {
                others.add(value);
            }
        }
        found.addAll(others);
        addWords(found, code.getText());
        code.getCoding().forEach(coding -> addWords(found, coding.getDisplay()));
        return List.copyOf(found);
    }

    private static void addWords(Set<String> found, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            found.add(text.strip()
                    .substring(0, Math.min(LONGEST_TEXT, text.strip().length())));
        }
    }

    /** How often per period. */
    record Rate(
            @Nullable BigDecimal frequency,
            @Nullable BigDecimal frequencyMax,
            @Nullable BigDecimal period,
            @Nullable String unit) {

        /** "Every 4 to 6 hours" said per 4 hours: 0.67 times at least, once at most. */
        Rate atLongest(@Nullable BigDecimal periodMax) {
            if (periodMax == null || period == null || frequency == null || period.compareTo(periodMax) >= 0) {
                return this;
            }
            BigDecimal least = frequency.multiply(period).divide(periodMax, RATE_SCALE, RoundingMode.HALF_UP);
            return new Rate(least, frequencyMax == null ? frequency : frequencyMax, period, unit);
        }
    }
}
