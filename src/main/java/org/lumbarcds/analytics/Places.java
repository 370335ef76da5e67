package org.lumbarcds.analytics;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.store.StoreUnavailableException;

/** Questions under way at once: while a database hangs, those who wait must not use up what calls need. */
final class Places {

    static final int MOST_AT_ONCE = 8;

    private final Semaphore free;

    Places(int mostAtOnce) {
        free = new Semaphore(mostAtOnce);
    }

    /** One of the places, until it is closed. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws Refusal with 503 when none is free */
    Place enter() {
        if (!free.tryAcquire()) {
            throw Refusal.overload();
        }
        return free::release;
    }

    /** @throws Refusal with 503 when the database can't be had */
    static <T> T stored(Supplier<T> read) {
        try {
            return read.get();
        } catch (StoreUnavailableException e) {
            throw Refusal.notReadable();
        }
    }
}
