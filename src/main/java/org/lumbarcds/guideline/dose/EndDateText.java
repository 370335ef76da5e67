package org.lumbarcds.guideline.dose;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A last day in the wording of a dosage: "until 2026-12-15", "bis 15.12.2026". It is no length: it may be the last day of
 * driving, of a refill or of the prescription. But it would contradict a changed length. Specification 2.1.
 */
public final class EndDateText {

    private static final String UNTIL =
            "(?:\\buntil|\\btill|\\bthrough|\\bthru|\\bbis(?: zum)?|\\bjusqu['’]?\\s?au|\\bhasta(?: el)?)\\s+";
    /** How a month begins in any of the languages. */
    private static final String LIKE_MONTH =
            "(?:jan|ene|fe[bv]|mar|maer|a[pb]r|avr|ma[iy]|jui?n|jui?l|aug|ago|aou|sep|o[ck]t|nov|de[cz]|dic)";

    private static final Pattern NAMED = Pattern.compile(UNTIL + "[^.;\\n]{0,24}?(?:\\d{1,4}[-./]\\s?\\d|" + LIKE_MONTH
            + "\\p{L}*\\.?\\s?\\d|\\d{1,2}\\p{L}{0,2}\\.?\\s(?:de\\s|of\\s)?" + LIKE_MONTH + ")");

    private EndDateText() {}

    /** Whether one is named in any form. */
    public static boolean isNamed(@Nullable String text) {
        return text != null && NAMED.matcher(DurationText.lower(text)).find();
    }
}
