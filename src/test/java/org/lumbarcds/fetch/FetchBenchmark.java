package org.lumbarcds.fetch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.lumbarcds.fetch.http.HttpChartFetcher;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.slf4j.LoggerFactory;

/**
 * How long a fetch of all eight keys takes from a server that answers each query after a while; run by {@code bench/fetch}.
 * Arguments: milliseconds per answer (50), fetches (500).
 */
public final class FetchBenchmark {

    private static final int WARM_UP = 100;

    private FetchBenchmark() {}

    /** Prints median, 99th percentile and maximum. */
    public static void main(String[] arguments) throws IOException {
        // The JDK's server sends head and body apart and would wait for an acknowledgement between them.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        int delay = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        int fetches = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server = slowServer(delay, threads);
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/fhir";
        try (HttpChartFetcher fetcher = new HttpChartFetcher(Calls.settings(url), null, new SimpleMeterRegistry())) {
            measure(fetcher, url, WARM_UP);
            double[] millis = measure(fetcher, url, fetches);
            System.out.printf(
                    "%d fetches of 8 queries, %d ms each: median %.1f ms, p99 %.1f ms, max %.1f ms%n",
                    fetches, delay, millis[fetches / 2], millis[fetches * 99 / 100], millis[fetches - 1]);
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static HttpServer slowServer(int delay, ExecutorService threads) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.createContext("/fhir", exchange -> {
            pause(delay);
            String[] path = exchange.getRequestURI().getPath().split("/");
            byte[] body = RawServer.bytes(path.length > 3 ? resource(path[2], path[3]) : matches(path[2]));
            exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String matches(String type) {
        String[] resources = new String[20];
        for (int i = 0; i < resources.length; i++) {
            resources[i] = resource(type, "r" + i);
        }
        return Calls.searchset(resources);
    }

    /** About as large as a real one. */
    private static String resource(String type, String id) {
        return "{\"resourceType\":\"" + type + "\",\"id\":\"" + id + "\",\"note\":[{\"text\":\"" + "x".repeat(1000)
                + "\"}]}";
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double[] measure(HttpChartFetcher fetcher, String url, int fetches) {
        double[] millis = new double[fetches];
        for (int i = 0; i < fetches; i++) {
            long start = System.nanoTime();
            var outcomes = fetcher.fetch(Calls.request(url, ChartKey.values()));
            millis[i] = (System.nanoTime() - start) / 1e6;
            if (!outcomes.values().stream().allMatch(Fetched.Got.class::isInstance)) {
                throw new IllegalStateException("A query failed: " + outcomes);
            }
        }
        Arrays.sort(millis);
        return millis;
    }
}
