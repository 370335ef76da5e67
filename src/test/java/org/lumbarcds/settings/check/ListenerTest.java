package org.lumbarcds.settings.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.LumbarCdsApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

/** Where the service listens and what it shows there: both sides of every check. */
class ListenerTest {

    private static final String ELSEWHERE = "server.address=0.0.0.0";
    private static final String HERE = "server.address=127.0.0.1";
    private static final String MORE = "management.endpoints.web.exposure.include=health,metrics,prometheus";
    private static final String ALL = "management.endpoints.web.exposure.include=*";
    private static final String OTHER_PORT = "management.server.port=8081";

    private static MockEnvironment environment(String... properties) {
        MockEnvironment environment = new MockEnvironment();
        for (String property : properties) {
            int equals = property.indexOf('=');
            environment.setProperty(property.substring(0, equals), property.substring(equals + 1));
        }
        return environment;
    }

    private static void check(boolean anonymous, int clients, String... properties) {
        ListenerCheck.check(environment(properties), anonymous, clients);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "127.0.0.5", "::1"})
    void loopback_needsNothing(String address) {
        assertThatCode(() -> check(false, 0, "server.address=" + address)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", ""})
    void otherMachines_needClientsOrAnExplicitWord(String address) {
        String property = "server.address=" + address;
        assertThatThrownBy(() -> check(false, 0, property))
                .isInstanceOfSatisfying(InvalidSettingException.class, refused -> {
                    assertThat(refused).hasMessageContainingAll("server.address is ", "no client is registered");
                    assertThat(refused.advice())
                            .contains(
                                    "lumbar.security.clients",
                                    "server.address=127.0.0.1",
                                    "lumbar.security.allow-anonymous=true");
                });
        assertThatCode(() -> check(true, 0, property)).doesNotThrowAnyException();
        assertThatCode(() -> check(false, 1, property)).doesNotThrowAnyException();
    }

    @Test
    void noAddressAtAll_isEveryNetwork() {
        assertThatThrownBy(() -> check(false, 0)).hasMessageContaining("empty, which means every network");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("server.address is \"192.0.2.1\"", new String[] {"server.address=192.0.2.1"}),
                arguments("server.address is \"no host\"", new String[] {"server.address=no host"}),
                arguments("server.port is \"99999\"", new String[] {HERE, "server.port=99999"}),
                arguments("server.port is \"-1\"", new String[] {HERE, "server.port=-1"}),
                arguments("server.port is \"http\"", new String[] {HERE, "server.port=http"}),
                arguments("management.server.port is \"70000\"", new String[] {HERE, "management.server.port=70000"}),
                arguments("shows metrics, prometheus on the port that callers use", new String[] {ELSEWHERE, MORE}),
                arguments("shows * on the port that callers use", new String[] {ELSEWHERE, ALL}),
                arguments(
                        "show-details shows callers the inside",
                        new String[] {ELSEWHERE, "management.endpoint.health.show-details=always"}),
                arguments("without management.server.address", new String[] {HERE, OTHER_PORT}),
                arguments(
                        "shows * to other machines",
                        new String[] {HERE, OTHER_PORT, "management.server.address=0.0.0.0", ALL}),
                arguments("shows heapdump to other machines", new String[] {
                    HERE,
                    OTHER_PORT,
                    "management.server.address=0.0.0.0",
                    "management.endpoints.web.exposure.include=health,heapdump"
                }),
                arguments(
                        "management.server.address is \"192.0.2.1\"",
                        new String[] {HERE, OTHER_PORT, "management.server.address=192.0.2.1"}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String message, String[] properties) {
        assertThatThrownBy(() -> check(true, 1, properties))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments((Object) new String[] {HERE, MORE}),
                arguments((Object) new String[] {HERE, ALL}),
                arguments((Object) new String[] {HERE, "server.port=0", "management.server.port=-1"}),
                arguments((Object) new String[] {ELSEWHERE, "management.endpoints.web.exposure.include=health"}),
                arguments((Object) new String[] {ELSEWHERE, ALL, "management.endpoints.web.exposure.exclude=*"}),
                arguments((Object) new String[] {ELSEWHERE, ALL, "management.server.port=-1"}),
                arguments((Object) new String[] {ELSEWHERE, OTHER_PORT, "management.server.address=127.0.0.1", ALL}),
                arguments((Object) new String[] {ELSEWHERE, OTHER_PORT, "management.server.address=0.0.0.0", MORE}));
    }

    @ParameterizedTest
    @MethodSource
    void accepted(String[] properties) {
        assertThatCode(() -> check(true, 0, properties)).doesNotThrowAnyException();
    }

    /** The whole service, as an operator starts it. */
    @ParameterizedTest
    @ValueSource(strings = {"server.address=0.0.0.0", "server.address=no host", "server.port=99999"})
    void service_startsNotAndSaysWhy(String property) {
        SpringApplication application = new SpringApplication(LumbarCdsApplication.class);
        String port = property.startsWith("server.port") ? "--spring.application.name=x" : "--server.port=0";
        assertThatThrownBy(() -> application.run(port, "--" + property)).satisfies(failure -> {
            FailureAnalysis said = new SettingsFailureAnalyzer().analyze(failure);
            assertThat(said).isNotNull();
            assertThat(said.getDescription()).contains(property.substring(0, property.indexOf('=')));
            assertThat(said.getAction()).contains("rite ");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ehr.example.org",
                "https://*.example.org",
                "http://localhost:[*]",
                "http://localhost:[8080,8081]",
                "http://127.0.0.1:3000",
                "http://[::1]:3000",
                "https://sandbox.cds-hooks.org"
            })
    void origins_thatBrowsersSend(String origin) {
        OriginCheck.check(List.of(origin));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "null",
                "ehr.example.org",
                "https://",
                "https://ehr.example.org/",
                "https://ehr.example.org/app",
                "https://ehr.example.org:99999",
                "https://ehr.example.org:0",
                "https://EHR.example.org",
                "https://user@ehr.example.org",
                "ftp://ehr.example.org",
                "https://ehr .example.org",
                "https://ehr..example.org"
            })
    void origins_thatNoBrowserSends(String origin) {
        assertThatThrownBy(() -> OriginCheck.check(List.of("https://ehr.example.org", origin)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("lumbar.cors.allowed-origins has \"" + origin
                        + "\", which is no origin of a browser application.");
    }
}
