package org.lumbarcds.security.keys;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lumbarcds.errors.FailureLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/** Reads the clients' keys at the start and then in the background. */
public final class KeyRefresh implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRefresh.class);
    private static final int SECONDS = 10;

    private final List<ClientKeys> keys;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "client-keys");
        thread.setDaemon(true);
        return thread;
    });

    /** Begins at once and waits for nothing: a key server that is down does not hold up the start. */
    public KeyRefresh(List<ClientKeys> keys) {
        this.keys = List.copyOf(keys);
        if (!keys.isEmpty()) {
            readWhenDue();
            timer.scheduleWithFixedDelay(this::readWhenDue, SECONDS, SECONDS, TimeUnit.SECONDS);
        }
    }

    public void readWhenDue() {
        for (ClientKeys each : keys) {
            try {
                each.readWhenDue();
            } catch (RuntimeException e) {
                FailureLog.error(LOG, "Keys could not be read", e);
            }
        }
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
