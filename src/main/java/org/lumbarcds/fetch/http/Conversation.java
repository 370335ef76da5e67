package org.lumbarcds.fetch.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.fetch.Deadline;
import org.lumbarcds.fetch.FetchFailedException;
import org.lumbarcds.fetch.FetchFailure;
import org.lumbarcds.fetch.FetchSettings;
import org.lumbarcds.fetch.json.Budget;
import org.lumbarcds.fetch.json.JsonTree;
import org.lumbarcds.fetch.query.FhirQuery;

/**
 * The requests of one query to one server, one after the other, until its deadline or until somebody cancels it. The
 * token goes with every one of them, and every one of them goes to this server's base URL.
 */
final class Conversation {

    private static final String FHIR_JSON = "application/fhir+json";

    private final FhirServer server;
    private final FetchSettings.SearchMethod method;
    private final @Nullable String bearerToken;
    private final Deadline deadline;
    private final Budget budget;
    private final JsonTree json;
    private volatile boolean cancelled;
    private volatile @Nullable HttpUriRequestBase current;

    Conversation(
            FhirServer server,
            FetchSettings.SearchMethod method,
            @Nullable String bearerToken,
            Deadline deadline,
            Budget budget,
            JsonTree json) {
        this.server = server;
        this.method = method;
        this.bearerToken = bearerToken;
        this.deadline = deadline;
        this.budget = budget;
        this.json = json;
    }

    /** Ends it at once, from any thread; whoever waits in it fails with a timeout. */
    void cancel() {
        cancelled = true;
        HttpUriRequestBase request = current;
        if (request != null) {
            request.cancel();
        }
    }

    JsonNode ask(FhirQuery query) throws FetchFailedException {
        String target = server.url().base() + "/" + query.type();
        if (query.id() != null) {
            return send(URI.create(target + "/" + query.id()), null);
        }
        if (method == FetchSettings.SearchMethod.POST) {
            return send(URI.create(target + "/_search"), query.parameters());
        }
        return send(URI.create(target + "?" + query.parameters()), null);
    }

    /** Follows a next link; one that leads elsewhere is not followed. */
    JsonNode follow(String nextLink) throws FetchFailedException {
        URI page = server.url().below(nextLink);
        if (page == null) {
            throw new FetchFailedException(FetchFailure.INCOMPLETE);
        }
        return send(page, null);
    }

    private JsonNode send(URI uri, @Nullable String form) throws FetchFailedException {
        Exchange first = new Exchange(request(uri, form));
        try {
            return first.run();
        } catch (BrokenBeforeAnswerException e) {
            // Most likely a kept connection that the server had closed. Reading twice does no harm.
            server.dropKeptConnections();
            try {
                return new Exchange(request(uri, form)).run();
            } catch (BrokenBeforeAnswerException again) {
                throw new FetchFailedException(FetchFailure.UNREACHABLE);
            }
        }
    }

    private HttpUriRequestBase request(URI uri, @Nullable String form) throws FetchFailedException {
        long nanos = deadline.remainingNanos();
        if (cancelled || nanos == 0) {
            throw new FetchFailedException(FetchFailure.TIMEOUT);
        }
        HttpUriRequestBase request = form == null ? new HttpGet(uri) : new HttpPost(uri);
        if (form != null) {
            request.setEntity(new StringEntity(
                    form, ContentType.create("application/x-www-form-urlencoded", StandardCharsets.US_ASCII)));
        }
        request.setHeader(HttpHeaders.ACCEPT, FHIR_JSON);
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        if (bearerToken != null) {
            request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + bearerToken);
        }
        Timeout left = Timeout.ofMilliseconds(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(left)
                .setResponseTimeout(left)
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setContentCompressionEnabled(false)
                .build());
        return request;
    }

    /** The connection broke before the head of an answer was there. */
    private static final class BrokenBeforeAnswerException extends Exception {

        private static final long serialVersionUID = 1L;

        BrokenBeforeAnswerException() {
            super(null, null, false, false);
        }
    }

    /** One request and its answer. */
    private final class Exchange {

        private final HttpUriRequestBase request;
        private @Nullable ClassicHttpResponse response;
        private boolean whole;

        Exchange(HttpUriRequestBase request) {
            this.request = request;
        }

        JsonNode run() throws FetchFailedException, BrokenBeforeAnswerException {
            current = request;
            if (cancelled) {
                throw new FetchFailedException(FetchFailure.TIMEOUT);
            }
            budget.takeRequest();
            try {
                response = server.client().executeOpen(server.host(), request, HttpClientContext.create());
                byte[] body = body(response);
                whole = true;
                JsonNode tree = json.read(body, budget);
                budget.parsed(body.length);
                return tree;
            } catch (IOException e) {
                throw failed(e);
            } finally {
                close();
            }
        }

        /** A connection with an unread rest is cut, since closing it politely would mean reading that rest. */
        private void close() {
            if (!whole) {
                request.cancel();
            }
            current = null;
            try {
                if (response != null) {
                    response.close();
                }
            } catch (IOException e) {
                // The connection is gone, as it should be.
            }
        }

        private byte[] body(ClassicHttpResponse answer) throws IOException, FetchFailedException {
            FailureReading.requireOk(answer.getCode());
            Header encoding = answer.getFirstHeader(HttpHeaders.CONTENT_ENCODING);
            if (encoding != null && !encoding.getValue().strip().equalsIgnoreCase("identity")) {
                throw new FetchFailedException(FetchFailure.NOT_JSON);
            }
            HttpEntity entity = answer.getEntity();
            if (entity == null || !isJson(entity.getContentType())) {
                throw new FetchFailedException(FetchFailure.NOT_JSON);
            }
            budget.requireRoomFor(Math.max(0, entity.getContentLength()));
            ByteArrayOutputStream body = new ByteArrayOutputStream(8192);
            byte[] buffer = new byte[8192];
            InputStream content = entity.getContent();
            int count = content.read(buffer);
            while (count >= 0) {
                budget.takeBytes(count);
                body.write(buffer, 0, count);
                if (deadline.hasPassed()) {
                    throw new FetchFailedException(FetchFailure.TIMEOUT);
                }
                count = content.read(buffer);
            }
            return body.toByteArray();
        }

        private Exception outcomeOf(IOException e) {
            if (cancelled || deadline.hasPassed()) {
                return new FetchFailedException(FetchFailure.TIMEOUT);
            }
            FetchFailure known = FailureReading.of(e);
            if (known != null) {
                return new FetchFailedException(known);
            }
            return response == null ? new BrokenBeforeAnswerException() : new FetchFailedException(FetchFailure.BROKEN);
        }

        private FetchFailedException failed(IOException e) throws BrokenBeforeAnswerException {
            Exception outcome = outcomeOf(e);
            if (outcome instanceof BrokenBeforeAnswerException broken) {
                throw broken;
            }
            return (FetchFailedException) outcome;
        }
    }

    /** A missing content type is forgiven, since reading the body tells. */
    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return type.endsWith("json") || type.equals("application/json+fhir");
    }
}
