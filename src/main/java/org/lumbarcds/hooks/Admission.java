package org.lumbarcds.hooks;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps an overload from taking the process down: so many calls at once, and so many bytes of bodies in memory. A call
 * that is still being sent costs only the bytes it has sent, so slow clients don't lock the others out.
 */
final class Admission {

    private final Semaphore calls;
    private final long most;
    private final AtomicLong held = new AtomicLong();

    /**
     * @param calls most calls evaluated at the same time
     * @param bytes most bytes of bodies held at the same time
     */
    Admission(int calls, long bytes) {
        this.calls = new Semaphore(calls);
        this.most = bytes;
    }

    /** A call arrives; closing it gives back what it took. */
    Visit open() {
        return new Visit();
    }

    /** What one call holds; used by one thread. */
    final class Visit implements AutoCloseable {

        private long bytes;
        private boolean evaluating;

        /** Takes room for more of the body, or refuses with 503. */
        void reserve(int more) {
            if (held.addAndGet(more) > most) {
                held.addAndGet(-more);
                throw Refusal.overload();
            }
            bytes += more;
        }

        /** Begins to evaluate, or refuses with 503. */
        void evaluate() {
            if (!calls.tryAcquire()) {
                throw Refusal.overload();
            }
            evaluating = true;
        }

        @Override
        public void close() {
            held.addAndGet(-bytes);
            if (evaluating) {
                calls.release();
            }
        }
    }
}
