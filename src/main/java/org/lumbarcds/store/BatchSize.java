package org.lumbarcds.store;

import java.util.function.IntFunction;

/**
 * How much is done in one transaction, which may take five seconds: less after each failure, and slowly more again. A
 * database that is far away or under load would else fail at the same batch for ever.
 */
public final class BatchSize {

    private static final int LESS = 4;

    private final int most;
    private int now;

    public BatchSize(int most) {
        this.most = most;
        this.now = most;
    }

    public int now() {
        return now;
    }

    /**
     * Does work of the present size.
     *
     * @throws StoreUnavailableException as the work does; the next is smaller then
     */
    public <T> T attempt(IntFunction<T> work) {
        try {
            T result = work.apply(now);
            succeeded();
            return result;
        } catch (StoreUnavailableException e) {
            failed();
            throw e;
        }
    }

    public void succeeded() {
        now = Math.min(most, now + 1);
    }

    public void failed() {
        now = Math.max(1, now / LESS);
    }
}
