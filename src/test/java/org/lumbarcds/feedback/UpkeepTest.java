package org.lumbarcds.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Work that fails is tried again, and does not fill the log. */
class UpkeepTest {

    @Test
    void failure_isTriedAgain_andSaidOnce() {
        AtomicInteger tries = new AtomicInteger();
        Runnable work = () -> {
            tries.incrementAndGet();
            throw new IllegalStateException("Marker");
        };
        try (WholeLog log = new WholeLog()) {
            Upkeep upkeep = new Upkeep("digging", work, Duration.ZERO, Duration.ofMillis(1));
            upkeep.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> tries.get() > 5);
            upkeep.stop();
            assertThat(log.text().split("digging failed: java.lang.IllegalStateException", -1))
                    .hasSize(2);
            assertThat(log.text()).doesNotContain("Marker");
        }
    }
}
