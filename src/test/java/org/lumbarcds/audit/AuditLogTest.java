package org.lumbarcds.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.clients.Client;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.record.CallEvent;
import org.lumbarcds.record.CallEvent.Fate;
import org.lumbarcds.record.CallEvent.Fired;
import org.lumbarcds.record.KeyedHash;
import org.slf4j.LoggerFactory;

class AuditLogTest {

    private static final Instant TIME = Instant.parse("2026-11-23T10:15:30Z");
    private static final String INSTANCE = "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea";

    private final KeyedHash hash =
            new KeyedHash("a key for tests only, 32 bytes!!".getBytes(StandardCharsets.US_ASCII));
    private final AuditLog audit = new AuditLog(hash, Clock.fixed(TIME, ZoneOffset.UTC));
    private final Logger logger = (Logger) LoggerFactory.getLogger(AuditLog.LOGGER);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    private static CallEvent event(Caller caller, String hookInstance) {
        return new CallEvent(
                TIME,
                Duration.ofMillis(12),
                caller,
                "lbp-order-sign",
                "order-sign",
                hookInstance,
                "0123456789abcdef0123456789abcdef",
                "cards",
                List.of(
                        new Fired(LowBackPainRule.OPIOID_FIRST_LINE, "1.0.0", Indicator.WARNING, Fate.SHOWN),
                        new Fired(LowBackPainRule.NSAID_CAUTION, "1.0.0", Indicator.CRITICAL, Fate.SHADOWED),
                        new Fired(LowBackPainRule.BED_REST, "1.0.0", Indicator.INFO, Fate.LEFT_OUT)),
                List.of(),
                Map.of(),
                "fedcba9876543210");
    }

    private String line() {
        assertThat(lines.list).hasSize(1);
        return lines.list.get(0).getFormattedMessage();
    }

    private static Caller ehr(String tenant) {
        return new Caller(new Client("general-hospital-ehr", Set.of(), null, null, false), tenant);
    }

    @Test
    void call_isOneLine() {
        audit.answered(event(ehr("ward-7"), INSTANCE));
        assertThat(line())
                .isEqualTo(
                        "{\"time\":\"2026-11-23T10:15:30Z\",\"client\":\"general-hospital-ehr\",\"tenant\":\"ward-7\","
                                + "\"service\":\"lbp-order-sign\",\"hook\":\"order-sign\",\"hookInstance\":\""
                                + INSTANCE + "\","
                                + "\"patient\":\"0123456789abcdef0123456789abcdef\",\"outcome\":\"cards\",\"rules\":["
                                + "{\"rule\":\"opioid-first-line\",\"version\":\"1.0.0\",\"mode\":\"on\",\"fate\":\"shown\",\"indicator\":\"warning\"},"
                                + "{\"rule\":\"nsaid-caution\",\"version\":\"1.0.0\",\"mode\":\"shadow\",\"fate\":\"shadowed\","
                                + "\"indicator\":\"critical\"},"
                                + "{\"rule\":\"bed-rest\",\"version\":\"1.0.0\",\"mode\":\"on\",\"fate\":\"left-out\",\"indicator\":\"info\"}],"
                                + "\"contentVersion\":\"fedcba9876543210\",\"ms\":12}");
    }

    @Test
    void refusal_isOneLine() {
        audit.refused(Caller.ANONYMOUS, null, "192.0.2.7", 401, Duration.ofMillis(1));
        assertThat(line())
                .isEqualTo("{\"time\":\"2026-11-23T10:15:30Z\",\"client\":\"anonymous\",\"address\":\"192.0.2.7\","
                        + "\"outcome\":\"401\",\"ms\":1}");
    }

    @Test
    void hookInstance_thatIsNoUuid_isHashed() {
        audit.answered(event(Caller.ANONYMOUS, "Jane Testdoe 1970"));
        assertThat(line())
                .doesNotContain("Testdoe")
                .contains("\"hookInstance\":\"hash:" + hash.of("hookInstance", "Jane Testdoe 1970") + "\"");
    }

    /** A client's own words stay inside their quotes, whatever they hold. */
    @Test
    void forgedLines_stayInTheirLine() {
        String forged = "x\"}\n{\"time\":\"2026-01-01T00:00:00Z\"}\r\u2028\u0085\u001b[2J\u202e" + "y".repeat(1_000);
        audit.answered(event(ehr(forged), forged));
        audit.refused(ehr(forged), null, forged, 429, Duration.ZERO);
        assertThat(lines.list).hasSize(2);
        assertThat(lines.list).allSatisfy(event -> {
            String line = event.getFormattedMessage();
            assertThat(line).matches("\\{[\\x20-\\x7e]*}").hasSizeLessThan(1_500);
            assertThat(line).contains("\"tenant\":\"x\\\"}\\n{\\\"time\\\"");
        });
    }

    /** The example of docs/security.md, as it stands there. */
    @Test
    void documentedConfiguration_writesAFileOfItsOwn(@TempDir Path directory) throws Exception {
        String document = Files.readString(Path.of("docs/security.md"));
        int start = document.indexOf("<configuration>");
        String example = document.substring(start, document.indexOf("</configuration>") + "</configuration>".length())
                .replace("/var/log/lumbar", directory.toString());
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(new ByteArrayInputStream(example.getBytes(StandardCharsets.UTF_8)));
        context.getLogger(AuditLog.LOGGER).info("{\"audit\":\"line\"}");
        context.getLogger("org.lumbarcds").info("another line");
        context.stop();
        assertThat(directory.resolve("audit.jsonl")).hasContent("{\"audit\":\"line\"}\n");
    }

    @Test
    void logger_canBeSwitchedOff() {
        logger.setLevel(Level.OFF);
        try {
            audit.answered(event(Caller.ANONYMOUS, INSTANCE));
            audit.refused(Caller.ANONYMOUS, null, "192.0.2.7", 401, Duration.ZERO);
        } finally {
            logger.setLevel(null);
        }
        assertThat(lines.list).isEmpty();
    }
}
