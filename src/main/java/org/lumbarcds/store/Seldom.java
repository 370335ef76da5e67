package org.lumbarcds.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.lumbarcds.errors.FailureLog;
import org.slf4j.Logger;

/** Keeps what happens again and again from filling the log: the same is said once in five minutes. */
public final class Seldom {

    private static final Duration SILENCE = Duration.ofMinutes(5);

    private final LongSupplier nanoTime;
    private final Map<String, Long> saidAt = new HashMap<>();

    /** @param nanoTime a clock that only runs forward, in nanoseconds */
    public Seldom(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Logs this failure of some work, if one of its class was not logged a while ago. */
    public void error(Logger log, String what, RuntimeException failure) {
        if (isToBeSaid(failure.getClass().getName())) {
            FailureLog.error(log, what, failure);
        }
    }

    /** Whether it is to be said now; then it is not for a while. There must be few different ones. */
    synchronized boolean isToBeSaid(String what) {
        long now = nanoTime.getAsLong();
        Long before = saidAt.get(what);
        if (before != null && now - before < SILENCE.toNanos()) {
            return false;
        }
        saidAt.put(what, now);
        return true;
    }
}
