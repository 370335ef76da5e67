package org.lumbarcds.guideline.dose;

import java.util.regex.Pattern;

/**
 * A number of days, weeks or months in German, French or Spanish. How long a drug is taken is not read from it: it may be
 * of rest, of the complaint, or of each week. But it would contradict a changed length. Specification 2.1.
 */
final class ForeignDurationText {

    private static final String N =
            "(?:\\d{1,4}|ein|eine|einen|einem|einer|un|une|una|uno|zwei|deux|dos|drei|trois|tres|vier|quatre|cuatro|funf|fuenf|cinq|cinco|sechs|six|seis|sieben|sept|siete|acht|huit"
                    + "|ocho|neun|neuf|nueve|zehn|dix|diez|zwolf|zwoelf|douze|doce|vierzehn|quatorze|catorce|funfzehn|fuenfzehn|quinze|quince|zwanzig|vingt|veinte|einundzwanzig|veintiun|achtundzwanzig|veintiocho|dreissig|trente|treinta)";
    private static final String UNIT =
            "(?:tage?n?|jours?|jrs?|dias?|wochen?|semaines?|semanas?|monate?n?|mois|mes(?:es)?)(?![\\p{L}])";
    private static final Pattern NAMED = Pattern.compile("(?<![\\p{L}\\d.,])" + N + "[\\s-]*" + UNIT);

    private ForeignDurationText() {}

    /** Whether a wording in lower case and without accents names one. */
    static boolean isNamed(String words) {
        return NAMED.matcher(words).find();
    }
}
