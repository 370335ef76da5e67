package org.lumbarcds.settings.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** An entry of {@code lumbar.shadow} that is for nobody would leave cards shown that the site takes for hidden. */
class ShadowSettingsTest {

    private static final ApplicationContextRunner CONTEXT = new ApplicationContextRunner()
            .withPropertyValues(
                    "server.address=127.0.0.1",
                    "lumbar.security.clients[0].name=main EHR",
                    "lumbar.security.clients[0].iss=https://ehr.example.org",
                    "lumbar.security.clients[0].tenants=north,south",
                    "lumbar.security.clients[1].iss=https://other.example.org")
            .withUserConfiguration(SettingsConfiguration.class);

    static Stream<Arguments> forNobody() {
        return Stream.of(
                arguments("client=main EHR", ".rules is missing", "ids of rules such as bed-rest"),
                arguments("rules=bed-rest;client=main-EHR", ".client is \"main-EHR\"", "name of a registered client"),
                arguments(
                        "rules=bed-rest;client=https://ehr.example.org",
                        ".client is \"https://ehr.example.org\"",
                        "or its iss when it has no name"),
                arguments("rules=bed-rest;client=", ".client is \"\"", "leave it out for every client"),
                arguments("rules=bed-rest;tenant=", ".tenant is \"\"", "leave it out for every tenant"),
                arguments(
                        "rules=bed-rest;client=main EHR;tenant=west",
                        ".tenant is \"west\"",
                        "one of lumbar.security.clients[n].tenants"));
    }

    private static String[] entry(String text) {
        return Stream.of(text.split(";"))
                .map(part -> "lumbar.shadow[0]." + part)
                .toArray(String[]::new);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void forNobody(String entry, String description, String action) {
        CONTEXT.withPropertyValues(entry(entry)).run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis = new SettingsFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis.getDescription()).contains("lumbar.shadow[0]" + description);
            assertThat(analysis.getAction()).contains("For lumbar.shadow[0]", action);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rules=bed-rest",
                "rules=bed-rest;client=main EHR",
                "rules=bed-rest;client=main EHR;tenant=north",
                "rules=bed-rest;client=https://other.example.org;tenant=any",
                "rules=bed-rest;tenant=any"
            })
    void forSomebody(String entry) {
        CONTEXT.withPropertyValues(entry(entry))
                .run(context -> assertThat(context).hasNotFailed());
    }
}
