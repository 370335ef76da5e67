package org.lumbarcds.hooks.trust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.hooks.RunningService;

/** Behind a proxy that is known to the service, a caller writes into its headers whatever address it likes. */
class ForwardedAnalyticsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.forward-headers-strategy=native",
                "server.forward-headers-strategy=framework",
                "server.tomcat.remoteip.remote-ip-header=X-Forwarded-For"
            })
    void analytics_withoutOperators_isForNobodyWhoSaysToBeThisMachine(String property) {
        try (RunningService service = RunningService.start(property)) {
            assertThat(service.send(service.to("/analytics").header("X-Forwarded-For", "127.0.0.1"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(service.send(service.to("/analytics").header("X-Forwarded-For", "127.0.0.1, 10.1.2.3"))
                            .statusCode())
                    .isEqualTo(403);
        }
    }
}
