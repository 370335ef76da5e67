package org.lumbarcds.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What the page's address answers with: bytes, what they are, and a tag that is equal for equal bytes.
 *
 * @param type media type
 * @param tag entity tag
 */
record PageFile(MediaType type, byte[] bytes, String tag) {

    /**
     * Its own files and calls alone, nothing inline, no frame around it: a text that became markup all the same would be shown
     * and never run.
     */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final int TAG_DIGITS = 16;

    static PageFile of(MediaType type, byte[] bytes) {
        return new PageFile(type, bytes, digest(bytes));
    }

    /** @throws UncheckedIOException when it can't be read */
    static PageFile packed(Resource file) {
        try {
            return of(typeOf(String.valueOf(file.getFilename())), file.getContentAsByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    private static MediaType typeOf(String name) {
        String type =
                switch (name.substring(name.lastIndexOf('.') + 1)) {
                    case "html" -> "text/html";
                    case "css" -> "text/css";
                    case "js" -> "text/javascript";
                    case "svg" -> "image/svg+xml";
                    default -> throw new IllegalStateException(name + " has no media type here");
                };
        return new MediaType(MediaType.valueOf(type), StandardCharsets.UTF_8);
    }

    /** May be kept, and is asked for again by its tag: Spring answers 304 when the client has it already. */
    ResponseEntity.BodyBuilder head() {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .eTag(tag)
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                // Else Spring, which takes the names for a caller's, has each offered as a download called f.txt.
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline");
    }

    ResponseEntity<byte[]> whole() {
        return head().body(bytes);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, TAG_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
