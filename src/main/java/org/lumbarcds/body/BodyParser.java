package org.lumbarcds.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.fetch.json.MeteredParser;
import org.lumbarcds.settings.LumbarSettings;

/** Parses a body's bytes to a tree, and stops at the first byte that exceeds a limit, before it costs memory. */
public final class BodyParser {

    /** FHIR JSON has fewer tokens than one per this many bytes; a body of nothing but braces has more. */
    private static final int BYTES_PER_TOKEN = 5;

    private final ObjectMapper mapper;
    private final int nesting;
    private final int resources;

    public BodyParser(LumbarSettings.Limits limits) {
        nesting = limits.nesting();
        resources = limits.resources();
        long bytes = limits.body().toBytes();
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.nesting())
                .maxStringLength((int) bytes)
                .maxNameLength((int) bytes)
                .maxNumberLength(MeteredParser.MOST_DIGITS)
                .maxTokenCount(Math.max(1000, bytes / BYTES_PER_TOKEN))
                .build();
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(constraints)
                // Names are the caller's: keep them out of the JVM's table of interned strings.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
        mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                // An updated order keeps the client's own digits: 1.50 stays 1.50.
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /** The body as an object, at no cost that counts. */
    public ObjectNode parse(byte[] body) {
        return parse(body, bytes -> {});
    }

    /**
     * The body as an object; anything else is refused with 400.
     *
     * @param memory told of the bytes that the tree takes while it grows; may refuse them
     */
    public ObjectNode parse(byte[] body, LongConsumer memory) {
        if (body.length == 0) {
            throw Refusal.badRequest("required", "The body is empty. Send the call as a JSON object.");
        }
        if (isNoUtf8(body)) {
            throw Refusal.badRequest("structure", "The body is not UTF-8. Send JSON in UTF-8.");
        }
        try (JsonParser parser = new LimitedParser(mapper.getFactory().createParser(body), memory)) {
            JsonNode root = mapper.readTree(parser);
            if (!(root instanceof ObjectNode object)) {
                throw Refusal.badRequest("structure", "The body is no JSON object. Send the call as a JSON object.");
            }
            if (parser.nextToken() != null) {
                throw Refusal.badRequest("structure", "More follows the JSON object. Send one JSON object.");
            }
            return object;
        } catch (StreamConstraintsException e) {
            throw overLimit(e);
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest("structure", "The body is not JSON" + at(e.getLocation()) + ". Send valid JSON.");
        } catch (IOException e) {
            throw Refusal.badRequest("structure", "The body is not JSON in UTF-8. Send JSON in UTF-8.");
        }
    }

    private Refusal overLimit(StreamConstraintsException e) {
        // Jackson tells limits apart by the message alone, which holds no text of the body.
        String message = e.getOriginalMessage();
        if (message.contains("nesting depth")) {
            return Refusal.badRequest(
                    "too-costly", "The body is nested deeper than " + nesting + " levels (lumbar.limits.nesting).");
        }
        if (message.equals(LimitedParser.TOO_MANY_RESOURCES)) {
            return Refusal.badRequest(
                    "too-costly", "The body has more than " + resources + " resources (lumbar.limits.resources).");
        }
        return Refusal.badRequest(
                "too-costly",
                "A number has more than " + MeteredParser.MOST_DIGITS + " digits, or the body has too many values.");
    }

    private static String at(JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : ": see line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** JSON text begins with two ASCII characters, so a zero byte or a foreign byte order mark there is another encoding. */
    private static boolean isNoUtf8(byte[] body) {
        for (int i = 0; i < Math.min(body.length, 2); i++) {
            int b = body[i] & 0xff;
            if (b == 0 || b == 0xfe || b == 0xff) {
                return true;
            }
        }
        return false;
    }

    /** Counts resources too. */
    private final class LimitedParser extends MeteredParser {

        static final String TOO_MANY_RESOURCES = "too many resources";

        private final LongConsumer memory;
        private int found;

        LimitedParser(JsonParser parser, LongConsumer memory) {
            super(parser);
            this.memory = memory;
        }

        @Override
        protected void take(long bytes) {
            memory.accept(bytes);
        }

        @Override
        public @Nullable JsonToken nextToken() throws IOException {
            JsonToken token = super.nextToken();
            if (token == JsonToken.FIELD_NAME && "resourceType".equals(delegate.currentName()) && ++found > resources) {
                throw new StreamConstraintsException(TOO_MANY_RESOURCES);
            }
            return token;
        }
    }
}
