package org.lumbarcds.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.fetch.Calls.condition;
import static org.lumbarcds.fetch.Calls.failure;
import static org.lumbarcds.fetch.Calls.got;
import static org.lumbarcds.fetch.Calls.references;
import static org.lumbarcds.fetch.Calls.request;
import static org.lumbarcds.fetch.Calls.searchset;
import static org.lumbarcds.fetch.Calls.settings;
import static org.lumbarcds.fetch.RawServer.bytes;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumbarcds.fetch.Calls;
import org.lumbarcds.fetch.FetchFailure;
import org.lumbarcds.fetch.FetchSettings;
import org.lumbarcds.fetch.Fetched;
import org.lumbarcds.fetch.RawServer;
import org.lumbarcds.fetch.Room;
import org.lumbarcds.fetch.server.CheckedResolver;
import org.lumbarcds.guideline.model.record.ChartKey;

/** Servers that misbehave below HTTP, names that change, and what keeps one server's trouble from others. */
class FetchTroubleTest {

    private static final byte[] HEAD = bytes("HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\n");
    private static final byte[] OK = RawServer.json(searchset(condition("c1")));

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void tearDown() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    private RawServer server(RawServer.Answer answer) {
        RawServer server = new RawServer(answer);
        open.add(server);
        return server;
    }

    private HttpChartFetcher fetcher(FetchSettings settings, CheckedResolver.Names names, Clock clock) {
        HttpChartFetcher fetcher = new HttpChartFetcher(settings, null, new SimpleMeterRegistry(), names, clock);
        open.add(fetcher);
        return fetcher;
    }

    private HttpChartFetcher fetcher(FetchSettings settings) {
        return fetcher(settings, InetAddress::getAllByName, Clock.systemUTC());
    }

    private Fetched conditions(RawServer server) {
        return conditions(server, Calls.DEADLINE);
    }

    private Fetched conditions(RawServer server, Duration deadline) {
        return conditions(fetcher(settings(server.url())), server.url(), deadline);
    }

    private static Fetched conditions(HttpChartFetcher fetcher, String url, Duration deadline) {
        return fetcher.fetch(request(url, deadline, null, ChartKey.CONDITIONS)).get(ChartKey.CONDITIONS);
    }

    // Answers that break off

    @Test
    void halfABodyIsNone() {
        RawServer server = server((connection, socket, out) -> {
            out.write(HEAD);
            out.write(bytes("Content-Length: 1000\r\n\r\n" + searchset()));
        });

        assertThat(failure(conditions(server))).isEqualTo(FetchFailure.BROKEN);
        assertThat(server.requestLines()).hasSize(1);
    }

    @Test
    void resetWithinTheBodyIsNone() {
        RawServer server = server((connection, socket, out) -> {
            out.write(HEAD);
            out.write(bytes("Content-Length: 1000\r\n\r\n{"));
            out.flush();
            socket.setSoLinger(true, 0);
        });

        assertThat(failure(conditions(server))).isEqualTo(FetchFailure.BROKEN);
    }

    @Test
    void malformedChunkIsNone() {
        RawServer server = server((connection, socket, out) -> {
            out.write(HEAD);
            out.write(bytes("Transfer-Encoding: chunked\r\n\r\nzz\r\n" + searchset() + "\r\n0\r\n\r\n"));
        });

        assertThat(failure(conditions(server))).isEqualTo(FetchFailure.BROKEN);
    }

    @Test
    void missingLastChunkIsNone() {
        RawServer server = server((connection, socket, out) -> {
            out.write(HEAD);
            String body = searchset();
            out.write(bytes("Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n" + body
                    + "\r\n"));
        });

        assertThat(failure(conditions(server))).isEqualTo(FetchFailure.BROKEN);
    }

    @Test
    void whatIsNotHttpIsNone() {
        RawServer server = server((connection, socket, out) -> out.write(bytes("SSH-2.0-OpenSSH_9\r\n")));

        assertThat(failure(conditions(server))).isIn(FetchFailure.BROKEN, FetchFailure.UNREACHABLE);
    }

    @Test
    void nobodyListening() throws IOException {
        RawServer server = server((connection, socket, out) -> {});
        server.close();

        Fetched outcome = conditions(server);

        assertThat(failure(outcome)).isEqualTo(FetchFailure.UNREACHABLE);
        assertThat(outcome.trace().requests()).isEqualTo(1);
    }

