package org.lumbarcds.hooks.trust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.hooks.Calls;
import org.lumbarcds.hooks.RunningService;
import org.springframework.core.env.Environment;

/** Metrics on a port of their own, as docs/security.md sets it up. */
class ManagementPortTest {

    private static RunningService service;
    private static int port;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                "management.server.port=0",
                "management.server.address=127.0.0.1",
                "management.endpoints.web.exposure.include=health,metrics,prometheus",
                "management.endpoint.health.probes.add-additional-paths=true",
                "management.prometheus.metrics.export.enabled=true");
        port = Integer.parseInt(service.bean(Environment.class).getProperty("local.management.port"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String raw(String line) {
        return RunningService.raw(port, line + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    }

    @Test
    void metrics_areShownThere_andNotToCallers() {
        service.post(Calls.SIGN, Calls.sign("oxycodone", Calls.GIVEN));
        assertThat(port).isNotEqualTo(service.port());
        assertThat(raw("GET /actuator/prometheus"))
                .startsWith("HTTP/1.1 200 ")
                .contains("lumbar_calls_seconds_count{outcome=\"cards\",service=\"lbp-order-sign\"} 1");
        assertThat(service.get("/actuator/prometheus").statusCode()).isEqualTo(404);
        assertThat(service.get("/actuator/metrics").statusCode()).isEqualTo(404);
        assertThat(service.get("/readyz").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /actuator/health",
                "GET /actuator/prometheus",
                "GET /actuator/metrics/none",
                "GET /nothing",
                "GET /%zz",
                "GET /a%00b",
                "POST /actuator/health",
                "TRACE /actuator/health"
            })
    void everyAnswer_isKeptFromBrowsers(String line) {
        assertThat(raw(line))
                .containsOnlyOnce("\r\nX-Content-Type-Options: nosniff\r\n")
                .containsOnlyOnce("\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n")
                .containsOnlyOnce("\r\nX-Frame-Options: DENY\r\n")
                .containsOnlyOnce("\r\nReferrer-Policy: no-referrer\r\n")
                .containsPattern("\r\nCache-Control: (no-store|no-cache)\r\n");
    }

    @Test
    void brokenRequests_getAnOutcome() {
        assertThat(RunningService.raw(port, "NONSENSE\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\r\nX-Content-Type-Options: nosniff\r\n")
                .contains("\"resourceType\":\"OperationOutcome\"")
                .doesNotContain("<html");
    }
}
