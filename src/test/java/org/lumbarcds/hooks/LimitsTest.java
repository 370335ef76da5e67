package org.lumbarcds.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lumbarcds.hooks.Calls.GIVEN;
import static org.lumbarcds.hooks.Calls.SIGN;
import static org.lumbarcds.hooks.Calls.outcome;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.body.Admission;
import org.lumbarcds.body.BodyParser;
import org.lumbarcds.body.BodyReader;
import org.lumbarcds.chart.ChartReader;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.settings.LumbarSettings;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

/** Both sides of every limit. */
class LimitsTest {

    private static final int FIVE_MEGABYTES = 5 * 1024 * 1024;
    private static final String TOO_LARGE =
            outcome("too-long", "The body is larger than 5242880 bytes (lumbar.limits.body). Send less prefetch data.");

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start("lumbar.limits.concurrent-calls=1");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String padded(int length) {
        String call = Calls.sign("", GIVEN);
        return call + " ".repeat(length - call.length());
    }

    @Test
    void body_ofTheLimit_isRead() {
        assertThat(service.post(SIGN, padded(FIVE_MEGABYTES)).body()).isEqualTo(Calls.NO_CARDS);
        assertThat(chunked(padded(FIVE_MEGABYTES)).body()).isEqualTo(Calls.NO_CARDS);
    }

    @Test
    void body_overTheLimit_isRefused() {
        HttpResponse<String> answer = service.post(SIGN, padded(FIVE_MEGABYTES + 1));
        assertThat(answer.body()).isEqualTo(TOO_LARGE);
        assertThat(answer.statusCode()).isEqualTo(413);
        HttpResponse<String> chunked = chunked(padded(FIVE_MEGABYTES + 1));
        assertThat(chunked.body()).isEqualTo(TOO_LARGE);
        assertThat(chunked.statusCode()).isEqualTo(413);
    }

