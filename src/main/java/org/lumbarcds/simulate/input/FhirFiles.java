package org.lumbarcds.simulate.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads FHIR resources out of the files of a folder, one at a time: NDJSON by lines, Bundles by entries. What cannot be
 * read is counted.
 */
public final class FhirFiles {

    private static final int NESTING = 200;

    private final ObjectMapper mapper;
    private final TroubleLog troubles;
    private final int longestLine;

    /** @param longestLine bytes of a line, or characters of a resource or a text, beyond which it is not read */
    public FhirFiles(TroubleLog troubles, int longestLine) {
        this.mapper = mapper(longestLine);
        this.troubles = troubles;
        this.longestLine = longestLine;
    }

    /** As the service reads bodies: decimals keep their digits. */
    public static ObjectMapper mapper() {
        return mapper(StreamReadConstraints.DEFAULT_MAX_STRING_LEN);
    }

    private static ObjectMapper mapper(int longestText) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(NESTING)
                        .maxStringLength(longestText)
                        .build())
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /** Takes a resource. */
    public interface Sink {
        void take(ObjectNode resource, @Nullable String fullUrl) throws IOException;
    }

    static boolean isByLines(String name) {
        return name.endsWith(".ndjson") || name.endsWith(".jsonl");
    }

    /** Lower case, and without what gzip added. */
    static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    }

    /**
     * Reads a file to its end, or to where it breaks.
     *
     * @param done told of the file's own bytes as they are read
     */
    public void read(Path file, Sink sink, LongConsumer done) throws IOException {
        Passing passing = new Passing(sink);
        try (InputStream raw = new Counting(Files.newInputStream(file), done);
                InputStream in = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")
                        ? new GZIPInputStream(raw, 64 * 1024)
                        : raw) {
            if (isByLines(nameOf(file))) {
                lines(file, in, passing);
            } else {
                documents(in, passing);
            }
        } catch (JsonProcessingException e) {
            troubles.count(
                    Trouble.BROKEN_FILE, file + ", line " + e.getLocation().getLineNr() + ": not JSON");
        } catch (SinkFailed e) {
            throw e.failure;
        } catch (IOException e) {
            troubles.count(Trouble.BROKEN_FILE, file + ": " + e.getClass().getSimpleName());
        }
    }

    private void lines(Path file, InputStream in, Passing sink) throws IOException {
        Lines lines = new Lines(in, longestLine);
        long number = 0;
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            number++;
            if (lines.wasTooLong()) {
                troubles.count(Trouble.BROKEN_LINE, file + ", line " + number + ": too long");
            } else if (!isBlank(line)) {
                ObjectNode object = object(line);
                if (object == null) {
                    troubles.count(Trouble.BROKEN_LINE, file + ", line " + number + ": no JSON object");
                } else {
                    whole(object, sink);
                }
            }
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private @Nullable ObjectNode object(byte[] line) throws IOException {
        try (JsonParser parser = mapper.createParser(line)) {
            return mapper.readTree(parser) instanceof ObjectNode object && parser.nextToken() == null ? object : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** One object after the other; of a Bundle one entry after the other, whatever its size. */
    private void documents(InputStream in, Passing sink) throws IOException {
        ResourceReader reader = new ResourceReader(mapper, troubles, longestLine, sink::take);
        try (JsonParser parser = mapper.createParser(in)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    reader.document(parser);
                } else {
                    troubles.count(Trouble.NO_RESOURCE);
                    parser.skipChildren();
                }
            }
        }
    }

    private void whole(ObjectNode object, Passing sink) throws IOException {
        if (!object.path("resourceType").asText().equals("Bundle")) {
            resource(object, null, sink);
            return;
        }
        for (JsonNode entry : object.path("entry")) {
            entry(entry, sink);
        }
    }

    /** An entry without a resource is a request to delete, or an answer to one. */
    private void entry(@Nullable JsonNode entry, Passing sink) throws IOException {
        if (entry == null || !(entry.get("resource") instanceof ObjectNode resource)) {
            return;
        }
        if (resource.path("resourceType").asText().equals("Bundle")) {
            whole(resource, sink);
        } else {
            resource(resource, entry.path("fullUrl").asText(null), sink);
        }
    }

    private void resource(ObjectNode resource, @Nullable String fullUrl, Passing sink) throws IOException {
        if (resource.path("resourceType").asText().isEmpty()) {
            troubles.count(Trouble.NO_RESOURCE);
        } else {
            sink.take(resource, fullUrl);
        }
    }

    /** A full disk is no broken file. */
    private static final class SinkFailed extends IOException {
        private static final long serialVersionUID = 1;
        private final IOException failure;

        SinkFailed(IOException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    private record Passing(Sink sink) {
        void take(ObjectNode resource, @Nullable String fullUrl) throws SinkFailed {
            try {
                sink.take(resource, fullUrl);
            } catch (IOException e) {
                throw new SinkFailed(e);
            }
        }
    }

    private static final class Counting extends FilterInputStream {
        private final LongConsumer done;

        Counting(InputStream in, LongConsumer done) {
            super(in);
            this.done = done;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            done.accept(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            done.accept(Math.max(0, read));
            return read;
        }
    }
}
