package org.lumbarcds.security.tokens;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says of every check whether a token passes it, and what mends it: for operators, never for a caller. Judges as the
 * verifier does, goes on where that stops, and uses the token up in no way.
 */
public final class TokenDiagnosis {

    private final ClientRegistry clients;
    private final ReplayGuard replays;
    private final Clock clock;

    public TokenDiagnosis(ClientRegistry clients, ReplayGuard replays, Clock clock) {
        this.clients = clients;
        this.replays = replays;
        this.clock = clock;
    }

    /**
     * One check.
     *
     * @param check its code, as in {@code lumbar.tokens.refused}
     * @param wanted what has to hold
     * @param passed null when it could not be judged
     * @param problem what is wrong, or why it could not be judged; null when it passed
     * @param mend what to do; null when it passed or could not be judged
     */
    public record Step(
            String check,
            String wanted,
            @Nullable Boolean passed,
            @Nullable String problem,
            @Nullable String mend) {}

    /** Whether clients are registered: else no call needs a token, and none is looked at. */
    public boolean isAnyRegistered() {
        return !clients.isEmpty();
    }

    /**
     * @param service id of the service that is called
     * @param endpoint its public URLs
     * @return every check, in the order in which a call is judged; only the first when the token can't be read
     */
    public List<Step> steps(String token, String service, Set<String> endpoint) {
        OpenedToken opened;
        try {
            opened = OpenedToken.of(token, clients, endpoint, clock.instant());
        } catch (TokenRefused e) {
            return List.of(failed(e.reason(), endpoint, null));
        }
        RegisteredClient client = opened.client();
        List<Step> steps = new ArrayList<>();
        steps.add(passed(RefusalReason.MALFORMED));
        steps.add(
                client == null
                        ? failed(RefusalReason.UNKNOWN_ISSUER, endpoint, null)
                        : passed(RefusalReason.UNKNOWN_ISSUER));
        addAll(TokenCheck.OF_HEADERS, opened, steps);
        steps.add(signature(opened, steps));
        addAll(TokenCheck.OF_CLAIMS, opened, steps);
        steps.add(use(opened));
        steps.add(service(service, opened));
        return List.copyOf(steps);
    }

    private static void addAll(List<TokenCheck> checks, OpenedToken token, List<Step> steps) {
        for (TokenCheck check : checks) {
            if (token.client() == null && !check.ofAnyClient()) {
                steps.add(unjudged(check.reason()));
            } else if (check.holds().test(token)) {
                steps.add(passed(check.reason()));
            } else {
                steps.add(failed(check.reason(), token.endpoint(), token.client()));
            }
        }
    }

    /** A key must not be looked for by a header that is not acceptable. */
    private static Step signature(OpenedToken token, List<Step> before) {
        RegisteredClient client = token.client();
        if (client == null) {
            return unjudged(RefusalReason.SIGNATURE);
        }
        if (before.stream().anyMatch(step -> Boolean.FALSE.equals(step.passed()))) {
            return new Step(
                    RefusalReason.SIGNATURE.code(),
                    wanted(RefusalReason.SIGNATURE),
                    null,
                    "Not judged before the header is right.",
                    null);
        }
        RefusalReason wrong = TokenVerifier.signature(client, token.jwt());
        return wrong == null ? passed(RefusalReason.SIGNATURE) : failed(wrong, token.endpoint(), client);
    }

    private Step use(OpenedToken token) {
        RegisteredClient client = token.client();
        String jti = token.claims().getJWTID();
        if (client == null || jti == null) {
            return unjudged(RefusalReason.REPLAYED);
        }
        return switch (replays.peek(client.iss(), jti)) {
            case FIRST -> passed(RefusalReason.REPLAYED);
            case REPLAYED -> failed(RefusalReason.REPLAYED, token.endpoint(), client);
            case NOT_REMEMBERED -> failed(RefusalReason.MEMORY_FULL, token.endpoint(), client);
        };
    }

    private static Step service(String service, OpenedToken token) {
        RegisteredClient client = token.client();
        if (client == null) {
            return unjudged(RefusalReason.SERVICE);
        }
        return client.client().mayCall(service)
                ? passed(RefusalReason.SERVICE)
                : failed(RefusalReason.SERVICE, token.endpoint(), client);
    }

    private static Step passed(RefusalReason reason) {
        return new Step(reason.code(), wanted(reason), true, null, null);
    }

    private static Step unjudged(RefusalReason reason) {
        return new Step(
                reason.code(),
                wanted(reason),
                null,
                "Not judged: it is not known whose token this is, or it lacks the claim.",
                null);
    }

    private static Step failed(RefusalReason reason, Set<String> endpoint, @Nullable RegisteredClient client) {
        return new Step(reason.code(), wanted(reason), false, reason.meaning(), mend(reason, endpoint, client));
    }