    @Test
    void resetBeforeTheAnswerIsTriedOnceMore() {
        RawServer server = server((connection, socket, out) -> {
            if (connection == 1) {
                socket.setSoLinger(true, 0);
            } else {
                out.write(OK);
            }
        });

        Fetched outcome = conditions(server);

        assertThat(references(outcome)).containsExactly("Condition/c1");
        assertThat(outcome.trace().requests()).isEqualTo(2);
    }

    @Test
    void keptConnectionThatTheServerClosedIsReplaced() {
        RawServer server = server((connection, socket, out) -> out.write(OK));
        HttpChartFetcher fetcher = fetcher(settings(server.url()));

        for (int i = 0; i < 3; i++) {
            got(conditions(fetcher, server.url(), Calls.DEADLINE));
        }
        assertThat(server.requestLines()).hasSizeBetween(3, 6);
    }

    /** A server that restarts closes all connections that were kept, and the second try must not take one of them. */
    @Test
    void manyKeptConnectionsThatTheServerClosedAreReplaced() {
        RawServer server = server((connection, socket, out) -> out.write(OK));
        HttpChartFetcher fetcher = fetcher(settings(server.url()));

        for (int i = 0; i < 5; i++) {
            fetcher.fetch(request(server.url(), ChartKey.values()));
            got(conditions(fetcher, server.url(), Calls.DEADLINE));
        }
    }

    // Answers without end

    @Test
    void endlessBodyIsCutOff() {
        RawServer server = server((connection, socket, out) -> {
            out.write(HEAD);
            out.write(bytes("\r\n{\"a\":\""));
            byte[] more = new byte[8192];
            Arrays.fill(more, (byte) 'a');
            while (true) {
                out.write(more);
            }
        });

        assertThat(failure(conditions(server))).isEqualTo(FetchFailure.TOO_LARGE);
    }

    @Test
    void endlessHeadersAreCutOff() {
        RawServer server = server((connection, socket, out) -> {
            out.write(HEAD);
            while (true) {
                out.write(bytes("X-More: 1\r\n"));
            }
        });

        assertThat(failure(conditions(server))).isEqualTo(FetchFailure.TOO_LARGE);
    }

