package org.lumbarcds.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.fetch.Calls.condition;
import static org.lumbarcds.fetch.Calls.page;
import static org.lumbarcds.fetch.Calls.request;
import static org.lumbarcds.fetch.Calls.searchset;
import static org.lumbarcds.fetch.Calls.settings;
import static org.lumbarcds.fetch.RawServer.bytes;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumbarcds.fetch.Calls;
import org.lumbarcds.fetch.RawServer;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.slf4j.LoggerFactory;

/** Whatever level anybody sets, neither tokens nor anything about a patient gets into a log. */
class FetchLogTest {

    private static final String SECRET_ID = "condition-4715";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            String thrown =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + thrown);
        }
    };
    private Level before;

    @BeforeEach
    void logEverything() {
        before = root.getLevel();
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.ALL);
    }

    @AfterEach
    void logAsBefore() {
        root.setLevel(before);
        root.detachAppender(appender);
    }

    @Test
    void nothingSecretIsLogged() throws IOException {
        List<RawServer.Answer> answers = List.of(
                (connection, socket, out) -> out.write(RawServer.json(searchset(condition(SECRET_ID)))),
                (connection, socket, out) -> out.write(RawServer.json(page("http://evil.example/" + SECRET_ID))),
                (connection, socket, out) -> out.write(RawServer.json("{\"x\": " + SECRET_ID + "}")),
                (connection, socket, out) -> out.write(RawServer.json(condition(SECRET_ID))),
                (connection, socket, out) -> out.write(bytes("HTTP/1.1 401 " + SECRET_ID + "\r\n\r\n")),
                (connection, socket, out) -> out.write(bytes(SECRET_ID + "\r\n\r\n")),
                (connection, socket, out) ->
                        out.write(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + SECRET_ID)),
                (connection, socket, out) -> socket.setSoLinger(true, 0));
        for (RawServer.Answer answer : answers) {
            fetchFrom(answer);
        }

        assertThat(lines).anyMatch(line -> line.contains("could not be fetched"));
        assertThat(lines)
                .noneMatch(line -> line.contains(Calls.TOKEN))
                .noneMatch(line -> line.contains(Calls.PATIENT))
                .noneMatch(line -> line.contains(SECRET_ID));
    }

    private static void fetchFrom(RawServer.Answer answer) throws IOException {
        try (RawServer server = new RawServer(answer);
                HttpChartFetcher fetcher =
                        new HttpChartFetcher(settings(server.url()), null, new SimpleMeterRegistry())) {
            fetcher.fetch(request(server.url(), ChartKey.values()));
            fetcher.resolve(request(server.url()), "Condition", Set.of(SECRET_ID));
            fetcher.fetch(request(server.url(), Duration.ofMillis(1), null, ChartKey.CONDITIONS));
        }
    }

    @Test
    void httpClientStillWarns() {
        SilencedHttpLogs.install();
        org.slf4j.Logger wire = LoggerFactory.getLogger("org.apache.hc.client5.http.wire");

        assertThat(wire.isDebugEnabled()).isFalse();
        assertThat(wire.isInfoEnabled()).isFalse();
        assertThat(wire.isWarnEnabled()).isTrue();
        assertThat(LoggerFactory.getLogger("org.lumbarcds").isTraceEnabled()).isTrue();
    }
}
