package org.lumbarcds.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries to make the database ready, again and again in a thread of its own, until it is or somebody ends it. */
final class Preparation {

    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);
    private static final Duration PAUSE_OF_PATIENCE = Duration.ofMillis(50);

    private final Runnable work;
    private final Consumer<RuntimeException> onFailure;
    private final Duration patience;
    private final Duration pause;
    private volatile @Nullable Thread thread;

    /**
     * @param work makes it ready, or throws why not
     * @param onFailure told of each failed attempt, but while a connection merely takes its time
     * @param patience for how long after the beginning that is so
     * @param pause between two attempts
     */
    Preparation(Runnable work, Consumer<RuntimeException> onFailure, Duration patience, Duration pause) {
        this.work = work;
        this.onFailure = onFailure;
        this.patience = patience;
        this.pause = pause;
    }

    /** The first attempt of a preparation. */
    record FirstAttempt(CountDownLatch over) {

        /** Whether it was over, well or not, by then; also when whoever waits is interrupted. */
        boolean isDoneWithin(Duration time) {
            try {
                return over.await(time.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }

    /** Begins anew, behind whoever asks. */
    synchronized FirstAttempt begin() {
        CountDownLatch tried = new CountDownLatch(1);
        Thread next = new Thread(() -> prepare(tried), "lumbar-database");
        next.setDaemon(true);
        thread = next;
        next.start();
        return new FirstAttempt(tried);
    }

    synchronized void end() {
        Thread last = thread;
        thread = null;
        if (last != null) {
            last.interrupt();
        }
    }

    /** Begun, and not ended: the work itself may be done. */
    boolean isRunning() {
        return thread != null;
    }

    private void prepare(CountDownLatch tried) {
        long begin = System.nanoTime();
        try {
            while (true) {
                try {
                    work.run();
                    return;
                } catch (RuntimeException e) {
                    boolean patient = System.nanoTime() - begin < patience.toNanos();
                    if (patient && DatabaseTrouble.isStillConnecting(e)) {
                        Thread.sleep(PAUSE_OF_PATIENCE.toMillis());
                        continue;
                    }
                    onFailure.accept(e);
                }
                tried.countDown();
                Thread.sleep(pause.toMillis());
            }
        } catch (InterruptedException e) {
            LOG.debug("No longer waiting for the database");
        } finally {
            tried.countDown();
        }
    }
}
