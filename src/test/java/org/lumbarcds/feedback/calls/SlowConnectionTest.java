package org.lumbarcds.feedback.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.store.Database;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** On a busy machine the first connection takes longer than the pool waits: that is no trouble yet. */
class SlowConnectionTest {

    @TempDir
    private Path directory;

    private final WholeLog log = new WholeLog();
    private StoreFixture store;

    @BeforeEach
    void open() {
        store = StoreFixture.h2(directory);
    }

    @AfterEach
    void close() {
        store.close();
        log.close();
    }

    /** The store's database behind a pool that fails this way at its n-th connection, from 1 on; null is no failure. */
    private Database behind(IntFunction<SQLException> failure) {
        AtomicInteger connections = new AtomicInteger();
        DelegatingDataSource pool = new DelegatingDataSource(store.dataSource) {
            @Override
            public Connection getConnection() throws SQLException {
                SQLException now = failure.apply(connections.incrementAndGet());
                if (now != null) {
                    throw now;
                }
                return super.getConnection();
            }
        };
        Flyway flyway = Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration")
                .load();
        return new Database(pool, new JdbcTransactionManager(pool), flyway, Duration.ofMillis(50));
    }

    /** As the pool says it while connecting goes on. */
    private static SQLException timedOut() {
        return new SQLTransientConnectionException("Connection is not available, request timed out");
    }

    @Test
    void firstAttempt_isWaitedFor_withoutAWord() {
        Database database = behind(n -> n <= 3 ? timedOut() : null);
        database.start();
        assertThat(database.isReady()).as("when the start goes on").isTrue();
        database.stop();
        assertThat(log.ofDatabase(Level.ERROR)).isEmpty();
        assertThat(log.ofDatabase(Level.WARN)).isEmpty();
    }

    @Test
    void firstAttempt_thatFails_isSaidAtOnce() {
        SQLException refused = new SQLTransientConnectionException(
                "request timed out", new SQLNonTransientConnectionException("refused"));
        Database database = behind(n -> n == 1 ? refused : null);
        database.start();
        await().atMost(Duration.ofSeconds(30)).until(database::isReady);
        database.stop();
        assertThat(log.ofDatabase(Level.ERROR)).hasSize(1);
    }

    @Test
    void patience_hasAnEnd() {
        AtomicInteger attempts = new AtomicInteger();
        Database database = behind(n -> {
            attempts.set(n);
            return timedOut();
        });
        database.start();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !log.ofDatabase(Level.ERROR).isEmpty());
        database.stop();
        assertThat(log.ofDatabase(Level.ERROR))
                .singleElement()
                .asString()
                .startsWith("The database can't be had: it did not answer in time; ");
    }
}
