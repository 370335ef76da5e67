package org.lumbarcds.hooks.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Which browser applications may read what is answered. Every path but those of operators: an application that calls a path
 * that is not there is to see the 404, not "blocked by CORS".
 */
public final class AllowedOrigins {

    /** What nobody's page elsewhere may read, though its origin may call the services. */
    private static final List<String> NOT_FOR_PAGES = List.of("/analytics", "/explain", "/connect", "/actuator");

    private final CorsConfiguration configuration = new CorsConfiguration();

    /** @param origins patterns, as configured */
    public AllowedOrigins(List<String> origins) {
        configuration.setAllowedOriginPatterns(origins);
        configuration.setAllowedMethods(List.of("GET", "POST"));
        configuration.setAllowedHeaders(List.of("authorization", "content-type"));
        configuration.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER));
        configuration.setMaxAge(Duration.ofHours(1));
    }

    /** For requests of this path, below the context path; null where no page may read anything. */
    @Nullable
    CorsConfiguration of(String path) {
        return NOT_FOR_PAGES.stream().anyMatch(path::startsWith) ? null : configuration;
    }

    /** Sets the headers of an answer that was written before the CORS filter had its turn. */
    void mark(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        CorsConfiguration here = of(path(request));
        if (origin == null || here == null) {
            return;
        }
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String allowed = here.checkOrigin(origin);
        if (allowed != null) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, HttpHeaders.RETRY_AFTER);
        }
    }

    /** Null where the request was refused before it had one. */
    private static String path(HttpServletRequest request) {
        String path = request.getServletPath();
        return path == null ? "" : path;
    }
}
