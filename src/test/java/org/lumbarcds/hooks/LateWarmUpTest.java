package org.lumbarcds.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.lumbarcds.body.Admission;
import org.lumbarcds.body.BodyParser;
import org.lumbarcds.body.BodyReader;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.hooks.answering.CallMetrics;
import org.lumbarcds.hooks.answering.CallNotifier;
import org.lumbarcds.hooks.answering.ClientServers;
import org.lumbarcds.record.CallEvent;
import org.lumbarcds.record.ContentVersion;
import org.lumbarcds.settings.LumbarSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

/** A call of the warm-up that is answered only after its end is no call of anybody's: not counted, not written down. */
class LateWarmUpTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CallMetrics record = new CallMetrics(meters);
    private final AtomicBoolean published = new AtomicBoolean();

    private ServiceController controller() {
        LumbarSettings settings = Binder.get(new MockEnvironment()).bindOrCreate("lumbar", LumbarSettings.class);
        CallNotifier events = new CallNotifier(
                List.of((CallEvent event) -> published.set(true)),
                null,
                new ContentVersion("0123456789abcdef"),
                rule -> "1.0.0",
                Clock.systemUTC());
        return new ServiceController(
                null,
                new Admission(1, 1 << 20),
                new BodyReader(DataSize.ofKilobytes(1)),
                new BodyParser(settings.limits()),
                null,
                record,
                events,
                new ClientServers(false),
                Clock.systemUTC());
    }

    /** Whose body is read while the warm-up ends. */
    private MockHttpServletRequest request(String mark) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/cds-services/lbp-order-sign") {
            @Override
            public ServletInputStream getInputStream() {
                record.begin();
                return super.getInputStream();
            }
        };
        request.addHeader(CallMetrics.WARM_UP, mark);
        request.setContentType("application/json");
        request.setContent("{".getBytes(StandardCharsets.UTF_8));
        return request;
    }

    @Test
    void call_thatOutlastsTheWarmUp_isNotRecorded() {
        assertThatThrownBy(() -> controller().call("lbp-order-sign", request(record.warmUp())))
                .isInstanceOf(Refusal.class);
        assertThat(meters.find("lumbar.calls").meters()).isEmpty();
        assertThat(published).isFalse();
    }

    @Test
    void call_ofSomebodyElseMeanwhile_isRecorded() {
        assertThatThrownBy(() -> controller().call("lbp-order-sign", request("guessed")))
                .isInstanceOf(Refusal.class);
        assertThat(meters.get("lumbar.calls").timer().count()).isEqualTo(1);
        assertThat(published).isTrue();
    }

    @Test
    void call_afterTheWarmUp_isRecorded_whateverItsMark() {
        record.begin();
        assertThatThrownBy(() -> controller().call("lbp-order-sign", request(record.warmUp())))
                .isInstanceOf(Refusal.class);
        assertThat(published).isTrue();
    }
}