    @Test
    void endlessInterimAnswersAreCutOff() {
        RawServer server = server((connection, socket, out) -> {
            while (true) {
                out.write(bytes("HTTP/1.1 103 Early Hints\r\n\r\n"));
            }
        });
        long start = System.nanoTime();

        assertThat(failure(conditions(server, Duration.ofMillis(300)))).isEqualTo(FetchFailure.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void answerByDropsIsCutOff() throws InterruptedException {
        CountDownLatch cut = new CountDownLatch(1);
        RawServer server = server((connection, socket, out) -> {
            out.write(HEAD);
            out.write(bytes("Content-Length: 100000\r\n\r\n"));
            try {
                while (!cut.await(20, TimeUnit.MILLISECONDS)) {
                    out.write(' ');
                    out.flush();
                }
            } catch (IOException e) {
                cut.countDown();
            }
        });
        long start = System.nanoTime();

        assertThat(failure(conditions(server, Duration.ofMillis(300)))).isEqualTo(FetchFailure.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        // Not only is it no longer waited for: the connection is closed.
        assertThat(cut.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void nameThatIsLookedUpForeverIsNotWaitedFor() {
        CountDownLatch never = new CountDownLatch(1);
        HttpChartFetcher fetcher = fetcher(
                settings("https://fhir.example.org/r4"),
                host -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    throw new UnknownHostException();
                },
                Clock.systemUTC());
        long start = System.nanoTime();

        assertThat(failure(conditions(fetcher, "https://fhir.example.org/r4", Duration.ofMillis(200))))
                .isEqualTo(FetchFailure.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    // Names

    private static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByName("127.0.0.1");
    }

    @Test
    void nameWithPrivateAddressIsNotReachedThroughWildcard() {
        RawServer server = server((connection, socket, out) -> out.write(OK));
        HttpChartFetcher fetcher = fetcher(
                settings("http://*.example.org:" + server.port() + "/fhir"),
                host -> new InetAddress[] {loopback()},
                Clock.systemUTC());

        Fetched outcome = conditions(fetcher, "http://fhir.example.org:" + server.port() + "/fhir", Calls.DEADLINE);

        assertThat(failure(outcome)).isEqualTo(FetchFailure.ADDRESS_NOT_ALLOWED);
        assertThat(server.requestLines()).isEmpty();
    }

    @Test
    void nameIsLookedUpOnceAndThatAddressIsConnectedTo() {
        RawServer server = server((connection, socket, out) -> out.write(OK));
        AtomicInteger lookups = new AtomicInteger();
        String url = "http://fhir.example.org:" + server.port() + "/fhir";
        HttpChartFetcher fetcher = fetcher(
                settings(url),
                host -> {
                    assertThat(host).isEqualTo("fhir.example.org");
                    if (lookups.incrementAndGet() > 1) {
                        throw new UnknownHostException();
                    }
                    return new InetAddress[] {loopback()};
                },
                Clock.systemUTC());

        assertThat(references(conditions(fetcher, url, Calls.DEADLINE))).containsExactly("Condition/c1");
        assertThat(lookups).hasValue(1);
    }

    @Test
    void unknownNameIsUnreachable() {
        HttpChartFetcher fetcher = fetcher(
                settings("https://fhir.example.org/r4"),
                host -> {
                    throw new UnknownHostException(host);
                },
                Clock.systemUTC());

        assertThat(failure(conditions(fetcher, "https://fhir.example.org/r4", Calls.DEADLINE)))
                .isEqualTo(FetchFailure.UNREACHABLE);
    }

    @Test
    void ipv6ServerIsReached() {
        // Written in brackets in the URL, without them everywhere else.
        List<String> names = new ArrayList<>();
        RawServer server = server((connection, socket, out) -> out.write(OK));
        String url = "http://[::1]:" + server.port() + "/fhir";
        HttpChartFetcher fetcher = fetcher(
                settings(url),
                host -> {
                    names.add(host);
                    return new InetAddress[] {loopback()};
                },
                Clock.systemUTC());

        got(conditions(fetcher, url, Calls.DEADLINE));
        assertThat(names).containsExactly("0:0:0:0:0:0:0:1");
    }

    // One server's trouble

    private static final class Ticking extends Clock {

        private Instant now = Instant.parse("2024-03-01T09:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void failingServerIsLeftAloneForAWhile() {
        AtomicInteger failing = new AtomicInteger(1);
        RawServer server = server((connection, socket, out) ->
                out.write(failing.get() == 1 ? bytes("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n") : OK));
        RawServer healthy = server((connection, socket, out) -> out.write(OK));
        Ticking clock = new Ticking();
        HttpChartFetcher fetcher = fetcher(
                Calls.concurrency(
                        settings(server.url(), healthy.url()),
                        8,
                        64,
                        new FetchSettings.Breaker(4, 4, 50, Duration.ofSeconds(5), 1)),
                InetAddress::getAllByName,
                clock);

        for (int i = 0; i < 4; i++) {
            assertThat(failure(conditions(fetcher, server.url(), Calls.DEADLINE)))
                    .isEqualTo(FetchFailure.SERVER_ERROR);
        }
        assertThat(failure(conditions(fetcher, server.url(), Calls.DEADLINE))).isEqualTo(FetchFailure.CIRCUIT_OPEN);
        assertThat(server.requestLines()).hasSize(4);
        got(conditions(fetcher, healthy.url(), Calls.DEADLINE));

        clock.now = clock.now.plusSeconds(6);
        assertThat(failure(conditions(fetcher, server.url(), Calls.DEADLINE))).isEqualTo(FetchFailure.SERVER_ERROR);
        assertThat(failure(conditions(fetcher, server.url(), Calls.DEADLINE))).isEqualTo(FetchFailure.CIRCUIT_OPEN);

        failing.set(0);
        clock.now = clock.now.plusSeconds(6);
        got(conditions(fetcher, server.url(), Calls.DEADLINE));
        got(conditions(fetcher, server.url(), Calls.DEADLINE));
    }

    @Test
    void refusedTokensSayNothingAboutTheServer() {
        RawServer server =
                server((connection, socket, out) -> out.write(bytes("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n")));
        HttpChartFetcher fetcher = fetcher(Calls.concurrency(
                settings(server.url()), 8, 64, new FetchSettings.Breaker(4, 4, 50, Duration.ofSeconds(5), 1)));

        for (int i = 0; i < 10; i++) {
            assertThat(failure(conditions(fetcher, server.url(), Calls.DEADLINE)))
                    .isEqualTo(FetchFailure.UNAUTHORIZED);
        }
    }

    @Test
    void slowServerHoldsNeitherOthersNorMoreThanItsPlaces() throws Exception {
        CountDownLatch held = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        RawServer slow = server((connection, socket, out) -> {
            held.countDown();
            release.await();
            out.write(OK);
        });
        RawServer quick = server((connection, socket, out) -> out.write(OK));
        HttpChartFetcher fetcher =
                fetcher(Calls.concurrency(settings(slow.url(), quick.url()), 2, 64, FetchSettings.Breaker.DEFAULT));
        ExecutorService callers = Executors.newFixedThreadPool(2);
        open.add(callers::shutdownNow);
        List<Future<Fetched>> waiting = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            waiting.add(callers.submit(() -> conditions(fetcher, slow.url(), Duration.ofSeconds(30))));
        }
        assertThat(held.await(5, TimeUnit.SECONDS)).isTrue();

        assertThat(failure(conditions(fetcher, slow.url(), Duration.ofMillis(100))))
                .isEqualTo(FetchFailure.BUSY);
        got(conditions(fetcher, quick.url(), Calls.DEADLINE));

        release.countDown();
        for (Future<Fetched> fetched : waiting) {
            got(fetched.get(5, TimeUnit.SECONDS));
        }
        assertThat(slow.requestLines()).hasSize(2);
    }

    @Test
    void threadsAreLimitedAtAll() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        RawServer slow = server((connection, socket, out) -> {
            held.countDown();
            release.await();
            out.write(OK);
        });
        RawServer quick = server((connection, socket, out) -> out.write(OK));
        HttpChartFetcher fetcher =
                fetcher(Calls.concurrency(settings(slow.url(), quick.url()), 2, 1, FetchSettings.Breaker.DEFAULT));
        ExecutorService callers = Executors.newFixedThreadPool(1);
        open.add(callers::shutdownNow);
        Future<Fetched> waiting = callers.submit(() -> conditions(fetcher, slow.url(), Duration.ofSeconds(30)));
        assertThat(held.await(5, TimeUnit.SECONDS)).isTrue();

        assertThat(failure(conditions(fetcher, quick.url(), Calls.DEADLINE))).isEqualTo(FetchFailure.BUSY);

        release.countDown();
        got(waiting.get(5, TimeUnit.SECONDS));
    }

    @Test
    void callsThatWaitForAServerAreLimited() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        RawServer slow = server((connection, socket, out) -> {
            held.countDown();
            release.await();
            out.write(OK);
        });
        RawServer quick = server((connection, socket, out) -> out.write(OK));
        HttpChartFetcher fetcher =
                fetcher(Calls.calls(settings(slow.url(), quick.url()), new FetchSettings.Calls(1, 2), 64));
        ExecutorService callers = Executors.newFixedThreadPool(1);
        open.add(callers::shutdownNow);
        Future<Fetched> waiting = callers.submit(() -> conditions(fetcher, slow.url(), Duration.ofSeconds(30)));
        assertThat(held.await(5, TimeUnit.SECONDS)).isTrue();

        // At once, though its deadline is far: its caller's thread is needed for others.
        assertThat(failure(conditions(fetcher, slow.url(), Duration.ofSeconds(30))))
                .isEqualTo(FetchFailure.BUSY);
        got(conditions(fetcher, quick.url(), Calls.DEADLINE));

        release.countDown();
        got(waiting.get(5, TimeUnit.SECONDS));
        got(conditions(fetcher, slow.url(), Calls.DEADLINE));
    }

    @Test
    void halfOfTheCallsForOneServer_threeQuartersForAll() {
        assertThat(FetchSettings.Calls.of(64)).isEqualTo(new FetchSettings.Calls(32, 48));
        assertThat(FetchSettings.Calls.of(1)).isEqualTo(new FetchSettings.Calls(1, 1));
    }

    /** Its state makes room for another server's while it is asked: the answer still comes. */
    @Test
    void serverThatIsForgottenFinishesWhatItDoes() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        RawServer slow = server((connection, socket, out) -> {
            held.countDown();
            release.await();
            out.write(OK);
        });
        RawServer quick = server((connection, socket, out) -> out.write(OK));
        String[] urls = new String[20];
        for (int i = 0; i < urls.length - 1; i++) {
            urls[i] = quick.url() + "/" + i;
        }
        urls[urls.length - 1] = slow.url();
        HttpChartFetcher fetcher = fetcher(Calls.calls(settings(urls), FetchSettings.Calls.of(64), 1));
        ExecutorService callers = Executors.newFixedThreadPool(1);
        open.add(callers::shutdownNow);
        Future<Fetched> waiting = callers.submit(() -> conditions(fetcher, slow.url(), Duration.ofSeconds(30)));
        assertThat(held.await(5, TimeUnit.SECONDS)).isTrue();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < urls.length - 1; i++) {
                got(conditions(fetcher, urls[i], Calls.DEADLINE));
            }
        }

        release.countDown();
        got(waiting.get(5, TimeUnit.SECONDS));
    }

