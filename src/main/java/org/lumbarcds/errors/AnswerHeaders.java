package org.lumbarcds.errors;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/** Headers that keep an answer from being stored, guessed at, framed or run in a browser; every answer has them. */
public final class AnswerHeaders {

    /** Nothing of an answer is ever run or shown by a browser on its own. */
    public static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    /**
     * For pages of this service: styles, scripts, images and calls of its own address only, nothing inline, no frame around
     * them, no form to elsewhere.
     */
    public static final String OWN_PAGES = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String POLICY = "Content-Security-Policy";

    /** One year, in seconds. */
    private static final String ALWAYS_TLS = "max-age=31536000";

    private AnswerHeaders() {}

    /** @param tls whether the request came over TLS: only then may a browser be told to insist on it */
    public static void protect(HttpServletResponse response, boolean tls) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader(POLICY, NOTHING);
        if (tls) {
            response.setHeader("Strict-Transport-Security", ALWAYS_TLS);
        }
    }

    /** This answer is a page of this service. */
    public static void page(HttpServletResponse response) {
        response.setHeader(POLICY, OWN_PAGES);
    }
}
