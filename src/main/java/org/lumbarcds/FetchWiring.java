package org.lumbarcds;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.fetch.FetchSettings;
import org.lumbarcds.fetch.HttpChartFetcher;
import org.lumbarcds.fetch.Proxy;
import org.lumbarcds.fetch.ServerAllowlist;
import org.lumbarcds.settings.InvalidSettingException;
import org.lumbarcds.settings.LumbarSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Fetching, by the settings. */
@Configuration(proxyBeanMethods = false)
class FetchWiring {

    private static final String SERVERS = "lumbar.fhir.allowed-servers";

    @Bean
    HttpChartFetcher chartFetcher(LumbarSettings settings, MeterRegistry meters) {
        LumbarSettings.Fhir fhir = settings.fhir();
        checkServers(fhir.allowedServers(), fhir.allowHttp());
        Proxy proxy = proxy(fhir.proxy());
        FetchSettings defaults = FetchSettings.of(fhir.allowedServers(), fhir.allowHttp());
        FetchSettings fetching = new FetchSettings(
                fhir.allowedServers(),
                fhir.allowHttp(),
                fhir.deadline(),
                switch (fhir.search()) {
                    case GET -> FetchSettings.SearchMethod.GET;
                    case POST -> FetchSettings.SearchMethod.POST;
                },
                defaults.connectTimeout(),
                fhir.maxPages(),
                fhir.maxResources(),
                (int) fhir.maxBytes().toBytes(),
                defaults.maxHeaderLine(),
                fhir.maxPerServer(),
                defaults.maxAtAll(),
                defaults.maxServers(),
                FetchSettings.Calls.of(settings.limits().concurrentCalls()),
                defaults.breaker(),
                proxy);
        try {
            return new HttpChartFetcher(fetching, null, meters);
        } catch (IllegalArgumentException e) {
            throw InvalidSettingException.of(SERVERS, String.join(",", fhir.allowedServers()), e.getMessage() + ".");
        }
    }

    private static void checkServers(List<String> patterns, boolean allowHttp) {
        for (String pattern : patterns) {
            try {
                ServerAllowlist.of(List.of(pattern), allowHttp);
            } catch (IllegalArgumentException e) {
                throw InvalidSettingException.of(
                        SERVERS,
                        pattern,
                        "Write base URLs as https://host[:port][/path], with * only within a host label (not the last)"
                                + " or a path segment, or * alone for any server; http needs lumbar.fhir.allow-http=true.");
            }
        }
    }

    private static @Nullable Proxy proxy(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Proxy.parse(text);
        } catch (IllegalArgumentException e) {
            throw InvalidSettingException.of(
                    "lumbar.fhir.proxy", text, "Write host:port, without scheme, user and path, or leave it out.");
        }
    }
}
