package org.lumbarcds.simulate.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the resources out of one JSON document as it comes, Bundles in Bundles too. No more than one resource is held, and
 * of that no more than the limit: a file of any size needs no more memory than a small one.
 */
final class ResourceReader {

    /** Attachments and narratives: often the largest part of a record, and nothing here looks at them. */
    private static final Set<String> UNREAD = Set.of("data", "div");

    /** What a value takes beside its text. */
    private static final int VALUE = 16;

    private final ObjectMapper mapper;
    private final TroubleLog troubles;
    private final int largest;
    private final FhirFiles.Sink sink;

    /** @param largest characters of a resource beyond which it is not used */
    ResourceReader(ObjectMapper mapper, TroubleLog troubles, int largest, FhirFiles.Sink sink) {
        this.mapper = mapper;
        this.troubles = troubles;
        this.largest = largest;
        this.sink = sink;
    }

    /** Takes the resource, or those of the Bundle, whose start the parser is at; then it is at their end. */
    void document(JsonParser parser) throws IOException {
        take(object(parser), null);
    }

    private void take(@Nullable ObjectNode resource, @Nullable String fullUrl) throws IOException {
        if (resource == null) {
            return;
        }
        if (resource.path("resourceType").asText().isEmpty()) {
            troubles.count(Trouble.NO_RESOURCE);
        } else {
            sink.take(resource, fullUrl);
        }
    }

    /** The resource, or null of a Bundle, whose resources are taken already, and of one that is too large. */
    private @Nullable ObjectNode object(JsonParser parser) throws IOException {
        Room room = new Room();
        ObjectNode object = mapper.createObjectNode();
        boolean hasEntries = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("entry")) {
                hasEntries = true;
                entries(parser);
            } else {
                field(object, name, parser, room);
            }
        }
        String type = object.path("resourceType").asText();
        if (type.equals("Bundle") || type.isEmpty() && hasEntries) {
            return null;
        }
        if (room.left < 0) {
            troubles.count(Trouble.TOO_LARGE_RESOURCE);
            return null;
        }
        return object;
    }

    private void entries(JsonParser parser) throws IOException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                entry(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** An entry without a resource is a request to delete, or an answer to one. */
    private void entry(JsonParser parser) throws IOException {
        @Nullable ObjectNode resource = null;
        @Nullable String fullUrl = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT && name.equals("resource")) {
                resource = object(parser);
            } else if (token == JsonToken.VALUE_STRING && name.equals("fullUrl")) {
                fullUrl = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        take(resource, fullUrl);
    }

    /** What is left of the room for one resource. */
    private final class Room {
        private long left = largest;
    }

    /** Of a value that is not kept the parser makes no text. */
    private void field(ObjectNode object, String name, JsonParser parser, Room room) throws IOException {
        if (room.left < 0 || UNREAD.contains(name)) {
            parser.skipChildren();
        } else {
            object.set(name, value(parser, room));
        }
    }

    private JsonNode value(JsonParser parser, Room room) throws IOException {
        room.left -= VALUE;
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = mapper.createObjectNode();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    room.left -= name.length();
                    parser.nextToken();
                    field(object, name, parser, room);
                }
                return object;
            }
            case START_ARRAY -> {
                ArrayNode array = mapper.createArrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (room.left < 0) {
                        parser.skipChildren();
                    } else {
                        array.add(value(parser, room));
                    }
                }
                return array;
            }
            default -> {
                room.left -= parser.getTextLength();
                return mapper.readTree(parser);
            }
        }
    }
}
