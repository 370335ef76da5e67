package org.lumbarcds.endtoend.fetching;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.fetch.RawServer.bytes;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.endtoend.EndToEnd;
import org.lumbarcds.fetch.RawServer;
import org.slf4j.LoggerFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Every trouble a FHIR server can make, through a whole call: "the right cards or a 412, no later than the deadline
 * allows, and the service still answers others at once".
 */
class FetchTroubleEndToEndTest extends EndToEnd {

    /** Wider than the default, so that a busy machine does not turn an answer into a time-out. */
    private static final Duration DEADLINE = Duration.ofMillis(1_500);

    /** The bound shows that nothing waits for the server, not how fast the machine is. */
    private static final Duration BOUND = DEADLINE.multipliedBy(10);

    /** Base URLs of one server: each counts as a server of its own, so that no trouble opens the next one's breaker. */
    private static final int BASES = 100;

    private static final String TOKEN = "t0ken-that-must-not-leak";

    private static final CountDownLatch ANSWERED = new CountDownLatch(4);

    private static final AtomicInteger USED = new AtomicInteger();
    private static final WireMockServer EHR = started();
    private static final WireMockServer HEALTHY = started();
    private static final WireMockServer ELSEWHERE = started();
    private static final RawServer RAW = RawServer.replying(FetchTroubleEndToEndTest::reply);
    private static final RawServer DYING = RawServer.replying(FetchTroubleEndToEndTest::replyUntilDeath);

    /** What {@link #RAW} does for the query in trouble. */
    private static volatile Trouble current = new Trouble("none", "", "", null, null);

    private static WireMockServer started() {
        WireMockServer server = new WireMockServer(
                wireMockConfig().dynamicPort().bindAddress("127.0.0.1").asynchronousResponseEnabled(true));
        server.start();
        return server;
    }

    @DynamicPropertySource
    static void allowTheServers(DynamicPropertyRegistry properties) {
        String allowed = Stream.concat(
                        IntStream.range(0, BASES)
                                .boxed()
                                .flatMap(i -> Stream.of(EHR.baseUrl() + "/" + i, RAW.url() + "/" + i)),
                        Stream.of(HEALTHY.baseUrl() + "/fhir", DYING.url()))
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        properties.add("lumbar.fhir.allowed-servers", () -> allowed);
        properties.add("lumbar.fhir.allow-http", () -> "true");
        properties.add("lumbar.fhir.deadline", () -> DEADLINE.toMillis() + "ms");
    }

    @AfterAll
    static void stop() throws IOException {
        EHR.stop();
        HEALTHY.stop();
        ELSEWHERE.stop();
        RAW.close();
        DYING.close();
    }

    @BeforeEach
    void answerEveryQuery() {
        EHR.resetAll();
        ELSEWHERE.resetAll();
        ELSEWHERE.stubFor(any(anyUrl()).willReturn(answer(searchset("\"total\":0"))));
        for (String type : List.of(
                "Patient/example",
                "Condition",
                "MedicationRequest",
                "AllergyIntolerance",
                "Observation",
                "MedicationStatement")) {
            EHR.stubFor(get(urlPathMatching("/[a-z0-9]+/" + type)).willReturn(answer(healthy(type))));
            HEALTHY.stubFor(get(urlPathMatching("/fhir/" + type)).willReturn(answer(healthy(type))));
        }
    }

    /** Everything that this service and its HTTP client would log at any level. */
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private final Map<Logger, Level> levels = new HashMap<>();

    @BeforeEach
    void logEverything() {
        for (String name : List.of("org.lumbarcds", "org.apache.hc")) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            levels.put(logger, logger.getLevel());
            logger.setLevel(Level.ALL);
        }
        log.start();
        root().addAppender(log);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @AfterEach
    void nothingOfACallIsLogged() {
        root().detachAppender(log);
        levels.forEach(Logger::setLevel);
        assertThat(log.list).anyMatch(event -> event.getFormattedMessage().contains("could not be fetched"));
        assertThat(log.list.stream()
                        .map(event -> event.getFormattedMessage()
                                + (event.getThrowableProxy() == null
                                        ? ""
                                        : ThrowableProxyUtil.asString(event.getThrowableProxy()))))
                .noneMatch(line -> Stream.of(
                                TOKEN, "1984-03-09", "patient=example", "Patient/example", "back-pain", "Oxycodone")
                        .anyMatch(line::contains));
    }

