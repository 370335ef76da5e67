package org.lumbarcds.hooks;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.lumbarcds.errors.Refusal;

/**
 * Keeps an overload from taking the process down: so many calls at once, and so many bytes of bodies and their trees in
 * memory. A call that is still being sent costs only what it has sent, so slow clients don't lock the others out.
 */
final class Admission {

    private final Semaphore calls;
    private final long most;
    private final AtomicLong held = new AtomicLong();

    /**
     * @param calls most calls evaluated at the same time
     * @param bytes most bytes of bodies and trees held at the same time
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

        /**
         * Takes room for more, or refuses with 503. A call that is alone gets what it asks for, which the limits of one
         * body bound: on a small heap it would else never be served.
         */
        void reserve(long more) {
            bytes += more;
            long all = held.addAndGet(more);
            if (all > most && all > bytes) {
                throw Refusal.overload();
            }
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
