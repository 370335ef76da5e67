package org.lumbarcds.security.tokens;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** A token that could be read; nothing of it is proven. */
record OpenedToken(SignedJWT jwt, JWTClaimsSet claims) {

    /** In characters. Tokens are some hundred; with a chain of certificates a few thousand. */
    static final int MAX_TOKEN = 16_384;

    /** @throws TokenRefused when it is too large or no signed JWT */
    static OpenedToken of(String token) {
        if (token.length() > MAX_TOKEN) {
            throw new TokenRefused(RefusalReason.TOO_LARGE, null);
        }
        SignedJWT jwt = parse(token);
        return new OpenedToken(jwt, claims(jwt));
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
