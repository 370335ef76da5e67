package org.lumbarcds.hooks.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.errors.AnswerHeaders;
import org.lumbarcds.errors.Outcome;
import org.lumbarcds.errors.Refusal;
import org.springframework.http.HttpStatus;

/**
 * Answers what Tomcat refuses before the application sees it (a broken request line, headers that are too large), in place of
 * its HTML page, and leaves no refused body to be waited for. Public because Tomcat looks for it by name.
 */
public final class OutcomeReportValve extends ErrorReportValve {

    /** Tomcat has no other sign of it than the exception's message. */
    private static final String HEADERS_TOO_LARGE =
            StringManager.getManager(Http11InputBuffer.class).getString("iib.requestheadertoolarge.error");

    private final AllowedOrigins origins;

    public OutcomeReportValve(AllowedOrigins origins) {
        this.origins = origins;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        super.invoke(request, response);
        if (response.getStatus() >= HttpStatus.BAD_REQUEST.value()) {
            RefusedBody.giveUp(request, response);
        }
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Refusal refusal = refusal(status, throwable);
        byte[] body = refusal.body();
        try {
            response.setStatus(refusal.status().value());
            refusal.headers().forEach(response::setHeader);
            response.setContentType(Outcome.TYPE.toString());
            AnswerHeaders.protect(response, request.isSecure());
            origins.mark(request, response);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // The client is gone or the response is under way: nobody is left to tell.
            container.getLogger().debug("No error could be reported");
        }
    }

    private static Refusal refusal(int status, @Nullable Throwable throwable) {
        if (throwable != null && HEADERS_TOO_LARGE.equals(throwable.getMessage())) {
            return Refusal.headersTooLarge();
        }
        return Refusal.ofStatus(status);
    }
}
