package org.lumbarcds.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.feedback.calls.CallRecorder;
import org.lumbarcds.feedback.calls.StoreFixture;
import org.lumbarcds.feedback.calls.WholeLog;

/** Work that fails is tried again; H2 closes its file when a thread that works on it is interrupted. */
class UpkeepTest {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicBoolean interrupted = new AtomicBoolean();

    private void work() {
        begun.countDown();
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            interrupted.set(true);
        }
    }

    @Test
    void failure_isTriedAgain_andSaidOnce() {
        AtomicInteger tries = new AtomicInteger();
        Runnable failing = () -> {
            tries.incrementAndGet();
            throw new IllegalStateException("Marker");
        };
        try (WholeLog log = new WholeLog()) {
            Upkeep upkeep = new Upkeep("digging", failing, Duration.ZERO, Duration.ofMillis(1));
            upkeep.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> tries.get() > 5);
            upkeep.stop();
            assertThat(log.text().split("digging failed: java.lang.IllegalStateException", -1))
                    .hasSize(2);
            assertThat(log.text()).doesNotContain("Marker");
        }
    }

    @Test
    void stop_letsWorkThatIsUnderWayComeToItsEnd() throws Exception {
        Upkeep upkeep = new Upkeep("work", this::work, Duration.ZERO, Duration.ofHours(1));
        upkeep.start();
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(upkeep::stop);
        await().atMost(Duration.ofSeconds(60)).until(() -> !upkeep.isRunning());
        mayEnd.countDown();
        stopped.get(60, TimeUnit.SECONDS);
        assertThat(interrupted).isFalse();
    }

    @Test
    void stop_isAfterTheLastCallsAreWritten_andBeforeTheDatabaseIsClosed(@TempDir Path directory) {
        Upkeep upkeep = new Upkeep("work", this::work, Duration.ofHours(1), Duration.ofHours(1));
        try (StoreFixture store = StoreFixture.h2(directory)) {
            CallRecorder recorder = new CallRecorder(store.calls, 1, Duration.ZERO, new SimpleMeterRegistry());
            assertThat(upkeep.getPhase())
                    .as("what has the lower phase is stopped later")
                    .isLessThan(recorder.getPhase())
                    .isGreaterThan(store.database.getPhase());
        }
    }
}
