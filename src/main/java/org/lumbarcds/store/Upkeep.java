package org.lumbarcds.store;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Work on the store that goes on beside the calls, again and again; what fails is tried the next time. */
public final class Upkeep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    /** After the recorder has written its last calls, before the database is closed. */
    private static final int PHASE = -5;

    /** How long work may go on when the service ends. Interrupted, it makes H2 close its file. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final String name;
    private final Runnable work;
    private final Duration first;
    private final Duration every;
    private final Seldom seldom = new Seldom(System::nanoTime);
    private volatile @Nullable ScheduledExecutorService schedule;

    /**
     * @param name what it is called in logs and as a thread
     * @param first until it is done for the first time
     * @param every between its end and its next beginning
     */
    public Upkeep(String name, Runnable work, Duration first, Duration every) {
        this.name = name;
        this.work = work;
        this.first = first;
        this.every = every;
    }

    private void tryOnce() {
        try {
            work.run();
        } catch (StoreUnavailableException e) {
            LOG.debug("{}: the database can't be had", name);
        } catch (RuntimeException e) {
            seldom.error(LOG, name + " failed", e);
        }
    }

    @Override
    public void start() {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lumbar-" + name);
            thread.setDaemon(true);
            return thread;
        });
        executor.scheduleWithFixedDelay(this::tryOnce, first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        schedule = executor;
    }

    @Override
    public void stop() {
        ScheduledExecutorService executor = schedule;
        schedule = null;
        if (executor == null) {
            return;
        }
        executor.shutdown();
        try {
            if (!executor.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return schedule != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
