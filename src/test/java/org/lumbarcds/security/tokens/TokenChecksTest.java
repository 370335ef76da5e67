package org.lumbarcds.security.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.security.tokens.SecuredService.PUBLIC;
import static org.lumbarcds.security.tokens.SecuredService.SELECT;
import static org.lumbarcds.security.tokens.SecuredService.SIGN;
import static org.lumbarcds.security.tokens.SecuredService.START;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.clients.WarmUpCredentials;
import org.lumbarcds.security.Keys;
import org.lumbarcds.security.Token;

/** Every check of a token, satisfied and violated, over real HTTP. */
class TokenChecksTest {

    private static final String SANDBOX = "https://sandbox.cds-hooks.org";
    private static final String SANDBOX_JKU = SANDBOX + "/.well-known/jwks.json";
    private static final String EHR = "https://ehr.example.org/oauth2";
    private static final String AUD = PUBLIC + SELECT;

    private static final ECKey EC = Keys.p384("44823f3d-0b01-4a6c-a80e-b9d3e8a7226f");
    private static final RSAKey RSA = Keys.rsa("sandbox-rsa");
    private static final ECKey P256 = Keys.ec(Curve.P_256, "p256");
    private static final ECKey P521 = Keys.ec(Curve.P_521, "p521");
    private static final ECKey EC384 = Keys.p384("p384");
    private static final RSAKey EHR_RSA = Keys.rsa("ehr-rsa");
    private static final RSAKey FOR_RS256 = new RSAKey.Builder(Keys.rsa("for-rs256"))
            .algorithm(JWSAlgorithm.RS256)
            .build();
    private static final ECKey FOR_ENCRYPTION = new ECKey.Builder(Keys.p384("for-encryption"))
            .keyUse(KeyUse.ENCRYPTION)
            .build();
    private static final RSAKey SHORT = Keys.rsa(1024, "short");

    @TempDir
    static Path directory;

    private static SecuredService service;

