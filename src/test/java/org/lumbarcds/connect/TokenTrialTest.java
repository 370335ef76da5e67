package org.lumbarcds.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.security.tokens.SecuredService.BODY;
import static org.lumbarcds.security.tokens.SecuredService.PUBLIC;
import static org.lumbarcds.security.tokens.SecuredService.SELECT;
import static org.lumbarcds.security.tokens.SecuredService.SIGN;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.ECKey;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.endtoend.EndToEnd;
import org.lumbarcds.security.Keys;
import org.lumbarcds.security.Token;
import org.lumbarcds.security.tokens.SecuredService;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** "A live check of a pasted JWT saying which check fails and how to mend it", for an operator, over real HTTP. */
class TokenTrialTest {

    private static final String ISS = "https://north.example.org/oauth2";
    private static final ECKey KEY = Keys.p384("7c0e4a51-5a0f-4a0e-9d43-0d6a1f6f7d10");
    private static final String PASSWORD = "correct horse battery";
    private static final String OPERATOR =
            "Basic " + Base64.getEncoder().encodeToString(("night shift:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    @TempDir
    static Path directory;

    private static SecuredService service;

    @BeforeAll
    static void start() {
        service = SecuredService.start(
                "lumbar.data.directory=" + directory.resolve("data"),
                "lumbar.security.clients[0].name=north clinic",
                "lumbar.security.clients[0].iss=" + ISS,
                "lumbar.security.clients[0].jwks=" + Keys.file(directory, "ehr.json", KEY),
                "lumbar.security.clients[0].services=lbp-order-select",
                "lumbar.security.operators[0].name=night shift",
                "lumbar.security.operators[0].password-hash={bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Token token() {
        return Token.of(ISS, KEY, "ES384", PUBLIC + SELECT, service.now());
    }

    private static HttpResponse<String> post(String body, String contentType, String authorization) {
        var request =
                service.to("/connect/token").header("Content-Type", contentType).POST(BodyPublishers.ofString(body));
        return service.send(authorization == null ? request : request.header("Authorization", authorization));
    }

    private static JsonNode judged(String token, String target) {
        String body = EndToEnd.MAPPER
                .createObjectNode()
                .put("token", token)
                .put("service", target)
                .toString();
        HttpResponse<String> answer = post(body, "application/json", OPERATOR);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        return EndToEnd.json(answer.body());
    }

    private static List<String> failed(JsonNode verdict) {
        return EndToEnd.stream(verdict.get("checks"))
                .filter(check -> check.has("passed") && !check.get("passed").asBoolean())
                .map(check -> check.get("check").asText())
                .toList();
    }

    @Test
    void goodToken_passesEveryCheck_andCanStillBeUsed() {
        String token = token().sign();

        JsonNode verdict = judged("Bearer " + token + "\n", "lbp-order-select");

        assertThat(verdict.get("accepted").asBoolean()).isTrue();
        assertThat(verdict.get("registered").asBoolean()).isTrue();
        assertThat(verdict.get("aud").asText()).isEqualTo(PUBLIC + SELECT);
        assertThat(EndToEnd.stream(verdict.get("checks"))
                        .map(check -> check.get("check").asText()))
                .containsExactly(
                        "malformed",
                        "unknown-issuer",
                        "type",
                        "algorithm",
                        "critical-header",
                        "embedded-key",
                        "key-url",
                        "no-key-id",
                        "signature",
                        "audience",
                        "lifetime",
                        "expired",
                        "issued-later",
                        "not-yet-valid",
                        "no-token-id",
                        "tenant",
                        "replayed",
                        "service");
        assertThat(call(token).statusCode()).as("its jti is still unused").isEqualTo(200);
        JsonNode again = judged(token, "lbp-order-select");
        assertThat(again.get("accepted").asBoolean()).isFalse();
        assertThat(failed(again)).containsExactly("replayed");
    }

    private static HttpResponse<String> call(String token) {
        return service.send(service.to(SELECT)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(BODY)));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        "everything that has nothing to do with another",
                        token().header("typ", null)
                                .claim("aud", "https://elsewhere.example.org")
                                .claim("jti", null),
                        List.of("type", "audience", "no-token-id")),
                Arguments.of(
                        "an issuer that nobody registered",
                        token().claim("iss", "https://who.example.org"),
                        List.of("unknown-issuer")),
                Arguments.of("no lifetime", token().claim("exp", null), List.of("lifetime")));
    }