    /** Counts what is taken, and ends at a limit. */
    private static final class Counted implements Room {

        private final AtomicLong taken = new AtomicLong();
        private final long most;

        Counted(long most) {
            this.most = most;
        }

        @Override
        public boolean take(long bytes) {
            return taken.addAndGet(bytes) <= most;
        }

        @Override
        public void giveBack(long bytes) {
            taken.addAndGet(-bytes);
        }
    }

    private Fetched conditions(RawServer server, Room room) {
        return fetcher(settings(server.url()))
                .fetch(Calls.with(request(server.url(), ChartKey.CONDITIONS), null, null, room))
                .get(ChartKey.CONDITIONS);
    }

    @Test
    void answersTakeNoMoreMemoryThanTheirCallHas() {
        String big = searchset(condition("c1").replace("}", ",\"x\":\"" + "y".repeat(100_000) + "\"}"));
        RawServer server = server((connection, socket, out) -> out.write(RawServer.json(big)));
        Counted enough = new Counted(1_000_000);

        got(conditions(server, enough));
        // What is left is the tree: the text once, and a little for each value.
        assertThat(enough.taken.get()).isBetween(100_000L, 110_000L);
        assertThat(failure(conditions(server, new Counted(300_000)))).isEqualTo(FetchFailure.NO_MEMORY);
    }

