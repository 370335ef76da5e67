package org.lumbarcds.hooks.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.errors.Outcome;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.services.CdsService;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers errors that the container reports, in place of Spring's error page. */
@RestController
public final class OutcomeErrorController implements ErrorController {

    /** Nothing once an answer is under way: it would become a part of that answer. */
    @RequestMapping("${server.error.path:/error}")
    @Nullable
    ResponseEntity<byte[]> error(HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            return null;
        }
        boolean reported = request.getDispatcherType() == DispatcherType.ERROR;
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Refusal refusal = reported && status instanceof Integer code ? refusal(request, code) : Refusal.notFound();
        // Tomcat may have set one already.
        refusal.headers().forEach(response::setHeader);
        return ResponseEntity.status(refusal.status()).contentType(Outcome.TYPE).body(refusal.body());
    }

    /** TRACE never reaches the application, and Tomcat would allow whatever a servlet has methods for. */
    private static Refusal refusal(HttpServletRequest request, int status) {
        if (!"TRACE".equals(request.getAttribute(RequestDispatcher.ERROR_METHOD))) {
            return Refusal.ofStatus(status);
        }
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                .replaceFirst("(?<=[^/])/$", "");
        String services = request.getContextPath() + "/cds-services";
        if (path.equals(services)) {
            return Refusal.methodNotAllowed("GET, HEAD, OPTIONS");
        }
        return Arrays.stream(CdsService.values()).anyMatch(service -> path.equals(services + "/" + service.id()))
                ? Refusal.methodNotAllowed("POST, OPTIONS")
                : Refusal.notFound();
    }
}
