package org.lumbarcds.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Nothing a caller sends shows up in a log, whatever goes wrong with it, nor in the answer to a failure. */
class NothingLeaksTest {

    private static final String MARK = "Zq7Marker";

    @Test
    void noMarker_inLogsOrRefusals() {
        List<String> refusals = new ArrayList<>();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        try (RunningService service = RunningService.start("lumbar.rules.nsaid-caution.mode=shadow")) {
            log.start();
            root.addAppender(log);
            for (String body : bodies()) {
                refusals.add(service.post(Calls.SIGN, body).body());
            }
            for (String request : requests()) {
                refusals.add(service.raw(request));
            }
            service.post(Calls.SIGN, Calls.sign("oxycodone " + MARK, Calls.GIVEN));
            service.post(Calls.SIGN, Calls.sign("naproxen " + MARK, Calls.GIVEN));
            service.post(Calls.SIGN, Calls.sign("break the rule " + MARK, Calls.GIVEN));
        } finally {
            root.detachAppender(log);
        }
        List<String> lines = log.list.stream().map(NothingLeaksTest::whole).toList();
        assertThat(refusals).noneMatch(answer -> answer.contains(MARK));
        assertThat(lines).noneMatch(line -> line.contains(MARK));
        assertThat(lines)
                .anyMatch(line -> line.contains("Shadow mode: nsaid-caution found warning at lbp-order-sign"))
                .anyMatch(line -> line.contains("The rule bed-rest failed: java.lang.IllegalStateException\n\tat "))
                .anyMatch(line -> line.contains("A call failed: java.lang.IllegalStateException\n\tat "));
        assertThat(log.list)
                .filteredOn(event -> event.getMessage().contains("hookInstance"))
                .hasSize(1);
        assertThat(log.list).noneMatch(event -> event.getLevel() == Level.ERROR && event.getThrowableProxy() != null);
    }

    private static List<String> bodies() {
        String call = Calls.sign("oxycodone", Calls.GIVEN);
        return List.of(
                MARK,
                "{\"" + MARK + "\":" + MARK + "}",
                "{\"a\":\"" + MARK + "\u0001\"}",
                "{\"hook\":\"" + MARK + "\",\"hookInstance\":\"" + MARK + "\",\"context\":\"" + MARK + "\"}",
                call.replace("\"p1\"", "[\"" + MARK + "\"]"),
                call.replace("d1577c69-dfbe-44ad-ba6d-3e05e953b2ea", MARK)
                        .replace("oxycodone", "break the reader " + MARK),
                call.replace("d1577c69-dfbe-44ad-ba6d-3e05e953b2ea", MARK).replace("oxycodone", ""),
                Calls.sign("oxycodone " + MARK, "{}"),
                Calls.sign("exhaust " + MARK, "{}"));
    }

    private static List<String> requests() {
        String rest = " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n";
        return List.of(
                "GET /" + MARK + rest + "\r\n",
                "GET /cds-services/" + MARK + "?name=" + MARK + rest + "\r\n",
                "GET /" + MARK + "<" + rest + "\r\n",
                "GET /%zz" + MARK + rest + "\r\n",
                MARK + " /cds-services" + rest + "\r\n",
                "GET /cds-services" + rest + MARK + "\r\n\r\n",
                "GET /cds-services" + rest + "Cookie: a=" + MARK + "\u0001,;=\r\n\r\n",
                "GET /nothing" + rest + "Accept: " + MARK + "\r\n\r\n",
                "GET /cds-services/x" + rest + "Origin: " + MARK + "\r\n\r\n",
                "POST /cds-services/lbp-order-sign" + rest + "Content-Type: " + MARK + "\r\nContent-Length: 0\r\n\r\n",
                "POST /cds-services/lbp-order-sign" + rest + "Content-Type: multipart/form-data; boundary=" + MARK
                        + "\r\nContent-Length: 0\r\n\r\n",
                "POST /cds-services/lbp-order-sign" + rest + "Content-Type: application/json\r\nContent-Length: " + MARK
                        + "\r\n\r\n");
    }

    private static String whole(ILoggingEvent event) {
        String text = event.getLoggerName() + " " + event.getFormattedMessage();
        return event.getThrowableProxy() == null ? text : text + ThrowableProxyUtil.asString(event.getThrowableProxy());
    }
}
