package org.lumbarcds.feedback.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.record.CallEvent;
import org.lumbarcds.record.CallEvent.IssuedCard;

/** "A full queue or a dead database degrades to 'not recorded', counted, never to a failed hook call". */
class CallRecorderTest {

    @TempDir
    private Path directory;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private StoreFixture store;
    private CallRecorder recorder;

    @BeforeEach
    void create() {
        store = StoreFixture.h2(directory);
        recorder = new CallRecorder(store.calls, 3, Duration.ofMillis(20), meters);
    }

    @AfterEach
    void close() {
        recorder.stop();
        store.close();
    }

    private double dropped(String reason) {
        return meters.get("lumbar.record.dropped")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private static CallEvent call() {
        return StoreFixture.call(UUID.randomUUID(), StoreFixture.NOW);
    }

    @Test
    void fullQueue_dropsAndCounts_andTheRestIsWritten() {
        store.started();
        IntStream.range(0, 10).forEach(i -> recorder.answered(call()));
        assertThat(dropped("full")).isEqualTo(7);
        assertThat(meters.get("lumbar.record.waiting").gauge().value()).isEqualTo(3);
        recorder.start();
        recorder.stop();
        assertThat(store.count("card")).isEqualTo(3);
        assertThat(meters.counter("lumbar.record.written").count()).isEqualTo(3);
        assertThat(dropped("ended")).isZero();
    }

    @Test
    void end_whileTheDatabaseIsAway_countsWhatWaits() {
        IntStream.range(0, 3).forEach(i -> recorder.answered(call()));
        recorder.start();
        recorder.stop();
        assertThat(dropped("ended")).isEqualTo(3);
        assertThat(recorder.isRunning()).isFalse();
    }

    @Test
    void refusedEvents_areSaidOnce_andCounted() {
        store.started();
        CallEvent noUuid = StoreFixture.call(
                StoreFixture.EHR, List.of(new IssuedCard("no uuid", List.of(), List.of())), StoreFixture.NOW);
        IntStream.range(0, 3).forEach(i -> recorder.answered(noUuid));
        try (WholeLog log = new WholeLog()) {
            recorder.start();
            recorder.stop();
            assertThat(log.text().split("A call was not recorded", -1)).hasSize(2);
        }
        assertThat(dropped("refused")).isEqualTo(3);
    }

    @Test
    void refusedEvent_doesNotTakeOthersAlong() {
        store.started();
        CallEvent first = call();
        CallEvent noUuid = StoreFixture.call(
                StoreFixture.EHR, List.of(new IssuedCard("no uuid", List.of(), List.of())), StoreFixture.NOW);
        recorder.answered(first);
        recorder.answered(noUuid);
        recorder.answered(first);
        recorder.start();
        recorder.stop();
        assertThat(store.count("card")).isEqualTo(1);
        assertThat(dropped("refused")).isEqualTo(2);
        assertThat(store.jdbc
                        .sql("SELECT calls FROM call_count")
                        .query(Long.class)
                        .list())
                .containsExactly(1L);
    }
}
