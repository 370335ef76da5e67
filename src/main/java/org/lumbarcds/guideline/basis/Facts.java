package org.lumbarcds.guideline.basis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a finding tells its card: named texts, flags and lists, as plain as possible. Values may hold text from the
 * record; the card escapes every one of them.
 */
public final class Facts {

    /** A text that a card never cuts: "drugs are named by ingredient, never cut". */
    public record Name(String text) {

        @Override
        public String toString() {
            return text;
        }
    }

    private static final Pattern CODE_ONLY = Pattern.compile("[A-Z]?\\d[\\w.]*");

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Sets a text; a null or empty value is not set, so that a card's section for it stays away. */
    public Facts put(String name, @org.jspecify.annotations.Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            values.put(name, value instanceof Number || value instanceof Boolean ? value : value.toString());
        }
        return this;
    }

    /** Sets a text that a card never cuts; a null or empty one is not set. */
    public Facts name(String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null && !value.isEmpty()) {
            values.put(name, new Name(value));
        }
        return this;
    }

    /** Sets what a drug is called, as {@code name}, and as {@code nameFirst} for the beginning of a sentence. */
    public Facts drugName(String name) {
        return name("name", name).name("nameFirst", capitalised(name));
    }

    /** As a sentence begins. */
    public static String capitalised(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** {@code lumbar imaging (72100)}: what the record calls by a code only, beside what that means here; else its label. */
    public static String ofCode(String label, String meaning) {
        return CODE_ONLY.matcher(label).matches() ? meaning + " (" + label + ")" : label;
    }

    /** Sets a flag. */
    public Facts flag(String name, boolean value) {
        values.put(name, value);
        return this;
    }

    /** Sets a list of groups of facts; an empty list is not set. */
    public Facts list(String name, List<Facts> items) {
        if (!items.isEmpty()) {
            List<Map<String, Object>> maps = new ArrayList<>();
            items.forEach(item -> maps.add(item.asMap()));
            values.put(name, List.copyOf(maps));
        }
        return this;
    }

    /** The facts by name: String, {@link Name}, Number, Boolean, or List of such maps. */
    public Map<String, Object> asMap() {
        return Collections.unmodifiableMap(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Facts facts && values.equals(facts.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
