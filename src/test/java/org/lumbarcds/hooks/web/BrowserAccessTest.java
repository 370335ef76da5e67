package org.lumbarcds.hooks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.body.Admission;
import org.lumbarcds.hooks.Calls;
import org.lumbarcds.hooks.RunningService;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

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
                arguments("a slash at the end", Calls.SELECT + "/", SANDBOX, "POST", "authorization", true),
                arguments("a path that is not there", "/cds-service", SANDBOX, "POST", "content-type", true),
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
                arguments("no such path", "/cds-service", call, 404),
                arguments("wrong method", "/cds-services", call, 405),
                arguments("a body over the limit", Calls.SIGN, " ".repeat(6 * 1024 * 1024), 413),
                arguments("nested too deep", Calls.SIGN, "{\"a\":" + "[".repeat(300), 400),
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

    static Stream<Arguments> refusedEarly() {
        return Stream.of(
                arguments("a method nobody has here", "PUT " + Calls.SIGN, "", 405),
                arguments("a content type of any kind", "POST " + Calls.SIGN, "Content-Type: */*\r\n", 415),
                arguments("another content type", "POST " + Calls.SIGN, "Content-Type: text/plain\r\n", 415),
                arguments("a path that can't be read", "GET /cds-services/%zz", "", 400),
                arguments("an unknown transfer encoding", "POST " + Calls.SIGN, "Transfer-Encoding: foo\r\n", 501),
                arguments(
                        "a token that is too long",
                        "GET /cds-services",
                        "Authorization: Bearer " + "x".repeat(40_000) + "\r\n",
                        431));
    }

    /** Also what filters and the server refuse before the application sees it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusedEarly(String why, String line, String headers, int status) {
        String allowed = early(line, SANDBOX, headers);
        assertThat(allowed).startsWith("HTTP/1.1 " + status + " ");
        assertThat(allowed)
                .containsOnlyOnce("\r\nAccess-Control-Allow-Origin: " + SANDBOX + "\r\n")
                .contains("\r\nVary: Origin\r\n");
        assertThat(early(line, "https://elsewhere.example.org", headers))
                .startsWith("HTTP/1.1 " + status + " ")
                .doesNotContain("Access-Control-Allow");
    }

    private static String early(String line, String origin, String headers) {
        return service.raw(
                line + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nOrigin: " + origin + "\r\n" + headers + "\r\n");
    }

    @Test
    void anOverload_canBeReadByPages() {
        try (RunningService busy = RunningService.start("lumbar.limits.concurrent-calls=1")) {
            Admission.Visit other = busy.bean(Admission.class).open();
            other.evaluate();
            assertThat(status(busy, Calls.SIGN)).isEqualTo("503 " + SANDBOX);
            other.close();
            assertThat(status(busy, Calls.SIGN)).isEqualTo("400 " + SANDBOX);
        }
    }

    @Test
    void tooManyCalls_canBeReadByPages() {
        try (RunningService throttled = RunningService.start("lumbar.limits.calls-per-minute=1")) {
            status(throttled, Calls.SIGN);
            assertThat(status(throttled, Calls.SIGN)).isEqualTo("429 " + SANDBOX);
        }
    }

    /** The status, and which origin's pages may read the answer. */
    private static String status(RunningService service, String path) {
        HttpResponse<String> answer = service.send(service.to(path)
                .header("Origin", SANDBOX)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{")));
        return answer.statusCode() + " "
                + answer.headers().firstValue("Access-Control-Allow-Origin").orElse("nobody");
    }

    /** Figures of a hospital are no page's business, though it may call the services. */
    @ParameterizedTest
    @ValueSource(strings = {"/analytics", "/analytics/", "/analytics/feedback.csv", "/actuator/health"})
    void whatIsForOperators_canBeReadByNoPage(String path) {
        assertThat(early("GET " + path, SANDBOX, "")).doesNotContain("Access-Control-Allow");
        assertThat(early("OPTIONS " + path, SANDBOX, "Access-Control-Request-Method: GET\r\n"))
                .doesNotContain("Access-Control-Allow");
    }

    private static String post(String path, String origin, String body) {
        return service.raw("POST " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nOrigin: " + origin
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /** One configuration serves all requests: what one left in it would pile up, and many at once would break it. */
    @Test
    void requests_leaveTheConfigurationAsItIs() throws Exception {
        AllowedOrigins origins = new AllowedOrigins(List.of(SANDBOX));
        for (int i = 0; i < 3; i++) {
            MockHttpServletRequest request = new MockHttpServletRequest("POST", Calls.SELECT);
            request.setServletPath(Calls.SELECT);
            request.addHeader("Origin", SANDBOX);
            MockHttpServletResponse response = new MockHttpServletResponse();
            BrowserAccess.filter(origins).doFilter(request, response, new MockFilterChain());
            assertThat(response.getHeader("Access-Control-Allow-Origin")).isEqualTo(SANDBOX);
        }
        assertThat(origins.of(Calls.SELECT).getAllowedMethods()).containsExactly("GET", "POST");
    }
}
