package org.lumbarcds.hooks;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.lumbarcds.errors.Outcome;
import org.lumbarcds.errors.Refusal;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers errors that the container reports, in place of Spring's error page. */
@RestController
final class OutcomeErrorController implements ErrorController {

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<byte[]> error(HttpServletRequest request) {
        boolean reported = request.getDispatcherType() == DispatcherType.ERROR;
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Refusal refusal = reported && status instanceof Integer code ? Refusal.ofStatus(code) : Refusal.notFound();
        return ResponseEntity.status(refusal.status()).contentType(Outcome.TYPE).body(refusal.body());
    }
}
