package org.lumbarcds.guideline.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers in force, from configuration. Those marked <em>policy</em> in the specification are ours, not the
 * guideline's. Each rule and each concept declares its own as a record, and asks for them by its type.
 */
public final class Numbers {

    private final Map<Class<? extends Record>, Record> groups;

    private Numbers(Map<Class<? extends Record>, Record> groups) {
        this.groups = Map.copyOf(groups);
    }

    /** Of two records of one type the later one holds. */
    public static Numbers of(Record... groups) {
        return new Numbers(Map.of()).with(groups);
    }

    /** The same with these in place of those of their types. */
    public Numbers with(Record... others) {
        Map<Class<? extends Record>, Record> all = new LinkedHashMap<>(groups);
        for (Record other : others) {
            all.put(other.getClass(), other);
        }
        return new Numbers(all);
    }

    /** @throws IllegalArgumentException when nobody gave any of this type: a fault of the wiring */
    public <T extends Record> T of(Class<T> group) {
        Record found = groups.get(group);
        if (found == null) {
            throw new IllegalArgumentException("no numbers for " + group.getName());
        }
        return group.cast(found);
    }

    /** All of them, by type. */
    public Map<Class<? extends Record>, Record> all() {
        return groups;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Numbers numbers && groups.equals(numbers.groups);
    }

    @Override
    public int hashCode() {
        return groups.hashCode();
    }

    @Override
    public String toString() {
        return groups.values().toString();
    }
}
