package org.lumbarcds.hooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumbarcds.audit.AuditLog;
import org.lumbarcds.record.KeyedHash;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Strangers can't fill the disk with refusals, and don't keep what was answered from being written down. */
class RefusalAuditFilterTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("lumbar.audit");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private long nanos;
    private final RefusalAuditFilter filter = new RefusalAuditFilter(
            new AuditLog(
                    new KeyedHash("a key for tests only, 32 bytes!!".getBytes(StandardCharsets.US_ASCII)),
                    Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC)),
            request -> true,
            new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    return nanos;
                }

                @Override
                public boolean isWallClockBased() {
                    return false;
                }
            },
            meters);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    private void post(int status) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/cds-services/lbp-order-sign");
        filter.doFilter(request, new MockHttpServletResponse(), (sent, answer) -> ((MockHttpServletResponse) answer)
                .setStatus(status));
    }

    @Test
    void refusals_haveSoManyLinesAMinute_answersHaveTheirs() throws Exception {
        for (int i = 0; i < 700; i++) {
            post(401);
        }
        assertThat(lines.list).hasSize(600);
        assertThat(meters.counter("lumbar.audit.left.out").count()).isEqualTo(100);
        post(200);
        assertThat(lines.list).as("feedback that was stored").hasSize(601);
        nanos += 100_000_000L;
        post(401);
        assertThat(lines.list).as("one more after a tenth of a second").hasSize(602);
    }
}
