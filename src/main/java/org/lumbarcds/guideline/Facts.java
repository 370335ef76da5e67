package org.lumbarcds.guideline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a finding tells its card: named texts, flags and lists, as plain as possible. Values may hold text from the
 * record; the card escapes every one of them.
 */
public final class Facts {

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Set<Unlisted> unlisted = new LinkedHashSet<>();

    /** Sets a text; a null or empty value is not set, so that a card's section for it stays away. */
    public Facts put(String name, @org.jspecify.annotations.Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            values.put(name, value instanceof Number || value instanceof Boolean ? value : value.toString());
        }
        return this;
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

    /** Adds what tables lack, so that a drug is not offered; no part of what the card says. */
    public Facts unlisted(Collection<Unlisted> more) {
        unlisted.addAll(more);
        return this;
    }

    /** What tables lack, so that a drug is not offered, in the order found; often empty. */
    public List<Unlisted> unlisted() {
        return List.copyOf(unlisted);
    }

    /** The facts by name: String, Number, Boolean, or List of such maps. */
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
