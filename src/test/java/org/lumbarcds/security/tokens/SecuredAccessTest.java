package org.lumbarcds.security.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.security.tokens.SecuredService.DISCOVERY;
import static org.lumbarcds.security.tokens.SecuredService.PUBLIC;
import static org.lumbarcds.security.tokens.SecuredService.SELECT;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.jwk.ECKey;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.record.CallListener;
import org.lumbarcds.security.Keys;
import org.lumbarcds.security.Token;
import org.slf4j.LoggerFactory;

/** What else depends on who calls: discovery, browsers, memory of tokens, the log, the call's record. */
class SecuredAccessTest {

    private static final String EHR = "https://ehr.example.org";
    private static final String OTHER = "https://other.example.org";
    private static final ECKey KEY = Keys.p384("ehr");
    private static final ECKey OTHER_KEY = Keys.p384("other");

    @TempDir
    Path directory;

    private SecuredService start(String... more) {
        return SecuredService.start(Stream.concat(
                        Stream.of(
                                "lumbar.security.clients[0].name=ehr",
                                "lumbar.security.clients[0].iss=" + EHR,
                                "lumbar.security.clients[0].jwks=" + Keys.file(directory, "ehr.json", KEY),
                                "lumbar.security.clients[0].cors-origins=https://app.ehr.example.org",
                                "lumbar.security.clients[0].selection-behavior=any",
                                "lumbar.security.clients[1].iss=" + OTHER,
                                "lumbar.security.clients[1].jwks=" + Keys.file(directory, "other.json", OTHER_KEY)),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static Token token(SecuredService service, String path) {
        return Token.of(EHR, KEY, "ES384", PUBLIC + path, service.now());
    }

    private static Token otherToken(SecuredService service, String path) {
        return Token.of(OTHER, OTHER_KEY, "ES384", PUBLIC + path, service.now());
    }

    @Test
    void probes_onTheCallersPort_needNoToken() {
        try (SecuredService service = start(
                "management.server.port=0",
                "management.server.address=127.0.0.1",
                "management.endpoint.health.probes.add-additional-paths=true")) {
            assertThat(service.get("/livez").body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(service.get("/readyz").body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(service.get("/livez/x").statusCode()).isEqualTo(401);
            assertThat(service.get("/actuator/metrics").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void discovery_isOpenUnlessClosed() {
        try (SecuredService service = start()) {
            assertThat(service.get(DISCOVERY).statusCode()).isEqualTo(200);
            // The sandbox sends a token here too; it is not asked for, so it is not judged or spent.
            assertThat(service.send(service.to(DISCOVERY).header("Authorization", "Bearer nonsense"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(service.send(service.to(DISCOVERY).POST(BodyPublishers.ofString("{}")))
                            .statusCode())
                    .isEqualTo(401);
        }
        try (SecuredService service = start("lumbar.security.discovery=closed")) {
            assertThat(service.get(DISCOVERY).statusCode()).isEqualTo(401);
            assertThat(discover(service, token(service, SELECT)).statusCode()).isEqualTo(401);
            assertThat(discover(service, token(service, DISCOVERY + "/")).statusCode())
                    .isEqualTo(401);
            HttpResponse<String> answer = discover(service, token(service, DISCOVERY));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).startsWith("{\"services\":[");
        }
    }

    private static HttpResponse<String> discover(SecuredService service, Token token) {
        return service.send(service.to(DISCOVERY).header("Authorization", "Bearer " + token.sign()));
    }

    /** The slash names no other resource, and every guard is passed as without it. */
    @Test
    void aSlashAtTheEnd_isNoWayAroundTheToken() {
        try (SecuredService service = start("lumbar.security.discovery=closed")) {
            assertThat(service.get(DISCOVERY + "/").statusCode()).isEqualTo(401);
            assertThat(service.send(service.post(SELECT + "/")).statusCode()).isEqualTo(401);
            assertThat(service.get("/guideline/").statusCode()).isEqualTo(401);
            assertThat(service.call(SELECT + "/", token(service, SELECT).sign()).statusCode())
                    .as("aud is the endpoint's URL")
                    .isEqualTo(200);
            assertThat(service.call(SELECT + "/", token(service, SELECT + "/").sign())
                            .statusCode())
                    .as("aud is the URL that was called")
                    .isEqualTo(200);
            assertThat(service.call(SELECT, token(service, SELECT + "/").sign()).statusCode())
                    .as("aud is a URL that was not called")
                    .isEqualTo(401);
            assertThat(service.call(SELECT + "/", token(service, SELECT + "//").sign())
                            .statusCode())
                    .isEqualTo(401);
            Token once = token(service, SELECT);
            assertThat(service.call(SELECT, once.sign()).statusCode()).isEqualTo(200);
            assertThat(service.call(SELECT + "/", once.sign()).statusCode())
                    .as("used already")
                    .isEqualTo(401);
        }
    }

    @Test
    void aClientsServices_areItsOwnWithASlashToo() {
        try (SecuredService service = start("lumbar.security.clients[0].services=lbp-order-sign")) {
            assertThat(service.call(SELECT + "/", token(service, SELECT).sign()).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void whatATokenLacks_canBeReadByPages() {
        try (SecuredService service = start("lumbar.security.clients[0].services=lbp-order-sign")) {
            String sandbox = "https://sandbox.cds-hooks.org";
            HttpResponse<String> without = service.send(service.post(SELECT).header("Origin", sandbox));
            assertThat(without.statusCode()).isEqualTo(401);
            assertThat(without.headers().allValues("Access-Control-Allow-Origin"))
                    .containsExactly(sandbox);
            HttpResponse<String> forbidden = service.send(service.post(SELECT)
                    .header("Origin", sandbox)
                    .header("Authorization", "Bearer " + token(service, SELECT).sign()));
            assertThat(forbidden.statusCode()).isEqualTo(403);
            assertThat(forbidden.headers().allValues("Access-Control-Allow-Origin"))
                    .containsExactly(sandbox);
        }
    }

    @Test
    void feedback_hasAnAudienceOfItsOwn() {
        String feedback = SELECT + "/feedback";
        try (SecuredService service = start()) {
            assertThat(service.call(feedback, token(service, SELECT).sign()).statusCode())
                    .isEqualTo(401);
            assertThat(service.call(feedback, token(service, feedback).sign()).statusCode())
                    .isNotIn(401, 403);
        }
    }

    @Test
    void pages_readTheAnswersOfTheirOwnClientOnly() {
        String own = "https://app.ehr.example.org";
        String sandbox = "https://sandbox.cds-hooks.org";
        try (SecuredService service = start()) {
            assertThat(preflight(service, own)).contains("\r\nAccess-Control-Allow-Origin: " + own + "\r\n");
            assertThat(preflight(service, "https://elsewhere.example.org")).startsWith("HTTP/1.1 403 ");
            assertThat(allowed(service, token(service, SELECT), own)).containsExactly(own);
            assertThat(allowed(service, token(service, SELECT), sandbox)).containsExactly(sandbox);
            assertThat(allowed(service, otherToken(service, SELECT), sandbox)).containsExactly(sandbox);
            assertThat(allowed(service, otherToken(service, SELECT), own)).isEmpty();
            assertThat(allowed(service, token(service, SELECT), "https://elsewhere.example.org"))
                    .isEmpty();
        }
    }

    private static List<String> allowed(SecuredService service, Token token, String origin) {
        String answer = raw(
                service,
                "POST " + SELECT + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nOrigin: " + origin
                        + "\r\nAuthorization: Bearer " + token.sign() + "\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + SecuredService.BODY.getBytes(StandardCharsets.UTF_8).length
                        + "\r\n\r\n" + SecuredService.BODY);
        assertThat(answer).startsWith("HTTP/1.1 200 ");
        return answer.lines()
                .filter(line -> line.startsWith("Access-Control-Allow-Origin: "))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }

    private static String preflight(SecuredService service, String origin) {
        return raw(
                service,
                "OPTIONS " + SELECT + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nOrigin: " + origin
                        + "\r\nAccess-Control-Request-Method: POST\r\n"
                        + "Access-Control-Request-Headers: authorization,content-type\r\n\r\n");
    }

    private static String raw(SecuredService service, String request) {
        try (Socket socket = new Socket("127.0.0.1", service.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void fullMemory_refusesRatherThanForgets() {
        try (SecuredService service = start("lumbar.security.remembered-tokens=3")) {
            String first = token(service, SELECT).sign();
            assertThat(service.call(SELECT, first).statusCode()).isEqualTo(200);
            for (int i = 0; i < 2; i++) {
                assertThat(service.call(SELECT, token(service, SELECT).sign()).statusCode())
                        .isEqualTo(200);
            }
            HttpResponse<String> answer =
                    service.call(SELECT, token(service, SELECT).sign());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(service.refused(RefusalReason.MEMORY_FULL)).isEqualTo(1);
            assertThat(service.call(SELECT, first).statusCode()).isEqualTo(401);
            assertThat(service.call(SELECT, otherToken(service, SELECT).sign()).statusCode())
                    .isEqualTo(200);
            service.clock().forward(Duration.ofSeconds(300 + 60 + 3));
            assertThat(service.call(SELECT, token(service, SELECT).sign()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void tokenId_isRememberedAsLongAsItsTokenIsAccepted() {
        try (SecuredService service = start()) {
            String token = token(service, SELECT).claim("jti", "again").sign();
            assertThat(service.call(SELECT, token).statusCode()).isEqualTo(200);
            service.clock().forward(Duration.ofSeconds(300 + 59));
            assertThat(service.call(SELECT, token).statusCode()).isEqualTo(401);
            assertThat(service.refused(RefusalReason.REPLAYED)).isEqualTo(1);
            service.clock().forward(Duration.ofSeconds(1));
            assertThat(service.call(SELECT, token).statusCode()).isEqualTo(401);
            assertThat(service.refused(RefusalReason.EXPIRED)).isEqualTo(1);
            service.clock().forward(Duration.ofSeconds(3));
            assertThat(service.call(
                                    SELECT,
                                    token(service, SELECT).claim("jti", "again").sign())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void answer_isForTheClient_andItsRecordNamesIt() {
        List<Caller> callers = new CopyOnWriteArrayList<>();
        try (SecuredService service = SecuredService.start(
                context ->
                        context.registerBean("callers", CallListener.class, () -> event -> callers.add(event.caller())),
                "lumbar.security.clients[0].name=ehr",
                "lumbar.security.clients[0].iss=" + EHR,
                "lumbar.security.clients[0].jwks=" + Keys.file(directory, "ehr.json", KEY),
                "lumbar.security.clients[0].selection-behavior=any",
                "lumbar.security.clients[0].user-in-feedback=true",
                "lumbar.security.clients[0].fhir-servers=https://fhir.ehr.example.org/r4")) {
            assertThat(service.bean(MeterRegistry.class)
                            .find("lumbar.tokens.refused")
                            .meters())
                    .isEmpty();
            assertThat(service.call(
                                    SELECT,
                                    token(service, SELECT)
                                            .claim("tenant", "clinic-a")
                                            .sign())
                            .body())
                    .contains("\"selectionBehavior\":\"any\"");
        }
        assertThat(callers).singleElement().satisfies(caller -> {
            assertThat(caller.tenant()).isEqualTo("clinic-a");
            assertThat(caller.client().name()).isEqualTo("ehr");
            assertThat(caller.client().userInFeedback()).isTrue();
            assertThat(caller.client().fhirServers()).containsExactly("https://fhir.ehr.example.org/r4");
        });
    }

    @Test
    void withoutClients_nothingIsAsked() {
        try (SecuredService service = SecuredService.start()) {
            assertThat(service.send(service.post(SELECT)).statusCode()).isEqualTo(200);
            assertThat(service.call(SELECT, "nonsense").statusCode()).isEqualTo(200);
            assertThat(service.get("/elsewhere").statusCode()).isEqualTo(404);
        }
    }

    /** Even at the wordiest level no log holds a token or what it says. */
    @Test
    void logs_tellTheReason_neverTheToken() {
        String mark = "Zq7Marker";
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        List<String> sent = new ArrayList<>();
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (SecuredService service = start(
                "logging.level.org.springframework.security=trace",
                "logging.level.com.nimbusds=trace",
                "logging.level.org.springframework.web=debug",
                "logging.level.org.lumbarcds=trace")) {
            log.start();
            root.addAppender(log);
            Token marked = token(service, SELECT).claim("sub", mark).claim("tenant", mark);
            sent.add(marked.sign());
            sent.add(sent.get(0));
            sent.add(marked.claim("jti", mark).signed(OTHER_KEY));
            sent.add(marked.claim("aud", mark).sign());
            sent.add(marked.header("kid", mark).sign());
            sent.add(marked.header("typ", mark).sign());
            sent.add(marked.claim("iss", mark).sign());
            sent.add(marked.header("alg", mark).unsigned() + ".AA");
            sent.add(mark);
            sent.add("{" + mark);
            sent.forEach(token -> answers.add(service.call(SELECT, token)));
            answers.add(service.send(service.post(SELECT + "?access_token=" + mark)));
        } finally {
            root.detachAppender(log);
            for (String name : List.of(
                    "org.springframework.security", "com.nimbusds", "org.springframework.web", "org.lumbarcds")) {
                ((Logger) LoggerFactory.getLogger(name)).setLevel((Level) null);
            }
        }
        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .startsWith(200, 401)
                .doesNotContain(500);
        assertThat(answers).noneMatch(answer -> answer.body().contains(mark));
        List<String> lines = log.list.stream()
                .map(SecuredAccessTest::whole)
                // The tenant of a good token is recorded.
                .map(line -> line.replace("\"tenant\":\"" + mark + "\"", ""))
                .toList();
        assertThat(lines)
                .anyMatch(line -> line.contains("Refused a call of client ehr: replayed (the jti was used before)"))
                .anyMatch(line -> line.contains("Refused a call of client ehr: audience ("))
                .anyMatch(line -> line.contains("Refused a call of client unknown: unknown-issuer ("));
        assertThat(lines).noneMatch(line -> line.contains(mark));
        for (String token : sent) {
            for (String part : token.split("\\.")) {
                if (part.length() > 20) {
                    assertThat(lines).noneMatch(line -> line.contains(part));
                }
            }
        }
    }

    private static String whole(ILoggingEvent event) {
        String text = event.getLoggerName() + " " + event.getFormattedMessage();
        return event.getThrowableProxy() == null ? text : text + ThrowableProxyUtil.asString(event.getThrowableProxy());
    }
}
