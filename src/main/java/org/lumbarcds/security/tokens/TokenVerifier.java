package org.lumbarcds.security.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.clients.Caller;

/**
 * Judges a token: "JWT per call". First whose it claims to be, then whether its header is acceptable, then the signature,
 * then the claims, and last that it was never used before, so that only what the client signed is remembered.
 */
public final class TokenVerifier {

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
        OpenedToken opened = OpenedToken.of(token, clients, endpoint, clock.instant());
        RegisteredClient client = opened.client();
        if (client == null) {
            throw new TokenRefused(RefusalReason.UNKNOWN_ISSUER, null);
        }
        require(TokenCheck.OF_HEADERS, opened);
        RefusalReason unsigned = signature(client, opened.jwt());
        if (unsigned != null) {
            throw new TokenRefused(unsigned, client.name());
        }
        // Keys may have been waited for.
        OpenedToken signed = opened.at(clock.instant());
        require(TokenCheck.OF_CLAIMS, signed);
        requireFirstUse(client, signed);
        String tenant = (String) opened.claims().getClaim("tenant");
        return new Proven(new Caller(client.client(), tenant), client);
    }

    /** A caller that proved who it is, and its registration. */
    public record Proven(Caller caller, RegisteredClient client) {}

    private static void require(List<TokenCheck> checks, OpenedToken token) {
        for (TokenCheck check : checks) {
            if (!check.holds().test(token)) {
                throw new TokenRefused(check.reason(), token.registered().name());
            }
        }
    }

    /** What is wrong with the signature; null when it is the client's. */
    static @Nullable RefusalReason signature(RegisteredClient client, SignedJWT jwt) {
        try {
            client.signature().process(jwt, null);
            return null;
        } catch (BadJWSException e) {
            return RefusalReason.SIGNATURE;
        } catch (BadJOSEException e) {
            return RefusalReason.UNKNOWN_KEY;
        } catch (KeySourceException e) {
            return RefusalReason.KEYS_UNAVAILABLE;
        } catch (JOSEException | RuntimeException e) {
            return RefusalReason.SIGNATURE;
        }
    }

    private void requireFirstUse(RegisteredClient client, OpenedToken token) {
        Instant until = token.claims().getExpirationTime().toInstant().plus(TokenCheck.SKEW);
        switch (replays.use(client.iss(), token.claims().getJWTID(), until)) {
            case FIRST -> {}
            case REPLAYED -> throw new TokenRefused(RefusalReason.REPLAYED, client.name());
            case NOT_REMEMBERED -> throw new TokenRefused(RefusalReason.MEMORY_FULL, client.name());
        }
    }
}
