package org.lumbarcds.views;

import org.springframework.http.HttpHeaders;

/**
 * What a browser may do with a page of the service: nothing inline, nothing from elsewhere, no frame around it. Strict
 * enough that a text that became markup all the same would be shown and never run.
 */
public enum PagePolicy {
    /** Files alone. */
    READ("form-action 'none'"),
    /** Sends its form to the service, as a question. */
    ASK("form-action 'self'"),
    /** Its script calls the service. */
    CALL("connect-src 'self'; form-action 'none'");

    private final String text;

    PagePolicy(String more) {
        text = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; " + more
                + "; frame-ancestors 'none'";
    }

    public void addTo(HttpHeaders headers) {
        headers.set("Content-Security-Policy", text);
        headers.set("Referrer-Policy", "no-referrer");
    }
}
