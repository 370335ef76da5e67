package org.lumbarcds.hooks;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.errors.Outcome;
import org.lumbarcds.errors.Refusal;

/**
 * Answers what Tomcat refuses before the application sees it (a broken request line, a path with forbidden characters),
 * in place of its HTML page. Public because Tomcat creates it by name.
 */
public final class OutcomeReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        byte[] body = Refusal.ofStatus(status).body();
        try {
            response.setContentType(Outcome.TYPE.toString());
            ProtocolFilter.protect(response);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // The client is gone or the response is under way: nobody is left to tell.
            container.getLogger().debug("No error could be reported");
        }
    }
}
