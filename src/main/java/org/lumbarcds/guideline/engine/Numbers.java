package org.lumbarcds.guideline.engine;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

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

    /**
     * A record of {@linkplain Threshold thresholds}, each component as {@code values} says.
     *
     * @throws IllegalArgumentException when a component is no whole number
     */
    public static <T extends Record> T filled(Class<T> type, ToIntFunction<RecordComponent> values) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] filled = Arrays.stream(components).map(values::applyAsInt).toArray();
        try {
            return type.getConstructor(types).newInstance(filled);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getName() + " is no record of thresholds", e);
        }
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
}
