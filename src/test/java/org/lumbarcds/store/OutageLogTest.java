package org.lumbarcds.store;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumbarcds.feedback.calls.WholeLog;

/** A database that comes and goes must not fill the log, nor may the log end with a word that is no longer true. */
class OutageLogTest {

    private final WholeLog log = new WholeLog();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);
    private final OutageLog outage = new OutageLog(null, now::get);

    @AfterEach
    void close() {
        log.close();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private int errors() {
        return log.ofDatabase(Level.ERROR).size();
    }

    @Test
    void aLongOutage_isSaidOnce_andItsEnd() {
        outage.isReady();
        for (int i = 0; i < 100; i++) {
            outage.is("one");
            pass(Duration.ofMinutes(1));
        }
        outage.isOver();
        outage.isOver();
        assertThat(errors()).isEqualTo(1);
        assertThat(log.ofDatabase(Level.INFO)).containsExactly("The database is ready", "The database answers again");
    }

    @Test
    void eachTrouble_isSaidOnce() {
        for (int i = 0; i < 10; i++) {
            outage.is("one");
            outage.failed(new IllegalStateException("Marker"));
            outage.failed(new IllegalArgumentException("Marker"));
        }
        assertThat(errors()).isEqualTo(3);
        assertThat(log.text()).doesNotContain("Marker");
        outage.isReady();
        assertThat(log.ofDatabase(Level.INFO)).containsExactly("The database is ready");
    }

    @Test
    void comingAndGoing_isSaidEveryFiveMinutes() {
        for (int second = 0; second < 3600; second += 2) {
            outage.is("one");
            outage.isOver();
            pass(Duration.ofSeconds(2));
        }
        assertThat(errors()).isEqualTo(12);
        assertThat(log.ofDatabase(Level.INFO)).hasSize(12);
    }

    @Test
    void goingForGood_soonAfterItCame_isSaidLater() {
        outage.is("one");
        outage.isOver();
        outage.is("one");
        assertThat(errors()).isEqualTo(1);
        pass(Duration.ofMinutes(5));
        outage.is("one");
        assertThat(errors()).isEqualTo(2);
    }
}
