package org.lumbarcds.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, methods and broken requests: always an OperationOutcome, never HTML, never a stack trace or a version. */
class PathTest {

    private static final String NOT_FOUND =
            Calls.outcome("not-found", "There is nothing at this path. GET /cds-services lists the services.");
    private static final String BAD = Calls.outcome("invalid", "The call could not be served: Bad Request.");
    private static final String JSON = "Content-Type: application/json\r\n";

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    static Stream<Arguments> refused() {
        String post = "This method is not supported here. Use POST, OPTIONS.";
        String get = "This method is not supported here. Use GET, HEAD, OPTIONS.";
        return Stream.of(
                arguments("GET /", "", 404, NOT_FOUND),
                arguments("GET /index.html", "", 404, NOT_FOUND),
                arguments("GET /error", "", 404, NOT_FOUND),
                arguments("GET /actuator", "", 404, NOT_FOUND),
                arguments("GET /actuator/env", "", 404, NOT_FOUND),
                arguments("GET /actuator/metrics", "", 404, NOT_FOUND),
                arguments("GET /cds-services//", "", 404, NOT_FOUND),
                arguments("GET /cds-services/;x", "", 404, NOT_FOUND),
                arguments("GET /cds-services%2f", "", 400, BAD),
                arguments("GET /nothing/", "", 404, NOT_FOUND),
                arguments("GET /error/", "", 404, NOT_FOUND),
                arguments("GET /cds-services/lbp-order-sign/", "", 405, Calls.outcome("not-supported", post)),
                arguments("TRACE /cds-services/", "", 405, Calls.outcome("not-supported", get)),
                arguments("GET //cds-services", "", 404, NOT_FOUND),
                arguments("GET /cds-services/unknown", "", 404, NOT_FOUND),
                arguments("POST /cds-services/unknown", JSON + "Content-Length: 0\r\n", 404, NOT_FOUND),
                arguments("POST /cds-services/lbp-order-sign//", JSON + "Content-Length: 0\r\n", 404, NOT_FOUND),
                arguments("POST /cds-services/unknown/", JSON + "Content-Length: 0\r\n", 404, NOT_FOUND),
                arguments("GET /cds-services/%2e%2e/x", "", 404, NOT_FOUND),
                arguments("GET /cds-services/..;/x", "", 404, NOT_FOUND),
                arguments("GET /cds-services/a;b=c", "", 404, NOT_FOUND),
                arguments(
                        "GET /cds-services",
                        "Accept: text/html\r\nAuthorization: Bearer " + "x".repeat(40_000) + "\r\n",
                        431,
                        Calls.outcome(
                                "too-long",
                                "The request line and headers are larger than server.max-http-request-header-size."
                                        + " Send a shorter token.")),
                arguments("GET /cds-services%2funknown", "", 400, BAD),
                arguments("GET /cds-services/%5c", "", 400, BAD),
                arguments("GET /%00", "", 400, BAD),
                arguments("GET /%ff", "", 400, BAD),
                arguments("GET /%zz", "", 400, BAD),
                arguments("GET /a<script>", "", 400, BAD),
                arguments("GET /../..", "", 400, BAD),
                arguments("GET /nothing", "Accept: text/html\r\n", 404, NOT_FOUND),
                arguments("GET /nothing", "Accept: nonsense\r\n", 404, NOT_FOUND),
                arguments(
                        "POST /cds-services/lbp-order-sign",
                        "Origin: http://localhost:8000\r\nContent-Type: */*\r\nContent-Length: 0\r\n",
                        415,
                        Calls.outcome("not-supported", "Send the call as Content-Type: application/json.")),
                arguments(
                        "OPTIONS /",
                        "Origin: http://localhost:8000\r\nContent-Type: */*\r\n",
                        415,
                        Calls.outcome("not-supported", "Send the call as Content-Type: application/json.")),
                arguments("GET /cds-services/lbp-order-sign", "", 405, Calls.outcome("not-supported", post)),
                arguments("PUT /cds-services/lbp-order-sign", "", 405, Calls.outcome("not-supported", post)),
                arguments("DELETE /cds-services/lbp-order-sign", "", 405, Calls.outcome("not-supported", post)),
                arguments(
                        "POST /cds-services", JSON + "Content-Length: 0\r\n", 405, Calls.outcome("not-supported", get)),
                arguments("SMITH /cds-services", "", 405, Calls.outcome("not-supported", get)),
                arguments("TRACE /cds-services", "", 405, Calls.outcome("not-supported", get)),
                arguments("TRACE /cds-services/lbp-order-sign", "", 405, Calls.outcome("not-supported", post)),
                arguments("TRACE /nothing", "", 404, NOT_FOUND),
                arguments("GET /actuator/info", "", 404, NOT_FOUND),
                arguments("GET /actuator/prometheus", "", 404, NOT_FOUND),
                arguments("POST /cds-services/lbp-order-sign", JSON + "Content-Length: x\r\n", 400, BAD),
                arguments(
                        "POST /cds-services/lbp-order-sign",
                        JSON + "Transfer-Encoding: foo\r\n",
                        501,
                        Calls.outcome("exception", "The call could not be served: Not Implemented.")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String line, String headers, int status, String body) {
        String answer = service.raw(line + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + headers + "\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").endsWith("\r\n\r\n" + body);
        assertThat(answer)
                .contains("\r\nContent-Type: application/fhir+json\r\n", "\r\nX-Content-Type-Options: nosniff\r\n")
                .doesNotContain("Tomcat", "Apache", "Server:");
        if (status == 405) {
            String allow = body.substring(body.indexOf("Use ") + 4, body.indexOf(".\"", body.indexOf("Use ")));
            assertThat(answer).containsOnlyOnce("\r\nAllow: ").contains("\r\nAllow: " + allow + "\r\n");
        }
    }

    @Test
    void aSlashAtTheEnd_isTheSameResource() {
        String call = Calls.sign("oxycodone", Calls.GIVEN);
        String feedback =
                "{\"feedback\":[{\"card\":\"4e0a7a3c-7b1e-4f8e-8d3a-0c8f0f6f7d10\",\"outcome\":\"overridden\","
                        + "\"outcomeTimestamp\":\"2026-11-23T09:02:22Z\"}]}";

        assertThat(service.get("/cds-services/").body())
                .isEqualTo(service.get("/cds-services").body());
        assertThat(service.post(Calls.SIGN + "/", call).body())
                .isEqualTo(Calls.card("opioid-first-line", "warning", "oxycodone"));
        assertThat(service.post(Calls.SIGN + "/", "").body())
                .isEqualTo(Calls.outcome("required", "The body is empty. Send the call as a JSON object."));
        assertThat(service.post(Calls.SIGN + "/feedback/", feedback).statusCode())
                .isEqualTo(200);
        assertThat(service.get("/cds-services/?a=/").statusCode()).isEqualTo(200);
        assertThat(service.get("/actuator/health/").statusCode()).isEqualTo(200);
        assertThat(service.raw("OPTIONS /cds-services/ HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .contains("\r\nAllow: GET,HEAD,OPTIONS\r\n");
    }

    @Test
    void brokenRequests_getAnOutcome() {
        assertThat(service.raw("NONSENSE\r\n\r\n")).startsWith("HTTP/1.1 400 ").endsWith(BAD);
        assertThat(service.raw("GET /cds-services HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .endsWith(BAD);
        assertThat(service.raw("GET /cds-services HTTP/9.9\r\nHost: h\r\n\r\n"))
                .startsWith("HTTP/1.1 505 ")
                .endsWith(Calls.outcome("exception", "The call could not be served: HTTP Version not supported."));
        assertThat(service.raw("POST /cds-services/lbp-order-sign HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + JSON
                        + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"resourceType\":\"OperationOutcome\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /cds-services",
                "POST /cds-services/lbp-order-sign",
                "GET /nothing",
                "GET /actuator/health",
                "GET /%zz",
                "TRACE /cds-services"
            })
    void everyAnswer_isKeptFromBrowsers(String line) {
        assertThat(service.raw(line + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .contains(
                        "\r\nX-Content-Type-Options: nosniff\r\n",
                        "\r\nReferrer-Policy: no-referrer\r\n",
                        "\r\nX-Frame-Options: DENY\r\n",
                        "\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n")
                .containsPattern("\r\nCache-Control: (no-store|no-cache)\r\n")
                .doesNotContain("Strict-Transport-Security");
    }

    @Test
    void head_andOptions_areSensible() {
        assertThat(service.raw("HEAD /cds-services HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Type: application/json")
                .endsWith("\r\n\r\n");
        assertThat(service.raw("OPTIONS /cds-services HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("\r\nAllow: GET,HEAD,OPTIONS\r\n");
        assertThat(service.raw("OPTIONS /cds-services/lbp-order-sign HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("\r\nAllow: POST,OPTIONS\r\n");
    }

    @Test
    void health_withAnAcceptHeaderNobodyCanRead() {
        assertThat(service.raw("GET /actuator/health HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAccept: ,,,\r\n\r\n"))
                .startsWith("HTTP/1.1 406 ")
                .endsWith(Calls.outcome("invalid", "The call could not be served: Not Acceptable."));
    }

    @Test
    void tooLargeHeaders_endTheConnection() {
        assertThat(service.raw("GET /cds-services HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(40_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("\r\nConnection: close\r\n");
    }

    @Test
    void health_withABrokenBody() {
        String head = " /actuator/health HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + JSON;
        for (String method : new String[] {"GET", "POST"}) {
            assertThat(service.raw(method + head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}"))
                    .matches("(?s)HTTP/1.1 (200|400|405) .*");
        }
    }

    @Test
    void health_isAllThatIsShownOfTheInside() {
        assertThat(service.get("/actuator/health").body())
                .isEqualTo("{\"groups\":[\"liveness\",\"readiness\"],\"status\":\"UP\"}");
        assertThat(service.get("/actuator/health/liveness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(service.get("/actuator/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
    }
}
