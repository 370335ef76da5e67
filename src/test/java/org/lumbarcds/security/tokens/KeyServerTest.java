package org.lumbarcds.security.tokens;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.security.tokens.SecuredService.PUBLIC;
import static org.lumbarcds.security.tokens.SecuredService.SELECT;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.security.Keys;
import org.lumbarcds.security.Token;
import org.lumbarcds.security.keys.KeyRefresh;
import org.lumbarcds.security.keys.KeySource;

/** Where keys come from: a server that is down, slow, rotates, or is to be flooded; a file that is replaced. */
class KeyServerTest {

    private static final String HOSPITAL = "https://hospital.example.org";
    private static final String CLINIC = "https://clinic.example.org";
    private static final ECKey OLD = Keys.p384("old");
    private static final ECKey NEW = Keys.p384("new");
    private static final ECKey FILED = Keys.p384("filed");
    private static final ECKey REPLACEMENT = Keys.p384("replacement");

    @TempDir
    Path directory;

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    private Path file;

    @BeforeEach
    void startServer() {
        server.start();
        file = Keys.file(directory, "clinic.json", FILED);
    }

    @AfterEach
    void stopServer() {
        server.stop();
    }

    /** One client with its keys at a URL, one with its keys in a file. */
    private SecuredService start() {
        return SecuredService.start(
                "lumbar.security.clients[0].iss=" + HOSPITAL,
                "lumbar.security.clients[0].jwks=http://127.0.0.1:" + server.port() + "/jwks",
                "lumbar.security.clients[1].iss=" + CLINIC,
                "lumbar.security.clients[1].jwks=" + file.toUri());
    }

    private void serve(JWK... keys) {
        serve(ok(Keys.jwks(keys)).withHeader("Content-Type", "application/json"));
    }

    private void serve(ResponseDefinitionBuilder answer) {
        server.stubFor(get("/jwks").willReturn(answer));
    }

    private int asked() {
        return server.findAll(getRequestedFor(urlEqualTo("/jwks"))).size();
    }

    private static int call(SecuredService service, ECKey key) {
        return call(service, HOSPITAL, key);
    }

    private static int call(SecuredService service, String iss, ECKey key) {
        return service.call(
                        SELECT,
                        Token.of(iss, key, "ES384", PUBLIC + SELECT, service.now())
                                .sign())
                .statusCode();
    }

    private static void readNow(SecuredService service) {
        service.bean(ClientReader.class).keys().forEach(keys -> keys.read().join());
    }

    @Test
    void keys_areReadBeforeTheFirstCall_andKept() {
        serve(OLD);
        try (SecuredService service = start()) {
            for (int i = 0; i < 5; i++) {
                assertThat(call(service, OLD)).isEqualTo(200);
            }
            assertThat(asked()).isEqualTo(1);
        }
    }

    @Test
    void unknownKeys_askTheServerOnceAMinute() {
        serve(OLD);
        try (SecuredService service = start()) {
            assertThat(call(service, OLD)).isEqualTo(200);
            for (int i = 0; i < 20; i++) {
                assertThat(call(service, Keys.p384("nobody's-" + i))).isEqualTo(401);
            }
            assertThat(asked()).isEqualTo(2);
            service.clock().forward(Duration.ofSeconds(59));
            assertThat(call(service, Keys.p384("nobody's"))).isEqualTo(401);
            assertThat(asked()).isEqualTo(2);
            service.clock().forward(Duration.ofSeconds(1));
            assertThat(call(service, Keys.p384("nobody's"))).isEqualTo(401);
            assertThat(asked()).isEqualTo(3);
            assertThat(service.refused(RefusalReason.UNKNOWN_KEY)).isEqualTo(22);
        }
    }

    @Test
    void rotation_needsNoRestart() {
        serve(OLD);
        try (SecuredService service = start()) {
            assertThat(call(service, OLD)).isEqualTo(200);
            serve(NEW);
            assertThat(call(service, NEW)).isEqualTo(200);
            assertThat(call(service, OLD)).isEqualTo(401);
        }
    }