    @Test
    void body_announcedOverTheLimit_isRefusedUnread() {
        assertThat(service.raw("POST " + SIGN + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nExpect: 100-continue\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .endsWith(TOO_LARGE);
    }

    @Test
    void body_shorterThanAnnounced_isRefused() throws IOException {
        try (Socket socket = service.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("POST " + SIGN + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 100\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("\"resourceType\":\"OperationOutcome\"");
        }
    }

    @Test
    void bodiesUnderWay_lockNobodyOut() throws IOException {
        try (Socket slow = service.connect();
                Socket silent = service.connect()) {
            slow.getOutputStream()
                    .write(("POST " + SIGN + " HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 1000\r\n\r\n{\"hook\":")
                            .getBytes(StandardCharsets.US_ASCII));
            silent.getOutputStream().write("POST ".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 20; i++) {
                assertThat(service.post(SIGN, Calls.sign("", GIVEN)).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void body_thatTakesTooLong_isGivenUp() {
        BodyReader impatient = new BodyReader(DataSize.ofMegabytes(1), Duration.ofNanos(-1));
        MockHttpServletRequest request = new MockHttpServletRequest("POST", SIGN);
        request.setContentType("application/json");
        request.setContent(new byte[] {'{', '}'});
        Admission admission = new Admission(1, 100);
        assertThatThrownBy(() -> impatient.read(request, admission.open()))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.status().value()).isEqualTo(408));
    }

    @Test
    void nesting() {
        // The prefetch is the second level; what is in it comes on top.
        assertThat(service.post(SIGN, nested(200)).body()).isEqualTo(Calls.NO_CARDS);
        HttpResponse<String> answer = service.post(SIGN, nested(201));
        assertThat(answer.body())
                .isEqualTo(outcome("too-costly", "The body is nested deeper than 200 levels (lumbar.limits.nesting)."));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(service.post(SIGN, "[".repeat(2_000_000)).statusCode()).isEqualTo(400);
        assertThat(service.post(SIGN, "{\"a\":".repeat(900_000)).statusCode()).isEqualTo(400);
    }

    private static String nested(int levels) {
        int more = levels - 2;
        return Calls.sign("", "{\"x\":" + "[".repeat(more) + "]".repeat(more) + "}");
    }

    @Test
    void resources() {
        assertThat(service.post(SIGN, withResources(10_000)).body()).isEqualTo(Calls.NO_CARDS);
        HttpResponse<String> answer = service.post(SIGN, withResources(10_001));
        assertThat(answer.body())
                .isEqualTo(outcome("too-costly", "The body has more than 10000 resources (lumbar.limits.resources)."));
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    /** The Bundle of drafts and its order are two of them. */
    private static String withResources(int number) {
        String one = "{\"resource\":{\"resourceType\":\"Basic\"}}";
        return Calls.sign("", "{\"x\":{\"entry\":[" + (one + ",").repeat(number - 3) + one + "]}}");
    }

    @Test
    void drafts() {
        assertThat(service.post(SIGN, withDrafts(200)).statusCode()).isEqualTo(200);
        HttpResponse<String> answer = service.post(SIGN, withDrafts(201));
        assertThat(answer.body())
                .isEqualTo(outcome(
                        "too-costly",
                        "context.draftOrders",
                        " has more than 200 orders that the rules judge (lumbar.limits.drafts)."));
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    /** One more draft than asked for is of no drug that anybody knows, and so does not count. */
    private static String withDrafts(int number) {
        StringBuilder more = new StringBuilder("\"entry\":[");
        for (int i = 0; i < number; i++) {
            more.append("{\"resource\":{\"resourceType\":\"MedicationRequest\",\"id\":\"m")
                    .append(i)
                    .append("\",\"medicationCodeableConcept\":{\"text\":\"oxycodone\"}}},");
        }
        return Calls.sign("", GIVEN)
                .replace(
                        "\"entry\":[{\"resource\":{\"resourceType\":\"Med",
                        more + "{\"resource\":{\"resourceType\":\"Med");
    }

    @Test
    void callsAtOnce() throws Exception {
        CompletableFuture<HttpResponse<String>> held =
                CompletableFuture.supplyAsync(() -> service.post(SIGN, Calls.sign("hold", GIVEN)));
        FakeGuideline.FakeReader reader = (FakeGuideline.FakeReader) service.bean(ChartReader.class);
        reader.arrived.await();
        HttpResponse<String> refused = service.post(SIGN, Calls.sign("", GIVEN));
        reader.release.countDown();
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.body())
                .isEqualTo(
                        outcome("throttled", "Too many calls at once. Send the call again after Retry-After seconds."));
        assertThat(held.get().statusCode()).isEqualTo(200);
        assertThat(service.post(SIGN, Calls.sign("", GIVEN)).statusCode()).isEqualTo(200);
    }

    @Test
    void bytesAtOnce_areGivenBack() {
        Admission admission = new Admission(2, 10);
        Admission.Visit first = admission.open();
        first.reserve(10);
        try (Admission.Visit second = admission.open()) {
            assertThatThrownBy(() -> second.reserve(1)).isInstanceOf(Refusal.class);
        }
        first.close();
        try (Admission.Visit third = admission.open()) {
            third.reserve(10);
            third.evaluate();
        }
    }

    @Test
    void bytesAtOnce_bindACallThatIsNotAlone() {
        Admission admission = new Admission(2, 10);
        try (Admission.Visit alone = admission.open()) {
            alone.reserve(11);
            try (Admission.Visit other = admission.open()) {
                assertThatThrownBy(() -> other.reserve(1)).isInstanceOf(Refusal.class);
                assertThatThrownBy(() -> alone.reserve(1)).isInstanceOf(Refusal.class);
            }
            alone.reserve(1);
        }
    }

    /** A body of nothing but objects takes some thirty times its bytes; what counts is the tree. */
    @Test
    void tree_isCountedWhileItGrows() {
        BodyParser parser = new BodyParser(service.bean(LumbarSettings.class).limits());
        byte[] objects = ("{\"a\":[" + "{\"\":0},".repeat(200_000) + "0]}").getBytes(StandardCharsets.US_ASCII);
        AtomicLong told = new AtomicLong();
        parser.parse(objects, told::addAndGet);
        assertThat(told.get()).isBetween(25L * objects.length, 60L * objects.length);
        Admission admission = new Admission(2, 10L * objects.length);
        try (Admission.Visit other = admission.open();
                Admission.Visit visit = admission.open()) {
            other.reserve(1);
            assertThatThrownBy(() -> parser.parse(objects, visit::reserve))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.status().value()).isEqualTo(503));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1e1000, 200",
        "1e1001, 400",
        "1e-1001, 400",
        "1e999999999, 400",
        "1e2147483648, 400",
        "1e9999999999999, 400",
        "-1e-9999999999999, 400",
        "1E+99999999999999999999999, 400"
    })
    void numbers(String number, int status) {
        assertThat(service.post(SIGN, Calls.sign("", "{\"x\":" + number + "}")).statusCode())
                .isEqualTo(status);
    }

    private static HttpResponse<String> chunked(String body) {
        return service.send(service.to(SIGN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.US_ASCII)))));
    }
}
