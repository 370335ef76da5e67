package org.lumbarcds.fetch;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.fetch.query.SearchParameters;
import org.lumbarcds.fetch.server.Proxy;
import org.lumbarcds.fetch.server.ServerAllowlist;

/**
 * How fetching behaves.
 *
 * @param allowedServers patterns of base URLs that may be called, see {@link ServerAllowlist}; empty: none
 * @param allowHttp whether {@code http} is allowed beside {@code https}
 * @param deadline for all data of one call, from the call's arrival; whoever builds a {@link FetchRequest} applies it
 * @param search how searches are sent
 * @param connectTimeout for one address of a server
 * @param maxPages of one search
 * @param maxResources of one key, all pages together
 * @param maxBytes of one key, all pages together
 * @param maxHeaderLine bytes of one header line of an answer; an answer has at most 100 lines
 * @param maxPerServer queries under way to one server
 * @param maxCalls calls that wait for data, each of which holds a thread of its caller
 * @param proxy through which all servers are reached, or null; then no pattern may have a wildcard
 * @param maxAtAll queries under way to all servers, each of which is a thread
 * @param maxServers servers whose state (connections, circuit breaker) is kept
 * @param breaker when a failing server is left alone
 * @param parameters what searches ask beside the prefetch templates
 */
public record FetchSettings(
        List<String> allowedServers,
        boolean allowHttp,
        Duration deadline,
        SearchMethod search,
        Duration connectTimeout,
        int maxPages,
        int maxResources,
        int maxBytes,
        int maxHeaderLine,
        int maxPerServer,
        int maxAtAll,
        int maxServers,
        Calls maxCalls,
        Breaker breaker,
        SearchParameters parameters,
        @Nullable Proxy proxy) {

    /** How a search is sent. */
    public enum SearchMethod {
        /** {@code GET Type?…} */
        GET,
        /** {@code POST Type/_search}: keeps parameters out of access logs; not every server has it. */
        POST
    }

    /**
     * Calls that wait for data at the same time; more get none.
     *
     * @param perServer for that of one server
     * @param atAll for that of any server
     */
    public record Calls(int perServer, int atAll) {

        /**
         * One server holds at most half of the calls, all servers together three quarters: a slow one never holds what
         * calls of others need.
         */
        public static Calls of(int concurrentCalls) {
            return new Calls(Math.max(1, concurrentCalls / 2), Math.max(1, concurrentCalls * 3 / 4));
        }
    }

    /**
     * When a failing server is left alone.
     *
     * @param window the latest queries that count
     * @param minimum queries before anything is concluded
     * @param failurePercent of them that must have failed
     * @param pause how long it is left alone
     * @param probes queries that are let through after the pause; their outcome decides
     */
    public record Breaker(int window, int minimum, int failurePercent, Duration pause, int probes) {

        /** Half of the latest 40, at least 16 of them; 5 seconds; 4 probes. */
        public static final Breaker DEFAULT = new Breaker(40, 16, 50, Duration.ofSeconds(5), 4);
    }

    public FetchSettings {
        allowedServers = List.copyOf(allowedServers);
    }

    /** The defaults of everything else. */
    public static FetchSettings of(List<String> allowedServers, boolean allowHttp) {
        return new FetchSettings(
                allowedServers,
                allowHttp,
                Duration.ofMillis(400),
                SearchMethod.GET,
                Duration.ofMillis(250),
                50,
                10_000,
                5 * 1024 * 1024,
                8 * 1024,
                32,
                512,
                64,
                Calls.of(64),
                Breaker.DEFAULT,
                SearchParameters.DEFAULT,
                null);
    }
}
