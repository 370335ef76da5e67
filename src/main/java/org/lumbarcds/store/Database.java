package org.lumbarcds.store;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
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

    /**
     * Longest wait for a database at the start; most are ready long before. Until it is over, a connection that only takes
     * its time is no trouble: on a busy machine H2 opens its file more slowly than the pool waits.
     */
    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(5);

    private static final int MOST_SECONDS_OF_WORK = 5;
    private static final int MOST_ATTEMPTS = 5;

    private final @Nullable HikariDataSource pool;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final @Nullable Flyway flyway;
    private final Preparation preparation;
    private final @Nullable H2File file;
    private final OutageLog outage;
    private volatile boolean ready;
    private volatile int openings;
    private volatile boolean needsSync;

    /**
     * @param flyway what brings the schema up to date; null when somebody else does that
     * @param pause between two attempts to connect
     */
    public Database(
            DataSource dataSource, PlatformTransactionManager transactions, @Nullable Flyway flyway, Duration pause) {
        this.pool = DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class, HikariDataSource.class);
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setTimeout(MOST_SECONDS_OF_WORK);
        this.flyway = flyway;
        this.preparation = new Preparation(this::makeReady, this::say, PATIENCE_AT_START, pause);
        this.file = H2File.of(pool == null ? null : pool.getJdbcUrl(), this::lengthKnownToH2);
        this.outage = new OutageLog(file == null ? null : file.path(), System::nanoTime);
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
        int opening = openings;
        requireOwnFile();
        T result = file == null ? transact(work) : file.use(() -> transact(work));
        requireOwnFile();
        if (opening != openings) {
            throw new StoreUnavailableException("It may have been stored in what was the database before");
        }
        outage.isOver();
        return result;
    }

    private <T> T transact(Function<JdbcTemplate, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(status -> work.apply(jdbc));
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
            } catch (BadSqlGrammarException e) {
                // Tables or columns are missing: another database was put in the place of this one.
                StoreUnavailableException unavailable = unavailable(e);
                prepareAgain(() -> {});
                throw unavailable;
            } catch (DataAccessException | TransactionException e) {
                throw unavailable(e);
            }
        }
    }

    /** Returns once everything committed is on the disk, which H2 would else leave to the operating system. */
    public void sync() {
        if (needsSync) {
            Runnable sync = () -> jdbc.execute("CHECKPOINT SYNC");
            try {
                if (file == null) {
                    sync.run();
                } else {
                    file.use(sync);
                }
            } catch (RuntimeException e) {
                throw unavailable(e);
            }
        }
    }

    private StoreUnavailableException unavailable(RuntimeException failure) {
        distrustConnections();
        outage.failed(failure);
        return new StoreUnavailableException(failure);
    }

    /** After a failure the pool would go on with those of an H2 that has closed itself. */
    private void distrustConnections() {
        HikariPoolMXBean connections = pool == null ? null : pool.getHikariPoolMXBean();
        if (connections != null) {
            connections.softEvictConnections();
        }
    }

    /** H2 would go on with a file that nobody finds again, or that is no longer whole: then what is there is opened anew. */
    private void requireOwnFile() {
        if (file == null) {
            return;
        }
        H2File.Fate fate;
        try {
            fate = file.fate();
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
        if (fate != H2File.Fate.OURS) {
            String trouble = DatabaseTrouble.of(fate, file.path());
            prepareAgain(() -> {
                outage.is(trouble);
                closeH2();
            });
            throw new StoreUnavailableException("The database's file is not what it was");
        }
    }

    private long lengthKnownToH2() {
        String length = jdbc.queryForObject(
                "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'info.FILE_SIZE'",
                String.class);
        return Long.parseLong(Objects.requireNonNull(length, "H2 knows the length of its file"));
    }

    /** So that the next connection opens it anew: connections of the pool would hold the old one open. */
    private void closeH2() {
        try {
            jdbc.execute("SHUTDOWN");
        } catch (DataAccessException e) {
            LOG.debug("H2 has closed itself already");
        }
        distrustConnections();
    }

    /** Begins to connect, and waits a little: the usual database is ready before the first call. */
    @Override
    public void start() {
        if (!preparation.begin().isDoneWithin(PATIENCE_AT_START)) {
            LOG.warn("The database does not answer; the service starts without it");
        }
    }

    /** @param first what is done before, by the first who asks */
    private synchronized void prepareAgain(Runnable first) {
        if (ready && isRunning()) {
            ready = false;
            first.run();
            preparation.begin();
        }
    }

    private void makeReady() {
        migrate();
        needsSync = "H2".equals(ask(connection -> connection.getMetaData().getDatabaseProductName()));
        if (file != null) {
            if (ask(Connection::isReadOnly)) {
                closeH2();
                throw new StoreUnavailableException(DatabaseTrouble.readOnly("the file " + file.path()));
            }
            file.isOpened();
        }
        openings++;
        ready = true;
        outage.isReady();
    }

    private void say(RuntimeException failure) {
        if (!isRunning()) {
            // The service ends, which interrupts whoever connects.
            return;
        }
        if (failure instanceof FlywayValidateException) {
            // Speaks of the migrations' names only.
            outage.is("it has another schema than this version of the service: " + failure.getMessage());
        } else if (failure instanceof StoreUnavailableException) {
            outage.is(String.valueOf(failure.getMessage()));
        } else {
            unavailable(failure);
        }
    }

    private void migrate() {
        if (flyway != null) {
            MigrateResult result = flyway.migrate();
            if (result.migrationsExecuted > 0) {
                LOG.info("The database's schema is now of version {}", result.targetSchemaVersion);
            }
        }
    }

    private <T> T ask(ConnectionCallback<T> question) {
        return Objects.requireNonNull(jdbc.execute(question), "A connection knows about itself");
    }

    @Override
    public synchronized void stop() {
        preparation.end();
    }

    @Override
    public boolean isRunning() {
        return preparation.isRunning();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
