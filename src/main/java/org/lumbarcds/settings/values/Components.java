package org.lumbarcds.settings.values;

import org.jspecify.annotations.Nullable;

/** The components of a record of settings, by name. */
public final class Components {

    private Components() {}

    /** The value of one; the record must have a component of this name. */
    public static @Nullable Object read(Object record, String component) {
        try {
            return record.getClass().getMethod(component).invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Every record has an accessor for " + component, e);
        }
    }
}
