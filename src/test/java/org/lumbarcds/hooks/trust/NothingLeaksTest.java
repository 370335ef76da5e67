package org.lumbarcds.hooks.trust;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumbarcds.hooks.Calls;
import org.lumbarcds.hooks.RunningService;
import org.slf4j.LoggerFactory;

/** Nothing a caller sends shows up in a log or a metric, whatever goes wrong with it, nor in the answer to a failure. */
class NothingLeaksTest {

    private static final String MARK = "Zq7Marker";

    /** Patients, users, tokens, servers: everything a call names is marked. */
    @Test
    void noMarker_inMetrics() {
        List<String> logs = new ArrayList<>();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        try (RunningService service = RunningService.start(
                "lumbar.rules.nsaid-caution.mode=shadow",
                "management.endpoints.web.exposure.include=health,metrics,prometheus",
                "management.prometheus.metrics.export.enabled=true")) {
            log.start();
            root.addAppender(log);
            calls().forEach(body -> markedCall(service, body));
            bodies().forEach(body -> markedCall(service, body));
            requests().forEach(service::raw);
            List<String> names = service.meters().getMeters().stream()
                    .map(meter -> meter.getId() + " " + meter.getId().getDescription())
                    .toList();
            assertThat(names)
                    .anyMatch(name -> name.contains("lumbar.calls"))
                    .anyMatch(name -> name.contains("lumbar.findings"))
                    .anyMatch(name -> name.contains("lumbar.rule.failures"))
                    .noneMatch(name -> name.contains(MARK));
            assertThat(service.get("/actuator/prometheus").body())
                    .contains("lumbar_calls_seconds_count{")
                    .doesNotContain(MARK);
            assertThat(service.get("/actuator/metrics").body())
                    .contains("lumbar.calls")
                    .doesNotContain(MARK);
            assertThat(service.meters().getMeters())
                    .as("labels are few, whatever is sent")
                    .hasSizeLessThan(400);
        } finally {
            root.detachAppender(log);
        }
        log.list.forEach(event -> logs.add(whole(event)));
        assertThat(logs).anyMatch(line -> line.contains("lumbar.audit")).noneMatch(line -> line.contains(MARK));
    }

    private static void markedCall(RunningService service, String body) {
        service.send(service.to(Calls.SIGN + "?patient=" + MARK)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + MARK)
                .header("X-Forwarded-For", MARK)
                .header("User-Agent", MARK)
                .header("traceparent", "00-" + MARK)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static List<String> calls() {
        String fhir = "{\"fhirServer\":\"https://" + MARK
                + ".example.org/fhir\",\"fhirAuthorization\":{\"access_token\":\"" + MARK
                + "\",\"token_type\":\"Bearer\",\"expires_in\":300,\"scope\":\"user/*.read\",\"subject\":\"" + MARK
                + "\"},";
        List<String> calls = new ArrayList<>();
        for (String drug : List.of("", "oxycodone", "naproxen", "break the rule", "break the reader", "exhaust")) {
            for (String prefetch : List.of(Calls.GIVEN, "{}", "{\"" + MARK + "\":\"" + MARK + "\"}")) {
                calls.add(Calls.sign(drug + " " + MARK, prefetch)
                        .replaceFirst("\\{", fhir)
                        .replace("\"p1\"", "\"" + MARK + "\"")
                        .replace("Practitioner/u1", "Practitioner/" + MARK)
                        .replace("d1577c69-dfbe-44ad-ba6d-3e05e953b2ea", MARK));
            }
        }
        return calls;
    }

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
                .filteredOn(event -> event.getMessage().contains("a hookInstance that is no UUID"))
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
