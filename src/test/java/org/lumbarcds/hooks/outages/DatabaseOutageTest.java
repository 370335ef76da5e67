package org.lumbarcds.hooks.outages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.lumbarcds.feedback.calls.Postgres;
import org.lumbarcds.hooks.Calls;
import org.lumbarcds.hooks.RunningService;

/** Whatever becomes of the database, calls are answered; feedback is stored or refused with 503. */
class DatabaseOutageTest {

    private static final String PATH = Calls.SIGN + "/feedback";

    private static String feedback() {
        return "{\"feedback\":[{\"card\":\"" + UUID.randomUUID()
                + "\",\"outcome\":\"overridden\",\"outcomeTimestamp\":\"2026-11-23T09:02:22Z\"}]}";
    }

    private static RunningService start(Relay relay, String database, String... more) {
        String[] properties = new String[more.length + 2];
        properties[0] = "spring.datasource.url=" + Postgres.url(relay.port(), database);
        properties[1] = "logging.level.com.zaxxer.hikari=off";
        System.arraycopy(more, 0, properties, 2, more.length);
        return RunningService.start(properties);
    }

    private static void assertCallsAreAnswered(RunningService service) {
        HttpResponse<String> answer = service.post(Calls.SIGN, Calls.sign("oxycodone", Calls.GIVEN));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("opioid-first-line");
    }

    private static void assertNotStored(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
        assertThat(answer.body())
                .isEqualTo(Calls.outcome(
                        "transient",
                        "This can't be stored at the moment. Send it again after Retry-After seconds; nothing is stored"
                                + " twice."));
    }

    private static void awaitStored(RunningService service, String feedback) {
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> service.post(PATH, feedback).statusCode() == 200);
    }

    private static double dropped(RunningService service, String reason) {
        return service.meters()
                .get("lumbar.record.dropped")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private static double written(RunningService service) {
        return service.meters().counter("lumbar.record.written").count();
    }

    @Test
    void down_atTheStart_andBack() throws Exception {
        String database = Postgres.database();
        try (Relay relay = new Relay(Postgres.port(), Relay.State.DOWN);
                RunningService service = start(relay, database, "lumbar.record.queue=2")) {
            assertCallsAreAnswered(service);
            String feedback = feedback();
            assertNotStored(service.post(PATH, feedback));
            for (int i = 0; i < 10; i++) {
                assertCallsAreAnswered(service);
            }
            // Some wait in the queue and in the writer's hands; what found no room is counted.
            assertThat(dropped(service, "full")).isPositive();
            assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(service.get("/actuator/health").statusCode()).isEqualTo(200);

            relay.be(Relay.State.UP);
            awaitStored(service, feedback);
            await().atMost(Duration.ofSeconds(60)).until(() -> written(service) > 0);
        }
    }

    @Test
    void down_inBetween_andBack() throws Exception {
        String database = Postgres.database();
        try (Relay relay = new Relay(Postgres.port(), Relay.State.UP);
                RunningService service = start(relay, database)) {
            awaitStored(service, feedback());
            relay.be(Relay.State.DOWN);
            assertNotStored(service.post(PATH, feedback()));
            assertCallsAreAnswered(service);
            relay.be(Relay.State.UP);
            awaitStored(service, feedback());
            // Nothing of the call is lost: its event waited.
            await().atMost(Duration.ofSeconds(60)).until(() -> written(service) + dropped(service, "refused") >= 1);
            assertThat(dropped(service, "full")).isZero();
        }
    }

    @Test
    void silent_holdsUpNoCall() throws Exception {
        String database = Postgres.database();
        try (Relay relay = new Relay(Postgres.port(), Relay.State.UP);
                RunningService service = start(relay, database)) {
            awaitStored(service, feedback());
            relay.be(Relay.State.SILENT);
            for (int i = 0; i < 5; i++) {
                assertCallsAreAnswered(service);
            }
            assertNotStored(service.post(PATH, feedback()));
            assertCallsAreAnswered(service);
            relay.be(Relay.State.UP);
            awaitStored(service, feedback());
        }
    }
}
