package org.lumbarcds.fetch;

import java.time.Duration;

/**
 * The moment at which a call's data must be there, on the clock of {@link System#nanoTime()}, which never jumps.
 *
 * @param nanoTime the value of {@link System#nanoTime()} at that moment
 */
public record Deadline(long nanoTime) {

    /** {@code time} after the call's arrival. */
    public static Deadline of(long arrivalNanoTime, Duration time) {
        return new Deadline(arrivalNanoTime + time.toNanos());
    }

    /** {@code time} from now. */
    public static Deadline in(Duration time) {
        return of(System.nanoTime(), time);
    }

    /** Nanoseconds left; 0 when it has passed. */
    public long remainingNanos() {
        return Math.max(0, nanoTime - System.nanoTime());
    }

    public boolean hasPassed() {
        return remainingNanos() == 0;
    }
}
