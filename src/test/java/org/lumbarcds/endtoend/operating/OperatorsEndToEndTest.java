package org.lumbarcds.endtoend.operating;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.audit.AuditLog;
import org.lumbarcds.endtoend.EndToEnd;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Analytics where an operator is named: with the right name and password, and in no other way. */
@DirtiesContext
class OperatorsEndToEndTest extends EndToEnd {

    private static final String PASSWORD = "correct horse battery";

    @DynamicPropertySource
    static void operator(DynamicPropertyRegistry properties) {
        properties.add("lumbar.security.operators[0].name", () -> "night shift");
        properties.add(
                "lumbar.security.operators[0].password-hash",
                () -> "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD));
    }

    private HttpResponse<byte[]> get(String path, String name, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        return send(to(path).header("Authorization", "Basic " + credentials).GET());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/analytics", "/analytics.html", "/analytics/feedback.csv", "/analytics/feedback.ndjson"})
    void analytics_wantsTheOperator(String path) {
        HttpResponse<byte[]> anonymous = send(to(path).GET());
        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(anonymous.headers().firstValue("WWW-Authenticate"))
                .contains("Basic realm=\"Lumbar CDS analytics\", charset=\"UTF-8\"");
        assertThat(json(new String(anonymous.body(), StandardCharsets.UTF_8))
                        .get("resourceType")
                        .asText())
                .isEqualTo("OperationOutcome");

        assertThat(get(path, "night shift", "incorrect horse").statusCode()).isEqualTo(401);
        assertThat(get(path, "day shift", PASSWORD).statusCode()).isEqualTo(401);
        HttpResponse<byte[]> allowed = get(path, "night shift", PASSWORD);
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//analytics", "/./analytics", "/analytics;a=b", "/%61nalytics", "/x/../analytics", "/analytics/"
            })
    void noOtherSpellingOfThePath_leadsAround(String path) {
        assertThat(send(to(path).GET()).statusCode()).as(path).isIn(400, 401, 404);
    }

    @Test
    void whoLooked_andWhoTriedTo_isWrittenDown() {
        Logger logger = (Logger) LoggerFactory.getLogger(AuditLog.LOGGER);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            get("/analytics/feedback.csv", "night shift", PASSWORD);
            get("/analytics/Jane-Testdoe", "Jane Testdoe", PASSWORD);
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list)
                .extracting(line -> line.getFormattedMessage()
                        .replaceAll("^\\{\"time\":\"[^\"]+\",", "")
                        .replaceAll(",\"ms\":\\d+}$", ""))
                .containsExactlyInAnyOrder(
                        "\"operator\":\"night shift\",\"path\":\"/analytics/feedback.csv\",\"address\":\"127.0.0.1\",\"outcome\":\"200\"",
                        "\"path\":\"/analytics\",\"address\":\"127.0.0.1\",\"outcome\":\"401\"");
    }

    @Test
    void explanations_wantTheOperatorToo() {
        String request = example("opioid-order-select").toString();
        HttpRequest.Builder anonymous = to("/explain/lbp-order-select")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(request));
        assertThat(send(anonymous).statusCode()).isEqualTo(401);
        String credentials =
                Base64.getEncoder().encodeToString(("night shift:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertThat(send(anonymous.header("Authorization", "Basic " + credentials))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(to("/explain/lbp-order-select").GET()).statusCode()).isEqualTo(401);
    }

    @Test
    void callsAndGuideline_stayOpenWithoutClients() {
        assertThat(send(to("/guideline").GET()).statusCode()).isEqualTo(200);
        assertThat(call(example("opioid-order-select")).topics()).containsExactly("opioid-first-line");
    }
}
