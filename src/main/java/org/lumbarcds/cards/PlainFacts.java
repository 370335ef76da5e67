package org.lumbarcds.cards;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Facts as a template may see them: texts in one line, without anything invisible; what is empty then is not there. */
final class PlainFacts {

    private PlainFacts() {}

    static Map<String, Object> of(Map<String, Object> facts) {
        return withTexts(facts, PlainText::of);
    }

    /** The same facts with every text cut to at most {@code length} characters. */
    static Map<String, Object> shortened(Map<String, Object> facts, int length) {
        return withTexts(facts, text -> PlainText.shorten(text, length));
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
        if (value instanceof List<?> items) {
            return items.stream()
                    .map(item -> withTexts((Map<String, Object>) item, change))
                    .toList();
        }
        return value;
    }
}
