package org.lumbarcds.fetch.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.fetch.FetchFailedException;
import org.lumbarcds.fetch.FetchFailure;
import org.lumbarcds.fetch.FetchRequest;
import org.lumbarcds.fetch.FetchSettings;
import org.lumbarcds.fetch.server.CheckedResolver;
import org.lumbarcds.fetch.server.Reach;
import org.lumbarcds.fetch.server.ServerAllowlist;
import org.lumbarcds.fetch.server.ServerUrl;

/** The servers that may be asked, those asked of late with their state, and how many calls wait for them. */
final class KnownServers implements AutoCloseable {

    private final ServerAllowlist configured;
    private final boolean exactOnly;
    private final Semaphore calls;
    private final Cache<Key, FhirServer> servers;
    private final Function<Key, FhirServer> creation;

    private record Key(ServerUrl url, Reach reach) {}

    /**
     * @param trust what TLS certificates of servers are checked against; null for the JVM's own trust store
     * @throws IllegalArgumentException when a pattern of the settings is none, or has a wildcard beside a proxy
     */
    KnownServers(FetchSettings settings, CheckedResolver.Names names, @Nullable SSLContext trust, Clock clock) {
        this.configured = ServerAllowlist.of(settings.allowedServers(), settings.allowHttp());
        this.exactOnly = settings.proxy() != null;
        if (exactOnly && configured.hasWildcards()) {
            throw new IllegalArgumentException("Through a proxy only exact base URLs can be allowed, without *:"
                    + " the proxy looks names up, so where they lead can't be checked");
        }
        this.calls = new Semaphore(settings.maxCalls().atAll());
        SSLContext trusted = trust == null ? systemTrust() : trust;
        this.creation = key -> new FhirServer(key.url(), key.reach(), settings, names, trusted, clock);
        this.servers = Caffeine.newBuilder()
                .maximumSize(settings.maxServers())
                .executor(Runnable::run)
                .<Key, FhirServer>evictionListener((key, server, cause) -> retire(server))
                .build();
    }

    private static SSLContext systemTrust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no TLS", e);
        }
    }

    private static void retire(@Nullable FhirServer server) {
        if (server != null) {
            server.retire();
        }
    }

    /** The server of a call, which is to be given back with {@link #leave}. Never waits. */
    FhirServer enter(FetchRequest request) throws FetchFailedException {
        Key key = key(request);
        if (!calls.tryAcquire()) {
            throw new FetchFailedException(FetchFailure.BUSY);
        }
        FhirServer server = servers.get(key, creation);
        while (!server.enter()) {
            server = servers.get(key, creation);
        }
        if (!server.takeCall()) {
            server.leave();
            calls.release();
            throw new FetchFailedException(FetchFailure.BUSY);
        }
        return server;
    }

    void leave(FhirServer server) {
        server.leaveCall();
        server.leave();
        calls.release();
    }

    private Key key(FetchRequest request) throws FetchFailedException {
        ServerUrl url = ServerUrl.parse(request.fhirServer());
        ServerAllowlist allowed = request.servers();
        Reach reach = url == null ? Reach.NONE : (allowed == null ? configured : allowed).reach(url);
        if (url == null || reach == Reach.NONE) {
            throw new FetchFailedException(FetchFailure.SERVER_NOT_ALLOWED);
        }
        if (exactOnly && reach != Reach.ANY) {
            throw new FetchFailedException(FetchFailure.ADDRESS_NOT_ALLOWED);
        }
        return new Key(url, reach);
    }

    /** Closes all connections, those in use too. */
    @Override
    public void close() {
        servers.asMap().values().forEach(FhirServer::close);
        servers.invalidateAll();
    }
}
