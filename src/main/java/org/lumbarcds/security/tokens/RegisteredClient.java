package org.lumbarcds.security.tokens;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.clients.Client;

/**
 * A client with what its tokens must be like.
 *
 * @param client what the rest of the service knows of it
 * @param iss its {@code iss}
 * @param jku the {@code jku} its tokens may carry; null: none
 * @param algorithms it may sign with
 * @param tenants values its {@code tenant} may have; empty: any or none
 * @param corsOrigins origins of its browser applications
 * @param signature checks a signature by the client's keys, and nothing else
 */
public record RegisteredClient(
        Client client,
        String iss,
        @Nullable String jku,
        Set<JWSAlgorithm> algorithms,
        Set<String> tenants,
        List<String> corsOrigins,
        JWTProcessor<SecurityContext> signature) {

    public RegisteredClient {
        algorithms = Set.copyOf(algorithms);
        tenants = Set.copyOf(tenants);
        corsOrigins = List.copyOf(corsOrigins);
    }

    public String name() {
        return client.name();
    }

    /** The key must fit: its kid, its use, its algorithm if it says one, its type and curve. */
    public static JWTProcessor<SecurityContext> signature(
            Set<JWSAlgorithm> algorithms, JWKSource<SecurityContext> keys) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        return processor;
    }
}
