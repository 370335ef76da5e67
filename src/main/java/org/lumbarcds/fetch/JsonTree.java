package org.lumbarcds.fetch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Parses an answer's bytes to a tree, and stops where it would cost more memory than there is. */
final class JsonTree {

    /** No FHIR decimal needs more; a number such as 1e999999999 would cost gigabytes when written out. */
    private static final int MOST_DIGITS = 1000;

    /** FHIR JSON has fewer tokens than one per this many bytes; a body of nothing but braces has more. */
    private static final int BYTES_PER_TOKEN = 5;

    private static final int MOST_LEVELS = 200;

    private final ObjectMapper mapper;

    /** @param maxBytes most bytes of a body */
    JsonTree(int maxBytes) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MOST_LEVELS)
                        .maxStringLength(maxBytes)
                        .maxNumberLength(MOST_DIGITS)
                        .maxTokenCount(Math.max(1000, maxBytes / BYTES_PER_TOKEN))
                        .build())
                // Names are the server's: keep them out of the JVM's table of interned strings.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                // An order that is sent back changed keeps the server's own digits: 1.50 stays 1.50.
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /** The body as an object; its tree is counted on the budget while it grows. */
    JsonNode read(byte[] body, Budget budget) throws FetchFailedException {
        try (CountingParser parser = new CountingParser(mapper.getFactory().createParser(body), budget)) {
            JsonNode tree = mapper.readTree(parser);
            parser.tellRest();
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (NoRoomException e) {
            throw new FetchFailedException(FetchFailure.NO_MEMORY);
        } catch (StreamConstraintsException e) {
            throw new FetchFailedException(FetchFailure.TOO_LARGE);
        } catch (JsonProcessingException e) {
            throw new FetchFailedException(FetchFailure.NOT_JSON);
        } catch (IOException e) {
            throw new FetchFailedException(FetchFailure.BROKEN);
        }
        throw new FetchFailedException(FetchFailure.WRONG_RESOURCE);
    }

    /** The tree got no more memory. */
    private static final class NoRoomException extends IOException {

        private static final long serialVersionUID = 1L;
    }

    private static final class CountingParser extends JsonParserDelegate {

        /** Told in portions: all queries of a call share the account. */
        private static final int PORTION = 64 * 1024;

        private final Budget budget;
        private long untold;

        CountingParser(JsonParser parser, Budget budget) {
            super(parser);
            this.budget = budget;
        }

        @Override
        public @Nullable JsonToken nextToken() throws IOException {
            JsonToken token = delegate.nextToken();
            untold += bytesOf(token);
            if (untold >= PORTION) {
                tellRest();
            }
            if (token == JsonToken.VALUE_NUMBER_FLOAT && isTooLong()) {
                throw new StreamConstraintsException("number too long");
            }
            return token;
        }

        void tellRest() throws NoRoomException {
            if (!budget.takeMemory(untold)) {
                throw new NoRoomException();
            }
            untold = 0;
        }

        private boolean isTooLong() throws IOException {
            try {
                return Math.abs((long) delegate.getDecimalValue().scale()) > MOST_DIGITS;
            } catch (NumberFormatException e) {
                // An exponent that fits into no int.
                return true;
            }
        }

        /** What a token takes in the tree beside its text, at most: maps and lists with room for what they hold. */
        private static int bytesOf(@Nullable JsonToken token) {
            if (token == null) {
                return 0;
            }
            return switch (token) {
                case START_OBJECT -> 160;
                case FIELD_NAME, START_ARRAY -> 104;
                case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> 96;
                case VALUE_STRING -> 64;
                case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> 8;
                default -> 0;
            };
        }
    }
}
