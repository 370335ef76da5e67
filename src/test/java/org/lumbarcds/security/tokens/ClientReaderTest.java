package org.lumbarcds.security.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.clients.OfferedServices;
import org.lumbarcds.security.Keys;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.settings.check.SettingsConfiguration;
import org.lumbarcds.settings.check.SettingsFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;

/** What is configured for clients is judged before the start, and each message says what to write. */
class ClientReaderTest {

    private static final ECKey KEY = Keys.p384("key");
    private static final String FIRST = "lumbar.security.clients[0]";
    private static final String ISS = FIRST + ".iss=https://ehr.example.org";

    @TempDir
    static Path directory;

    private static final ApplicationContextRunner CONTEXT =
            new ApplicationContextRunner().withUserConfiguration(SettingsConfiguration.class, Parts.class);

    static final class Parts {
        @Bean
        ClientReader reader(LumbarSettings settings) {
            return new ClientReader(
                    settings,
                    new OfferedServices(Set.of("lbp-order-sign", "lbp-order-select")),
                    Clock.systemUTC(),
                    new SimpleMeterRegistry());
        }
    }

    @BeforeAll
    static void files() throws IOException {
        Keys.file(directory, "good.json", KEY);
        Files.writeString(directory.resolve("text.json"), "keys");
        Files.writeString(directory.resolve("empty.json"), "{\"keys\":[]}");
        Keys.file(directory, "short.json", Keys.rsa(1024, "short"));
        Files.writeString(
                directory.resolve("secret.json"),
                "{\"keys\":["
                        + new OctetSequenceKey.Builder(new byte[48])
                                .keyID("s")
                                .build()
                                .toJSONString() + "]}");
    }

    private static String jwks(String file) {
        return FIRST + ".jwks=" + directory.resolve(file);
    }

    private static Arguments mistake(String description, String advice, String... properties) {
        return arguments(description, advice, List.of(properties));
    }

    static Stream<Arguments> mistakes() {
        String property = "lumbar.security.clients[0].";
        return Stream.of(
                mistake(property + "iss is missing.", "write the iss of the client's tokens", jwks("good.json")),
                mistake(property + "jwks is missing.", "write the https URL of the client's JWK set", ISS),
                mistake(
                        "clients[1].iss is \"https://ehr.example.org\"",
                        "write an iss that no other client has.",
                        ISS,
                        jwks("good.json"),
                        "lumbar.security.clients[1].iss=https://ehr.example.org",
                        "lumbar.security.clients[1].name=another",
                        "lumbar.security.clients[1].jwks=https://ehr.example.org/jwks"),
                mistake(
                        "clients[1].name is \"https://ehr.example.org\"",
                        "write a name that no other client has.",
                        ISS,
                        jwks("good.json"),
                        "lumbar.security.clients[1].iss=https://other.example.org",
                        "lumbar.security.clients[1].name=https://ehr.example.org",
                        "lumbar.security.clients[1].jwks=https://ehr.example.org/jwks"),
                mistake(
                        property + "algorithms is \"HS256\"",
                        "write one or more of ES256, ES384, ES512, RS256",
                        ISS,
                        jwks("good.json"),
                        FIRST + ".algorithms=ES384,HS256"),
                mistake(
                        property + "algorithms is \"none\"",
                        "write one or more of ES256",
                        ISS,
                        jwks("good.json"),
                        FIRST + ".algorithms=none"),
                mistake(
                        property + "algorithms is \"\"",
                        "write one or more of ES256",
                        ISS,
                        jwks("good.json"),
                        FIRST + ".algorithms="),
                mistake(
                        property + "services is \"lbp-order\"",
                        "write ids among lbp-order-select, lbp-order-sign, or leave it out for all of them.",
                        ISS,
                        jwks("good.json"),
                        FIRST + ".services=lbp-order"),
                mistake(property + "jwks is", "The file can't be read.", ISS, jwks("missing.json")),
                mistake(property + "jwks is", "The file has no usable public key.", ISS, jwks("text.json")),
                mistake(property + "jwks is", "The file has no usable public key.", ISS, jwks("empty.json")),
                mistake(property + "jwks is", "RSA of at least 2048 bits", ISS, jwks("short.json")),
                mistake(property + "jwks is", "The file has no usable public key.", ISS, jwks("secret.json")),
                mistake(
                        property + "jwks is \"http://ehr.example.org/jwks\"",
                        "write an https URL (http for this machine only), or the path of a file.",
                        ISS,
                        FIRST + ".jwks=http://ehr.example.org/jwks"),
                mistake(
                        property + "jwks is \"http://localhost.example.org/jwks\"",
                        "write an https URL",
                        ISS,
                        FIRST + ".jwks=http://localhost.example.org/jwks"),
                mistake(
                        property + "jwks is \"ftp://ehr.example.org/jwks\"",
                        "write an https URL",
                        ISS,
                        FIRST + ".jwks=ftp://ehr.example.org/jwks"),
                mistake(
                        property + "jku is \"http://ehr.example.org/jwks\"",
                        "write an https URL (http for this machine only).",
                        ISS,
                        jwks("good.json"),
                        FIRST + ".jku=http://ehr.example.org/jwks"),
                mistake(
                        property + "fhir-servers is \"fhir.example.org\"",
                        "write base URLs of FHIR servers such as",
                        ISS,
                        jwks("good.json"),
                        FIRST + ".fhir-servers=fhir.example.org"),
                mistake(
                        property + "fhir-servers is \"https://*.example.org/r4\"",
                        "write exact base URLs such as https://fhir.example.org/r4, without *, or leave"
                                + " lumbar.fhir.proxy out: through a proxy",
                        ISS,
                        jwks("good.json"),
                        "lumbar.fhir.proxy=proxy.example.org:3128",
                        FIRST + ".fhir-servers=https://fhir.example.org/r4,https://*.example.org/r4"),
                mistake(
                        property + "fhir-servers is \"*\"",
                        "write exact base URLs",
                        ISS,
                        jwks("good.json"),
                        "lumbar.fhir.proxy=proxy.example.org:3128",
                        FIRST + ".fhir-servers=*"),
                mistake(
                        property + "cors-origins is \"*\"",
                        "write origins such as https://app.example.org",
                        ISS,
                        jwks("good.json"),
                        FIRST + ".cors-origins=*"),
                mistake(
                        property + "selection-behavior",
                        "write at-most-one or any",
                        ISS,
                        jwks("good.json"),
                        FIRST + ".selection-behavior=all"),
                mistake(
                        property + "isss",
                        "The README's section \"Configuration\" lists every property.",
                        ISS,
                        FIRST + ".isss=https://ehr.example.org"),
                mistake(
                        "lumbar.security.remembered-tokens is \"0\"",
                        "write a whole number from 1 to 100000000",
                        "lumbar.security.remembered-tokens=0"),
                mistake(
                        "lumbar.security.discovery",
                        "write open or closed, or leave it out for the default, open.",
                        "lumbar.security.discovery=ajar"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void mistakes(String description, String advice, List<String> properties) {
        CONTEXT.withPropertyValues(properties.toArray(String[]::new)).run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis = new SettingsFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis.getDescription()).contains(description);
            assertThat(analysis.getAction()).contains(advice);
        });
    }