    /** A call would name the first alone; here each is. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void eachFault_isNamed(String name, Token token, List<String> faults) {
        JsonNode verdict = judged(token.sign(), "lbp-order-select");
        assertThat(failed(verdict)).isEqualTo(faults);
        assertThat(verdict.get("accepted").asBoolean()).isFalse();
    }

    @Test
    void whatNeedsTheClient_isNotJudgedWithoutOne() {
        JsonNode verdict =
                judged(token().claim("iss", "https://who.example.org").sign(), "lbp-order-select");
        assertThat(EndToEnd.stream(verdict.get("checks"))
                        .filter(check -> !check.has("passed"))
                        .map(check -> check.get("check").asText()))
                .containsExactly("algorithm", "key-url", "signature", "tenant", "replayed", "service");
    }

    @ParameterizedTest
    @CsvSource({
        "lbp-order-sign, 'audience,service', " + PUBLIC + SIGN,
        "lbp-order-select/feedback, audience, " + PUBLIC + SELECT + "/feedback",
    })
    void anotherTarget_wantsAnotherAud(String target, String faults, String aud) {
        JsonNode verdict = judged(token().sign(), target);
        assertThat(String.join(",", failed(verdict))).isEqualTo(faults);
        assertThat(verdict.get("aud").asText()).isEqualTo(aud);
        JsonNode audience = EndToEnd.stream(verdict.get("checks"))
                .filter(check -> check.get("check").asText().equals("audience"))
                .findFirst()
                .orElseThrow();
        assertThat(audience.get("mend").asText()).contains(aud + ".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{\"service\":\"lbp-order-sign\"}",
                "{\"token\":\"a.b.c\"}",
                "{\"token\":7,\"service\":\"lbp-order-sign\"}",
                "{\"token\":\" \",\"service\":\"lbp-order-sign\"}",
                "{\"token\":{\"a\":\"b\"},\"service\":\"lbp-order-sign\"}",
                "{\"token\":\"a.b.c\",\"service\":\"../analytics\"}",
                "{\"token\":\"a.b.c\",\"service\":[\"lbp-order-sign\"]}",
            })
    void whatIsNoQuestion_isRefused(String body) {
        HttpResponse<String> answer = post(body, "application/json", OPERATOR);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(EndToEnd.json(answer.body()).get("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.body()).doesNotContain("a.b.c", "../analytics");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.b.c | malformed",
                "<script>alert(1)</script> | malformed",
                "…. | malformed",
                "eyJhbGciOiJub25lIn0.e30. | algorithm",
                "'\0.\0.\0' | malformed",
            })
    void hostileTokens_areJudgedAndNotQuoted(String token, String fault) {
        JsonNode verdict = judged(token, "lbp-order-select");
        assertThat(failed(verdict)).containsExactly(fault);
        assertThat(verdict.toString()).doesNotContain(token);
    }

    @Test
    void hugeTokens_areJudged_hugeBodiesAreNot() {
        assertThat(failed(judged("a".repeat(20_000), "lbp-order-select"))).containsExactly("too-large");
        String body = "{\"token\":\"" + "a".repeat(6_000_000) + "\",\"service\":\"lbp-order-select\"}";
        assertThat(post(body, "application/json", OPERATOR).statusCode()).isEqualTo(413);
        assertThat(post("{}", "text/plain", OPERATOR).statusCode()).isEqualTo(415);
        assertThat(post("{\"a\":" + "[".repeat(300), "application/json", OPERATOR)
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/connect/token", "/connect/fhir", "/connect", "/connect/anything"})
    void onlyOperators_mayAsk(String path) {
        for (String authorization : new String[] {null, "Bearer " + token().sign(), "Basic bmlnaHQgc2hpZnQ6d3Jvbmc="}) {
            var request =
                    service.to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}"));
            HttpResponse<String> answer =
                    service.send(authorization == null ? request : request.header("Authorization", authorization));
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Basic");
        }
    }

    @Test
    void thePage_isOpenWhereClientsAreRegistered() {
        for (String path : List.of("/connect.html", "/connect.js", "/figures.js", "/chart.js", "/guideline.js")) {
            assertThat(service.get(path).statusCode()).as(path).isEqualTo(200);
            assertThat(service.send(service.to(path).POST(BodyPublishers.noBody()))
                            .statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(service.get("/connect.htm").statusCode()).isEqualTo(401);
        assertThat(service.get("/connect.html").body())
                .contains(PUBLIC + "/cds-services<")
                .doesNotContain("north clinic", ISS);
    }

    @Test
    void noLog_hasTheToken() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        Level level = root.getLevel();
        root.setLevel(Level.DEBUG);
        String token = token().header("typ", null).sign();
        try {
            judged(token, "lbp-order-select");
        } finally {
            root.setLevel(level);
            root.detachAppender(lines);
        }
        assertThat(lines.list.stream().map(ILoggingEvent::getFormattedMessage))
                .isNotEmpty()
                .noneMatch(line -> line.contains(token.substring(0, 40)))
                .anyMatch(
                        line -> line.contains(
                                "\"operator\":\"night shift\",\"path\":\"/connect/token\",\"address\":\"127.0.0.1\",\"outcome\":\"200\""));
    }
}
