package org.lumbarcds.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

/** Metrics on a port of their own, as docs/security.md sets it up. */
class ManagementPortTest {

    @Test
    void metrics_areShownThere_andNotToCallers() throws Exception {
        try (RunningService service = RunningService.start(
                "management.server.port=0",
                "management.server.address=127.0.0.1",
                "management.endpoints.web.exposure.include=health,metrics,prometheus",
                "management.endpoint.health.probes.add-additional-paths=true",
                "management.prometheus.metrics.export.enabled=true")) {
            service.post(Calls.SIGN, Calls.sign("oxycodone", Calls.GIVEN));
            String port = service.bean(Environment.class).getProperty("local.management.port");
            assertThat(port).isNotEqualTo(Integer.toString(service.port()));
            HttpResponse<String> metrics = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body())
                    .contains("lumbar_calls_seconds_count{outcome=\"cards\",service=\"lbp-order-sign\"} 1");
            assertThat(service.get("/actuator/prometheus").statusCode()).isEqualTo(404);
            assertThat(service.get("/actuator/metrics").statusCode()).isEqualTo(404);
            assertThat(service.get("/readyz").body()).isEqualTo("{\"status\":\"UP\"}");
        }
    }
}