    /** A key that is withdrawn is not asked for, so only reading in the background tells. */
    @Test
    void withdrawnKey_isForgottenInTheBackground() {
        serve(OLD, NEW);
        try (SecuredService service = start()) {
            assertThat(call(service, OLD)).isEqualTo(200);
            serve(NEW);
            service.clock().forward(Duration.ofMinutes(14));
            service.bean(KeyRefresh.class).readWhenDue();
            assertThat(asked()).isEqualTo(1);
            service.clock().forward(Duration.ofMinutes(1));
            service.bean(KeyRefresh.class).readWhenDue();
            service.bean(ClientReader.class).keys().forEach(keys -> keys.underWay()
                    .join());
            assertThat(asked()).isEqualTo(2);
            assertThat(call(service, OLD)).isEqualTo(401);
            assertThat(call(service, NEW)).isEqualTo(200);
        }
    }

    @Test
    void serverDown_theLastKeysServeForADay() {
        serve(OLD);
        try (SecuredService service = start()) {
            assertThat(call(service, OLD)).isEqualTo(200);
            serve(aResponse().withStatus(503));
            readNow(service);
            assertThat(call(service, OLD)).isEqualTo(200);
            serve(ok("<html>"));
            readNow(service);
            assertThat(call(service, OLD)).isEqualTo(200);
            service.clock().forward(Duration.ofHours(23));
            assertThat(call(service, OLD)).isEqualTo(200);
            service.clock().forward(Duration.ofHours(1));
            assertThat(call(service, OLD)).isEqualTo(401);
            assertThat(service.refused(RefusalReason.KEYS_UNAVAILABLE)).isEqualTo(1);
            serve(OLD);
            readNow(service);
            assertThat(call(service, OLD)).isEqualTo(200);
        }
    }

    @Test
    void serverDownAtTheStart_holdsNothingUp() {
        serve(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        try (SecuredService service = start()) {
            assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(call(service, OLD)).isEqualTo(401);
            assertThat(call(service, CLINIC, FILED)).isEqualTo(200);
            serve(OLD);
            service.clock().forward(Duration.ofMinutes(1));
            assertThat(call(service, OLD)).isEqualTo(200);
        }
    }

    @Test
    void redirect_isNotFollowed() {
        server.stubFor(get("/elsewhere").willReturn(ok(Keys.jwks(OLD))));
        serve(temporaryRedirect("/elsewhere"));
        try (SecuredService service = start()) {
            assertThat(call(service, OLD)).isEqualTo(401);
            assertThat(server.findAll(getRequestedFor(urlEqualTo("/elsewhere"))))
                    .isEmpty();
        }
    }

    @Test
    void oversizedAnswer_isGivenUp() {
        serve(ok(Keys.jwks(OLD) + " ".repeat(KeySource.MOST_BYTES)));
        try (SecuredService service = start()) {
            assertThat(call(service, OLD)).isEqualTo(401);
            assertThat(service.refused(RefusalReason.KEYS_UNAVAILABLE)).isEqualTo(1);
        }
    }

    /** The answer would take a minute; calls of others don't wait, and its own not for long. */
    @Test
    void slowServer_holdsUpNobodyElse() {
        serve(ok(Keys.jwks(OLD)).withChunkedDribbleDelay(60, 60_000));
        try (SecuredService service = start()) {
            assertThat(call(service, CLINIC, FILED)).isEqualTo(200);
            assertThat(call(service, OLD)).isEqualTo(401);
            assertThat(call(service, CLINIC, FILED)).isEqualTo(200);
        }
    }

    @Test
    void file_isReadAnew() throws IOException {
        serve(OLD);
        try (SecuredService service = start()) {
            assertThat(call(service, CLINIC, FILED)).isEqualTo(200);
            Files.writeString(file, Keys.jwks(REPLACEMENT));
            assertThat(call(service, CLINIC, REPLACEMENT)).isEqualTo(200);
            assertThat(call(service, CLINIC, FILED)).isEqualTo(401);
            Files.writeString(file, "{\"keys\":");
            service.clock().forward(Duration.ofSeconds(10));
            service.bean(KeyRefresh.class).readWhenDue();
            assertThat(call(service, CLINIC, REPLACEMENT)).isEqualTo(200);
            Files.writeString(file, Keys.jwks(FILED));
            service.clock().forward(Duration.ofSeconds(10));
            service.bean(KeyRefresh.class).readWhenDue();
            assertThat(call(service, CLINIC, REPLACEMENT)).isEqualTo(401);
            assertThat(call(service, CLINIC, FILED)).isEqualTo(200);
        }
    }
}
