package org.lumbarcds.fetch.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.fetch.FetchFailedException;
import org.lumbarcds.fetch.FetchFailure;
import org.lumbarcds.fetch.server.CheckedResolver;

/** Which failure a status or an exception tells of. */
final class FailureReading {

    private FailureReading() {}

    static void requireOk(int status) throws FetchFailedException {
        if (status == HttpStatus.SC_OK) {
            return;
        }
        throw new FetchFailedException(
                switch (status) {
                    case 401 -> FetchFailure.UNAUTHORIZED;
                    case 403 -> FetchFailure.FORBIDDEN;
                    case 404, 410 -> FetchFailure.NOT_FOUND;
                    case 429 -> FetchFailure.RATE_LIMITED;
                    default -> byClass(status);
                });
    }

    private static FetchFailure byClass(int status) {
        return switch (status / 100) {
            case 3 -> FetchFailure.REDIRECT;
            case 5 -> FetchFailure.SERVER_ERROR;
            default -> FetchFailure.REJECTED;
        };
    }

    /** Null when it tells no more than that the connection broke. */
    static @Nullable FetchFailure of(IOException e) {
        if (e instanceof CheckedResolver.NotPermittedException) {
            return FetchFailure.ADDRESS_NOT_ALLOWED;
        }
        if (e instanceof UnknownHostException
                || e instanceof ConnectTimeoutException
                || e instanceof HttpHostConnectException) {
            return FetchFailure.UNREACHABLE;
        }
        if (e instanceof SSLException) {
            return FetchFailure.TLS;
        }
        if (e instanceof SocketTimeoutException) {
            return FetchFailure.TIMEOUT;
        }
        if (e instanceof ConnectionRequestTimeoutException) {
            return FetchFailure.BUSY;
        }
        return ofProtocol(e);
    }

    private static @Nullable FetchFailure ofProtocol(IOException e) {
        if (e instanceof MessageConstraintException) {
            return FetchFailure.TOO_LARGE;
        }
        if (e.getCause() instanceof ProtocolException) {
            return FetchFailure.BROKEN;
        }
        return null;
    }
}
