package org.lumbarcds.fetch.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.fetch.ChartFetcher;
import org.lumbarcds.fetch.Deadline;
import org.lumbarcds.fetch.FetchFailedException;
import org.lumbarcds.fetch.FetchFailure;
import org.lumbarcds.fetch.FetchRequest;
import org.lumbarcds.fetch.FetchSettings;
import org.lumbarcds.fetch.FetchTrace;
import org.lumbarcds.fetch.Fetched;
import org.lumbarcds.fetch.json.Budget;
import org.lumbarcds.fetch.json.JsonTree;
import org.lumbarcds.fetch.query.FhirQuery;
import org.lumbarcds.fetch.query.Scopes;
import org.lumbarcds.fetch.server.CheckedResolver;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches over HTTP, each query on a thread of its own. */
public final class HttpChartFetcher implements ChartFetcher, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpChartFetcher.class);
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,16384}");
    private static final Set<String> COUNTED_TYPES = Set.of("Medication", "Condition", "Encounter", "Observation");

    private final FetchSettings settings;
    private final KnownServers servers;
    private final JsonTree json;
    private final MeterRegistry meters;
    private final Clock clock;
    private final ExecutorService threads;

    /**
     * @param trust what TLS certificates of servers are checked against; null for the JVM's own trust store
     * @throws IllegalArgumentException when a pattern of the settings is none, or has a wildcard beside a proxy
     */
    public HttpChartFetcher(FetchSettings settings, @Nullable SSLContext trust, MeterRegistry meters) {
        this(settings, trust, meters, InetAddress::getAllByName, Clock.systemUTC());
    }

    HttpChartFetcher(
            FetchSettings settings,
            @Nullable SSLContext trust,
            MeterRegistry meters,
            CheckedResolver.Names names,
            Clock clock) {
        SilencedHttpLogs.install();
        this.settings = settings;
        this.servers = new KnownServers(settings, names, trust, clock);
        this.json = new JsonTree(settings.maxBytes());
        this.meters = meters;
        this.clock = clock;
        this.threads = threads(settings.maxAtAll());
    }

    private static ExecutorService threads(int most) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(0, most, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "fetch-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public Map<ChartKey, Fetched> fetch(FetchRequest request) {
        Map<ChartKey, Fetched> outcomes = new EnumMap<>(ChartKey.class);
        try {
            FhirServer server = enter(request);
            try {
                outcomes.putAll(fetch(request, server));
            } finally {
                servers.leave(server);
            }
        } catch (FetchFailedException e) {
            request.keys().forEach(key -> outcomes.put(key, new Fetched.NotHad(e.failure(), FetchTrace.NONE)));
        }
        outcomes.forEach((key, outcome) -> count(key.key(), outcome));
        return outcomes;
    }

    private Map<ChartKey, Fetched> fetch(FetchRequest request, FhirServer server) {
        Map<ChartKey, QueryRun> runs = new EnumMap<>(ChartKey.class);
        Map<ChartKey, Fetched> outcomes = new EnumMap<>(ChartKey.class);
        for (ChartKey key : ChartKey.values()) {
            if (request.keys().contains(key)) {
                try {
                    runs.put(key, start(request, server, key));
                } catch (FetchFailedException e) {
                    outcomes.put(key, new Fetched.NotHad(e.failure(), FetchTrace.NONE));
                }
            }
        }
        runs.forEach((key, run) -> outcomes.put(key, run.await()));
        return outcomes;
    }

    @Override
    public Fetched resolve(FetchRequest request, String resourceType, Set<String> ids) {
        Fetched outcome;
        try {
            FhirServer server = enter(request);
            try {
                outcome = startResolving(request, server, resourceType, ids).await();
            } finally {
                servers.leave(server);
            }
        } catch (FetchFailedException e) {
            outcome = new Fetched.NotHad(e.failure(), FetchTrace.NONE);
        }
        count(COUNTED_TYPES.contains(resourceType) ? resourceType.toLowerCase(Locale.ROOT) : "other", outcome);
        return outcome;
    }

    private FhirServer enter(FetchRequest request) throws FetchFailedException {
        String token = request.bearerToken();
        if (token != null && !TOKEN.matcher(token).matches()) {
            throw new FetchFailedException(FetchFailure.NO_QUERY);
        }
        return servers.enter(request);
    }

    private QueryRun start(FetchRequest request, FhirServer server, ChartKey key) throws FetchFailedException {
        FhirQuery template = FhirQuery.of(request.queries().get(key), request.patientId(), request.encounterId());
        if (template == null) {
            throw new FetchFailedException(FetchFailure.NO_QUERY);
        }
        FhirQuery query = settings.parameters().on(template, server.url(), key, LocalDate.now(clock));
        return start(
                request,
                server,
                query.type(),
                query.access(),
                (asked, run) -> asked.run(query, referenced(request), run::usable));
    }

    /** All the patient's conditions are on their way already when that key is asked for. */
    private static Set<String> referenced(FetchRequest request) {
        return request.keys().contains(ChartKey.CONDITIONS) ? Set.of("Medication") : Set.of("Medication", "Condition");
    }

    private QueryRun startResolving(FetchRequest request, FhirServer server, String resourceType, Set<String> ids)
            throws FetchFailedException {
        Set<String> sound = new LinkedHashSet<>(ids);
        if (!FhirQuery.isType(resourceType)
                || sound.isEmpty()
                || !sound.stream().allMatch(FhirQuery::isId)) {
            throw new FetchFailedException(FetchFailure.NO_QUERY);
        }
        boolean read = sound.size() == 1 && request.scopes().cover(resourceType, Scopes.Access.READ);
        Scopes.Access access = read ? Scopes.Access.READ : Scopes.Access.SEARCH;
        return start(
                request,
                server,
                resourceType,
                access,
                (asked, run) -> asked.runByIds(resourceType, sound, run::usable));
    }

    @FunctionalInterface
    private interface Asking {
        void ask(ChartQuery asked, QueryRun run) throws FetchFailedException;
    }

    /** What can be known without the server comes first, so that it costs neither time nor a place. */
    private QueryRun start(FetchRequest request, FhirServer server, String type, Scopes.Access access, Asking asking)
            throws FetchFailedException {
        final long startNanos = System.nanoTime();
        Scopes scopes = request.scopes();
        if (!scopes.cover(type, access)) {
            throw new FetchFailedException(FetchFailure.SCOPE);
        }
        takePlace(server, request.deadline());
        Budget budget = new Budget(settings, request.room());
        Conversation conversation =
                new Conversation(server, settings.search(), request.bearerToken(), request.deadline(), budget, json);
        ChartQuery asked = new ChartQuery(conversation, server.url(), settings, budget, scopes, request.patientId());
        QueryRun run = new QueryRun(
                server, conversation, budget, request.deadline(), startNanos, self -> asking.ask(asked, self));
        return launch(server, run);
    }

    private static void takePlace(FhirServer server, Deadline deadline) throws FetchFailedException {
        if (deadline.hasPassed()) {
            throw new FetchFailedException(FetchFailure.TIMEOUT);
        }
        try {
            if (!server.takePlace(deadline)) {
                throw new FetchFailedException(FetchFailure.BUSY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FetchFailedException(FetchFailure.TIMEOUT);
        }
        if (!server.mayTry()) {
            server.leavePlace();
            throw new FetchFailedException(FetchFailure.CIRCUIT_OPEN);
        }
    }

    private QueryRun launch(FhirServer server, QueryRun run) throws FetchFailedException {
        server.share();
        try {
            threads.execute(run);
            return run;
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // Nor does a machine that has no more threads to give fail the call.
            server.report(new Fetched.NotHad(FetchFailure.BUSY, FetchTrace.NONE), 0);
            server.leavePlace();
            server.leave();
            throw new FetchFailedException(FetchFailure.BUSY);
        }
    }

    private void count(String key, Fetched outcome) {
        String label;
        if (outcome instanceof Fetched.NotHad notHad) {
            label = notHad.failure().label();
        } else {
            label = ((Fetched.Got) outcome).cutOffBy() == null ? "fetched" : "in-part";
        }
        meters.counter("lumbar.fetch", "key", key, "outcome", label).increment();
        if (outcome instanceof Fetched.NotHad) {
            log.debug("{} could not be fetched: {}", key, label);
        }
    }

    /** Lets go of all connections and threads; fetches under way end. */
    @Override
    public void close() {
        threads.shutdownNow();
        servers.close();
    }
}
