package org.lumbarcds.hooks.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lumbarcds.hooks.Calls;
import org.lumbarcds.hooks.RunningService;

class WarmUpTest {

    @Test
    void samples_areAnsweredBeforeReadiness_andNotCounted() {
        try (RunningService service = RunningService.start("server.servlet.context-path=/cds")) {
            assertThat(service.get("/cds/actuator/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(service.meters().find("lumbar.calls").meters()).isEmpty();
            assertThat(service.meters().find("lumbar.findings").meters()).isEmpty();
            assertThat(service.post("/cds" + Calls.SIGN, Calls.sign("oxycodone", Calls.GIVEN))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(service.meters()
                            .get("lumbar.calls")
                            .tags("service", "lbp-order-sign", "outcome", "cards")
                            .timer()
                            .count())
                    .isEqualTo(1);
        }
    }
}
