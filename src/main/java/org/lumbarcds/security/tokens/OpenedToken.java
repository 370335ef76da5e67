package org.lumbarcds.security.tokens;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token that could be read, and what it is judged by; nothing of it is proven.
 *
 * @param client whose it claims to be; null when that is nobody known
 * @param endpoint the public URLs of what is called
 * @param now when it is judged
 */
record OpenedToken(
        SignedJWT jwt, JWTClaimsSet claims, @Nullable RegisteredClient client, Set<String> endpoint, Instant now) {

    /** In characters. Tokens are some hundred; with a chain of certificates a few thousand. */
    static final int MAX_TOKEN = 16_384;

    /** @throws TokenRefused when it is too large or no signed JWT */
    static OpenedToken of(String token, ClientRegistry clients, Set<String> endpoint, Instant now) {
        if (token.length() > MAX_TOKEN) {
            throw new TokenRefused(RefusalReason.TOO_LARGE, null);
        }
        SignedJWT jwt = parse(token);
        JWTClaimsSet claims = claims(jwt);
        return new OpenedToken(jwt, claims, clients.find(claims.getIssuer()), endpoint, now);
    }

    OpenedToken {
        endpoint = Set.copyOf(endpoint);
    }

    /** The same, judged later. */
    OpenedToken at(Instant later) {
        return new OpenedToken(jwt, claims, client, endpoint, later);
    }

    private static SignedJWT parse(String token) {
        JWT jwt;
        try {
            jwt = JWTParser.parse(token);
        } catch (ParseException | RuntimeException e) {
            throw new TokenRefused(RefusalReason.MALFORMED, null);
        }
        if (jwt instanceof SignedJWT signed) {
            return signed;
        }
        throw new TokenRefused(RefusalReason.ALGORITHM, null);
    }

    private static JWTClaimsSet claims(SignedJWT jwt) {
        try {
            return jwt.getJWTClaimsSet();
        } catch (ParseException | RuntimeException e) {
            throw new TokenRefused(RefusalReason.MALFORMED, null);
        }
    }

    JWSHeader header() {
        return jwt.getHeader();
    }

    /** For what can't be judged without one. */
    RegisteredClient registered() {
        if (client == null) {
            throw new IllegalStateException("This can't be judged without a client");
        }
        return client;
    }

    @Nullable
    Instant expires() {
        return instant(claims.getExpirationTime());
    }

    @Nullable
    Instant issued() {
        return instant(claims.getIssueTime());
    }

    @Nullable
    Instant begins() {
        return instant(claims.getNotBeforeTime());
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    /** Quotes nothing of it, so that it can stand in any log. */
    @Override
    public String toString() {
        return "OpenedToken[***]";
    }
}
