package org.lumbarcds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The whole service over real HTTP, on a day that stands still. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(EndToEnd.Today.class)
public abstract class EndToEnd {

    public static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    public static final ObjectMapper MAPPER = new ObjectMapper();
    public static final Path EXAMPLES = Path.of("fhir-resources/examples");

    /** What stands in place of a uuid, which is another one in every answer. */
    private static final String ANY_UUID = "(uuid)";

    private static final Path RECORDED = Path.of("src/test/resources/requests");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    private int port;

    /** No configuration class by annotation, so that no component scan finds it. */
    public static class Today {
        @Bean
        @Primary
        Clock fixedClock() {
            return Clock.fixed(TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        }
    }

    /** An answer with its body as a tree; a missing node when it has none. */
    public record Reply(int status, JsonNode body) {

        public JsonNode cards() {
            assertThat(status).as("status of %s", body).isEqualTo(200);
            return body.path("cards");
        }

        /** The rules that speak, by the topics of the cards. */
        public List<String> topics() {
            return Stream.of(cards())
                    .flatMap(EndToEnd::stream)
                    .map(card -> card.at("/source/topic/code").asText())
                    .toList();
        }
    }

    public int port() {
        return port;
    }

    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls the service of the request's hook. */
    public Reply call(JsonNode request) {
        HttpResponse<byte[]> response =
                send(to("/cds-services/lbp-" + request.path("hook").asText())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(request.toString())));
        return new Reply(response.statusCode(), read(response.body()));
    }

    public JsonNode discovery() {
        return read(send(to("/cds-services").GET()).body());
    }

    public static Stream<JsonNode> stream(JsonNode array) {
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1).map(array::get);
    }

    public static ObjectNode example(String name) {
        return object(EXAMPLES.resolve(name + ".json"));
    }

    /** The names of all examples. */
    public static List<String> examples() {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A recorded exchange of the sandbox: method, headers, body. */
    public static ObjectNode recorded(String name) {
        return object(RECORDED.resolve(name + ".json"));
    }

    public static ObjectNode object(Path file) {
        try {
            return (ObjectNode) MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ObjectNode json(String text) {
        return (ObjectNode) read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static JsonNode read(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : MAPPER.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The draft at this position of a request. */
    public static ObjectNode draft(JsonNode request, int index) {
        String field = context(request).has("medications") ? "medications" : "draftOrders";
        return (ObjectNode) request.at("/context/" + field + "/entry/" + index + "/resource");
    }

    public static ObjectNode prefetch(JsonNode request) {
        return (ObjectNode) request.get("prefetch");
    }

    public static ObjectNode context(JsonNode request) {
        return (ObjectNode) request.get("context");
    }

    /** The same call about somebody else. */
    public static ObjectNode about(String patient, JsonNode request) {
        String id = request.at("/context/patientId").asText();
        return json(request.toString()
                .replace("Patient/" + id + "\"", "Patient/" + patient + "\"")
                .replace("\"id\":\"" + id + "\"", "\"id\":\"" + patient + "\"")
                .replace("\"patientId\":\"" + id + "\"", "\"patientId\":\"" + patient + "\""));
    }

    /** A copy in which every uuid reads the same, after a check that each was a uuid of its own. */
    public static JsonNode withoutUuids(JsonNode answer) {
        JsonNode copy = answer.deepCopy();
        replaceUuids(copy, new HashSet<>());
        return copy;
    }

    private static void replaceUuids(JsonNode node, Set<String> seen) {
        if (node instanceof ObjectNode object && object.has("uuid")) {
            String uuid = object.get("uuid").asText();
            if (!uuid.equals(ANY_UUID)) {
                assertThat(UUID.fromString(uuid)).hasToString(uuid);
                assertThat(seen.add(uuid)).as("%s is used once", uuid).isTrue();
                object.put("uuid", ANY_UUID);
            }
        }
        node.forEach(child -> replaceUuids(child, seen));
    }

    /** Whole bodies compared; a difference is shown as readable JSON. */
    public static void assertSame(String about, JsonNode actual, JsonNode expected) {
        assertThat(withoutUuids(actual).toPrettyString())
                .as(about)
                .isEqualTo(withoutUuids(expected).toPrettyString());
    }
}
