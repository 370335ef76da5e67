package org.lumbarcds.hooks.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.errors.AnswerHeaders;
import org.lumbarcds.errors.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * CORS for browser clients such as the sandbox, which "sends Authorization even on discovery, so the preflight must allow
 * it for GET and POST, feedback included". Errors carry the headers too, so that a browser can read a 412.
 */
public final class BrowserAccess {

    private BrowserAccess() {}

    public static CorsFilter filter(AllowedOrigins origins) {
        CorsFilter filter = new CorsFilter(request -> origins.of(request.getServletPath()));
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
            boolean preflight = CorsUtils.isPreFlightRequest(request);
            boolean foreign = origin != null && configuration != null && configuration.checkOrigin(origin) == null;
            if (foreign && !preflight) {
                response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
                return true;
            }
            if (configuration != null && origin != null && !preflight) {
                // An error too: a method that is not allowed here gets its 405, which the page can read.
                return isMarked(configuration, request, response);
            }
            if (super.processRequest(configuration, request, response)) {
                return true;
            }
            AnswerHeaders.protect(response, request.isSecure());
            Refusal.forbiddenOrigin().writeTo(response);
            return false;
        }

        private boolean isMarked(
                CorsConfiguration configuration, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            CorsConfiguration anyMethod = new CorsConfiguration(configuration);
            // A list of its own: adding to it would add to that of the configuration, with every request and many at
            // once.
            anyMethod.setAllowedMethods(List.of(CorsConfiguration.ALL));
            return super.processRequest(anyMethod, request, response);
        }

        /** Spring would write plain text here. */
        @Override
        protected void rejectRequest(ServerHttpResponse response) {
            // The refusal is written by processRequest, which has the servlet's response.
        }
    }
}
