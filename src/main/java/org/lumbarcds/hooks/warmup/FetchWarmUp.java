package org.lumbarcds.hooks.warmup;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.lumbarcds.fetch.Deadline;
import org.lumbarcds.fetch.FetchRequest;
import org.lumbarcds.fetch.FetchSettings;
import org.lumbarcds.fetch.http.HttpChartFetcher;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.services.PrefetchQueries;

/**
 * Fetches from this service itself, which answers that it knows no patient: loading the HTTP client takes longer than a
 * call's whole deadline. Its own fetcher, so that the real one's allowlist, counts and breakers know nothing of it.
 */
public final class FetchWarmUp implements Consumer<String> {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Set<ChartKey> KEYS = Set.of(ChartKey.PATIENT, ChartKey.CONDITIONS);

    private final PrefetchQueries queries;

    public FetchWarmUp(PrefetchQueries queries) {
        this.queries = queries;
    }

    @Override
    public void accept(String base) {
        try (HttpChartFetcher fetcher =
                new HttpChartFetcher(FetchSettings.of(List.of(base), true), null, new SimpleMeterRegistry())) {
            fetcher.fetch(new FetchRequest(
                    base, null, null, KEYS, "nobody", null, queries.templates(), Deadline.in(PATIENCE)));
        }
    }
}
