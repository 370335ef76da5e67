package org.lumbarcds.hooks;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.errors.AnswerHeaders;
import org.lumbarcds.errors.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * CORS for browser clients such as the sandbox, which "sends Authorization even on discovery, so the preflight must allow
 * it for GET and POST, feedback included". Errors carry the headers too, so that a browser can read a 412.
 */
final class BrowserAccess {

    private BrowserAccess() {}

    static CorsFilter filter(List<String> allowedOrigins) {
        CorsConfiguration configuration = new CorsConfiguration();
        configuration.setAllowedOriginPatterns(allowedOrigins);
        configuration.setAllowedMethods(List.of("GET", "POST"));
        configuration.setAllowedHeaders(List.of("authorization", "content-type"));
        configuration.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER));
        configuration.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/cds-services", configuration);
        source.registerCorsConfiguration("/cds-services/**", configuration);
        CorsFilter filter = new CorsFilter(source);
        filter.setCorsProcessor(new Processor());
        return filter;
    }

    /**
     * A call from a foreign origin is served without CORS headers: the browser keeps the answer from the page. Refusing it
     * would also hit pages of our own behind a proxy that hides the host name.
     */
    private static final class Processor extends DefaultCorsProcessor {

        @Override
        public boolean processRequest(
                @Nullable CorsConfiguration configuration, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            String origin = request.getHeader(HttpHeaders.ORIGIN);
            boolean foreign = configuration != null && origin != null && configuration.checkOrigin(origin) == null;
            if (foreign && !CorsUtils.isPreFlightRequest(request)) {
                response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
                return true;
            }
            if (super.processRequest(configuration, request, response)) {
                return true;
            }
            AnswerHeaders.protect(response, request.isSecure());
            Refusal.forbiddenOrigin().writeTo(response);
            return false;
        }

        /** Spring would write plain text here. */
        @Override
        protected void rejectRequest(ServerHttpResponse response) {
            // The refusal is written by processRequest, which has the servlet's response.
        }
    }
}
