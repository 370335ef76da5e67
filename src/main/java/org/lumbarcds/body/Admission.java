package org.lumbarcds.body;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.fetch.Room;

/**
 * Keeps an overload from taking the process down: so many calls at once, and so many bytes of bodies and their trees in
 * memory. A call that is still being sent costs only what it has sent, so slow clients don't lock the others out.
 */
public final class Admission {

    private final Semaphore calls;
    private final long most;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong fetched = new AtomicLong();

    /**
     * @param calls most calls evaluated at the same time
     * @param bytes most bytes of bodies and trees held at the same time; at most half of them by fetched data, so that
     *     servers with big answers leave room for the calls of others
     */
    public Admission(int calls, long bytes) {
        this.calls = new Semaphore(calls);
        this.most = bytes;
    }

    /** A call arrives; closing it gives back what it took. */
    public Visit open() {
        return new Visit();
    }

    /** What one call holds. Its memory may be asked for by threads that fetch for it, even after its end. */
    public final class Visit implements Room, AutoCloseable {

        private long bytes;
        private long bytesFetched;
        private boolean evaluating;
        private boolean closed;

        /**
         * Takes room for more, or refuses with 503. A call that is alone gets what it asks for, which the limits of one
         * body bound: on a small heap it would else never be served.
         */
        public synchronized void reserve(long more) {
            bytes += more;
            long all = held.addAndGet(more);
            if (all > most && all > bytes) {
                throw Refusal.overload();
            }
        }

        /** Unlike a body, fetched data can be done without, so it never takes more than there is. */
        @Override
        public synchronized boolean take(long more) {
            if (closed) {
                return false;
            }
            addFetched(more);
            if (fetched.get() > most / 2 || held.get() > most) {
                addFetched(-more);
                return false;
            }
            return true;
        }

        @Override
        public synchronized void giveBack(long less) {
            if (!closed) {
                addFetched(-less);
            }
        }

        private void addFetched(long more) {
            bytes += more;
            bytesFetched += more;
            held.addAndGet(more);
            fetched.addAndGet(more);
        }

        /** Begins to evaluate, or refuses with 503. */
        public void evaluate() {
            if (!calls.tryAcquire()) {
                throw Refusal.overload();
            }
            evaluating = true;
        }

        @Override
        public synchronized void close() {
            if (closed) {
                return;
            }
            closed = true;
            fetched.addAndGet(-bytesFetched);
            held.addAndGet(-bytes);
            if (evaluating) {
                calls.release();
            }
        }
    }
}
