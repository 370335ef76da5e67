package org.lumbarcds.views;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Bytes that are the same as long as the service runs.
 *
 * @param type their media type
 * @param bytes the content
 * @param tag entity tag: equal for equal bytes
 * @param policy what a browser may do with them
 */
public record ServedFile(MediaType type, byte[] bytes, String tag, PagePolicy policy) {

    public static final MediaType HTML = utf8(MediaType.TEXT_HTML);
    public static final MediaType SCRIPT = utf8(MediaType.valueOf("text/javascript"));
    public static final MediaType STYLE = utf8(MediaType.valueOf("text/css"));

    public static final MediaType IMAGE = MediaType.valueOf("image/svg+xml");

    private static final int TAG_DIGITS = 16;

    /** @param version stands at the beginning of the tag, before a digest of the bytes */
    public static ServedFile of(MediaType type, String version, byte[] bytes, PagePolicy policy) {
        return new ServedFile(type, bytes, version + "-" + digest(bytes), policy);
    }

    /** A file of the class path, an absolute path; the start fails without it. */
    public static ServedFile packed(String path, MediaType type) {
        return of(type, "file", read(path), PagePolicy.READ);
    }

    /** The text of a file of the class path. */
    public static String text(String path) {
        return new String(read(path), StandardCharsets.UTF_8);
    }

    /** May be kept, and is asked for again by its tag: Spring answers 304 when the client has it already. */
    public ResponseEntity.BodyBuilder head() {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .eTag(tag)
                .headers(policy::addTo);
    }

    public ResponseEntity<byte[]> whole() {
        return head().body(bytes);
    }

    private static byte[] read(String path) {
        try (InputStream stream = ServedFile.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException(path + " is missing in the program");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " can't be read", e);
        }
    }

    private static MediaType utf8(MediaType type) {
        return new MediaType(type, StandardCharsets.UTF_8);
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