    @Test
    void treesTakeNoMoreMemoryThanTheirCallHas() {
        String bare = searchset().replace("\"entry\"", "\"x\":[{}" + ",{}".repeat(100_000) + "],\"entry\"");
        RawServer server = server((connection, socket, out) -> out.write(RawServer.json(bare)));

        assertThat(failure(conditions(server, new Counted(10_000_000)))).isEqualTo(FetchFailure.NO_MEMORY);
        got(conditions(server, new Counted(20_000_000)));
    }

    @Test
    void moreQueriesThanPlacesTakeTurns() {
        RawServer server = server((connection, socket, out) -> out.write(OK));
        HttpChartFetcher fetcher =
                fetcher(Calls.concurrency(settings(server.url()), 1, 64, FetchSettings.Breaker.DEFAULT));

        Map<ChartKey, Fetched> outcomes = fetcher.fetch(request(server.url(), ChartKey.values()));

        assertThat(outcomes).hasSize(ChartKey.values().length);
        got(outcomes.get(ChartKey.CONDITIONS));
        assertThat(outcomes.values())
                .noneMatch(
                        outcome -> outcome instanceof Fetched.NotHad notHad && notHad.failure() == FetchFailure.BUSY);
    }

    @Test
    void closedFetcherFetchesNothing() {
        RawServer server = server((connection, socket, out) -> out.write(OK));
        HttpChartFetcher fetcher = fetcher(settings(server.url()));
        fetcher.close();

        assertThat(failure(conditions(fetcher, server.url(), Calls.DEADLINE))).isEqualTo(FetchFailure.BUSY);
    }

    @Test
    void interruptedCallerGetsItsThreadBack() {
        RawServer server = server((connection, socket, out) -> out.write(OK));
        HttpChartFetcher fetcher = fetcher(settings(server.url()));
        Thread.currentThread().interrupt();

        Fetched outcome = conditions(fetcher, server.url(), Calls.DEADLINE);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure(outcome)).isEqualTo(FetchFailure.TIMEOUT);
    }

    @Test
    void stateOfManyServersIsBounded() {
        RawServer server = server((connection, socket, out) -> out.write(OK));
        String pattern = "http://127.0.0.1:" + server.port() + "/";
        String[] urls = new String[100];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = pattern + i;
        }
        HttpChartFetcher fetcher = fetcher(settings(urls));

        for (String url : urls) {
            got(conditions(fetcher, url, Calls.DEADLINE));
        }
    }
}
