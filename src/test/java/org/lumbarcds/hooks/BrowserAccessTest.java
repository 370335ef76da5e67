package org.lumbarcds.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a browser application may do, by its origin. */
class BrowserAccessTest {

    private static final String SANDBOX = "https://sandbox.cds-hooks.org";

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    static Stream<Arguments> preflights() {
        return Stream.of(
                arguments(
                        "sandbox on this machine, discovery",
                        "/cds-services",
                        "http://localhost:18100",
                        "GET",
                        "authorization",
                        true),
                arguments(
                        "sandbox on this machine by number",
                        "/cds-services",
                        "http://127.0.0.1:8080",
                        "GET",
                        "authorization",
                        true),
                arguments("this machine, port 80", "/cds-services", "http://localhost", "GET", "authorization", true),
                arguments(
                        "localhost as the user name",
                        Calls.SELECT,
                        "http://localhost:80@elsewhere.example.org",
                        "POST",
                        "content-type",
                        false),
                arguments("public sandbox, call", Calls.SELECT, SANDBOX, "POST", "authorization, content-type", true),
                arguments(
                        "public sandbox, feedback",
                        Calls.SELECT + "/feedback",
                        SANDBOX,
                        "POST",
                        "authorization,content-type",
                        true),
                arguments("no header", Calls.SELECT, SANDBOX, "POST", null, true),
                arguments("unknown service", "/cds-services/unknown", SANDBOX, "POST", "content-type", true),
                arguments(
                        "foreign origin", Calls.SELECT, "https://elsewhere.example.org", "POST", "content-type", false),
                arguments(
                        "origin that begins alike",
                        Calls.SELECT,
                        SANDBOX + ".example.org",
                        "POST",
                        "content-type",
                        false),
                arguments(
                        "localhost in the name",
                        Calls.SELECT,
                        "http://localhost.example.org",
                        "POST",
                        "content-type",
                        false),
                arguments("other scheme", Calls.SELECT, "http://sandbox.cds-hooks.org", "POST", "content-type", false),
                arguments("opaque origin", Calls.SELECT, "null", "POST", "content-type", false),
                arguments("other method", Calls.SELECT, SANDBOX, "DELETE", "content-type", false),
                arguments("other header", Calls.SELECT, SANDBOX, "POST", "x-api-key", false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void preflights(String why, String path, String origin, String method, String headers, boolean allowed) {
        String answer = service.raw("OPTIONS " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nOrigin: " + origin
                + "\r\nAccess-Control-Request-Method: " + method + "\r\n"
                + (headers == null ? "" : "Access-Control-Request-Headers: " + headers + "\r\n") + "\r\n");
        if (allowed) {
            assertThat(answer)
                    .startsWith("HTTP/1.1 200 ")
                    .contains(
                            "\r\nAccess-Control-Allow-Origin: " + origin + "\r\n",
                            "\r\nAccess-Control-Allow-Methods: GET,POST\r\n",
                            "\r\nAccess-Control-Max-Age: 3600\r\n");
            if (headers != null) {
                assertThat(answer)
                        .contains("\r\nAccess-Control-Allow-Headers: " + headers.replaceAll(", ?", ", ") + "\r\n");
            }
        } else {
            assertThat(answer)
                    .startsWith("HTTP/1.1 403 ")
                    .doesNotContain("Access-Control-Allow")
                    .endsWith(
                            Calls.outcome(
                                    "forbidden",
                                    "This origin, method or header is not allowed for browsers (lumbar.cors.allowed-origins)."));
        }
    }

    static Stream<Arguments> answers() {
        String call = Calls.sign("oxycodone", Calls.GIVEN);
        return Stream.of(
                arguments("cards", Calls.SIGN, call, 200),
                arguments("bad request", Calls.SIGN, "{", 400),
                arguments("unknown service", "/cds-services/unknown", call, 404),
                arguments("wrong method", "/cds-services", call, 405),
                arguments("missing data", Calls.SIGN, Calls.sign("oxycodone", "{}"), 412),
                arguments("failure", Calls.SIGN, Calls.sign("break the reader", "{}"), 500));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void answers_canBeReadByAllowedOrigins_only(String why, String path, String body, int status) {
        String allowed = post(path, SANDBOX, body);
        assertThat(allowed).startsWith("HTTP/1.1 " + status + " ");
        assertThat(allowed)
                .contains("\r\nAccess-Control-Allow-Origin: " + SANDBOX + "\r\n")
                .contains("\r\nVary: Origin\r\n");
        String foreign = post(path, "https://elsewhere.example.org", body);
        assertThat(foreign).startsWith("HTTP/1.1 " + status + " ");
        assertThat(foreign).doesNotContain("Access-Control-Allow").contains("\r\nVary: Origin\r\n");
    }

    private static String post(String path, String origin, String body) {
        return service.raw("POST " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nOrigin: " + origin
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }
}
