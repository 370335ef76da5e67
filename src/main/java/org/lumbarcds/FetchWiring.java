package org.lumbarcds;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.fetch.FetchSettings;
import org.lumbarcds.fetch.http.HttpChartFetcher;
import org.lumbarcds.fetch.query.SearchParameters;
import org.lumbarcds.fetch.server.Proxy;
import org.lumbarcds.fetch.server.ServerAllowlist;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.settings.FhirSettings;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.settings.check.InvalidSettingException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Fetching, by the settings. */
@Configuration(proxyBeanMethods = false)
class FetchWiring {

    private static final String SERVERS = "lumbar.fhir.allowed-servers";

    @Bean
    HttpChartFetcher chartFetcher(LumbarSettings settings, MeterRegistry meters) {
        FhirSettings fhir = settings.fhir();
        checkServers(SERVERS, fhir.allowedServers(), fhir.allowHttp());
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
                new SearchParameters(fhir.count(), further(fhir)),
                proxy);
        try {
            return new HttpChartFetcher(fetching, null, meters);
        } catch (IllegalArgumentException e) {
            throw InvalidSettingException.of(SERVERS, String.join(",", fhir.allowedServers()), e.getMessage() + ".");
        }
    }

    private static List<SearchParameters.Further> further(FhirSettings fhir) {
        List<SearchParameters.Further> further = new ArrayList<>();
        FhirSettings.FurtherParameters[] configured = fhir.further();
        for (int i = 0; i < configured.length; i++) {
            further.add(further(configured[i], "lumbar.fhir.further[" + i + "]", fhir.allowHttp()));
        }
        return further;
    }

    private static SearchParameters.Further further(
            FhirSettings.FurtherParameters configured, String entry, boolean allowHttp) {
        ChartKey key = configured.key();
        String parameters = configured.parameters();
        if (key == null || parameters == null) {
            throw InvalidSettingException.missing(
                    entry,
                    "Write " + entry + ".key (a prefetch key such as medications) and " + entry
                            + ".parameters (such as status=active), or remove the entry.");
        }
        checkServers(entry + ".servers", configured.servers(), allowHttp);
        try {
            return new SearchParameters.Further(ServerAllowlist.of(configured.servers(), allowHttp), key, parameters);
        } catch (IllegalArgumentException e) {
            throw InvalidSettingException.of(
                    entry + ".parameters",
                    parameters,
                    "Write name=value, several joined by &, without patient, subject, _id, _count, _elements, _summary"
                            + " and _format; a date may be {{today}} or {{today-400d}}.");
        }
    }

    private static void checkServers(String property, List<String> patterns, boolean allowHttp) {
        for (String pattern : patterns) {
            try {
                ServerAllowlist.of(List.of(pattern), allowHttp);
            } catch (IllegalArgumentException e) {
                throw InvalidSettingException.of(
                        property,
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
