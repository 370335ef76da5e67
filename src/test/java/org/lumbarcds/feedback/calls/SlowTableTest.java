package org.lumbarcds.feedback.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.h2.api.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.feedback.linking.Linking;
import org.lumbarcds.store.Retention;
import org.lumbarcds.store.StoreUnavailableException;

/** A database that is far away or under load: a transaction of so many rows takes too long, every time. */
class SlowTableTest {

    private static final int MOST_ROWS = 20;
    private static final int CALLS = 300;

    @TempDir
    private Path directory;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private StoreFixture store;

    /** Gives up at a row too many of a transaction. */
    public static final class TooLong implements Trigger {

        /** Numbers of transactions begin anew when the last connection is closed. None is there before the first change. */
        private static final String TRANSACTION = "SELECT TRANSACTION_ID() || ' ' || SESSION_START"
                + " FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID = SESSION_ID()";

        private static final Map<String, Integer> ROWS = new ConcurrentHashMap<>();

        @Override
        public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet transaction = statement.executeQuery(TRANSACTION)) {
                transaction.next();
                String id = transaction.getString(1);
                if (id != null && ROWS.merge(id, 1, Integer::sum) > MOST_ROWS) {
                    throw new SQLTimeoutException();
                }
            }
        }
    }

    @BeforeEach
    void create() {
        store = StoreFixture.h2(directory).started();
        TooLong.ROWS.clear();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void slowDown(String event, String table) {
        store.jdbc
                .sql("CREATE TRIGGER too_long BEFORE " + event + " ON " + table + " FOR EACH ROW CALL '"
                        + TooLong.class.getName() + "'")
                .update();
    }

    @Test
    void link_whatTakesTooLongAtOnce_isDoneInParts() {
        List<UUID> cards = Stream.generate(UUID::randomUUID).limit(CALLS).toList();
        cards.forEach(card -> store.record(StoreFixture.call(card, StoreFixture.NOW.minusSeconds(100))));
        store.feedback.keep(
                StoreFixture.EHR,
                StoreFixture.SIGN,
                cards.stream().map(card -> StoreFixture.overridden(card, null)).toList());
        slowDown("UPDATE", "feedback");
        Linking linking = store.linking();
        int linked = 0;
        for (int attempt = 0; attempt < 10 && linked == 0; attempt++) {
            try {
                linked = linking.link();
            } catch (StoreUnavailableException e) {
                // The next attempt takes on less.
            }
        }
        assertThat(store.jdbc
                        .sql("SELECT COUNT(*) FROM feedback WHERE linked = FALSE")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void sweep_whatTakesTooLongAtOnce_isDoneInParts() {
        for (int i = 0; i < CALLS; i++) {
            store.record(StoreFixture.call(UUID.randomUUID(), StoreFixture.NOW.minus(Duration.ofDays(40))));
        }
        slowDown("DELETE", "card");
        Retention retention = new Retention(store.database, StoreFixture.CLOCK, 30);
        for (int attempt = 0; attempt < 20; attempt++) {
            try {
                retention.sweep();
            } catch (StoreUnavailableException e) {
                // The next attempt takes on less.
            }
        }
        assertThat(store.count("card")).isZero();
        assertThat(store.count("rule_count")).isZero();
    }

    @Test
    void record_whatTakesTooLongAtOnce_isDoneInParts() {
        CallRecorder recorder = new CallRecorder(store.calls, CALLS, Duration.ofMillis(5), meters);
        for (int i = 0; i < CALLS; i++) {
            recorder.answered(StoreFixture.call(UUID.randomUUID(), StoreFixture.NOW));
        }
        slowDown("INSERT", "card");
        recorder.start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> store.count("card") == CALLS);
        } finally {
            recorder.stop();
        }
        assertThat(store.jdbc
                        .sql("SELECT SUM(calls) FROM call_count")
                        .query(Long.class)
                        .single())
                .isEqualTo(CALLS);
    }
}
