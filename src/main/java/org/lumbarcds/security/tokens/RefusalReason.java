package org.lumbarcds.security.tokens;

import java.util.Locale;

/** Why a call was refused: for the log and the figures, never for the caller. */
enum RefusalReason {
    NO_TOKEN("there is no Authorization header"),
    HEADER("there is more than one Authorization header, or it is no bearer token"),
    TOKEN_IN_QUERY("a token stands in the query, where logs keep it"),
    TOO_LARGE("the token is too large"),
    MALFORMED("the token is no signed JWT, or a header or claim of it can't be read"),
    UNKNOWN_ISSUER("no client with this iss is registered"),
    TYPE("typ is not JWT"),
    ALGORITHM("alg is none, or not one the client may sign with"),
    CRITICAL_HEADER("a header is critical (crit) that is not understood"),
    EMBEDDED_KEY("the token brings or names a key of its own (jwk, x5u)"),
    KEY_URL("jku is not the one registered"),
    NO_KEY_ID("kid is missing"),
    KEYS_UNAVAILABLE("the client's keys were not to be had for too long"),
    UNKNOWN_KEY("the client has no key with this kid that fits the algorithm"),
    SIGNATURE("the signature does not fit"),
    AUDIENCE("aud is not the URL of the endpoint called: lumbar.public-url and the path, to the letter"),
    EXPIRED("exp is past"),
    NOT_YET_VALID("nbf is to come"),
    ISSUED_LATER("iat is to come"),
    LIFETIME("exp or iat is missing, or exp is not after iat by at most an hour"),
    TENANT("tenant is none of those registered, or no short text"),
    NO_TOKEN_ID("jti is missing"),
    REPLAYED("the jti was used before"),
    MEMORY_FULL("more tokens are valid at once than are remembered (lumbar.security.remembered-tokens)"),
    SERVICE("the client may not call this service (lumbar.security.clients[n].services)");

    private final String meaning;

    RefusalReason(String meaning) {
        this.meaning = meaning;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Never holds anything of the token. */
    String meaning() {
        return meaning;
    }
}
