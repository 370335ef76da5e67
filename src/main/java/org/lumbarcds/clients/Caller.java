package org.lumbarcds.clients;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Who sent one request.
 *
 * @param client the client
 * @param tenant the client's own customer, as the client named it ("tenant is recorded"), or null
 */
public record Caller(Client client, @Nullable String tenant) {

    /** The caller of a service without registered clients. */
    public static final Caller ANONYMOUS = new Caller(Client.ANYBODY, null);

    private static final String ATTRIBUTE = Caller.class.getName();

    /** The caller that was recognised for this request; {@link #ANONYMOUS} when nobody looked. */
    public static Caller of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : ANONYMOUS;
    }

    /** Notes who sent this request. */
    public void attachTo(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