    private static String healthy(String query) {
        ObjectNode given = prefetch(example("opioid-order-select"));
        if (query.contains("Patient/")) {
            return given.get("patient").toString();
        }
        return query.contains("Condition") ? given.get("conditions").toString() : searchset("\"total\":0");
    }

    private static String searchset(String more) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"," + more + "}";
    }

    private static String next(String url) {
        return searchset("\"link\":[{\"relation\":\"next\",\"url\":\"" + url + "\"}]");
    }

    private static ResponseDefinitionBuilder answer(String body) {
        return aResponse().withHeader("Content-Type", "application/fhir+json").withBody(body);
    }

    // The troubles

    /**
     * One trouble.
     *
     * @param reason the reason that a 412 gives
     * @param otherwise another one that the timing of the network may turn it into; empty: none
     * @param answer of WireMock, made for a base URL
     * @param raw of a raw server, in place of WireMock's
     */
    record Trouble(
            String name,
            String reason,
            String otherwise,
            java.util.function.@Nullable Function<String, ResponseDefinitionBuilder> answer,
            RawServer.@Nullable Reply raw) {

        static Trouble of(String name, String reason, ResponseDefinitionBuilder answer) {
            return new Trouble(name, reason, "", base -> answer, null);
        }

        static Trouble raw(String name, String reason, RawServer.Reply raw) {
            return new Trouble(name, reason, "", null, raw);
        }

        Trouble or(String other) {
            return new Trouble(name, reason, other, answer, raw);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Trouble> troubles() {
        return Stream.of(statuses(), bodies(), sizes(), connections(), pages()).flatMap(stream -> stream);
    }

    private static Stream<Trouble> statuses() {
        return Stream.of(
                Trouble.of("401", "unauthorized", aResponse().withStatus(401)),
                Trouble.of("403", "forbidden", aResponse().withStatus(403)),
                Trouble.of("404", "not-found", aResponse().withStatus(404)),
                Trouble.of("410", "not-found", aResponse().withStatus(410)),
                Trouble.of("429", "rate-limited", aResponse().withStatus(429).withHeader("Retry-After", "1")),
                Trouble.of(
                        "500", "server-error", aResponse().withStatus(500).withBody("java.lang.NullPointerException")),
                Trouble.of("502 in HTML", "server-error", html().withStatus(502)),
                Trouble.of(
                        "redirect to another host",
                        "redirect",
                        aResponse().withStatus(302).withHeader("Location", ELSEWHERE.baseUrl() + "/fhir")),
                Trouble.of(
                        "permanent redirect to itself",
                        "redirect",
                        aResponse().withStatus(308).withHeader("Location", EHR.baseUrl() + "/beside")));
    }

    private static ResponseDefinitionBuilder html() {
        return aResponse().withHeader("Content-Type", "text/html").withBody("<html>Log in</html>");
    }

    private static Stream<Trouble> bodies() {
        String error =
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"exception\"}]}";
        return Stream.of(
                Trouble.of("HTML instead of JSON", "not-json", html()),
                Trouble.of("HTML that calls itself JSON", "not-json", answer("<html>Log in</html>")),
                Trouble.of(
                        "half of the JSON", "not-json", answer("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"")),
                Trouble.of("a resource", "wrong-resource", answer("{\"resourceType\":\"Patient\",\"id\":\"example\"}")),
                Trouble.of(
                        "resources of another type",
                        "wrong-resource",
                        answer(searchset("\"entry\":[{\"resource\":{\"resourceType\":\"Goal\",\"id\":\"g\"}}]"))),
                Trouble.of("OperationOutcome with 200", "outcome", answer(error)),
                Trouble.of(
                        "OperationOutcome among the entries",
                        "outcome",
                        answer(searchset("\"entry\":[{\"resource\":" + error + "}]"))),
                Trouble.of("fewer than the total", "incomplete", answer(searchset("\"total\":1"))));
    }

    private static Stream<Trouble> sizes() {
        ResponseDefinitionBuilder huge =
                aResponse().withHeader("Content-Type", "application/fhir+json").withBody(new byte[50 * 1024 * 1024]);
        return Stream.of(
                Trouble.of("50 MB", "too-large", huge).or("timeout"),
                Trouble.raw("a body without end", "too-large", (line, socket, out) -> {
                            out.write(bytes("HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\n\r\n{\"a\":\""));
                            byte[] more = new byte[64 * 1024];
                            java.util.Arrays.fill(more, (byte) 'a');
                            while (true) {
                                out.write(more);
                            }
                        })
                        .or("timeout"),
                Trouble.raw("headers without end", "too-large", (line, socket, out) -> {
                    out.write(bytes("HTTP/1.1 200 OK\r\n"));
                    while (true) {
                        out.write(bytes("X-More: 1\r\n"));
                    }
                }),
                Trouble.of(
                        "gzip bomb",
                        "not-json",
                        answer("").withHeader("Content-Encoding", "gzip").withBody(bomb())),
                Trouble.of(
                        "many small objects",
                        "too-large",
                        answer(searchset("\"x\":[{}" + ",{}".repeat(1_200_000) + "]"))),
                Trouble.of("deep nesting", "too-large", answer(searchset("\"x\":" + "[".repeat(100_000)))),
                Trouble.of("a number without end", "too-large", answer(searchset("\"x\":1e999999999"))));
    }

    private static byte[] bomb() {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 100; i++) {
                gzip.write(zeros);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bomb.toByteArray();
    }

    private static Stream<Trouble> connections() {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\nContent-Length: 100000\r\n\r\n";
        return Stream.of(
                Trouble.of(
                        "10 s delay",
                        "timeout",
                        answer(searchset("\"total\":0")).withFixedDelay(10_000)),
                Trouble.of("connection reset", "unreachable", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                Trouble.of("no answer", "unreachable", aResponse().withFault(Fault.EMPTY_RESPONSE)),
                Trouble.of("malformed chunk", "broken", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
                Trouble.of("no HTTP", "broken", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE))
                        .or("unreachable"),
                Trouble.raw("half a body", "broken", (line, socket, out) -> out.write(bytes(head + "{\"a\":"))),
                Trouble.raw("reset within the body", "broken", (line, socket, out) -> {
                    out.write(bytes(head + "{\"a\":"));
                    out.flush();
                    socket.setSoLinger(true, 0);
                }),
                Trouble.raw("a body by drops", "timeout", (line, socket, out) -> {
                    out.write(bytes(head));
                    while (true) {
                        out.write(' ');
                        out.flush();
                        Thread.sleep(20);
                    }
                }),
                Trouble.raw("interim answers without end", "timeout", (line, socket, out) -> {
                    while (true) {
                        out.write(bytes("HTTP/1.1 103 Early Hints\r\n\r\n"));
                    }
                }));
    }

    private static Stream<Trouble> pages() {
        return Stream.of(
                new Trouble("endless paging", "too-many", "timeout", base -> answer(next(base + "?page=next")), null),
                new Trouble(
                        "endless paging by relative links",
                        "too-many",
                        "timeout",
                        base -> answer(next("?page=next")),
                        null),
                Trouble.of(
                        "page of a foreign origin", "incomplete", answer(next(ELSEWHERE.baseUrl() + "/fhir?page=2"))),
                Trouble.of(
                        "page beside the base",
                        "incomplete",
                        answer(next(EHR.baseUrl() + "/beside/MedicationRequest"))),
                new Trouble(
                        "page above the base",
                        "incomplete",
                        "",
                        base -> answer(next(base + "/../beside/MedicationRequest")),
                        null),
                Trouble.of(
                        "page nobody can find", "incomplete", answer(searchset("\"link\":[{\"relation\":\"next\"}]"))));
    }

    // The calls

    /** The example's call, without any prefetch. */
    private static ObjectNode bare(String fhirServer) {
        ObjectNode call = example("opioid-order-select");
        call.remove("prefetch");
        call.put("fhirServer", fhirServer);
        call.putObject("fhirAuthorization")
                .put("access_token", TOKEN)
                .put("token_type", "Bearer")
                .put("scope", "patient/*.rs");
        return call;
    }

    /** Makes the trouble for queries of a type. */
    private static String serverInTrouble(Trouble trouble, String type) {
        int base = USED.getAndIncrement();
        if (trouble.raw() != null) {
            current = new Trouble(type, "", "", null, trouble.raw());
            return RAW.url() + "/" + base;
        }
        String url = EHR.baseUrl() + "/" + base;
        EHR.stubFor(get(urlPathMatching("/" + base + "/" + type))
                .willReturn(trouble.answer().apply(url)));
        EHR.stubFor(get(urlPathMatching("/" + base + "/?"))
                .willReturn(trouble.answer().apply(url)));
        return url;
    }

    private static void reply(String line, Socket socket, java.io.OutputStream out)
            throws IOException, InterruptedException {
        Trouble trouble = current;
        if (line.contains("/" + trouble.name() + "?")) {
            trouble.raw().write(line, socket, out);
        } else {
            out.write(last(healthy(line)));
        }
    }

    /** Dies when it is asked for the second page of the orders, the other four queries having been answered. */
    private static void replyUntilDeath(String line, Socket socket, java.io.OutputStream out)
            throws IOException, InterruptedException {
        if (line.contains("page=2")) {
            assertThat(ANSWERED.await(10, TimeUnit.SECONDS)).isTrue();
            DYING.close();
        } else if (line.contains("MedicationRequest")) {
            out.write(last(next("MedicationRequest?page=2")));
        } else {
            out.write(last(healthy(line)));
            out.flush();
            ANSWERED.countDown();
        }
    }

    /** An answer after which the connection ends, so that nobody asks on it again. */
    private static byte[] last(String body) {
        return bytes("HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\nConnection: close\r\nContent-Length: "
                + bytes(body).length + "\r\n\r\n" + body);
    }

    private static ObjectNode refusal(String reason) {
        ObjectNode outcome = EndToEnd.json("{\"resourceType\":\"OperationOutcome\"}");
        outcome.putArray("issue")
                .addObject()
                .put("severity", "error")
                .put("code", "required")
                .put(
                        "diagnostics",
                        "prefetch.medications is not in the call and could not be fetched (" + reason
                                + "); without it these checks can't be made: opioid-first-line, opioid-with-depressant. Send the answer of"
                                + " MedicationRequest?patient={{context.patientId}}&_include=MedicationRequest:medication,"
                                + " or null when there is none.")
                .putArray("expression")
                .add("prefetch.medications");
        return outcome;
    }

    /** Calls while others call: one that needs no fetch and one whose own server is well get their cards. */
    private Reply callAmongOthers(ObjectNode request) {
        long start = System.nanoTime();
        CompletableFuture<Reply> reply = CompletableFuture.supplyAsync(() -> call(request));
        JsonNode expected = call(example("opioid-order-select")).body();
        assertThat(expected.path("cards")).hasSize(1);
        assertSame("another client's", call(bare(HEALTHY.baseUrl() + "/fhir")).body(), expected);
        Reply troubled = reply.join();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        assertThat(ELSEWHERE.getAllServeEvents()).as("requests elsewhere").isEmpty();
        return troubled;
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void requiredData_gets412(Trouble trouble) {
        Reply reply = callAmongOthers(bare(serverInTrouble(trouble, "MedicationRequest")));

        assertThat(reply.status()).isEqualTo(412);
        String expected = reply.body().toString().contains("(" + trouble.otherwise() + ")")
                ? trouble.otherwise()
                : trouble.reason();
        assertSame(trouble.name(), reply.body(), refusal(expected));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void optionalData_getsTheCardsOfDataThatIsNotThere(Trouble trouble) {
        ObjectNode withoutAllergies = example("opioid-order-select");
        prefetch(withoutAllergies).remove("allergies");
        JsonNode expected = call(withoutAllergies).body();
        assertThat(expected.at("/cards/0/detail").asText()).containsIgnoringCase("not checked");

        Reply reply = callAmongOthers(bare(serverInTrouble(trouble, "AllergyIntolerance")));

        assertSame(trouble.name(), reply.body(), expected);
    }

    @Test
    void serverThatDiesInTheMiddle_gets412_andSoDoesTheNextCall() {
        Reply reply = callAmongOthers(bare(DYING.url()));
        assertThat(reply.status()).isEqualTo(412);
        assertThat(reply.body().at("/issue/0/diagnostics").asText())
                .contains("prefetch.medications is not in the call and could not be fetched (unreachable)");

        Reply after = callAmongOthers(bare(DYING.url()));
        assertThat(after.status()).isEqualTo(412);
        assertThat(after.body().toString()).contains("(unreachable)");
    }

    @Test
    void manyCallsToAServerThatHangs_holdNobodyElse() {
        String hanging = serverInTrouble(
                Trouble.of("hangs", "timeout", answer(searchset("\"total\":0")).withFixedDelay(10_000)), ".*");
        List<CompletableFuture<Reply>> held = IntStream.range(0, 80)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> call(bare(hanging)), command -> {
                    Thread caller = new Thread(command, "caller");
                    caller.setDaemon(true);
                    caller.start();
                }))
                .toList();
        Consumer<ObjectNode> answered =
                request -> assertThat(call(request).topics()).containsExactly("opioid-first-line");
        for (int i = 0; i < 10; i++) {
            answered.accept(example("opioid-order-select"));
            answered.accept(bare(HEALTHY.baseUrl() + "/fhir"));
        }
        assertThat(held).allSatisfy(reply -> assertThat(reply.join().status()).isIn(412, 503));
    }
}
