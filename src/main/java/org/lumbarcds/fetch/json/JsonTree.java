package org.lumbarcds.fetch.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.lumbarcds.fetch.FetchFailedException;
import org.lumbarcds.fetch.FetchFailure;

/** Parses an answer's bytes to a tree, and stops where it would cost more memory than there is. */
public final class JsonTree {

    /** FHIR JSON has fewer tokens than one per this many bytes; a body of nothing but braces has more. */
    private static final int BYTES_PER_TOKEN = 5;

    private static final int MOST_LEVELS = 200;

    private final ObjectMapper mapper;

    /** @param maxBytes most bytes of a body */
    public JsonTree(int maxBytes) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MOST_LEVELS)
                        .maxStringLength(maxBytes)
                        .maxNumberLength(MeteredParser.MOST_DIGITS)
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
    public JsonNode read(byte[] body, Budget budget) throws FetchFailedException {
        try (CountingParser parser = new CountingParser(mapper.getFactory().createParser(body), budget)) {
            JsonNode tree = mapper.readTree(parser);
            parser.end();
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

    private static final class CountingParser extends MeteredParser {

        private final Budget budget;

        CountingParser(JsonParser parser, Budget budget) {
            super(parser);
            this.budget = budget;
        }

        @Override
        protected void take(long bytes) throws NoRoomException {
            if (!budget.takeMemory(bytes)) {
                throw new NoRoomException();
            }
        }

        void end() throws IOException {
            takeRest();
        }
    }
}
