package org.lumbarcds.chart.json;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.PartialDate;

/** FHIR dates as the sender wrote them: a day is the sender's day, whatever the zone of this process. */
public final class Dates {

    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2})(?:[T ].*)?)?)?");

    private Dates() {}

    /** A date, dateTime or instant to the precision it has; null when there is none or it is no date. */
    public static @Nullable PartialDate read(@Nullable String text) {
        Matcher date = DATE.matcher(text == null ? "" : text.strip());
        if (!date.matches()) {
            return null;
        }
        try {
            int year = Integer.parseInt(date.group(1));
            if (year == 0) {
                return null;
            }
            if (date.group(2) == null) {
                return PartialDate.ofYear(year);
            }
            int month = Integer.parseInt(date.group(2));
            if (date.group(3) == null) {
                return PartialDate.of(YearMonth.of(year, month));
            }
            return PartialDate.of(LocalDate.of(year, month, Integer.parseInt(date.group(3))));
        } catch (DateTimeException notInTheCalendar) {
            return null;
        }
    }

    /** Minutes between two dateTimes; null unless both carry a time of day, and both or neither a zone. */
    public static @Nullable Long minutes(@Nullable String start, @Nullable String end) {
        if (start == null || end == null) {
            return null;
        }
        try {
            return ChronoUnit.MINUTES.between(OffsetDateTime.parse(start), OffsetDateTime.parse(end));
        } catch (DateTimeException notBothZoned) {
            return localMinutes(start, end);
        }
    }

    private static @Nullable Long localMinutes(String start, String end) {
        try {
            return ChronoUnit.MINUTES.between(LocalDateTime.parse(start), LocalDateTime.parse(end));
        } catch (DateTimeException noTimeOfDay) {
            return null;
        }
    }
}
