package org.lumbarcds.feedback.calls;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.record.CallEvent;
import org.lumbarcds.record.CallListener;
import org.lumbarcds.store.BatchSize;
import org.lumbarcds.store.Seldom;
import org.lumbarcds.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Writes behind the calls: a call leaves its event in a bounded queue and goes on; one thread writes batches. While the
 * database is away the queue fills, and what finds no room is not recorded, and counted.
 */
public final class CallRecorder implements CallListener, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CallRecorder.class);

    private static final int MOST_IN_A_BATCH = 500;

    /** How long a batch waits for company: each commit costs the disk a write. */
    private static final Duration GATHERING = Duration.ofMillis(250);

    /** How long the last batches may take when the service ends. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final CallStore store;
    private final BlockingQueue<CallEvent> queue;
    private final int mostInABatch;
    private final BatchSize size;
    private final Duration pause;
    private final MeterRegistry meters;
    private final Seldom seldom = new Seldom(System::nanoTime);
    private volatile boolean ending;
    private volatile @Nullable Thread writer;

    /**
     * @param capacity most events that wait
     * @param pause between two attempts to write while the database is away
     */
    public CallRecorder(CallStore store, int capacity, Duration pause, MeterRegistry meters) {
        this.store = store;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.mostInABatch = Math.min(capacity, MOST_IN_A_BATCH);
        this.size = new BatchSize(mostInABatch);
        this.pause = pause;
        this.meters = meters;
        meters.gauge("lumbar.record.waiting", queue, BlockingQueue::size);
        for (Lost lost : Lost.values()) {
            dropped(lost, 0);
        }
    }

    /** Why a call is not recorded. */
    private enum Lost {
        /** There was no room in the queue. */
        FULL,
        /** The database refuses what is in it. */
        REFUSED,
        /** The service ended first. */
        ENDED;

        private final String code = name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void answered(CallEvent event) {
        if (!queue.offer(event)) {
            dropped(Lost.FULL, 1);
        }
    }

    private void dropped(Lost lost, int events) {
        meters.counter("lumbar.record.dropped", "reason", lost.code).increment(events);
    }

    @Override
    public void start() {
        ending = false;
        Thread thread = new Thread(this::write, "lumbar-record");
        thread.setDaemon(true);
        writer = thread;
        thread.start();
    }

    private void write() {
        List<CallEvent> batch = new ArrayList<>();
        try {
            while (!ending || !queue.isEmpty()) {
                gather(batch);
                while (!batch.isEmpty()) {
                    List<CallEvent> part = batch.subList(0, Math.min(size.now(), batch.size()));
                    if (isWritten(part)) {
                        part.clear();
                        size.succeeded();
                    } else if (ending) {
                        return;
                    } else {
                        size.failed();
                        Thread.sleep(pause.toMillis());
                    }
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("No longer recording");
        } finally {
            int left = batch.size() + queue.size();
            if (left > 0) {
                dropped(Lost.ENDED, left);
                LOG.warn("The service ends; {} calls were not recorded", left);
            }
        }
    }

    private void gather(List<CallEvent> batch) throws InterruptedException {
        CallEvent first = queue.poll(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return;
        }
        batch.add(first);
        long until = System.nanoTime() + GATHERING.toNanos();
        while (batch.size() < mostInABatch) {
            queue.drainTo(batch, mostInABatch - batch.size());
            long left = until - System.nanoTime();
            CallEvent next =
                    ending || left <= 0 || batch.size() == mostInABatch ? null : queue.poll(left, TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            batch.add(next);
        }
    }

    /** False when it is to be tried again. A commit whose answer got lost may count calls without cards twice. */
    private boolean isWritten(List<CallEvent> batch) {
        try {
            store.record(batch);
            meters.counter("lumbar.record.written").increment(batch.size());
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                dropped(Lost.REFUSED, 1);
                seldom.error(LOG, "A call was not recorded; lumbar.record.dropped counts all", e);
                return true;
            }
            return areWrittenOneByOne(batch);
        }
    }

    /** So that one event that can't be stored doesn't take the others along. */
    private boolean areWrittenOneByOne(List<CallEvent> batch) {
        while (!batch.isEmpty()) {
            if (!isWritten(List.of(batch.get(0)))) {
                return false;
            }
            batch.remove(0);
        }
        return true;
    }

    /** Writes what waits, within a bound. */
    @Override
    public void stop() {
        Thread thread = writer;
        if (thread == null) {
            return;
        }
        ending = true;
        try {
            thread.join(FAREWELL.toMillis());
            thread.interrupt();
            thread.join(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer = null;
    }

    @Override
    public boolean isRunning() {
        return writer != null;
    }

    /** After the web server has answered its last call, before the database is closed. */
    @Override
    public int getPhase() {
        return 0;
    }
}
