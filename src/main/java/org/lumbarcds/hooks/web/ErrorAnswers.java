package org.lumbarcds.hooks.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.errors.FailureLog;
import org.lumbarcds.errors.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * The one place that turns a failure inside the application into an answer. None is flushed here: the audit line comes
 * first.
 */
@RestControllerAdvice
public final class ErrorAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

    @ExceptionHandler
    void refused(Refusal refusal, HttpServletResponse response) throws IOException {
        refusal.writeTo(response);
    }

    @ExceptionHandler
    void methodNotSupported(HttpRequestMethodNotSupportedException e, HttpServletResponse response) throws IOException {
        Refusal.methodNotAllowed(allow(e.getSupportedHttpMethods())).writeTo(response);
    }

    /** The health endpoint reads an Accept header, and Spring lets what it can't parse pass as a failure of ours. */
    @ExceptionHandler
    void notAcceptable(InvalidMimeTypeException e, HttpServletResponse response) throws IOException {
        Refusal.ofStatus(HttpStatus.NOT_ACCEPTABLE.value()).writeTo(response);
    }

    /** The health endpoint reads a body, which may be broken. */
    @ExceptionHandler
    void notReadable(HttpMessageNotReadableException e, HttpServletResponse response) throws IOException {
        Refusal.ofStatus(HttpStatus.BAD_REQUEST.value()).writeTo(response);
    }

    /** Spring's own exceptions know their status; everything else is a fault of ours. */
    @ExceptionHandler
    void failed(Throwable failure, HttpServletResponse response) throws Throwable {
        if (failure instanceof ErrorResponse known) {
            Refusal.ofStatus(known.getStatusCode().value()).writeTo(response);
            return;
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            LOG.debug("A client went away in the middle of an answer");
        } else {
            FailureLog.error(LOG, "A call failed", failure);
        }
        if (response.isCommitted()) {
            // Thrown on, it makes the container break the connection off: half an answer must not look like a whole
            // one.
            throw failure;
        }
        Refusal.internal().writeTo(response);
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
