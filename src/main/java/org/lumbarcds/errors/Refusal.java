package org.lumbarcds.errors;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * A call that gets no cards: what its caller is told instead. Says which field is wrong and what to send, never what was
 * sent.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final transient List<Issue> issues;
    private final transient Map<String, String> headers;

    private Refusal(HttpStatus status, List<Issue> issues, Map<String, String> headers) {
        super(status.toString(), null, false, false);
        this.status = status;
        this.issues = List.copyOf(issues);
        this.headers = Map.copyOf(headers);
    }

    public static Refusal badRequest(List<Issue> issues) {
        return new Refusal(HttpStatus.BAD_REQUEST, issues, Map.of());
    }

    public static Refusal badRequest(String code, String diagnostics) {
        return badRequest(List.of(Issue.of(code, diagnostics)));
    }

    public static Refusal notFound() {
        return of(
                HttpStatus.NOT_FOUND,
                "not-found",
                "There is nothing at this path. GET /cds-services lists the services.");
    }

    public static Refusal methodNotAllowed(String allow) {
        return new Refusal(
                HttpStatus.METHOD_NOT_ALLOWED,
                List.of(Issue.of("not-supported", "This method is not supported here. Use " + allow + ".")),
                Map.of("Allow", allow));
    }

    /** @param types the media types that are to be had here */
    public static Refusal notAcceptable(String types) {
        return of(
                HttpStatus.NOT_ACCEPTABLE,
                "not-supported",
                "No representation that the Accept header allows. Send Accept: " + types + ".");
    }

    public static Refusal notJson(String diagnostics) {
        return of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "not-supported", diagnostics);
    }

    public static Refusal tooLarge(String limit) {
        return of(
                HttpStatus.CONTENT_TOO_LARGE,
                "too-long",
                "The body is larger than " + limit + " (lumbar.limits.body). Send less prefetch data.");
    }

    public static Refusal tooSlow() {
        return of(HttpStatus.REQUEST_TIMEOUT, "timeout", "The body did not arrive in time. Send the call again.");
    }

    public static Refusal overload() {
        return of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "throttled",
                "Too many calls at once. Send the call again after Retry-After seconds.",
                Map.of("Retry-After", "1"));
    }

    /** @param retryAfter seconds until a call may succeed, at least 1 */
    public static Refusal tooManyRequests(long retryAfter) {
        return of(
                HttpStatus.TOO_MANY_REQUESTS,
                "throttled",
                "Too many calls in a minute (lumbar.limits.calls-per-minute). Send the call again after"
                        + " Retry-After seconds.",
                Map.of("Retry-After", Long.toString(retryAfter)));
    }

    /** The connection ends with it: where the next request begins can't be told. */
    public static Refusal headersTooLarge() {
        return of(
                HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                "too-long",
                "The request line and headers are larger than server.max-http-request-header-size. Send a shorter"
                        + " token.",
                Map.of("Connection", "close"));
    }

    /** For whoever asks for analytics without an operator's name and password. */
    public static Refusal operatorWanted() {
        return of(
                HttpStatus.UNAUTHORIZED,
                "login",
                "This is for operators. Send the name and password of one.",
                Map.of("WWW-Authenticate", "Basic realm=\"Lumbar CDS analytics\", charset=\"UTF-8\""));
    }

    /** For analytics where no operator is named and others can reach the service. */
    public static Refusal operatorsOnly() {
        return of(
                HttpStatus.FORBIDDEN,
                "forbidden",
                "This is for operators. Name one (lumbar.security.operators) or ask from the service's own machine.");
    }

    public static Refusal tooManyQuestions() {
        return of(
                HttpStatus.TOO_MANY_REQUESTS,
                "throttled",
                "Too many questions in a minute. Ask again after Retry-After seconds.",
                Map.of("Retry-After", "10"));
    }

    /** For what is in the database, while it is away. */
    public static Refusal notReadable() {
        return of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "transient",
                "The record can't be read at the moment. Ask again after Retry-After seconds.",
                Map.of("Retry-After", "10"));
    }

    /** For what must be stored before it is answered, while the database is away. */
    public static Refusal notStored() {
        return of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "transient",
                "This can't be stored at the moment. Send it again after Retry-After seconds; nothing is stored"
                        + " twice.",
                Map.of("Retry-After", "10"));
    }

    /** "If required data is not to be had: 412". */
    public static Refusal dataMissing(List<Issue> issues) {
        return new Refusal(HttpStatus.PRECONDITION_FAILED, issues, Map.of());
    }

    public static Refusal ofStatus(int code) {
        HttpStatus status = HttpStatus.resolve(code);
        if (status == null || !status.isError()) {
            status = HttpStatus.INTERNAL_SERVER_ERROR;
        }
        return switch (status) {
            case NOT_FOUND -> notFound();
            case INTERNAL_SERVER_ERROR -> internal();
            default ->
                of(
                        status,
                        status.is4xxClientError() ? "invalid" : "exception",
                        "The call could not be served: " + status.getReasonPhrase() + ".");
        };
    }

    public static Refusal internal() {
        return of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "exception",
                "The service failed. Nothing was checked; the failure is in the service's log.");
    }

    /** "401 with {@code WWW-Authenticate: Bearer}, no reason given to the caller, the reason logged". */
    public static Refusal unauthorized() {
        return new Refusal(
                HttpStatus.UNAUTHORIZED,
                List.of(
                        Issue.of(
                                "security",
                                "The call needs a valid token of a registered client. The service's log says what this one lacks.")),
                Map.of("WWW-Authenticate", "Bearer"));
    }

    public static Refusal forbiddenService() {
        return of(
                HttpStatus.FORBIDDEN,
                "forbidden",
                "This client may not call this service (lumbar.security.clients[n].services).");
    }

    public static Refusal forbiddenOrigin() {
        return of(
                HttpStatus.FORBIDDEN,
                "forbidden",
                "This origin, method or header is not allowed for browsers (lumbar.cors.allowed-origins).");
    }

    private static Refusal of(HttpStatus status, String code, String diagnostics) {
        return of(status, code, diagnostics, Map.of());
    }

    private static Refusal of(HttpStatus status, String code, String diagnostics, Map<String, String> headers) {
        return new Refusal(status, List.of(Issue.of(code, diagnostics)), headers);
    }

    public HttpStatus status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** What is wrong, for a page that says it at its field. */
    public List<Issue> issues() {
        return issues;
    }

    /** The answer's body. */
    public byte[] body() {
        return Outcome.bytes(issues);
    }

    /** Writes the answer, unless one is under way already. */
    public void writeTo(HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] bytes = body();
        response.resetBuffer();
        response.setStatus(status.value());
        headers.forEach(response::setHeader);
        response.setContentType(Outcome.TYPE.toString());
        // No Content-Length, which Tomcat sets itself: given one, it sends the answer before its audit line is written.
        response.getOutputStream().write(bytes);
    }
}
