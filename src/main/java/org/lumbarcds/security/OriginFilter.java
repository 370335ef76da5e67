package org.lumbarcds.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.lumbarcds.security.tokens.CallerAuthentication;
import org.lumbarcds.security.tokens.RegisteredClient;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A preflight brings no token, so it is answered for the origins of all clients. Once the client is known, the answer can
 * be read by pages of its own origins and those for everybody only.
 */
final class OriginFilter extends OncePerRequestFilter {

    private final List<String> forEverybody;

    OriginFilter(List<String> forEverybody) {
        this.forEverybody = List.copyOf(forEverybody);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null
                && SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication caller
                && !isAllowed(origin, caller.proven().client())) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, null);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, null);
        }
        chain.doFilter(request, response);
    }

    private boolean isAllowed(String origin, RegisteredClient client) {
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOriginPatterns(Stream.concat(forEverybody.stream(), client.corsOrigins().stream())
                .toList());
        return allowed.checkOrigin(origin) != null;
    }
}
