package org.lumbarcds.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumbarcds.audit.AuditLog;
import org.lumbarcds.record.KeyedHash;
import org.slf4j.LoggerFactory;

/** Every call leaves one line in the audit log, refused ones too. */
class AuditTest {

    private static final String HEAD = "{\"time\":\"2026-11-23T00:00:00Z\",\"client\":\"anonymous\"";

    private static RunningService service;

    private final Logger logger = (Logger) LoggerFactory.getLogger(AuditLog.LOGGER);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeAll
    static void start() {
        service = RunningService.start("lumbar.rules.nsaid-caution.mode=shadow");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    /** The same, once there are so many: what never became a call may be written down just after its answer. */
    private List<String> lines(int expected) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (lines.list.size() < expected && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        return lines();
    }

    /** The lines since the last time, without how long it took. */
    private List<String> lines() {
        List<String> found = lines.list.stream()
                .map(event -> event.getFormattedMessage().replaceAll(",\"ms\":\\d+}$", "}"))
                .toList();
        lines.list.clear();
        return found;
    }

    private static String call(String outcome, String rules) {
        String patient = service.bean(KeyedHash.class).of("anonymous", "", "p1");
        return HEAD + ",\"service\":\"lbp-order-sign\",\"hook\":\"order-sign\","
                + "\"hookInstance\":\"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea\",\"patient\":\"" + patient
                + "\",\"outcome\":\""
                + outcome + "\",\"rules\":[" + rules + "],\"contentVersion\":\"0123456789abcdef\"}";
    }

    @Test
    void answers_areWrittenDown() {
        service.post(Calls.SIGN, Calls.sign("oxycodone", Calls.GIVEN));
        assertThat(lines())
                .containsExactly(call(
                        "cards",
                        "{\"rule\":\"opioid-first-line\",\"version\":\"1.0.0\",\"mode\":\"on\",\"fate\":\"shown\","
                                + "\"indicator\":\"warning\"}"));
        service.post(Calls.SIGN, Calls.sign("naproxen", Calls.GIVEN));
        assertThat(lines())
                .containsExactly(call(
                        "no-cards",
                        "{\"rule\":\"nsaid-caution\",\"version\":\"1.0.0\",\"mode\":\"shadow\",\"fate\":\"shadowed\","
                                + "\"indicator\":\"warning\"}"));
        service.post(Calls.SIGN, Calls.sign("oxycodone", "{}"));
        assertThat(lines()).containsExactly(call("412", ""));
    }

    @Test
    void refusals_ofTheBody_areWrittenDown() {
        String unread = HEAD + ",\"service\":\"lbp-order-sign\",\"hook\":\"order-sign\",\"outcome\":\"";
        service.post(Calls.SIGN, "{}");
        service.send(service.to(Calls.SIGN).POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(lines())
                .containsExactly(
                        unread + "400\",\"rules\":[],\"contentVersion\":\"0123456789abcdef\"}",
                        unread + "415\",\"rules\":[],\"contentVersion\":\"0123456789abcdef\"}");
    }

    @Test
    void whatNeverBecameACall_isWrittenDown_withoutItsPath() {
        service.get("/cds-services/Jane-Testdoe?name=Testdoe");
        service.get(Calls.SIGN);
        service.post("/cds-services", "{}");
        assertThat(lines(3))
                .containsExactly(
                        HEAD + ",\"address\":\"127.0.0.1\",\"outcome\":\"404\"}",
                        HEAD + ",\"service\":\"lbp-order-sign\",\"address\":\"127.0.0.1\",\"outcome\":\"405\"}",
                        HEAD + ",\"address\":\"127.0.0.1\",\"outcome\":\"405\"}");
    }

    @Test
    void discoveryAndHealth_areNoCalls() {
        service.get("/cds-services");
        service.get("/actuator/health");
        assertThat(lines()).isEmpty();
    }
}
