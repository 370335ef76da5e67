package org.lumbarcds.transparency;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.http.MediaType;

/** The bytes that are served. Nothing in them changes while the service runs, so they are made once, at the start. */
final class Documents {

    private static final String FOLDER = "/transparency/";
    private static final int TAG_DIGITS = 16;

    /**
     * A document.
     *
     * @param type its media type
     * @param bytes its content
     * @param tag entity tag: equal for equal bytes
     */
    record Document(MediaType type, byte[] bytes, String tag) {}

    private final Document json;
    private final Document page;
    private final Document style;

    Documents(Disclosure disclosure) {
        json = document(MediaType.APPLICATION_JSON, disclosure.contentVersion(), json(disclosure));
        page = document(utf8(MediaType.TEXT_HTML), disclosure.contentVersion(), page(disclosure));
        style = document(utf8(MediaType.valueOf("text/css")), "style", read("guideline.css"));
    }

    Document json() {
        return json;
    }

    Document page() {
        return page;
    }

    Document style() {
        return style;
    }

    /** A later release may say the same content otherwise: the version alone would not tell the bytes apart. */
    private static Document document(MediaType type, String version, byte[] bytes) {
        String tag = version + "-" + ContentDigest.sha256(bytes).substring(0, TAG_DIGITS);
        return new Document(type, bytes, tag);
    }

    private static MediaType utf8(MediaType type) {
        return new MediaType(type, StandardCharsets.UTF_8);
    }

    private static byte[] json(Disclosure disclosure) {
        try {
            return new ObjectMapper()
                    .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
                    .writeValueAsBytes(disclosure);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers and lists can be written", e);
        }
    }

    /** Every value is escaped; a name that nothing has fails the start, not a reader. */
    private static byte[] page(Disclosure disclosure) {
        String template = new String(read("guideline.html"), StandardCharsets.UTF_8);
        return Mustache.compiler()
                .escapeHTML(true)
                .nullValue("")
                .compile(template)
                .execute(disclosure)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] read(String name) {
        try (InputStream stream =
                Objects.requireNonNull(Documents.class.getResourceAsStream(FOLDER + name), name + " is missing")) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " can't be read", e);
        }
    }
}
