package org.lumbarcds.hooks.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.errors.AnswerHeaders;
import org.lumbarcds.errors.FailureLog;
import org.lumbarcds.errors.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sets the headers every answer has, and is the last to catch what nobody caught: nothing reaches the container, whose
 * log would print the message.
 */
public final class ProtocolFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(ProtocolFilter.class);

    private final AllowedOrigins origins;

    /** @param origins who may read what is refused here, before the CORS filter has its turn */
    public ProtocolFilter(AllowedOrigins origins) {
        this.origins = origins;
    }

    /** Errors that the container reports are answered with the same headers. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        AnswerHeaders.protect(response, request.isSecure());
        try {
            if (hasWildcard(request.getContentType())) {
                origins.mark(request, response);
                Refusal.notJson("Send the call as Content-Type: application/json.")
                        .writeTo(response);
                return;
            }
            chain.doFilter(request, response);
        } catch (IOException e) {
            // The client is gone and there is nobody to answer, or an answer could not be finished.
            LOG.debug("An answer was not sent to its end");
            breakOff(response);
        } catch (Throwable failure) {
            FailureLog.error(LOG, "A request failed", failure);
            breakOff(response);
            Refusal.internal().writeTo(response);
        }
    }

    /** Half an answer must not look like a whole one: the container closes the connection in the middle of it. */
    private static void breakOff(HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            throw new IOException();
        }
    }

    /** Names no type, and makes Spring's CORS checks fail on every path. */
    private static boolean hasWildcard(@Nullable String contentType) {
        return contentType != null && contentType.indexOf('*') >= 0;
    }
}
