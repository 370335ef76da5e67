package org.lumbarcds.security.tokens;

import com.nimbusds.jose.JOSEObjectType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a token beside its signature. The verifier and the diagnosis go through the same list, so that no
 * advice can differ from what is judged.
 *
 * @param reason what is wrong when it does not hold
 * @param ofAnyClient whether it can be judged without knowing whose token it is
 * @param holds judged on a token, which has a client unless {@code ofAnyClient}
 */
record TokenCheck(RefusalReason reason, boolean ofAnyClient, Predicate<OpenedToken> holds) {

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
                    token -> JOSEObjectType.JWT.equals(token.header().getType())),
            known(RefusalReason.ALGORITHM, token -> token.registered()
                    .algorithms()
                    .contains(token.header().getAlgorithm())),
            any(
                    RefusalReason.CRITICAL_HEADER,
                    token -> !token.header().getIncludedParams().contains("crit")
                            && token.header().isBase64URLEncodePayload()),
            any(RefusalReason.EMBEDDED_KEY, token -> token.header().getIncludedParams().stream()
                    .noneMatch(OWN_KEYS::contains)),
            known(
                    RefusalReason.KEY_URL,
                    token -> token.header().getJWKURL() == null
                            || token.header()
                                    .getJWKURL()
                                    .toString()
                                    .equals(token.registered().jku())),
            any(RefusalReason.NO_KEY_ID, token -> isThere(token.header().getKeyID())));

    /** After it. */
    static final List<TokenCheck> OF_CLAIMS = List.of(
            any(RefusalReason.AUDIENCE, token -> token.claims().getAudience().stream()
                    .anyMatch(token.endpoint()::contains)),
            any(RefusalReason.LIFETIME, TokenCheck::hasLifetime),
            any(
                    RefusalReason.EXPIRED,
                    token -> isAfter(token.expires(), token.now().minus(SKEW))),
            any(
                    RefusalReason.ISSUED_LATER,
                    token -> isNotAfter(token.issued(), token.now().plus(SKEW))),
            any(
                    RefusalReason.NOT_YET_VALID,
                    token -> isNotAfter(token.begins(), token.now().plus(SKEW))),
            any(RefusalReason.NO_TOKEN_ID, token -> isThere(token.claims().getJWTID())),
            known(
                    RefusalReason.TENANT,
                    token -> isAcceptable(
                            token.claims().getClaim("tenant"),
                            token.registered().tenants())));

    private static TokenCheck any(RefusalReason reason, Predicate<OpenedToken> holds) {
        return new TokenCheck(reason, true, holds);
    }

    private static TokenCheck known(RefusalReason reason, Predicate<OpenedToken> holds) {
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
