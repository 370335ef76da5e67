package org.lumbarcds.feedback;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.errors.FailureLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database, which may be away: it is connected to and brought to the newest schema in the background, so that a
 * service without one still answers calls. Its work is done in transactions that end within a bound.
 */
public final class Database implements SmartLifecycle {

    /** Before everybody who works with it, and after them at the end. */
    static final int PHASE = -10;

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** Longest wait for a database at the start; most are ready long before. */
    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(5);

    private static final int MOST_SECONDS_OF_WORK = 5;
    private static final int MOST_ATTEMPTS = 5;

    private final @Nullable HikariDataSource pool;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final @Nullable Flyway flyway;
    private final Duration pause;
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile boolean ready;
    private volatile boolean needsSync;
    private volatile @Nullable Thread preparing;

    /**
     * @param flyway what brings the schema up to date; null when somebody else does that
     * @param pause between two attempts to connect
     */
    Database(DataSource dataSource, PlatformTransactionManager transactions, @Nullable Flyway flyway, Duration pause) {
        this.pool = DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class, HikariDataSource.class);
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setTimeout(MOST_SECONDS_OF_WORK);
        this.flyway = flyway;
        this.pause = pause;
    }

    /** Whether it was reached and has the newest schema; it may be away again by now. */
    public boolean isReady() {
        return ready;
    }

    /**
     * Reads in one transaction, of five seconds at most.
     *
     * @throws StoreUnavailableException when the database can't be had
     */
    public <T> T read(Function<JdbcClient, T> work) {
        return write(template -> work.apply(JdbcClient.create(template)));
    }

    /**
     * Does this work whole or not at all, in one transaction of five seconds at most. Work that collides with another's is
     * done again, so it must only touch the database.
     *
     * @throws StoreUnavailableException when the database can't be had
     * @throws DataIntegrityViolationException when it refuses the data
     */
    public <T> T write(Function<JdbcTemplate, T> work) {
        if (!ready) {
            throw new StoreUnavailableException("The database is not ready");
        }
        for (int attempt = 1; ; attempt++) {
            try {
                T result = transaction.execute(status -> work.apply(jdbc));
                answered();
                return result;
            } catch (DuplicateKeyException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            } catch (ConcurrencyFailureException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw unavailable(e);
                }
            } catch (DataIntegrityViolationException e) {
                throw e;
            } catch (DataAccessException | TransactionException e) {
                throw unavailable(e);
            }
        }
    }

    /** Returns once everything committed is on the disk, which H2 would else leave to the operating system. */
    void sync() {
        if (needsSync) {
            try {
                jdbc.execute("CHECKPOINT SYNC");
            } catch (RuntimeException e) {
                throw unavailable(e);
            }
        }
    }

    /** Connections are not trusted after a failure: the pool would go on with those of an H2 that has closed itself. */
    private StoreUnavailableException unavailable(RuntimeException failure) {
        HikariPoolMXBean connections = pool == null ? null : pool.getHikariPoolMXBean();
        if (connections != null) {
            connections.softEvictConnections();
        }
        if (away.compareAndSet(false, true)) {
            FailureLog.error(LOG, "The database can't be had; calls are answered all the same", failure);
        }
        return new StoreUnavailableException(failure);
    }

    private void answered() {
        if (away.compareAndSet(true, false)) {
            LOG.info("The database answers again");
        }
    }

    /** Begins to connect, and waits a little: the usual database is ready before the first call. */
    @Override
    public void start() {
        CountDownLatch tried = new CountDownLatch(1);
        Thread thread = new Thread(() -> prepare(tried), "lumbar-database");
        thread.setDaemon(true);
        preparing = thread;
        thread.start();
        try {
            if (!tried.await(PATIENCE_AT_START.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The database does not answer; the service starts without it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void prepare(CountDownLatch tried) {
        try {
            while (!isPrepared()) {
                tried.countDown();
                Thread.sleep(pause.toMillis());
            }
        } catch (InterruptedException e) {
            LOG.debug("No longer waiting for the database");
        } finally {
            tried.countDown();
        }
    }

    private boolean isPrepared() {
        try {
            if (flyway != null) {
                flyway.migrate();
            }
            needsSync = "H2".equals(jdbc.execute((ConnectionCallback<String>)
                    connection -> connection.getMetaData().getDatabaseProductName()));
            ready = true;
            answered();
            LOG.info("The database is ready");
            return true;
        } catch (FlywayValidateException e) {
            // Speaks of the migrations' names only.
            if (away.compareAndSet(false, true)) {
                LOG.error("The database has another schema; calls are answered, not recorded: {}", e.getMessage());
            }
            return false;
        } catch (RuntimeException e) {
            unavailable(e);
            return false;
        }
    }

    @Override
    public void stop() {
        Thread thread = preparing;
        preparing = null;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return preparing != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
