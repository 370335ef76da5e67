package org.lumbarcds.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** What may be read without saying who one is: it is the same for everybody and tells nothing of anybody. */
final class PublicReading {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private PublicReading() {}

    static boolean ofDiscovery(HttpServletRequest request) {
        return reads(request) && Endpoint.of(request).isDiscovery();
    }

    /** What the service advises by is as public as that it does, and so are the files of its views. */
    static boolean ofViews(HttpServletRequest request) {
        return reads(request) && Endpoint.of(request).isPublicView();
    }

    /** The page at {@code /} is nothing but its files and the shipped examples; what it calls asks who calls. */
    static boolean ofPage(HttpServletRequest request) {
        String path = Endpoint.of(request).path();
        return reads(request)
                && (path.equals("/")
                        || path.equals("/guideline.css")
                        || path.equals("/guideline.svg")
                        || path.startsWith("/page/")
                        || path.equals("/examples")
                        || path.startsWith("/examples/"));
    }

    private static boolean reads(HttpServletRequest request) {
        return READING.contains(request.getMethod());
    }
}
