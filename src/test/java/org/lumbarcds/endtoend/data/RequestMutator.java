package org.lumbarcds.endtoend.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages real requests in the ways networks, integrations and attackers do; the same seed damages alike. */
public final class RequestMutator {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Texts that have broken parsers, calendars, templates or terminals. */
    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "\uD83D\uDE00",
            "\uD800",
            "\u202E\u2066gnp.exe",
            "e\u0301\u0301\u0301",
            "\uFEFF",
            "NaN",
            "null",
            "true",
            "2026",
            "2026-13",
            "2026-02-30",
            "0000-00-00",
            "9999-12-31",
            "-2026-01-01",
            "2026-11-23T25:61:61Z",
            "2026-11-23T10:00:00+99:99",
            "99999999999999999999-01-01",
            "Patient/../../etc/passwd",
            "{{constructor}}",
            "${jndi:ldap://127.0.0.1/a}",
            "<script>alert(1)</script>",
            "' OR 1=1 --",
            "#contained",
            "urn:uuid:",
            "https://",
            "x".repeat(5_000),
            "a/".repeat(500));

    private static final List<String> ODD_NUMBERS = List.of(
            "-1",
            "0",
            "-0.0",
            "1e-400",
            "1e400",
            "1e999999999",
            "-1e999999999",
            "2147483648",
            "9223372036854775808",
            "0." + "3".repeat(300),
            "9".repeat(300));

    private final Random random;

    public RequestMutator(long seed) {
        this.random = new Random(seed);
    }

    /** One to four damages to a request; the result may or may not be JSON. */
    public byte[] mutate(byte[] request) {
        return switch (random.nextInt(10)) {
            case 0 -> truncate(request);
            case 1 -> flipBytes(request);
            case 2 -> duplicatePart(request);
            default -> mutateTree(request);
        };
    }

    private byte[] truncate(byte[] request) {
        return Arrays.copyOf(request, random.nextInt(request.length));
    }

    private byte[] flipBytes(byte[] request) {
        byte[] copy = request.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    private byte[] duplicatePart(byte[] request) {
        int from = random.nextInt(request.length);
        int to = from + random.nextInt(Math.min(200, request.length - from));
        byte[] copy = Arrays.copyOf(request, request.length + to - from);
        System.arraycopy(request, from, copy, to, request.length - from);
        return copy;
    }

    private byte[] mutateTree(byte[] request) {
        try {
            JsonNode tree = MAPPER.readTree(request);
            for (int i = 0; i <= random.nextInt(4); i++) {
                List<JsonNode> parents = new ArrayList<>();
                collect(tree, parents);
                mutateChild(parents.get(random.nextInt(parents.size())));
            }
            String json = MAPPER.writeValueAsString(tree);
            // Numbers that no Java number holds can only be put in as text.
            return json.replace("\"@number@\"", ODD_NUMBERS.get(random.nextInt(ODD_NUMBERS.size())))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the request to mutate is not JSON", e);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> parents) {
        if (node.isContainerNode()) {
            if (!node.isEmpty()) {
                parents.add(node);
            }
            node.forEach(child -> collect(child, parents));
        }
    }

    private void mutateChild(JsonNode parent) {
        if (parent instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(8)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(oddText(), object.get(name));
                default -> object.set(name, odd(object.get(name)));
            }
        } else if (parent instanceof ArrayNode array) {
            int index = random.nextInt(array.size());
            switch (random.nextInt(6)) {
                case 0 -> array.remove(index);
                case 1 -> array.add(array.get(index).deepCopy());
                default -> array.set(index, odd(array.get(index)));
            }
        }
    }

    private JsonNode odd(JsonNode original) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(9)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2, 3 -> nodes.textNode(oddText());
            case 4 -> nodes.textNode("@number@");
            case 5 -> nodes.arrayNode().add(original.deepCopy());
            case 6 -> nodes.objectNode().set("resource", original.deepCopy());
            case 7 -> nested();
            default -> original.isTextual() ? nodes.textNode(original.asText() + oddText()) : nodes.arrayNode();
        };
    }

    private JsonNode nested() {
        JsonNode node = JsonNodeFactory.instance.textNode("deep");
        int depth = random.nextInt(400);
        for (int i = 0; i < depth; i++) {
            node = random.nextBoolean()
                    ? JsonNodeFactory.instance.arrayNode().add(node)
                    : JsonNodeFactory.instance.objectNode().set("a", node);
        }
        return node;
    }

    private String oddText() {
        return ODD_TEXTS.get(random.nextInt(ODD_TEXTS.size()));
    }
}