    @Test
    void defaults_areSafe() {
        CONTEXT.withPropertyValues(ISS, FIRST + ".jwks=https://ehr.example.org/jwks")
                .run(context -> {
                    RegisteredClient client =
                            context.getBean(ClientReader.class).clients().get(0);
                    assertThat(client.name()).isEqualTo("https://ehr.example.org");
                    assertThat(client.jku()).isEqualTo("https://ehr.example.org/jwks");
                    assertThat(client.algorithms())
                            .extracting(Object::toString)
                            .containsExactlyInAnyOrder("ES384", "RS384");
                    assertThat(client.client().services()).isEmpty();
                    assertThat(client.client().fhirServers()).isNull();
                    assertThat(client.client().selectionBehavior()).isNull();
                    assertThat(client.client().userInFeedback()).isFalse();
                    assertThat(client.tenants()).isEmpty();
                    assertThat(client.corsOrigins()).isEmpty();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "lumbar.fhir.proxy=proxy.example.org:3128, https://fhir.example.org/r4",
        "lumbar.fhir.proxy=, https://*.example.org/r4"
    })
    void serversBesideAProxy_thatCanBeReached(String proxy, String servers) {
        CONTEXT.withPropertyValues(ISS, jwks("good.json"), proxy, FIRST + ".fhir-servers=" + servers)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void everything_reachesItsClient() {
        List<String> properties = new ArrayList<>(List.of(ISS, jwks("good.json")));
        properties.add(FIRST + ".name=EHR");
        properties.add(FIRST + ".jku=https://ehr.example.org/keys");
        properties.add(FIRST + ".algorithms[0]=PS512");
        properties.add(FIRST + ".services=lbp-order-sign");
        properties.add(FIRST + ".fhir-servers=");
        properties.add(FIRST + ".selection-behavior=any");
        properties.add(FIRST + ".cors-origins=https://app.example.org,http://localhost:[*]");
        properties.add(FIRST + ".tenants=a,b");
        properties.add(FIRST + ".user-in-feedback=true");
        CONTEXT.withPropertyValues(properties.toArray(String[]::new)).run(context -> {
            RegisteredClient client =
                    context.getBean(ClientReader.class).clients().get(0);
            assertThat(client.name()).isEqualTo("EHR");
            assertThat(client.jku()).isEqualTo("https://ehr.example.org/keys");
            assertThat(client.algorithms()).extracting(Object::toString).containsExactly("PS512");
            assertThat(client.client().mayCall("lbp-order-sign")).isTrue();
            assertThat(client.client().mayCall("lbp-order-select")).isFalse();
            assertThat(client.client().fhirServers()).isEmpty();
            assertThat(client.client().selectionBehavior()).isEqualTo("any");
            assertThat(client.corsOrigins()).containsExactly("https://app.example.org", "http://localhost:[*]");
            assertThat(client.tenants()).containsExactlyInAnyOrder("a", "b");
            assertThat(client.client().userInFeedback()).isTrue();
        });
    }
}
