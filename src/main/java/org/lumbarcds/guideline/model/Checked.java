package org.lumbarcds.guideline.model;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of the chart as far as it could be had. "null or an empty Bundle: the client has none; that is checked. Key
 * absent, OperationOutcome, unreadable: not checked." So an empty list in {@link Had} means none on record, while
 * {@link NotHad} means nobody knows.
 */
public sealed interface Checked<T> {

    /** The data is at hand; an empty list means none on record. */
    record Had<T>(T value) implements Checked<T> {}

    /** The data is not at hand and must not be taken for "none". */
    record NotHad<T>(ChartKey key) implements Checked<T> {}

    static <T> Checked<T> had(T value) {
        return new Had<>(value);
    }

    static <T> Checked<T> notHad(ChartKey key) {
        return new NotHad<>(key);
    }

    default boolean isHad() {
        return this instanceof Had<T>;
    }

    default <R> Checked<R> map(Function<T, R> function) {
        return this instanceof Had<T> had
                ? new Had<>(function.apply(had.value()))
                : new NotHad<>(((NotHad<T>) this).key());
    }

    /** The value, or {@code other} when it is not at hand. */
    default T orElse(T other) {
        return this instanceof Had<T> had ? had.value() : other;
    }

    /** The value, or null when it is not at hand. */
    default @Nullable T orNull() {
        return this instanceof Had<T> had ? had.value() : null;
    }
}
