package org.lumbarcds.security.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.clients.Caller;

/**
 * Judges a token: "JWT per call". First whose it claims to be, then whether its header is acceptable, then the signature,
 * then the claims, and last that it was never used before, so that only what the client signed is remembered.
 */
public final class TokenVerifier {

    /** Clocks may differ by this much. */
    static final Duration SKEW = Duration.ofSeconds(60);

    /** "Lifetime at most 1 hour". */
    static final Duration LONGEST = Duration.ofHours(1);

    /** In characters. Tokens are some hundred; with a chain of certificates a few thousand. */
    static final int MAX_TOKEN = 16_384;

    private static final int MAX_TENANT = 200;
    private static final Set<String> OWN_KEYS = Set.of("jwk", "x5u");

    private final ClientRegistry clients;
    private final ReplayGuard replays;
    private final Clock clock;

    public TokenVerifier(ClientRegistry clients, ReplayGuard replays, Clock clock) {
        this.clients = clients;
        this.replays = replays;
        this.clock = clock;
    }

    /**
     * Who sent a token.
     *
     * @param endpoint the public URLs of what is called
     * @throws TokenRefused with the first thing that is wrong
     */
    public Proven verify(String token, Set<String> endpoint) {
        if (token.length() > MAX_TOKEN) {
            throw new TokenRefused(RefusalReason.TOO_LARGE, null);
        }
        SignedJWT jwt = parse(token);
        JWTClaimsSet claims = claims(jwt);
        RegisteredClient client = clients.find(claims.getIssuer());
        if (client == null) {
            throw new TokenRefused(RefusalReason.UNKNOWN_ISSUER, null);
        }
        requireHeader(client, jwt.getHeader());
        requireSignature(client, jwt);
        String tenant = requireClaims(client, claims, endpoint);
        requireFirstUse(client, claims);
        return new Proven(new Caller(client.client(), tenant), client);
    }

    /** A caller that proved who it is, and its registration. */
    public record Proven(Caller caller, RegisteredClient client) {}

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

    private static void requireHeader(RegisteredClient client, JWSHeader header) {
        require(JOSEObjectType.JWT.equals(header.getType()), RefusalReason.TYPE, client);
        require(client.algorithms().contains(header.getAlgorithm()), RefusalReason.ALGORITHM, client);
        require(
                !header.getIncludedParams().contains("crit") && header.isBase64URLEncodePayload(),
                RefusalReason.CRITICAL_HEADER,
                client);
        require(header.getIncludedParams().stream().noneMatch(OWN_KEYS::contains), RefusalReason.EMBEDDED_KEY, client);
        require(
                header.getJWKURL() == null || header.getJWKURL().toString().equals(client.jku()),
                RefusalReason.KEY_URL,
                client);
        require(header.getKeyID() != null && !header.getKeyID().isBlank(), RefusalReason.NO_KEY_ID, client);
    }

    private static void requireSignature(RegisteredClient client, SignedJWT jwt) {
        try {
            client.signature().process(jwt, null);
        } catch (BadJWSException e) {
            throw new TokenRefused(RefusalReason.SIGNATURE, client.name());
        } catch (BadJOSEException e) {
            throw new TokenRefused(RefusalReason.UNKNOWN_KEY, client.name());
        } catch (KeySourceException e) {
            throw new TokenRefused(RefusalReason.KEYS_UNAVAILABLE, client.name());
        } catch (JOSEException | RuntimeException e) {
            throw new TokenRefused(RefusalReason.SIGNATURE, client.name());
        }
    }

    /** The tenant, or null when the token names none. */
    private @Nullable String requireClaims(RegisteredClient client, JWTClaimsSet claims, Set<String> endpoint) {
        require(claims.getAudience().stream().anyMatch(endpoint::contains), RefusalReason.AUDIENCE, client);
        requireTimes(client, claims);
        require(claims.getJWTID() != null && !claims.getJWTID().isBlank(), RefusalReason.NO_TOKEN_ID, client);
        Object tenant = claims.getClaim("tenant");
        require(isAcceptable(tenant, client.tenants()), RefusalReason.TENANT, client);
        return (String) tenant;
    }

    private void requireTimes(RegisteredClient client, JWTClaimsSet claims) {
        Instant now = clock.instant();
        Instant expires = instant(claims.getExpirationTime());
        Instant issued = instant(claims.getIssueTime());
        Instant from = instant(claims.getNotBeforeTime());
        if (expires == null || issued == null || !expires.isAfter(issued) || expires.isAfter(issued.plus(LONGEST))) {
            throw new TokenRefused(RefusalReason.LIFETIME, client.name());
        }
        require(now.isBefore(expires.plus(SKEW)), RefusalReason.EXPIRED, client);
        require(!issued.isAfter(now.plus(SKEW)), RefusalReason.ISSUED_LATER, client);
        require(from == null || !from.isAfter(now.plus(SKEW)), RefusalReason.NOT_YET_VALID, client);
    }

    private static boolean isAcceptable(@Nullable Object tenant, Set<String> allowed) {
        if (tenant == null) {
            return allowed.isEmpty();
        }
        return tenant instanceof String name
                && !name.isBlank()
                && name.length() <= MAX_TENANT
                && name.chars().noneMatch(Character::isISOControl)
                && (allowed.isEmpty() || allowed.contains(name));
    }

    private void requireFirstUse(RegisteredClient client, JWTClaimsSet claims) {
        Instant until = claims.getExpirationTime().toInstant().plus(SKEW);
        switch (replays.use(client.iss(), claims.getJWTID(), until)) {
            case FIRST -> {}
            case REPLAYED -> throw new TokenRefused(RefusalReason.REPLAYED, client.name());
            case NOT_REMEMBERED -> throw new TokenRefused(RefusalReason.MEMORY_FULL, client.name());
        }
    }

    private static void require(boolean holds, RefusalReason otherwise, RegisteredClient client) {
        if (!holds) {
            throw new TokenRefused(otherwise, client.name());
        }
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
