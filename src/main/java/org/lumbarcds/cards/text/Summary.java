package org.lumbarcds.cards.text;

import com.samskivert.mustache.Template;
import java.util.Map;

/** "summary at most 139 characters, says what to do": plain text that fits. */
public final class Summary {

    public static final int MAX_LENGTH = 139;

    /** Below this a drug's name is not recognisable any more. */
    private static final int SHORTEST_VALUE = 8;

    private Summary() {}

    /** Long values from the record are cut, the longest first, before a word of the advice is. */
    public static String fit(Template template, Map<String, Object> facts) {
        String whole = PlainText.of(template.execute(facts));
        if (whole.length() <= MAX_LENGTH) {
            return whole;
        }
        int fits = SHORTEST_VALUE;
        int tooLong = MAX_LENGTH + 1;
        String best = rendered(template, facts, fits);
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) / 2;
            String candidate = rendered(template, facts, middle);
            if (candidate.length() <= MAX_LENGTH) {
                fits = middle;
                best = candidate;
            } else {
                tooLong = middle;
            }
        }
        return PlainText.shorten(best, MAX_LENGTH);
    }

    private static String rendered(Template template, Map<String, Object> facts, int valueLength) {
        return PlainText.of(template.execute(PlainFacts.shortened(facts, valueLength)));
    }
}
