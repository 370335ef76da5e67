package org.lumbarcds.body;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.errors.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

/** Reads a body into bytes and gives up as soon as it is too large or too slow, whatever its headers promise. */
public final class BodyReader {

    /** A body that is not here by then is given up, so that slow clients don't pile up. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int FIRST_BUFFER = 64 * 1024;

    /** How often a byte is in memory at most: in a buffer that grows, then in the body and in its texts. */
    private static final int COPIES = 4;

    private final int limit;
    private final Duration patience;

    public BodyReader(DataSize limit) {
        this(limit, PATIENCE);
    }

    public BodyReader(DataSize limit, Duration patience) {
        this.limit = Math.toIntExact(limit.toBytes());
        this.patience = patience;
    }

    public byte[] read(HttpServletRequest request, Admission.Visit visit) {
        requireJson(request);
        long declared = request.getContentLengthLong();
        if (declared > limit) {
            throw tooLarge();
        }
        try {
            return read(request.getInputStream(), (int) declared, visit);
        } catch (SocketTimeoutException e) {
            throw Refusal.tooSlow();
        } catch (IOException e) {
            throw Refusal.badRequest("incomplete", "The body broke off. Send it whole.");
        }
    }

    private byte[] read(InputStream in, int declared, Admission.Visit visit) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        byte[] buffer = new byte[declared < 0 ? FIRST_BUFFER : Math.min(FIRST_BUFFER, declared + 1)];
        int length = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer, length, buffer.length - length)) {
            visit.reserve((long) n * COPIES);
            length += n;
            if (length > limit) {
                throw tooLarge();
            }
            if (System.nanoTime() - deadline > 0) {
                throw Refusal.tooSlow();
            }
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(2 * length, limit + 1));
            }
        }
        return Arrays.copyOf(buffer, length);
    }

    private Refusal tooLarge() {
        return Refusal.tooLarge(limit + " bytes");
    }

    private static void requireJson(HttpServletRequest request) {
        if (!isJson(request.getContentType())) {
            throw Refusal.notJson("Send the call as Content-Type: application/json.");
        }
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            throw Refusal.notJson("Send the body without Content-Encoding.");
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            return type.getType().equals("application")
                    && (type.getSubtype().equals("json")
                            || type.getSubtype().endsWith("+json") && !type.isWildcardSubtype());
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