    private static String wanted(RefusalReason reason) {
        return switch (reason) {
            case NO_TOKEN, HEADER, TOKEN_IN_QUERY -> "One Authorization header with a bearer token.";
            case TOO_LARGE -> "The token is no larger than it may be.";
            case MALFORMED -> "It is a signed JWT that can be read.";
            case UNKNOWN_ISSUER -> "iss is that of a registered client.";
            case TYPE -> "typ is JWT.";
            case ALGORITHM -> "alg is one that the client may sign with.";
            case CRITICAL_HEADER -> "No header is critical.";
            case EMBEDDED_KEY -> "It brings no key of its own.";
            case KEY_URL -> "jku is the registered one, or left out.";
            case NO_KEY_ID -> "kid names a key.";
            case KEYS_UNAVAILABLE, UNKNOWN_KEY, SIGNATURE -> "The signature is by the client's key.";
            case AUDIENCE -> "aud is the URL of what is called.";
            case LIFETIME -> "exp is after iat by at most an hour.";
            case EXPIRED -> "exp is to come.";
            case ISSUED_LATER -> "iat is past.";
            case NOT_YET_VALID -> "nbf is past, or left out.";
            case NO_TOKEN_ID -> "jti is there.";
            case TENANT -> "tenant is one of the client's, or left out.";
            case REPLAYED, MEMORY_FULL -> "The jti was not used before.";
            case SERVICE -> "The client may call this service.";
        };
    }

    private static String mend(RefusalReason reason, Set<String> endpoint, @Nullable RegisteredClient client) {
        return switch (reason) {
            case NO_TOKEN, HEADER, TOKEN_IN_QUERY ->
                "Send the token in one Authorization header: Bearer, a space, the token.";
            case TOO_LARGE -> "Send at most " + OpenedToken.MAX_TOKEN + " characters; leave certificates out.";
            case MALFORMED -> "Send three parts with dots between them: header, claims and signature, each base64url.";
            case UNKNOWN_ISSUER ->
                "Write the token's iss to the letter into lumbar.security.clients[n].iss, or have the client send the"
                        + " one that is written there.";
            case TYPE -> "Have the client send \"typ\": \"JWT\" in the header.";
            case ALGORITHM ->
                "Have the client sign with " + algorithms(client)
                        + ", or allow its algorithm in lumbar.security.clients[n].algorithms.";
            case CRITICAL_HEADER -> "Have the client leave crit and b64 out of the header.";
            case EMBEDDED_KEY ->
                "Have the client leave jwk and x5u out of the header: keys come from lumbar.security.clients[n].jwks.";
            case KEY_URL ->
                "Write the token's jku into lumbar.security.clients[n].jku, or have the client leave it out.";
            case NO_KEY_ID -> "Have the client name its key in the header: kid, as in its JWK set.";
            case KEYS_UNAVAILABLE ->
                "See whether lumbar.security.clients[n].jwks can be read from here; the log says what is the matter.";
            case UNKNOWN_KEY ->
                "Publish the key with this kid in the client's JWK set, with a kty and alg that fit; it is read again"
                        + " within 15 minutes.";
            case SIGNATURE ->
                "Sign with the private key that belongs to the published one. A token that was changed after signing"
                        + " fails too.";
            case AUDIENCE ->
                "Have the client send aud as the URL it calls: "
                        + endpoint.stream().sorted().findFirst().orElseThrow()
                        + ". Its beginning is lumbar.public-url.";
            case EXPIRED -> "Make a new token for each call; compare the clocks of client and service.";
            case NOT_YET_VALID -> "Leave nbf out, or set it to now; compare the clocks of client and service.";
            case ISSUED_LATER -> "Set iat to now; compare the clocks of client and service.";
            case LIFETIME ->
                "Send iat and exp as seconds since 1970, exp after iat by at most " + TokenCheck.LONGEST.toMinutes()
                        + " minutes.";
            case TENANT ->
                "Send one of lumbar.security.clients[n].tenants as tenant, a text of at most 200 characters; without"
                        + " such a list tenant may be left out.";
            case NO_TOKEN_ID -> "Send a jti that is another one in every token, such as a UUID.";
            case REPLAYED -> "Make a new token, with a new jti, for each call.";
            case MEMORY_FULL -> "Shorten the tokens' lifetime, or raise lumbar.security.remembered-tokens.";
            case SERVICE -> "Add the service to lumbar.security.clients[n].services, or empty that list.";
        };
    }

    private static String algorithms(@Nullable RegisteredClient client) {
        return client == null
                ? "an algorithm other than none"
                : client.algorithms().stream().map(Object::toString).sorted().collect(Collectors.joining(" or "));
    }
}
