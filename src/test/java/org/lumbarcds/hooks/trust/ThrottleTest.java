package org.lumbarcds.hooks.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.hooks.Calls.GIVEN;
import static org.lumbarcds.hooks.Calls.SIGN;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.clients.Client;
import org.lumbarcds.clients.RemoteNetwork;
import org.lumbarcds.hooks.Calls;
import org.lumbarcds.hooks.RunningService;
import org.lumbarcds.hooks.web.RateLimitFilter;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** How often one client may call, and how many of its calls may be under way. */
class ThrottleTest {

    private static final String TOO_MANY = Calls.outcome(
            "throttled",
            "Too many calls in a minute (lumbar.limits.calls-per-minute). Send the call again after Retry-After seconds.");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicLong now = new AtomicLong();
    private final RateLimitFilter limit = new RateLimitFilter(
            3,
            new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    return now.get();
                }

                @Override
                public boolean isWallClockBased() {
                    return false;
                }
            },
            request -> true,
            new SimpleMeterRegistry());

    private MockHttpServletResponse call(Caller caller, String address) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", SIGN);
        request.setRemoteAddr(address);
        caller.attachTo(request);
        MockHttpServletResponse response = new MockHttpServletResponse();
        limit.doFilter(request, response, new MockFilterChain());
        return response;
    }

    private static Caller client(String name) {
        return new Caller(new Client(name, Set.of(), null, null, false), null);
    }

    @Test
    void oneMoreThanAllowed_isRefused_untilTheNextIsDue() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(call(client("a"), "192.0.2.1").getStatus()).isEqualTo(200);
        }
        MockHttpServletResponse refused = call(client("a"), "192.0.2.1");
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("20");
        assertThat(refused.getContentAsString()).isEqualTo(TOO_MANY);
        assertThat(refused.getContentType()).isEqualTo("application/fhir+json");
        now.addAndGet(Duration.ofMillis(19_999).toNanos());
        assertThat(call(client("a"), "192.0.2.1").getHeader("Retry-After")).isEqualTo("1");
        now.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(call(client("a"), "192.0.2.1").getStatus()).isEqualTo(200);
    }

    @Test
    void clients_haveTheirOwnShares_whereverTheyCallFrom() throws Exception {
        for (int i = 0; i < 3; i++) {
            call(client("a"), "192.0.2." + i);
        }
        assertThat(call(client("a"), "192.0.2.9").getStatus()).isEqualTo(429);
        assertThat(call(client("b"), "192.0.2.9").getStatus()).isEqualTo(200);
    }

    @Test
    void callersWithoutName_areToldApartByAddress() throws Exception {
        for (int i = 0; i < 3; i++) {
            call(Caller.ANONYMOUS, "192.0.2.1");
        }
        assertThat(call(Caller.ANONYMOUS, "192.0.2.1").getStatus()).isEqualTo(429);
        assertThat(call(Caller.ANONYMOUS, "192.0.2.2").getStatus()).isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            call(Caller.ANONYMOUS, "2001:db8:1:2::" + i);
        }
        assertThat(call(Caller.ANONYMOUS, "2001:db8:1:2:3:4:5:6").getStatus()).isEqualTo(429);
        assertThat(call(Caller.ANONYMOUS, "2001:db8:1:3::1").getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "2001:db8:1:2::, 20010db800010002/64",
        "::ffff:192.0.2.1, 192.0.2.1",
        "unknown, unknown",
        "not:an:address, not:an:address"
    })
    void networks(String address, String network) {
        assertThat(RemoteNetwork.of(address)).isEqualTo(network);
    }

    @Test
    void rate_overHttp() {
        try (RunningService service = RunningService.start("lumbar.limits.calls-per-minute=2")) {
            assertThat(service.get("/cds-services").statusCode()).isEqualTo(200);
            assertThat(service.post(SIGN, Calls.sign("", GIVEN)).statusCode()).isEqualTo(200);
            HttpResponse<String> refused = service.post(SIGN, Calls.sign("", GIVEN));
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).isEqualTo(TOO_MANY);
            assertThat(Integer.parseInt(
                            refused.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 30);
            assertThat(service.get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(service.meters()
                            .get("lumbar.throttled")
                            .tag("limit", "calls-per-minute")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void stalledCalls_ofOneAddress_areBounded() throws IOException {
        try (RunningService service = RunningService.start("lumbar.limits.open-calls-per-address=2")) {
            try (Socket first = stalled(service);
                    Socket second = stalled(service)) {
                HttpResponse<String> refused = until(service, 503);
                assertThat(refused.headers().firstValue("Retry-After")).contains("1");
                assertThat(refused.body())
                        .isEqualTo(Calls.outcome(
                                "throttled", "Too many calls at once. Send the call again after Retry-After seconds."));
                assertThat(first.isConnected() && second.isConnected()).isTrue();
            }
            until(service, 200);
        }
    }

    private static Socket stalled(RunningService service) throws IOException {
        Socket socket = service.connect();
        socket.getOutputStream()
                .write(("POST " + SIGN + " HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 1000\r\n\r\n{")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static HttpResponse<String> until(RunningService service, int status) {
        Predicate<HttpResponse<String>> done = answer -> answer.statusCode() == status;
        long end = System.nanoTime() + PATIENCE.toNanos();
        HttpResponse<String> answer = service.post(SIGN, Calls.sign("", GIVEN));
        while (!done.test(answer) && System.nanoTime() - end < 0) {
            answer = service.post(SIGN, Calls.sign("", GIVEN));
        }
        assertThat(answer).matches(done, "status " + status);
        return answer;
    }

    /** The server would else read on for a minute, and as long as a byte comes now and then. */
    @Test
    void bodyThatWasRefused_isNotWaitedFor() throws IOException {
        try (RunningService service = RunningService.start("server.tomcat.connection-timeout=60s");
                Socket socket = service.connect()) {
            socket.getOutputStream()
                    .write(("POST /nothing HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 1000000\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 404 ")
                    .contains("\"resourceType\":\"OperationOutcome\"");
        }
    }

    @Test
    void requestAfterARefusedBody_isAnswered() {
        String refused = "POST /nothing HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n";
        String next =
                "GET /cds-services HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX: " + "x".repeat(5_000) + "\r\n\r\n";
        try (RunningService service = RunningService.start()) {
            for (String body : List.of(
                    "Content-Length: 2\r\n\r\n{}",
                    "Content-Length: 20000\r\n\r\n" + "x".repeat(20_000),
                    "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n")) {
                assertThat(service.raw(refused + body + next))
                        .startsWith("HTTP/1.1 404 ")
                        .contains("HTTP/1.1 200 ")
                        .contains("{\"services\":[");
            }
        }
    }

    @Test
    void chunkExtensions_areRefused_plainChunksAreRead() {
        String call = Calls.sign("", GIVEN);
        String head = "POST " + SIGN + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(call.length());
        try (RunningService service = RunningService.start()) {
            assertThat(service.raw(head + "\r\n" + call + "\r\n0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
            assertThat(service.raw(head + ";a=b\r\n" + call + "\r\n0\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        }
    }
}
