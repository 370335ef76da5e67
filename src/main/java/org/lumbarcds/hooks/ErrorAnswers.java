package org.lumbarcds.hooks;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.errors.FailureLog;
import org.lumbarcds.errors.Outcome;
import org.lumbarcds.errors.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The one place that turns a failure inside the application into an answer. */
@RestControllerAdvice
final class ErrorAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

    @ExceptionHandler
    ResponseEntity<byte[]> refused(Refusal refusal) {
        return answer(refusal);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> methodNotSupported(HttpRequestMethodNotSupportedException e) {
        return answer(Refusal.methodNotAllowed(allow(e.getSupportedHttpMethods())));
    }

    /** The health endpoint reads an Accept header, and Spring lets what it can't parse pass as a failure of ours. */
    @ExceptionHandler
    ResponseEntity<byte[]> notAcceptable(InvalidMimeTypeException e) {
        return answer(Refusal.ofStatus(HttpStatus.NOT_ACCEPTABLE.value()));
    }

    /** The health endpoint reads a body, which may be broken. */
    @ExceptionHandler
    ResponseEntity<byte[]> notReadable(HttpMessageNotReadableException e) {
        return answer(Refusal.ofStatus(HttpStatus.BAD_REQUEST.value()));
    }

    /** Spring's own exceptions know their status; everything else is a fault of ours. */
    @ExceptionHandler
    ResponseEntity<byte[]> failed(Throwable failure) {
        if (failure instanceof ErrorResponse known) {
            return answer(Refusal.ofStatus(known.getStatusCode().value()));
        }
        FailureLog.error(LOG, "A call failed", failure);
        return answer(Refusal.internal());
    }

    private static ResponseEntity<byte[]> answer(Refusal refusal) {
        return ResponseEntity.status(refusal.status())
                .headers(headers -> refusal.headers().forEach(headers::set))
                .contentType(Outcome.TYPE)
                .body(refusal.body());
    }

    private static String allow(@Nullable Set<HttpMethod> supported) {
        Set<String> names = new LinkedHashSet<>();
        if (supported != null) {
            supported.forEach(method -> names.add(method.name()));
        }
        if (names.contains("GET")) {
            names.add("HEAD");
        }
        names.add("OPTIONS");
        return String.join(", ", names);
    }
}
