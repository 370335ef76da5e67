package org.lumbarcds.fetch.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.fetch.Deadline;
import org.lumbarcds.fetch.FetchFailedException;
import org.lumbarcds.fetch.FetchFailure;
import org.lumbarcds.fetch.FetchTrace;
import org.lumbarcds.fetch.Fetched;
import org.lumbarcds.fetch.json.Budget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One query under way on a thread of its own, and whoever waits for it. */
final class QueryRun implements Runnable {

    /** What is done on the thread; may tell usable answers before it is through. */
    @FunctionalInterface
    interface Work {
        void run(QueryRun run) throws FetchFailedException;
    }

    private static final Logger log = LoggerFactory.getLogger(QueryRun.class);

    private final FhirServer server;
    private final Conversation conversation;
    private final Budget budget;
    private final Deadline deadline;
    private final long startNanos;
    private final Work work;
    private final CompletableFuture<Fetched> outcome = new CompletableFuture<>();
    private volatile Fetched.@Nullable Got usable;

    QueryRun(
            FhirServer server,
            Conversation conversation,
            Budget budget,
            Deadline deadline,
            long startNanos,
            Work work) {
        this.server = server;
        this.conversation = conversation;
        this.budget = budget;
        this.deadline = deadline;
        this.startNanos = startNanos;
        this.work = work;
    }

    @Override
    public void run() {
        long given = deadline.remainingNanos();
        Fetched result = notHad(FetchFailure.INTERNAL);
        try {
            result = work();
        } finally {
            server.report(result, given);
            server.leavePlace();
            server.leave();
            outcome.complete(result);
        }
    }

    private Fetched work() {
        try {
            work.run(this);
            Fetched.Got got = usable;
            return got == null ? notHad(FetchFailure.INTERNAL) : got;
        } catch (FetchFailedException e) {
            return notHad(e.failure());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // Its message may hold what the server sent.
            log.error("A fetch failed with {}", e.getClass().getName());
            return notHad(FetchFailure.INTERNAL);
        }
    }

    /**
     * Tells an answer that can be used should nothing better come in time.
     *
     * @param cutOffBy why it is only a part of one; null when it is whole
     */
    void usable(JsonNode body, Set<String> unresolved, @Nullable FetchFailure cutOffBy) {
        usable = new Fetched.Got(body, unresolved, cutOffBy, trace());
    }

    /** Waits until the deadline, not longer; what is still under way then is cut off. */
    Fetched await() {
        try {
            return outcome.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return cutOff();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return cutOff();
        } catch (ExecutionException e) {
            return notHad(FetchFailure.INTERNAL);
        }
    }

    private Fetched cutOff() {
        conversation.cancel();
        Fetched.Got got = usable;
        return got == null ? notHad(FetchFailure.TIMEOUT) : got;
    }

    private Fetched.NotHad notHad(FetchFailure failure) {
        return new Fetched.NotHad(failure, trace());
    }

    private FetchTrace trace() {
        return new FetchTrace(Duration.ofNanos(System.nanoTime() - startNanos), budget.requests(), budget.bytes());
    }
}
