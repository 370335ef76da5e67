package org.lumbarcds.connect;

import org.lumbarcds.fetch.FetchFailure;

/** What a failed query means to whoever connects a server, and what mends it. */
final class FetchAdvice {

    private FetchAdvice() {}

    static String problem(FetchFailure failure) {
        return switch (failure) {
            case SERVER_NOT_ALLOWED -> "Calls may not name this server.";
            case ADDRESS_NOT_ALLOWED -> "The server's name leads to a private or otherwise special address.";
            case NO_QUERY -> "The query lacks a value, or the token has characters that a token can't have.";
            case SCOPE -> "The scopes granted with the token don't cover this.";
            case CIRCUIT_OPEN -> "The server failed so often of late that it is left alone for a while.";
            case BUSY -> "Too many queries are under way.";
            case TIMEOUT -> "No answer came in time.";
            case UNREACHABLE -> "The name does not resolve, or nobody answers there.";
            case TLS -> "TLS failed: an unknown issuer, or another host's certificate.";
            case BROKEN -> "The answer broke off or is not HTTP.";
            case REDIRECT -> "The server answered with a redirect, which is never followed.";
            case UNAUTHORIZED -> "401: the server does not accept the token.";
            case FORBIDDEN -> "403: the token may not do this.";
            case NOT_FOUND -> "404: there is no such resource or search.";
            case RATE_LIMITED -> "429: the server wants fewer queries.";
            case SERVER_ERROR -> "The server failed (5xx).";
            case REJECTED -> "The server refuses the query.";
            case NOT_JSON -> "The answer is not JSON.";
            case WRONG_RESOURCE -> "The answer is not the resource or the searchset that was asked for.";
            case OUTCOME -> "The server answered with an OperationOutcome, or says that something was withheld.";
            case TOO_LARGE -> "The answer is larger than allowed.";
            case TOO_MANY -> "There are more pages or resources than allowed.";
            case INCOMPLETE -> "The server has more than it hands out.";
            case NO_MEMORY -> "This service has no memory left for the answer at the moment.";
            case INTERNAL -> "This service failed; its log says where.";
        };
    }

    static String mend(FetchFailure failure) {
        return switch (failure) {
            case SERVER_NOT_ALLOWED ->
                "Add its base URL to lumbar.fhir.allowed-servers, or to the client's fhir-servers; http needs"
                        + " lumbar.fhir.allow-http=true.";
            case ADDRESS_NOT_ALLOWED ->
                "Name the server exactly, without *, in lumbar.fhir.allowed-servers or the client's fhir-servers.";
            case NO_QUERY -> "Send the token as it was issued, and the id of an encounter where one is asked for.";
            case SCOPE, FORBIDDEN ->
                "Grant the client read and search of this resource type, as patient/, user/ or system/ scope.";
            case CIRCUIT_OPEN, BUSY, RATE_LIMITED, NO_MEMORY -> "Wait some seconds and check again.";
            case TIMEOUT -> "See how long the server takes for this query; narrow it by lumbar.fhir.further.";
            case UNREACHABLE ->
                "Check name, port and firewall from this machine; behind an outbound proxy set lumbar.fhir.proxy.";
            case TLS ->
                "Give the JVM of this service the issuer in its trust store, and the server its own certificate.";
            case BROKEN, SERVER_ERROR, INTERNAL -> "See the log of the server, and of this service.";
            case REDIRECT -> "Write the address that it redirects to as base URL.";
            case UNAUTHORIZED -> "Get a fresh token that was issued for this server.";
            case NOT_FOUND ->
                "Check the base URL and the id; a server without this resource type is one that lacks it.";
            case REJECTED ->
                "See whether the server knows the search parameters of this query, or wants lumbar.fhir.search=post.";
            case NOT_JSON ->
                "Have the server answer application/fhir+json, without an encoding that was not asked for.";
            case WRONG_RESOURCE -> "Check the base URL: it must be that of FHIR R4.";
            case OUTCOME -> "Read the OperationOutcome on the server; grant what it says is lacking.";
            case TOO_LARGE, TOO_MANY ->
                "Narrow the search by lumbar.fhir.further, or raise lumbar.fhir.max-pages, max-resources or max-bytes.";
            case INCOMPLETE -> "Have the server give next links below its own base URL, and all entries of its total.";
        };
    }
}
