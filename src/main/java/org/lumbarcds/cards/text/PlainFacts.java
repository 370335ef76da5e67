package org.lumbarcds.cards.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.lumbarcds.guideline.basis.Facts;

/** Facts as a template may see them: texts in one line, without anything invisible; what is empty then is not there. */
public final class PlainFacts {

    /** The longest names of drugs have fewer characters. */
    private static final int LONGEST_WORD = 40;

    private PlainFacts() {}

    public static Map<String, Object> of(Map<String, Object> facts) {
        return withTexts(facts, PlainText::of);
    }

    /** The same facts with every text but names cut to at most {@code length} characters, or to its first word when that is longer. */
    public static Map<String, Object> shortened(Map<String, Object> facts, int length) {
        return withTexts(facts, text -> PlainText.shorten(text, Math.max(length, firstWord(text))));
    }

    /** Its length with an ellipsis; of what is too long for a word nothing is kept whole. */
    private static int firstWord(String text) {
        int end = text.indexOf(' ');
        return end < 0 || end >= LONGEST_WORD ? 0 : end + 1;
    }

    private static Map<String, Object> withTexts(Map<String, Object> facts, UnaryOperator<String> change) {
        Map<String, Object> changed = new LinkedHashMap<>(facts.size() * 2);
        facts.forEach((name, value) -> {
            Object plain = change(value, change);
            if (!"".equals(plain)) {
                changed.put(name, plain);
            }
        });
        return changed;
    }

    @SuppressWarnings("unchecked") // Facts hold lists of maps of facts only
    private static Object change(Object value, UnaryOperator<String> change) {
        if (value instanceof String text) {
            return change.apply(text);
        }
        if (value instanceof Facts.Name name) {
            // What was changed for being invisible stays a name; what was cut would be none.
            return new Facts.Name(PlainText.of(name.text()));
        }
        if (value instanceof List<?> items) {
            return items.stream()
                    .map(item -> withTexts((Map<String, Object>) item, change))
                    .toList();
        }
        return value;
    }
}
