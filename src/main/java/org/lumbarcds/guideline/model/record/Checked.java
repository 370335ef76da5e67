package org.lumbarcds.guideline.model.record;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of the chart as far as it could be had. "null or an empty Bundle: the client has none; that is checked. Key
 * absent, OperationOutcome, unreadable: not checked." So an empty list in {@link Had} means none on record, while
 * {@link NotHad} means nobody knows. "A list cut off by a limit counts as given in part: what it shows is used, what it
 * can't exclude is not checked": the value of {@link InPart} is there, but not {@linkplain #isHad() had}. Specification 1.7.
 */
public sealed interface Checked<T> {

    /** The data is at hand; an empty list means none on record. */
    record Had<T>(T value) implements Checked<T> {}

    /** The data is not at hand and must not be taken for "none". */
    record NotHad<T>(ChartKey key) implements Checked<T> {}

    /** Part of the data is at hand; what it does not show may be on record all the same. */
    record InPart<T>(ChartKey key, T value) implements Checked<T> {}

    static <T> Checked<T> inPart(ChartKey key, T value) {
        return new InPart<>(key, value);
    }

    static <T> Checked<T> had(T value) {
        return new Had<>(value);
    }

    static <T> Checked<T> notHad(ChartKey key) {
        return new NotHad<>(key);
    }

    /** Whether all of it is at hand, so that what is not in it is not on record. */
    default boolean isHad() {
        return this instanceof Had<T>;
    }

    default <R> Checked<R> map(Function<T, R> function) {
        if (this instanceof Had<T> had) {
            return new Had<>(function.apply(had.value()));
        }
        return this instanceof InPart<T> part
                ? new InPart<>(part.key(), function.apply(part.value()))
                : new NotHad<>(((NotHad<T>) this).key());
    }

    /** The value, or its part, or {@code other} when nothing of it is at hand. */
    default T orElse(T other) {
        @Nullable T value = orNull();
        return value == null ? other : value;
    }

    /** The value, or its part, or null when nothing of it is at hand. */
    default @Nullable T orNull() {
        if (this instanceof Had<T> had) {
            return had.value();
        }
        return this instanceof InPart<T> part ? part.value() : null;
    }
}
