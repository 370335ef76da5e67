package org.lumbarcds.guideline.dose;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Durations in German, French and Spanish: "für 10 Tage", "2 Wochen lang", "pendant 10 jours", "por 10 días". A range counts
 * by its larger second number; "seit", "depuis" and "desde hace" tell of the past, "alle", "tous les" and "cada" how often.
 * Specification 2.1.
 */
final class ForeignDurationText {

    private static final Map<String, Integer> NUMBERS = Stream.of(
                    "1 ein eine einen einem einer un une una uno",
                    "2 zwei deux dos",
                    "3 drei trois tres",
                    "4 vier quatre cuatro",
                    "5 fünf fuenf cinq cinco",
                    "6 sechs six seis",
                    "7 sieben sept siete",
                    "8 acht huit ocho",
                    "9 neun neuf nueve",
                    "10 zehn dix diez",
                    "12 zwölf zwoelf douze doce",
                    "14 vierzehn quatorze catorce",
                    "15 fünfzehn fuenfzehn quinze quince",
                    "20 zwanzig vingt veinte",
                    "21 einundzwanzig veintiún veintiun",
                    "28 achtundzwanzig veintiocho",
                    "30 dreißig dreissig trente treinta")
            .map(line -> List.of(line.split(" ")))
            .flatMap(line -> line.stream().skip(1).map(word -> Map.entry(word, Integer.valueOf(line.get(0)))))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final String N = "(\\d{1,4}|" + String.join("|", NUMBERS.keySet()) + ")";
    private static final String UNIT =
            "(tage?n?|jours?|jrs?|d[ií]as?|wochen?|semaines?|semanas?|monate?n?|mois|mes(?:es)?)(?![\\p{L}])";
    private static final String MEASURE = N + "\\s*(?:(?:-|–|bis|à|a)\\s*" + N + "\\s*)?" + UNIT;
    private static final String LEAD =
            "(?:insgesamt|weitere|maximal|max\\.?|höchstens|bis zu|etwa|ca\\.?|environ|maximum|au plus|jusqu['’]?à|unos|máximo|hasta)";
    private static final String NOT_PER =
            "(?!\\s*(?:/|pro\\b|je\\b|jede|par\\b|por\\b|a la\\b|al\\b|de chaque|de cada|in der)\\s*)";
    private static final Pattern STATED =
            Pattern.compile("(?:(?<![\\p{L}])(?:für|fuer|pendant|pdt|durant|pour|por|durante)\\s+(?:" + LEAD + "\\s+)*"
                    + MEASURE + NOT_PER + "|(?<![\\p{L}\\d.,])" + MEASURE + "\\s+lang\\b)");
    private static final Pattern NAMED = Pattern.compile("(?<![\\p{L}\\d.,])" + N + "[\\s-]*" + UNIT);
    private static final Pattern CLAUSE = Pattern.compile(
            "[.;:!?](?!\\d)|,(?!\\d)|\\n|\\b(?:dann|danach|aber|puis|ensuite|mais|luego|después|pero)\\b");

    private static final Pattern THEN = Pattern.compile("\\b(?:dann|danach|puis|ensuite|luego|después)\\b");

    /** Not taken in these days, or days of a complaint that nothing is taken against, or of the past. */
    private static final Pattern NOT_TAKEN = Pattern.compile(
            "(?<![\\p{L}])(?:nicht|pausier\\p{L}*|pause|absetzen|aussetzen|stopp\\p{L}*|"
                    + "ne pas|arrêt\\p{L}*|suspend\\p{L}*|no tomar|dejar|parar|seit|depuis|desde|nach|après|tras)(?![\\p{L}])");

    private static final Pattern COMPLAINT = Pattern.compile(
            "(?:schmerz\\p{L}*|beschwerden|krämpf\\p{L}*|douleurs?|dolor(?:es)?|lumbalgi\\p{L}*|spasm\\p{L}*)");
    private static final Pattern TREATED = Pattern.compile(
            "(?<![\\p{L}])(?:bei|gegen|wegen|bedarf|si|en cas de|contre|pour|para|contra|en caso de)(?![\\p{L}])[^,.;]*"
                    + COMPLAINT.pattern());

    private ForeignDurationText() {}

    /** Days named by a lower-case wording, steps added up; null when none is named. */
    static @Nullable BigDecimal days(String words) {
        Matcher matcher = STATED.matcher(words);
        @Nullable BigDecimal days = null;
        boolean steps = THEN.matcher(words).find();
        while (matcher.find()) {
            @Nullable BigDecimal found = isOfTaking(words, matcher) ? length(matcher) : null;
            if (days == null) {
                days = found;
            } else if (found != null) {
                days = steps ? days.add(found) : days.max(found);
            }
        }
        return days;
    }

    /** Whether a lower-case wording names a number of days in any form. */
    static boolean isNamed(String words) {
        return NAMED.matcher(words).find();
    }

    private static @Nullable BigDecimal length(Matcher at) {
        int first = at.group(1) != null ? 1 : 4;
        BigDecimal low = number(at.group(first));
        BigDecimal high = at.group(first + 1) == null ? low : number(at.group(first + 1));
        boolean range = at.group(first + 1) != null;
        return range && high.compareTo(low) <= 0 ? null : high.multiply(unitDays(at.group(first + 2)));
    }

    /** German says what is not done behind the days, so the whole statement is looked at. */
    private static boolean isOfTaking(String words, Matcher at) {
        int start = 0;
        int end = words.length();
        Matcher clause = CLAUSE.matcher(words);
        while (clause.find()) {
            if (clause.end() <= at.start()) {
                start = clause.end();
            } else if (clause.start() >= at.end()) {
                end = Math.min(end, clause.start());
            }
        }
        String before = words.substring(start, at.start());
        return !NOT_TAKEN.matcher(words.substring(start, end)).find()
                && (!COMPLAINT.matcher(before).find() || TREATED.matcher(before).find());
    }

    private static BigDecimal number(String word) {
        Integer named = NUMBERS.get(word);
        return named == null ? new BigDecimal(word) : BigDecimal.valueOf(named);
    }

    private static BigDecimal unitDays(String unit) {
        return BigDecimal.valueOf(
                switch (unit.charAt(0)) {
                    case 'w', 's' -> 7;
                    case 'm' -> 30;
                    default -> 1;
                });
    }
}
