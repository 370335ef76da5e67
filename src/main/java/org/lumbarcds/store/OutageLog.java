package org.lumbarcds.store;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.errors.FailureLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said of a database that can't be had: each trouble once while it lasts, and again only after a while, however
 * often it comes and goes.
 */
final class OutageLog {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private static final String CONSEQUENCE =
            "Calls are answered all the same, feedback gets 503, and it is tried again.";

    private final @Nullable Path file;
    private final Seldom seldom;
    private final Set<String> said = new HashSet<>();
    private volatile boolean away;
    private boolean wasReady;

    /**
     * @param file the file of an H2 database, or null
     * @param nanoTime a clock that only runs forward, in nanoseconds
     */
    OutageLog(@Nullable Path file, LongSupplier nanoTime) {
        this.file = file;
        this.seldom = new Seldom(nanoTime);
    }

    /** It can't be had for this failure. */
    void failed(Throwable failure) {
        String trouble = DatabaseTrouble.of(failure, file);
        if (trouble != null) {
            is(trouble);
        } else if (isNews(classes(failure))) {
            FailureLog.error(LOG, "The database can't be had. " + CONSEQUENCE, failure);
        }
    }

    /** It can't be had for this reason, which names the mend. */
    void is(String trouble) {
        if (isNews(trouble)) {
            LOG.error("The database can't be had: {}. {}", trouble, CONSEQUENCE);
        }
    }

    /** It was reached and has the newest schema. */
    synchronized void isReady() {
        if (!wasReady || !said.isEmpty()) {
            LOG.info("The database is ready");
        }
        wasReady = true;
        end();
    }

    /** It did its work. */
    void isOver() {
        if (!away) {
            return;
        }
        synchronized (this) {
            if (!said.isEmpty()) {
                LOG.info("The database answers again");
            }
            end();
        }
    }

    private void end() {
        away = false;
        said.clear();
    }

    private synchronized boolean isNews(String trouble) {
        away = true;
        return !said.contains(trouble) && seldom.isToBeSaid(trouble) && said.add(trouble);
    }

    private static String classes(Throwable failure) {
        StringBuilder names = new StringBuilder();
        for (Throwable next = failure; next != null && names.length() < 1000; next = next.getCause()) {
            names.append(next.getClass().getName()).append(' ');
        }
        return names.toString();
    }
}
