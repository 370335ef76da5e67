package org.lumbarcds;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.fetch.ChartFetcher;
import org.lumbarcds.settings.check.SettingsConfiguration;
import org.lumbarcds.settings.check.SettingsFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A setting of fetching that can't be used stops the start with a message that says what to write. */
class FetchWiringTest {

    private static final ApplicationContextRunner CONTEXT = new ApplicationContextRunner()
            .withUserConfiguration(SettingsConfiguration.class, FetchWiring.class)
            .withPropertyValues("server.address=127.0.0.1")
            .withBean(SimpleMeterRegistry.class);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            lumbar.fhir.allowed-servers=fhir.example.org        | lumbar.fhir.allowed-servers is "fhir.example.org", which  | Write base URLs as https://host
            lumbar.fhir.allowed-servers=https://a.org,https://* | lumbar.fhir.allowed-servers is "https://*", which         | Write base URLs as https://host
            lumbar.fhir.allowed-servers=http://fhir.example.org | lumbar.fhir.allowed-servers is "http://fhir.example.org"  | http needs lumbar.fhir.allow-http=true
            lumbar.fhir.proxy=http://proxy:3128                 | lumbar.fhir.proxy is "http://proxy:3128", which           | Write host:port
            """)
    void mistakes(String property, String description, String action) {
        CONTEXT.withPropertyValues(property).run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis = new SettingsFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis.getDescription()).contains(description);
            assertThat(analysis.getAction()).contains(action);
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            lumbar.fhir.further[0].key=medications         | lumbar.fhir.further[0].servers=*              | lumbar.fhir.further[0].parameters
            lumbar.fhir.further[0].parameters=status=active | lumbar.fhir.further[0].servers=*              | lumbar.fhir.further[0].key
            lumbar.fhir.further[0].key=medications         | lumbar.fhir.further[0].parameters=patient=1   | Write name=value
            lumbar.fhir.further[0].key=medications         | lumbar.fhir.further[0].parameters=date=ge2 d  | {{today-400d}}
            """)
    void mistakesInFurtherParameters(String one, String other, String action) {
        CONTEXT.withPropertyValues(one, other).run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis = new SettingsFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis.getAction()).contains(action);
        });
    }

    @Test
    void furtherParameters() {
        CONTEXT.withPropertyValues(
                        "lumbar.fhir.allowed-servers=https://fhir.example.org/r4",
                        "lumbar.fhir.further[0].key=medications",
                        "lumbar.fhir.further[0].parameters=status=active&authoredon=ge{{today-400d}}")
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(ChartFetcher.class));
    }

    @Test
    void wildcardBesideAProxy() {
        CONTEXT.withPropertyValues(
                        "lumbar.fhir.allowed-servers=https://*.example.org/r4",
                        "lumbar.fhir.proxy=proxy.example.org:3128")
                .run(context -> {
                    FailureAnalysis analysis = new SettingsFailureAnalyzer().analyze(context.getStartupFailure());
                    assertThat(analysis.getDescription())
                            .isEqualTo(
                                    "lumbar.fhir.allowed-servers is \"https://*.example.org/r4\", which can't be used.");
                    assertThat(analysis.getAction()).contains("Through a proxy only exact base URLs can be allowed");
                });
    }

    @Test
    void proxyAndExactServers() {
        CONTEXT.withPropertyValues(
                        "lumbar.fhir.allowed-servers=https://fhir.example.org/r4",
                        "lumbar.fhir.proxy=proxy.example.org:3128")
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(ChartFetcher.class));
    }
}