    @BeforeAll
    static void start() {
        service = SecuredService.start(
                "lumbar.security.clients[0].name=sandbox",
                "lumbar.security.clients[0].iss=" + SANDBOX,
                "lumbar.security.clients[0].jwks="
                        + Keys.file(directory, "sandbox.json", EC, RSA, FOR_RS256, FOR_ENCRYPTION),
                "lumbar.security.clients[0].jku=" + SANDBOX_JKU,
                "lumbar.security.clients[1].iss=" + EHR,
                "lumbar.security.clients[1].jwks="
                        + Keys.file(directory, "ehr.json", EHR_RSA, P256, EC384, P521, SHORT),
                "lumbar.security.clients[1].algorithms=ES256,ES384,ES512,RS256,RS384,RS512,PS256,PS384,PS512",
                "lumbar.security.clients[1].services=lbp-order-select",
                "lumbar.security.clients[1].tenants=clinic-a,clinic-b");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Token sandbox() {
        return Token.of(SANDBOX, EC, "ES384", AUD, service.now()).header("jku", SANDBOX_JKU);
    }

    private static Token ehr() {
        return Token.of(EHR, EHR_RSA, "RS384", AUD, service.now()).claim("tenant", "clinic-a");
    }

    private static Arguments good(String name, Supplier<String> token) {
        return arguments(name, token);
    }

    static Stream<Arguments> accepted() {
        long now = START.getEpochSecond();
        return Stream.of(
                good("as the sandbox sends it", () -> sandbox().sign()),
                good("as a large EHR sends it: RS384, nbf, sub", () -> ehr().claim("nbf", now)
                        .claim("sub", "e1c2f3a4-client")
                        .sign()),
                good("aud among others", () -> sandbox()
                        .claim("aud", List.of("https://other.example.org", AUD))
                        .sign()),
                good("no jku", () -> sandbox().header("jku", null).sign()),
                good("typ in lower case", () -> sandbox().header("typ", "jwt").sign()),
                good(
                        "any tenant where none is configured",
                        () -> sandbox().claim("tenant", "somebody").sign()),
                good("the other tenant", () -> ehr().claim("tenant", "clinic-b").sign()),
                good("claims and headers that mean nothing here", () -> sandbox()
                        .header("x5t", "abc")
                        .claim("scope", "launch")
                        .sign()),
                good("the client's second key", () -> Token.of(SANDBOX, RSA, "RS384", AUD, service.now())
                        .sign()),
                good("ES256", () -> by(P256, "ES256")),
                good("ES384", () -> by(EC384, "ES384")),
                good("ES512", () -> by(P521, "ES512")),
                good("RS256", () -> by(EHR_RSA, "RS256")),
                good("RS384", () -> by(EHR_RSA, "RS384")),
                good("RS512", () -> by(EHR_RSA, "RS512")),
                good("PS256", () -> by(EHR_RSA, "PS256")),
                good("PS384", () -> by(EHR_RSA, "PS384")),
                good("PS512", () -> by(EHR_RSA, "PS512")));
    }

    private static String by(JWK key, String algorithm) {
        return Token.of(EHR, key, algorithm, AUD, service.now())
                .claim("tenant", "clinic-a")
                .sign();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void accepted(String name, Supplier<String> token) {
        HttpResponse<String> answer = service.call(SELECT, token.get());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("opioid-first-line");
    }

    /** What is advised and what is judged can't differ, and advice uses nothing up. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void diagnosis_ofWhatIsAccepted(String name, Supplier<String> token) {
        String sent = token.get();
        for (int i = 0; i < 2; i++) {
            assertThat(diagnosis(sent))
                    .allSatisfy(step ->
                            assertThat(step.passed()).as(step.toString()).isTrue());
        }
        assertThat(service.call(SELECT, sent).statusCode()).isEqualTo(200);
        assertThat(failed(diagnosis(sent))).containsExactly("replayed");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void diagnosis_ofWhatIsRefused(String name, RefusalReason reason, Supplier<String> token) {
        List<TokenDiagnosis.Step> steps = diagnosis(token.get());

        assertThat(failed(steps).get(0)).isEqualTo(reason.code());
        assertThat(steps).allSatisfy(step -> {
            assertThat(step.wanted()).isNotBlank();
            assertThat(step.mend() != null).isEqualTo(Boolean.FALSE.equals(step.passed()));
            assertThat(step.problem() == null).isEqualTo(Boolean.TRUE.equals(step.passed()));
        });
    }

    private static List<TokenDiagnosis.Step> diagnosis(String token) {
        return service.bean(TokenDiagnosis.class).steps(token, "lbp-order-select", java.util.Set.of(AUD));
    }

    private static List<String> failed(List<TokenDiagnosis.Step> steps) {
        return steps.stream()
                .filter(step -> Boolean.FALSE.equals(step.passed()))
                .map(TokenDiagnosis.Step::check)
                .toList();
    }

    private static Arguments bad(String name, RefusalReason reason, Supplier<String> token) {
        return arguments(name, reason, token);
    }

    static Stream<Arguments> refused() {
        return Stream.of(headers(), signatures(), claims()).flatMap(List::stream);
    }

    private static List<Arguments> headers() {
        return List.of(
                bad(
                        "alg none",
                        RefusalReason.ALGORITHM,
                        () -> sandbox().header("alg", "none").unsigned() + "."),
                bad(
                        "alg None",
                        RefusalReason.MALFORMED,
                        () -> sandbox().header("alg", "None").unsigned() + "."),
                bad(
                        "alg none with a signature",
                        RefusalReason.MALFORMED,
                        () -> sandbox().header("alg", "none").unsigned() + ".c2lnbmF0dXJl"),
                bad("HS256 with the public key as secret", RefusalReason.ALGORITHM, () -> Token.of(
                                SANDBOX, RSA, "HS256", AUD, service.now())
                        .mac(publicKey())),
                bad("an algorithm the client is not registered for", RefusalReason.ALGORITHM, () -> Token.of(
                                SANDBOX, RSA, "RS256", AUD, service.now())
                        .sign()),
                bad("another algorithm than signed with", RefusalReason.SIGNATURE, () -> ehr().header("alg", "RS256")
                        .signed(EHR_RSA, "RS384")),
                bad(
                        "no alg",
                        RefusalReason.MALFORMED,
                        () -> sandbox().header("alg", null).unsigned() + ".AA"),
                bad("no typ", RefusalReason.TYPE, () -> sandbox()
                        .header("typ", null)
                        .sign()),
                bad("other typ", RefusalReason.TYPE, () -> sandbox()
                        .header("typ", "at+jwt")
                        .sign()),
                bad("crit", RefusalReason.CRITICAL_HEADER, () -> sandbox()
                        .header("crit", List.of("exp"))
                        .header("exp", 1)
                        .sign()),
                bad("b64 without crit", RefusalReason.CRITICAL_HEADER, () -> sandbox()
                        .header("b64", false)
                        .sign()),
                bad("jku elsewhere", RefusalReason.KEY_URL, () -> sandbox()
                        .header("jku", "https://elsewhere.example.org/jwks.json")
                        .sign()),
                bad("jku that begins alike", RefusalReason.KEY_URL, () -> sandbox()
                        .header("jku", SANDBOX_JKU + "/../x")
                        .sign()),
                bad("jku of a client without one", RefusalReason.KEY_URL, () -> ehr().header("jku", EHR + "/jwks")
                        .sign()),
                bad("its own key in the header", RefusalReason.EMBEDDED_KEY, () -> {
                    ECKey own = Keys.p384(EC.getKeyID());
                    return sandbox()
                            .header("jwk", own.toPublicJWK().toJSONObject())
                            .signed(own);
                }),
                bad("the URL of its own certificate", RefusalReason.EMBEDDED_KEY, () -> sandbox()
                        .header("x5u", "https://elsewhere.example.org/cert.pem")
                        .sign()),
                bad("no kid", RefusalReason.NO_KEY_ID, () -> sandbox()
                        .header("kid", null)
                        .sign()),
                bad("unknown kid", RefusalReason.UNKNOWN_KEY, () -> sandbox()
                        .header("kid", "unknown")
                        .sign()));
    }

    private static List<Arguments> signatures() {
        return List.of(
                bad("key of another client", RefusalReason.UNKNOWN_KEY, () -> Token.of(
                                SANDBOX, EHR_RSA, "RS384", AUD, service.now())
                        .sign()),
                bad("key of another client under a known kid", RefusalReason.SIGNATURE, () -> sandbox()
                        .signed(EC384)),
                bad("somebody else's key under a known kid", RefusalReason.SIGNATURE, () -> sandbox()
                        .signed(Keys.p384(EC.getKeyID()))),
                bad("key of another curve", RefusalReason.SIGNATURE, () -> ehr().header("alg", "ES384")
                        .header("kid", P256.getKeyID())
                        .signed(EC384)),
                bad("key of another type", RefusalReason.UNKNOWN_KEY, () -> sandbox()
                        .header("kid", RSA.getKeyID())
                        .sign()),
                bad("key for another algorithm", RefusalReason.UNKNOWN_KEY, () -> Token.of(
                                SANDBOX, FOR_RS256, "RS384", AUD, service.now())
                        .sign()),
                bad("key for encryption", RefusalReason.UNKNOWN_KEY, () -> Token.of(
                                SANDBOX, FOR_ENCRYPTION, "ES384", AUD, service.now())
                        .sign()),
                bad("key that is too short", RefusalReason.UNKNOWN_KEY, () -> by(SHORT, "RS256")),
                bad("tampered payload", RefusalReason.SIGNATURE, () -> {
                    String[] honest = sandbox().sign().split("\\.");
                    String[] other = sandbox().claim("tenant", "other").sign().split("\\.");
                    return honest[0] + "." + other[1] + "." + honest[2];
                }),
                bad("tampered header", RefusalReason.SIGNATURE, () -> {
                    String[] honest = sandbox().sign().split("\\.");
                    String[] other = sandbox().header("x", "y").sign().split("\\.");
                    return other[0] + "." + honest[1] + "." + honest[2];
                }),
                bad(
                        "signature of zeros",
                        RefusalReason.SIGNATURE,
                        () -> sandbox().unsigned() + "." + Base64URL.encode(new byte[96])),
                bad("no signature", RefusalReason.MALFORMED, () -> sandbox().unsigned() + "."),
                bad("two parts", RefusalReason.MALFORMED, () -> sandbox().unsigned()),
                bad("no JWT", RefusalReason.MALFORMED, () -> "abc"),
                bad("header that is no JSON", RefusalReason.MALFORMED, () -> Token.base64("abc") + ".e30.AA"),
                bad("claims that are no object", RefusalReason.MALFORMED, () -> {
                    String header = sandbox().unsigned().split("\\.")[0];
                    return header + "." + Token.base64("[1]") + ".AA";
                }),
                bad("deeply nested claims", RefusalReason.MALFORMED, () -> {
                    String header = sandbox().unsigned().split("\\.")[0];
                    return header + "." + Token.base64("{\"a\":" + "[".repeat(6000)) + ".AA";
                }),
                bad("huge token", RefusalReason.TOO_LARGE, () -> sandbox()
                        .claim("more", "x".repeat(20_000))
                        .sign()));
    }

    private static List<Arguments> claims() {
        long now = START.getEpochSecond();
        return List.of(
                bad("unknown iss", RefusalReason.UNKNOWN_ISSUER, () -> sandbox()
                        .claim("iss", "https://elsewhere.example.org")
                        .sign()),
                bad("iss with a slash more", RefusalReason.UNKNOWN_ISSUER, () -> sandbox()
                        .claim("iss", SANDBOX + "/")
                        .sign()),
                bad("no iss", RefusalReason.UNKNOWN_ISSUER, () -> sandbox()
                        .claim("iss", null)
                        .sign()),
                bad(
                        "iss of the other client",
                        RefusalReason.UNKNOWN_KEY,
                        () -> sandbox().claim("iss", EHR).header("jku", null).sign()),
                bad("no aud", RefusalReason.AUDIENCE, () -> sandbox()
                        .claim("aud", null)
                        .sign()),
                bad("aud with a slash at its end", RefusalReason.AUDIENCE, () -> sandbox()
                        .claim("aud", AUD + "/")
                        .sign()),
                bad("aud of another service", RefusalReason.AUDIENCE, () -> sandbox()
                        .claim("aud", PUBLIC + SIGN)
                        .sign()),
                bad("aud of the feedback", RefusalReason.AUDIENCE, () -> sandbox()
                        .claim("aud", AUD + "/feedback")
                        .sign()),
                bad("aud of the whole service", RefusalReason.AUDIENCE, () -> sandbox()
                        .claim("aud", PUBLIC)
                        .sign()),
                bad("aud on the address that was dialled", RefusalReason.AUDIENCE, () -> sandbox()
                        .claim("aud", "http://127.0.0.1:" + service.port() + SELECT)
                        .sign()),
                bad("aud in upper case", RefusalReason.AUDIENCE, () -> sandbox()
                        .claim("aud", AUD.toUpperCase())
                        .sign()),
                bad("aud with a query", RefusalReason.AUDIENCE, () -> sandbox()
                        .claim("aud", AUD + "?a=b")
                        .sign()),
                bad("expired", RefusalReason.EXPIRED, () -> sandbox()
                        .claim("iat", now - 600)
                        .claim("exp", now - 300)
                        .sign()),
                bad("not yet valid", RefusalReason.NOT_YET_VALID, () -> sandbox()
                        .claim("nbf", now + 120)
                        .sign()),
                bad("issued later", RefusalReason.ISSUED_LATER, () -> sandbox()
                        .claim("iat", now + 120)
                        .claim("exp", now + 420)
                        .sign()),
                bad("no exp", RefusalReason.LIFETIME, () -> sandbox()
                        .claim("exp", null)
                        .sign()),
                bad("no iat", RefusalReason.LIFETIME, () -> sandbox()
                        .claim("iat", null)
                        .sign()),
                bad("exp before iat", RefusalReason.LIFETIME, () -> sandbox()
                        .claim("exp", now - 10)
                        .sign()),
                bad("valid for a day", RefusalReason.LIFETIME, () -> sandbox()
                        .claim("exp", now + 86_400)
                        .sign()),
                bad("exp that no clock reaches", RefusalReason.LIFETIME, () -> sandbox()
                        .claim("exp", Long.MAX_VALUE)
                        .sign()),
                bad("exp that is text", RefusalReason.MALFORMED, () -> sandbox()
                        .claim("exp", "tomorrow")
                        .sign()),
                bad("no jti", RefusalReason.NO_TOKEN_ID, () -> sandbox()
                        .claim("jti", null)
                        .sign()),
                bad("blank jti", RefusalReason.NO_TOKEN_ID, () -> sandbox()
                        .claim("jti", " ")
                        .sign()),
                bad("jti that is a number", RefusalReason.MALFORMED, () -> sandbox()
                        .claim("jti", 1)
                        .sign()),
                bad("another tenant", RefusalReason.TENANT, () -> ehr().claim("tenant", "clinic-c")
                        .sign()),
                bad("no tenant", RefusalReason.TENANT, () -> ehr().claim("tenant", null)
                        .sign()),
                bad("tenant that is an object", RefusalReason.TENANT, () -> sandbox()
                        .claim("tenant", Map.of("a", "b"))
                        .sign()));
    }

    private static byte[] publicKey() {
        try {
            return RSA.toRSAPublicKey().getEncoded();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String name, RefusalReason reason, Supplier<String> token) {
        double before = service.refused(reason);
        assertRefused(service.call(SELECT, token.get()));
        assertThat(service.refused(reason)).isEqualTo(before + 1);
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/fhir+json");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(answer.body())
                .isEqualTo("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
                        + "\"code\":\"security\",\"diagnostics\":\"The call needs a valid token of a registered client."
                        + " The service's log says what this one lacks.\"}]}");
    }

    /** Seconds from now of exp, iat and nbf. */
    @ParameterizedTest(name = "exp {0}, iat {1}, nbf {2}: {3}")
    @CsvSource({
        "-59, -300, , ",
        "-60, -300, , EXPIRED",
        "300, 60, , ",
        "300, 61, , ISSUED_LATER",
        "300, 0, 60, ",
        "300, 0, 61, NOT_YET_VALID",
        "3600, 0, , ",
        "3601, 0, , LIFETIME",
        "3540, -60, , ",
        "-59, -3659, , ",
        "-59, -3660, , LIFETIME",
        "1, 0, , ",
        "0, 0, , LIFETIME"
    })
    void boundaries(long exp, long iat, Long nbf, RefusalReason reason) {
        long now = START.getEpochSecond();
        Token token =
                sandbox().claim("exp", now + exp).claim("iat", now + iat).claim("nbf", nbf == null ? null : now + nbf);
        HttpResponse<String> answer = service.call(SELECT, token.sign());
        if (reason == null) {
            assertThat(answer.statusCode()).isEqualTo(200);
        } else {
            assertRefused(answer);
            assertThat(service.refused(reason)).isPositive();
        }
    }

    @Test
    void token_isUsedOnce() {
        String token = sandbox().sign();
        assertThat(service.call(SELECT, token).statusCode()).isEqualTo(200);
        double before = service.refused(RefusalReason.REPLAYED);
        assertRefused(service.call(SELECT, token));
        assertThat(service.refused(RefusalReason.REPLAYED)).isEqualTo(before + 1);
    }

    @Test
    void tokenId_isUsedOncePerClient() {
        String id = UUID.randomUUID().toString();
        assertThat(service.call(SELECT, sandbox().claim("jti", id).sign()).statusCode())
                .isEqualTo(200);
        assertRefused(service.call(
                SELECT, sandbox().claim("jti", id).claim("sub", "another token").sign()));
        assertThat(service.call(SELECT, ehr().claim("jti", id).sign()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void tokenId_isNotSpentByForgeries() {
        String id = UUID.randomUUID().toString();
        assertRefused(service.call(SELECT, sandbox().claim("jti", id).signed(Keys.p384(EC.getKeyID()))));
        assertRefused(service.call(
                SELECT, sandbox().claim("jti", id).claim("aud", "elsewhere").sign()));
        assertThat(service.call(SELECT, sandbox().claim("jti", id).sign()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void token_thatArrivesTwiceAtTheSameInstant_isUsedOnce() throws Exception {
        int callers = 8;
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            for (int round = 0; round < 5; round++) {
                String token = sandbox().sign();
                CyclicBarrier together = new CyclicBarrier(callers);
                Callable<Integer> call = () -> {
                    together.await();
                    return service.call(SELECT, token).statusCode();
                };
                List<Future<Integer>> answers = new ArrayList<>();
                for (int i = 0; i < callers; i++) {
                    answers.add(threads.submit(call));
                }
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> answer : answers) {
                    statuses.add(answer.get());
                }
                assertThat(statuses)
                        .containsOnlyOnce(200)
                        .filteredOn(status -> status == 401)
                        .hasSize(callers - 1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void noToken() {
        double before = service.refused(RefusalReason.NO_TOKEN);
        assertRefused(service.send(service.post(SELECT)));
        assertThat(service.refused(RefusalReason.NO_TOKEN)).isEqualTo(before + 1);
    }

    @Test
    void otherHeaders_areNoToken() {
        String token = sandbox().sign();
        double before = service.refused(RefusalReason.HEADER);
        for (String header : List.of(
                "Basic dXNlcjpwYXNz",
                "Bearer",
                "Bearer  ",
                token,
                "Bearer " + token + " " + token,
                "Bearer," + token)) {
            assertRefused(service.send(service.post(SELECT).header("Authorization", header)));
        }
        assertRefused(service.send(service.post(SELECT)
                .header("Authorization", "Bearer " + token)
                .header("Authorization", "Bearer " + token)));
        assertThat(service.refused(RefusalReason.HEADER)).isEqualTo(before + 7);
        assertThat(service.send(service.post(SELECT).header("Authorization", "bearer " + token))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tokenInQueryOrBody_isNotRead() {
        String token = sandbox().sign();
        double before = service.refused(RefusalReason.TOKEN_IN_QUERY);
        assertRefused(service.send(service.post(SELECT + "?access_token=" + token)));
        assertRefused(service.call(SELECT + "?a=b&access_token=" + token, token));
        assertThat(service.refused(RefusalReason.TOKEN_IN_QUERY)).isEqualTo(before + 2);
        assertRefused(service.send(service.to(SELECT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("access_token=" + token))));
        assertThat(service.call(SELECT, token).statusCode()).isEqualTo(200);
    }

    @Test
    void serviceOutsideTheClientsOwn_isForbidden() {
        HttpResponse<String> answer =
                service.call(SIGN, ehr().claim("aud", PUBLIC + SIGN).sign());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(answer.body())
                .isEqualTo("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
                        + "\"code\":\"forbidden\",\"diagnostics\":\"This client may not call this service"
                        + " (lumbar.security.clients[n].services).\"}]}");
        assertThat(service.refused(RefusalReason.SERVICE)).isPositive();
        assertThat(service.call(
                                SIGN + "/feedback",
                                ehr().claim("aud", PUBLIC + SIGN + "/feedback").sign())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void otherErrors_comeAfterTheToken() {
        String nothing = SecuredService.DISCOVERY + "/nothing";
        assertRefused(service.get(nothing));
        assertThat(service.call(
                                nothing,
                                sandbox().claim("aud", PUBLIC + nothing).sign())
                        .statusCode())
                .isEqualTo(404);
        assertRefused(service.get("/elsewhere"));
        assertRefused(service.get("/actuator/metrics"));
        assertThat(service.send(service.post(SELECT)
                                .header("Authorization", "Bearer " + sandbox().sign())
                                .POST(BodyPublishers.ofString("{")))
                        .statusCode())
                .isEqualTo(400);
    }

    /** What the path looks like must not matter: the token names the endpoint that is really called. */
    @Test
    void path_isTheOneThatIsCalled() {
        assertThat(service.call(SELECT.replace("lbp", "%6cbp"), sandbox().sign())
                        .statusCode())
                .isEqualTo(200);
        assertThat(service.call(SELECT + "?a=b", sandbox().sign()).statusCode()).isEqualTo(200);
        assertThat(service.call("/cds-services/x/../lbp-order-sign", sandbox().sign())
                        .statusCode())
                .isIn(400, 401);
        assertThat(service.call(
                                "/cds-services/lbp-order-select;/../lbp-order-sign",
                                sandbox().sign())
                        .statusCode())
                .isIn(400, 401);
    }

    @Test
    void health_wantsNoToken() {
        assertThat(service.get("/actuator/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void warmUp_leavesNoWayIn() {
        String authorization = service.bean(WarmUpCredentials.class).authorization(SELECT);
        assertThat(authorization).startsWith("Bearer ey");
        double before = service.refused(RefusalReason.UNKNOWN_ISSUER);
        assertRefused(service.send(service.post(SELECT).header("Authorization", authorization)));
        assertThat(service.refused(RefusalReason.UNKNOWN_ISSUER)).isEqualTo(before + 1);
    }
}
