package org.lumbarcds.clients;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Who looked at analytics, once the password was right.
 *
 * @param name as configured
 */
public record Operator(String name) {

    private static final String ATTRIBUTE = Operator.class.getName();

    /** The operator who was recognised for this request, or null. */
    public static @Nullable Operator of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Operator operator ? operator : null;
    }

    /** Notes who sent this request. */
    public void attachTo(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
