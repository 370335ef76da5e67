package org.lumbarcds.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** "{@code POST /cds-services/{id}/feedback}: 200; the body is {"feedback":[…]}, one or many, repeats welcome". */
class FeedbackTest {

    private static final String PATH = Calls.SIGN + "/feedback";
    private static final String CARD = "4e0a3a1e-3595-4159-8ade-cc6ad2b0e3d1";
    private static final String TIME = "\"outcomeTimestamp\":\"2026-11-23T09:02:22.322Z\"";
    private static final String OVERRIDDEN = "{\"card\":\"" + CARD + "\",\"outcome\":\"overridden\"," + TIME + "}";
    private static final Path RECORDED = Path.of("src/test/resources/requests");

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void forget() {
        jdbc().sql("DELETE FROM feedback").update();
    }

    private static JdbcClient jdbc() {
        return service.bean(JdbcClient.class);
    }

    private static long stored() {
        return jdbc().sql("SELECT COUNT(*) FROM feedback").query(Long.class).single();
    }

    private static String body(String... entries) {
        return "{\"feedback\":[" + String.join(",", entries) + "]}";
    }

    private static void assertTaken(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"accepted", "overridden"})
    void feedback_ofTheSandbox_isTaken(String outcome) throws Exception {
        String sent = new ObjectMapper()
                .readTree(RECORDED.resolve("sandbox-feedback-" + outcome + ".json")
                        .toFile())
                .get("body")
                .toString();
        assertTaken(service.post(PATH, sent));
        assertTaken(service.post(PATH, sent));
        assertThat(stored()).isEqualTo(1);
        assertThat(jdbc().sql("SELECT outcome FROM marked_feedback WHERE NOT matched")
                        .query(String.class)
                        .single())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {Calls.VIEW, Calls.SELECT, Calls.SIGN})
    void feedback_everyServiceTakesIt(String path) {
        assertTaken(service.post(path + "/feedback", body(OVERRIDDEN)));
        assertThat(jdbc().sql("SELECT service FROM feedback")
                        .query(String.class)
                        .single())
                .isEqualTo(path.substring(path.lastIndexOf('/') + 1));
    }

    static Stream<Arguments> liberal() {
        String card = "\"card\":\"" + CARD + "\",";
        String overridden = card + "\"outcome\":\"overridden\",";
        return Stream.of(
                arguments(
                        "unknown fields, extension",
                        "{\"x\":{\"y\":[1]},\"extension\":{\"v\":1}," + overridden + TIME + "}"),
                arguments("card in capitals", OVERRIDDEN.replace(CARD, CARD.toUpperCase())),
                arguments("card as FHIR writes a uuid", OVERRIDDEN.replace(CARD, "urn:uuid:" + CARD)),
                arguments("the same in capitals", OVERRIDDEN.replace(CARD, "URN:UUID:" + CARD.toUpperCase())),
                arguments("no reason", OVERRIDDEN),
                arguments("reason an empty text", "{\"overrideReason\":\"\"," + overridden + TIME + "}"),
                arguments("reason an empty array", "{\"overrideReason\":[]," + overridden + TIME + "}"),
                arguments("Coding empty", "{\"overrideReason\":{\"reason\":{}}," + overridden + TIME + "}"),
                arguments("Coding an empty text", "{\"overrideReason\":{\"reason\":\"\"}," + overridden + TIME + "}"),
                arguments(
                        "Coding of empty texts",
                        "{\"overrideReason\":{\"reason\":{\"code\":\"\",\"system\":\"\"}}," + overridden + TIME + "}"),
                arguments("leap second", "{" + overridden + "\"outcomeTimestamp\":\"2016-12-31T23:59:60Z\"}"),
                arguments(
                        "leap second elsewhere, with decimals",
                        "{" + overridden + "\"outcomeTimestamp\":\"2016-12-31T15:59:60.5-08:00\"}"),
                arguments("reason null", "{\"overrideReason\":null," + overridden + TIME + "}"),
                arguments("empty reason", "{\"overrideReason\":{}," + overridden + TIME + "}"),
                arguments("Coding null", "{\"overrideReason\":{\"reason\":null}," + overridden + TIME + "}"),
                arguments(
                        "code alone", "{\"overrideReason\":{\"reason\":{\"code\":\"ok\"}}," + overridden + TIME + "}"),
                arguments("comment alone", "{\"overrideReason\":{\"userComment\":\"no\"}," + overridden + TIME + "}"),
                arguments("blank comment", "{\"overrideReason\":{\"userComment\":\" \"}," + overridden + TIME + "}"),
                arguments("suggestions of an override", "{\"acceptedSuggestions\":[]," + overridden + TIME + "}"),
                arguments(
                        "id that is no uuid",
                        "{" + card + "\"outcome\":\"accepted\",\"acceptedSuggestions\":[{\"id\":\"one\",\"x\":1}],"
                                + TIME + "}"),
                arguments("offset", "{" + overridden + "\"outcomeTimestamp\":\"2026-11-23T10:02:22+01:00\"}"),
                arguments("unknown offset", "{" + overridden + "\"outcomeTimestamp\":\"2026-11-23T10:02:22-00:00\"}"),
                arguments("small letters", "{" + overridden + "\"outcomeTimestamp\":\"2026-11-23t10:02:22z\"}"),
                arguments("space", "{" + overridden + "\"outcomeTimestamp\":\"2026-11-23 10:02:22Z\"}"),
                arguments(
                        "12 decimals",
                        "{" + overridden + "\"outcomeTimestamp\":\"2026-11-23T10:02:22.123456789012Z\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void liberal(String why, String entry) {
        assertTaken(service.post(PATH, body(entry)));
        assertThat(stored()).isEqualTo(1);
    }

    static Stream<Arguments> refused() {
        String send = " can't be used. Send ";
        String array = "an array with one entry per card.";
        String uuid = "the uuid of the card";
        String outcome = "\"accepted\" or \"overridden\"";
        String when = "when it happened, as of RFC 3339, for example 2026-11-23T09:02:22Z";
        String ids = "an array with the id of each suggestion that was taken up.";
        String card = "\"card\":\"" + CARD + "\",";
        String accepted = "{" + card + "\"outcome\":\"accepted\"," + TIME;
        String overridden = "{" + card + "\"outcome\":\"overridden\"," + TIME;
        return Stream.of(
                arguments("required", "feedback", " is missing. Send " + array, "{}"),
                arguments("required", "feedback", " is missing. Send " + array, "{\"feedback\":null}"),
                arguments("value", "feedback", send + array, "{\"feedback\":{}}"),
                arguments("value", "feedback", send + array, body()),
                arguments(
                        "value",
                        "feedback[1]",
                        send + "an object with card, outcome and outcomeTimestamp.",
                        body(OVERRIDDEN, "null")),
                arguments(
                        "required",
                        "feedback[2].outcome",
                        " is missing. Send " + outcome + ".",
                        body(OVERRIDDEN, OVERRIDDEN, "{" + card + TIME + "}")),
                arguments(
                        "value",
                        "feedback[0].outcome",
                        send + outcome + ".",
                        body(OVERRIDDEN.replace("overridden", "ignored"))),
                arguments(
                        "value",
                        "feedback[0].outcome",
                        send + outcome + " as a string.",
                        body(OVERRIDDEN.replace("\"overridden\"", "1"))),
                arguments(
                        "required",
                        "feedback[0].card",
                        " is missing. Send " + uuid + ".",
                        body("{\"outcome\":\"overridden\"," + TIME + "}")),
                arguments("value", "feedback[0].card", send + uuid + ".", body(OVERRIDDEN.replace(CARD, "1-1-1-1-1"))),
                arguments(
                        "required",
                        "feedback[0].outcomeTimestamp",
                        " is missing. Send " + when + ".",
                        body("{" + card + "\"outcome\":\"overridden\"}")),
                arguments(
                        "value",
                        "feedback[0].outcomeTimestamp",
                        send + when + ".",
                        body(OVERRIDDEN.replace("2026-11-23T09:02:22.322Z", "2026-11-23T09:02:22"))),
                arguments(
                        "value",
                        "feedback[0].outcomeTimestamp",
                        send + when + ".",
                        body(OVERRIDDEN.replace("2026-11-23", "2026-02-30"))),
                arguments(
                        "value",
                        "feedback[0].outcomeTimestamp",
                        send + when + ".",
                        body(OVERRIDDEN.replace("2026-11-23", "+999999-11-23"))),
                arguments(
                        "value",
                        "feedback[0].outcomeTimestamp",
                        send + when + ".",
                        body(OVERRIDDEN.replace("2026-11-23T09:02:22.322Z", "9999-12-31T23:59:59-01:00"))),
                arguments(
                        "value",
                        "feedback[0].outcomeTimestamp",
                        send + when + ".",
                        body(OVERRIDDEN.replace("2026-11-23T09:02:22.322Z", "0000-06-01T00:00:00Z"))),
                arguments(
                        "required",
                        "feedback[0].acceptedSuggestions",
                        " is missing. Send " + ids,
                        body(accepted + "}")),
                arguments(
                        "value",
                        "feedback[0].acceptedSuggestions",
                        send + ids,
                        body(accepted + ",\"acceptedSuggestions\":[]}")),
                arguments(
                        "required",
                        "feedback[0].acceptedSuggestions[1].id",
                        " is missing. Send the uuid of the suggestion.",
                        body(accepted + ",\"acceptedSuggestions\":[{\"id\":\"a\"},{}]}")),
                arguments(
                        "value",
                        "feedback[0].acceptedSuggestions[0].id",
                        send + "the uuid of the suggestion, at most 200 characters.",
                        body(accepted + ",\"acceptedSuggestions\":[{\"id\":\"" + "a".repeat(201) + "\"}]}")),
                arguments(
                        "value",
                        "feedback[0].overrideReason",
                        send + "an object, or leave it out.",
                        body(overridden + ",\"overrideReason\":\"no\"}")),
                arguments(
                        "value",
                        "feedback[0].overrideReason.reason",
                        send + "an object, or leave it out.",
                        body(overridden + ",\"overrideReason\":{\"reason\":[1]}}")),
                arguments(
                        "value",
                        "feedback[0].overrideReason.reason.code",
                        send + "a string of at most 200 characters, or leave it out.",
                        body(overridden + ",\"overrideReason\":{\"reason\":{\"code\":7}}}")),
                arguments(
                        "value",
                        "feedback[0].overrideReason.userComment",
                        send + "a string of at most 10000 characters, or leave it out.",
                        body(overridden + ",\"overrideReason\":{\"userComment\":\"" + "x".repeat(10_001) + "\"}}")),
                arguments(
                        "value",
                        "feedback",
                        send + "at most 1000 entries at once.",
                        body(Stream.generate(() -> OVERRIDDEN).limit(1001).toArray(String[]::new))));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void refused(String code, String field, String rest, String body) {
        HttpResponse<String> response = service.post(PATH, body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/fhir+json");
        assertThat(response.body()).isEqualTo(Calls.outcome(code, field, rest));
        assertThat(stored()).isZero();
    }

    @Test
    void manyFaults_areNamedTogether_boundedly() {
        String two =
                service.post(PATH, body("{\"outcome\":\"no\"," + TIME + "}")).body();
        assertThat(two).contains("\"feedback[0].card\"").contains("\"feedback[0].outcome\"");
        String many = service.post(
                        PATH, body(Stream.generate(() -> "1").limit(999).toArray(String[]::new)))
                .body();
        assertThat(many).contains("\"feedback[19]\"").doesNotContain("\"feedback[20]\"");
    }

    @Test
    void otherRequests_areRefusedAsForCalls() {
        assertThat(service.post("/cds-services/unknown/feedback", body(OVERRIDDEN))
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> get = service.get(PATH);
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).hasValue("POST, OPTIONS");
        assertThat(service.post(PATH, "").statusCode()).isEqualTo(400);
        assertThat(service.post(PATH, "[]").statusCode()).isEqualTo(400);
        assertThat(service.send(service.to(PATH)
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString(body(OVERRIDDEN))))
                        .statusCode())
                .isEqualTo(415);
        assertThat(service.post(PATH, "{\"feedback\":[" + " ".repeat(5 * 1024 * 1024) + "]}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(stored()).isZero();
    }

    @Test
    void hostileComment_staysText() {
        String comment =
                "=HYPERLINK(1);<script>alert(1)</script>\u202e'); DROP TABLE feedback;--\\u0000\\ud800\\t\ud83d\ude00";
        assertTaken(service.post(
                PATH, body(OVERRIDDEN.replace("}", ",\"overrideReason\":{\"userComment\":\"" + comment + "\"}}"))));
        assertThat(jdbc().sql("SELECT user_comment FROM feedback")
                        .query(String.class)
                        .single())
                .isEqualTo(
                        "=HYPERLINK(1);<script>alert(1)</script>\u202e'); DROP TABLE feedback;--\ufffd\ufffd\t\ud83d\ude00");
    }

    @Test
    void feedback_onACardOfACall_isMatched() {
        assertThat(service.post(Calls.SIGN, Calls.sign("oxycodone", Calls.GIVEN))
                        .statusCode())
                .isEqualTo(200);
        // The one card that the fake guideline makes.
        String card = "00000000-0000-4000-8000-00000000000c";
        assertTaken(service.post(PATH, body(OVERRIDDEN.replace(CARD, card), OVERRIDDEN)));
        // The call is recorded behind its answer.
        org.awaitility.Awaitility.await()
                .until(() -> jdbc().sql("SELECT COUNT(*) FROM marked_feedback WHERE matched")
                                .query(Long.class)
                                .single()
                        == 1);
        assertThat(jdbc().sql("SELECT rule FROM firing WHERE fate = 'shown'")
                        .query(String.class)
                        .list())
                .contains("opioid-first-line");
    }

    @Test
    void theSame_fromManyAtOnce_isStoredOnce() throws Exception {
        String body = body(Stream.generate(UUID::randomUUID)
                .limit(20)
                .map(card -> OVERRIDDEN.replace(CARD, card.toString()))
                .toArray(String[]::new));
        int senders = 6;
        CyclicBarrier barrier = new CyclicBarrier(senders);
        ExecutorService executor = Executors.newFixedThreadPool(senders);
        try {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < senders; i++) {
                answers.add(executor.submit(() -> {
                    barrier.await(60, TimeUnit.SECONDS);
                    return service.post(PATH, body);
                }));
            }
            for (Future<HttpResponse<String>> answer : answers) {
                assertTaken(answer.get(60, TimeUnit.SECONDS));
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(stored()).isEqualTo(20);
    }
}
