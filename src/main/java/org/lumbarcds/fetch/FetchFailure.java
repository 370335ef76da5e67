package org.lumbarcds.fetch;

import java.util.Locale;

/** Why a part of the chart could not be had. */
public enum FetchFailure {
    /** {@code fhirServer} is no plain base URL, or no pattern of the configuration allows it. */
    SERVER_NOT_ALLOWED,
    /** The server's name has no address that may be connected to. */
    ADDRESS_NOT_ALLOWED,
    /** The query lacks a value (no encounter), or a value or the token has characters it can't have. */
    NO_QUERY,
    /** The scopes granted with the token don't cover the whole resource type. */
    SCOPE,
    /** The server failed so often of late that it is left alone for a while. */
    CIRCUIT_OPEN,
    /** Too many queries are under way to this server, or at all. */
    BUSY,
    /** The deadline passed. */
    TIMEOUT,
    /** The name does not resolve, nobody answers there, or the connection broke before an answer. */
    UNREACHABLE,
    /** TLS failed: an unknown issuer, another host's certificate. */
    TLS,
    /** The answer broke off or is not HTTP. */
    BROKEN,
    /** A redirect, which is never followed. */
    REDIRECT,
    /** 401: the token is not accepted. */
    UNAUTHORIZED,
    /** 403. */
    FORBIDDEN,
    /** 404 or 410. */
    NOT_FOUND,
    /** 429. */
    RATE_LIMITED,
    /** 5xx. */
    SERVER_ERROR,
    /** Any other status but 200. */
    REJECTED,
    /** Not JSON, or an encoding that was not asked for. */
    NOT_JSON,
    /** JSON, but not the resource or the searchset that was asked for. */
    WRONG_RESOURCE,
    /** An OperationOutcome with an error, or with the word that something was withheld, in place of the data or within it. */
    OUTCOME,
    /** More bytes, header lines or JSON than allowed. */
    TOO_LARGE,
    /** More pages or resources than allowed. */
    TOO_MANY,
    /** The server has more than it hands out: a next link that leads elsewhere, or fewer entries than their total. */
    INCOMPLETE,
    /** This service has no memory left for the answer at the moment. */
    NO_MEMORY,
    /** A fault of this service. */
    INTERNAL;

    /** The value of the metric's label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it speaks for a server in trouble, so that leaving it alone would help. */
    public boolean isServerTrouble() {
        return switch (this) {
            case TIMEOUT, UNREACHABLE, TLS, BROKEN, RATE_LIMITED, SERVER_ERROR -> true;
            default -> false;
        };
    }
}
