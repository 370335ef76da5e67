package org.lumbarcds.security.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.lumbarcds.clients.Client;
import org.lumbarcds.clients.WarmUpCredentials;

/**
 * The service as a client of its own while it warms up, so that the way through the checks is warm too. Its key is made
 * at the start, never leaves the process, and counts no longer once warming up is over: nobody else can use it.
 */
public final class WarmUpClient implements WarmUpCredentials {

    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final ClientRegistry clients;
    private final TokenRefusals refusals;
    private final String publicUrl;
    private final Clock clock;
    private final String iss = "urn:uuid:" + UUID.randomUUID();
    private final ECKey key;
    private final JWSSigner signer;

    public WarmUpClient(ClientRegistry clients, TokenRefusals refusals, String publicUrl, Clock clock) {
        this.clients = clients;
        this.refusals = refusals;
        this.publicUrl = publicUrl;
        this.clock = clock;
        try {
            key = new ECKeyGenerator(Curve.P_384)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
            signer = new ECDSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException("Every JDK has P-384", e);
        }
        Set<JWSAlgorithm> algorithms = Set.of(JWSAlgorithm.ES384);
        clients.admit(new RegisteredClient(
                new Client("warm-up", Set.of(), List.of(), null, false),
                iss,
                null,
                algorithms,
                Set.of(),
                List.of(),
                RegisteredClient.signature(algorithms, new ImmutableJWKSet<>(new JWKSet(key.toPublicJWK())))));
    }

    @Override
    public String authorization(String path) {
        Instant now = clock.instant();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES384)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(iss)
                        .audience(publicUrl + path)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFETIME)))
                        .jwtID(UUID.randomUUID().toString())
                        .build());
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("The key was made for this", e);
        }
        return "Bearer " + jwt.serialize();
    }

    @Override
    public void end() {
        clients.admit(null);
        refusals.begin();
    }
}
