package org.lumbarcds.chart.reading;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks once, when first asked. For one thread. */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> reading;
    private @Nullable T value;

    Once(Supplier<T> reading) {
        this.reading = reading;
    }

    @Override
    public T get() {
        T known = value;
        if (known == null) {
            known = reading.get();
            value = known;
        }
        return known;
    }
}
