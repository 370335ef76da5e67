package org.lumbarcds.security.tokens;

import com.nimbusds.jose.JOSEObjectType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a token beside its signature. The verifier and the diagnosis go through the same list, so that no
 * advice can differ from what is judged.
 *
 * @param reason what is wrong when it does not hold
 * @param ofAnyClient whether it can be judged without knowing whose token it is
 * @param holds judged on the token and its terms; those have a client unless {@code ofAnyClient}
 */
record TokenCheck(RefusalReason reason, boolean ofAnyClient, BiPredicate<OpenedToken, TokenCheck.Terms> holds) {

    /** Clocks may differ by this much. */
    static final Duration SKEW = Duration.ofSeconds(60);

    /** "Lifetime at most 1 hour". */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final int MAX_TENANT = 200;
    private static final Set<String> OWN_KEYS = Set.of("jwk", "x5u");

    /** Before the signature. */
    static final List<TokenCheck> OF_HEADERS = List.of(
            any(
                    RefusalReason.TYPE,
                    (token, terms) ->
                            JOSEObjectType.JWT.equals(token.jwt().getHeader().getType())),
            known(RefusalReason.ALGORITHM, (token, terms) -> terms.registered()
                    .algorithms()
                    .contains(token.jwt().getHeader().getAlgorithm())),
            any(
                    RefusalReason.CRITICAL_HEADER,
                    (token, terms) ->
                            !token.jwt().getHeader().getIncludedParams().contains("crit")
                                    && token.jwt().getHeader().isBase64URLEncodePayload()),
            any(RefusalReason.EMBEDDED_KEY, (token, terms) -> token.jwt().getHeader().getIncludedParams().stream()
                    .noneMatch(OWN_KEYS::contains)),
            known(
                    RefusalReason.KEY_URL,
                    (token, terms) -> token.jwt().getHeader().getJWKURL() == null
                            || token.jwt()
                                    .getHeader()
                                    .getJWKURL()
                                    .toString()
                                    .equals(terms.registered().jku())),
            any(
                    RefusalReason.NO_KEY_ID,
                    (token, terms) -> isThere(token.jwt().getHeader().getKeyID())));

    /** After it. */
    static final List<TokenCheck> OF_CLAIMS = List.of(
            any(RefusalReason.AUDIENCE, (token, terms) -> token.claims().getAudience().stream()
                    .anyMatch(terms.endpoint()::contains)),
            any(RefusalReason.LIFETIME, (token, terms) -> hasLifetime(token)),
            any(
                    RefusalReason.EXPIRED,
                    (token, terms) -> isAfter(token.expires(), terms.now().minus(SKEW))),
            any(
                    RefusalReason.ISSUED_LATER,
                    (token, terms) -> isNotAfter(token.issued(), terms.now().plus(SKEW))),
            any(
                    RefusalReason.NOT_YET_VALID,
                    (token, terms) -> isNotAfter(token.begins(), terms.now().plus(SKEW))),
            any(
                    RefusalReason.NO_TOKEN_ID,
                    (token, terms) -> isThere(token.claims().getJWTID())),
            known(
                    RefusalReason.TENANT,
                    (token, terms) -> isAcceptable(
                            token.claims().getClaim("tenant"),
                            terms.registered().tenants())));

    /**
     * What a token is judged by.
     *
     * @param client whose it claims to be; null when that is nobody known
     * @param endpoint the public URLs of what is called
     */
    record Terms(@Nullable RegisteredClient client, Set<String> endpoint, Instant now) {
        Terms {
            endpoint = Set.copyOf(endpoint);
        }

        RegisteredClient registered() {
            if (client == null) {
                throw new IllegalStateException("This can't be judged without a client");
            }
            return client;
        }
    }

    private static TokenCheck any(RefusalReason reason, BiPredicate<OpenedToken, Terms> holds) {
        return new TokenCheck(reason, true, holds);
    }

    private static TokenCheck known(RefusalReason reason, BiPredicate<OpenedToken, Terms> holds) {
        return new TokenCheck(reason, false, holds);
    }

    private static boolean isThere(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static boolean hasLifetime(OpenedToken token) {
        Instant expires = token.expires();
        Instant issued = token.issued();
        return expires != null && issued != null && expires.isAfter(issued) && !expires.isAfter(issued.plus(LONGEST));
    }

    /** One that is missing is refused by its lifetime. */
    private static boolean isAfter(@Nullable Instant time, Instant other) {
        return time == null || time.isAfter(other);
    }

    private static boolean isNotAfter(@Nullable Instant time, Instant other) {
        return time == null || !time.isAfter(other);
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
}
