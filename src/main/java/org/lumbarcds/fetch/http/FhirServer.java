package org.lumbarcds.fetch.http;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultProxyRoutePlanner;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.fetch.Deadline;
import org.lumbarcds.fetch.FetchFailedException;
import org.lumbarcds.fetch.FetchFailure;
import org.lumbarcds.fetch.FetchSettings;
import org.lumbarcds.fetch.Fetched;
import org.lumbarcds.fetch.server.CheckedResolver;
import org.lumbarcds.fetch.server.Proxy;
import org.lumbarcds.fetch.server.Reach;
import org.lumbarcds.fetch.server.ServerUrl;

/**
 * One FHIR server: its own connections, its own circuit breaker and its own limit of queries under way, so that what is
 * wrong with it stays with it. Knows no token and no patient.
 */
final class FhirServer implements AutoCloseable {

    /** A query that had less time than this says nothing about the server when it comes too late. */
    private static final long FAIR_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Added to the number of users of a server that takes no new ones. */
    private static final int RETIRED = Integer.MIN_VALUE;

    private final ServerUrl url;
    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;
    private final CircuitBreaker breaker;
    private final Semaphore places;
    private final Semaphore calls;
    private final AtomicInteger users = new AtomicInteger();

    FhirServer(
            ServerUrl url,
            Reach reach,
            FetchSettings settings,
            CheckedResolver.Names names,
            SSLContext trust,
            Clock clock) {
        this.url = url;
        this.connections = connections(new CheckedResolver(names, reach), settings, trust);
        this.client = client(connections, settings.proxy());
        this.breaker = CircuitBreaker.of("fhir-server", breaker(settings.breaker(), clock));
        this.places = new Semaphore(settings.maxPerServer(), true);
        this.calls = new Semaphore(settings.maxCalls().perServer());
    }

    private static PoolingHttpClientConnectionManager connections(
            CheckedResolver resolver, FetchSettings settings, SSLContext trust) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setTlsSocketStrategy(ClientTlsStrategyBuilder.create()
                        .setSslContext(trust)
                        .setHostVerificationPolicy(HostnameVerificationPolicy.BOTH)
                        .buildClassic())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setHandshakeTimeout(Timeout.ofSeconds(2))
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        // A name that moves to other addresses is looked up again in good time.
                        .setTimeToLive(TimeValue.ofMinutes(1))
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(settings.maxHeaderLine())
                                .setMaxHeaderCount(100)
                                .build())
                        .build())
                .setMaxConnPerRoute(settings.maxPerServer())
                .setMaxConnTotal(settings.maxPerServer())
                .build();
    }

    private static CloseableHttpClient client(PoolingHttpClientConnectionManager connections, @Nullable Proxy proxy) {
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setRoutePlanner(route(proxy))
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .setUserAgent("lumbar-cds")
                .build();
    }

    /** Straight to the checked address, never through a proxy of the JVM's that would look the name up again. */
    private static HttpRoutePlanner route(@Nullable Proxy proxy) {
        return proxy == null
                ? new DefaultRoutePlanner(null)
                : new DefaultProxyRoutePlanner(new HttpHost("http", proxy.host(), proxy.port()));
    }

    private static CircuitBreakerConfig breaker(FetchSettings.Breaker settings, Clock clock) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(settings.window())
                .minimumNumberOfCalls(settings.minimum())
                .failureRateThreshold(settings.failurePercent())
                .waitDurationInOpenState(settings.pause())
                .permittedNumberOfCallsInHalfOpenState(settings.probes())
                .slowCallRateThreshold(100)
                .writableStackTraceEnabled(false)
                .clock(clock)
                .build();
    }

    ServerUrl url() {
        return url;
    }

    CloseableHttpClient client() {
        return client;
    }

    /** Closes kept connections: when the server closed one of them, it likely closed them all. */
    void dropKeptConnections() {
        connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }

    HttpHost host() {
        return new HttpHost(url.scheme(), url.host(), url.port());
    }

    /**
     * Begins to use it, so that it stays open; after true, {@link #leave} must follow.
     *
     * @return false when it was retired: another one has taken its place
     */
    boolean enter() {
        return users.getAndUpdate(count -> count < 0 ? count : count + 1) >= 0;
    }

    /** Uses it once more, while it is in use. */
    void share() {
        users.incrementAndGet();
    }

    void leave() {
        if (users.decrementAndGet() == RETIRED) {
            close();
        }
    }

    /** Closes it as soon as nobody uses it. */
    void retire() {
        if (users.getAndUpdate(count -> count < 0 ? count : count + RETIRED) == 0) {
            close();
        }
    }

    /** Takes a call in that waits for data; false when too many do. */
    boolean takeCall() {
        return calls.tryAcquire();
    }

    void leaveCall() {
        calls.release();
    }

    /** Takes a place for one query; false when none gets free by the deadline. */
    boolean takePlace(Deadline deadline) throws InterruptedException {
        return places.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    }

    void leavePlace() {
        places.release();
    }

    /** Asks the circuit breaker; after true, {@link #report} must follow. */
    boolean mayTry() {
        return breaker.tryAcquirePermission();
    }

    /** Tells the circuit breaker how a query went. */
    void report(Fetched outcome, long nanosGiven) {
        FetchFailure failure =
                outcome instanceof Fetched.NotHad notHad ? notHad.failure() : ((Fetched.Got) outcome).cutOffBy();
        if (failure == null) {
            breaker.onSuccess(outcome.trace().took().toNanos(), TimeUnit.NANOSECONDS);
            return;
        }
        boolean untried = outcome.trace().requests() == 0;
        boolean unfair = failure == FetchFailure.TIMEOUT && nanosGiven < FAIR_WAIT_NANOS;
        if (untried || unfair || failure == FetchFailure.INTERNAL) {
            breaker.releasePermission();
        } else if (failure.isServerTrouble()) {
            breaker.onError(outcome.trace().took().toNanos(), TimeUnit.NANOSECONDS, new FetchFailedException(failure));
        } else {
            breaker.onSuccess(outcome.trace().took().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            // Connections that fail to close are closed.
        }
    }
}
