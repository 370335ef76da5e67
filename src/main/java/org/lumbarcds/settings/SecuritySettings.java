package org.lumbarcds.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.settings.values.Described;
import org.lumbarcds.settings.values.SelectionBehavior;
import org.lumbarcds.settings.values.UndecidedAnswer;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code lumbar.security}: who may call. Without a client everybody who reaches the service may. */
public record SecuritySettings(
        @DefaultValue("false") @Described("Whether others than this machine may call although no client is registered.")
        boolean allowAnonymous,

        @DefaultValue("open")
        @Described(
                "Whether `GET /cds-services` is answered without a token (`open`) or wants one (`closed`) once clients are registered.")
        Discovery discovery,

        @DefaultValue("100000")
        @Described(
                value =
                        "Tokens that are remembered per client until they expire, so that none is used twice; one more gets 503.",
                max = 100_000_000)
        int rememberedTokens,

        @DefaultValue ClientSettings[] clients,
        @DefaultValue OperatorSettings[] operators) {

    public SecuritySettings {
        clients = clients.clone();
        operators = operators.clone();
    }

    /** The registered clients; an array, since JDK 17 can't tell what a list in a record holds. */
    @Override
    public ClientSettings[] clients() {
        return clients.clone();
    }

    /** The operators, likewise. */
    @Override
    public OperatorSettings[] operators() {
        return operators.clone();
    }

    /** {@code lumbar.security.operators[n]}: a person who may see analytics. */
    public record OperatorSettings(
            @Described("Name of somebody who may see analytics. Each operator needs one.") @Nullable
            String name,

            @Described(
                    "Hash of the operator's password, as `bench/hash-password` makes it, `{bcrypt}` in front. Each operator needs one.")
            @Nullable
            String passwordHash) {

        /** Names no hash. */
        @Override
        public String toString() {
            return "OperatorSettings[name=" + name + "]";
        }
    }

    /** Whether discovery wants a token. */
    public enum Discovery {
        OPEN,
        CLOSED
    }

    /**
     * {@code lumbar.security.clients[n]}: an EHR or application that may call.
     *
     * @param fhirServers null means those of {@code lumbar.fhir.allowed-servers}; an empty list means none
     */
    public record ClientSettings(
            @Described("What a client is called in logs and figures; its `iss` when left out.") @Nullable
            String name,

            @Described("`iss` of its tokens. Each client needs one.") @Nullable
            String iss,

            @Described(
                    "Its public keys: https URL of a JWK set (http for this machine only), or the path of a file with one. Each client needs one.")
            @Nullable
            String jwks,

            @Described("`jku` that its tokens may carry; the URL of `jwks` when left out. Never fetched.") @Nullable
            String jku,

            @DefaultValue({"ES384", "RS384"})
            @Described("Algorithms it may sign with: ES256, ES384, ES512, RS256, RS384, RS512, PS256, PS384, PS512.")
            List<String> algorithms,

            @DefaultValue @Described("Ids of the services it may call; none: all.")
            List<String> services,

            @Described("Base URLs that `fhirServer` may be in its calls, in place of `lumbar.fhir.allowed-servers`.")
            @Nullable
            List<String> fhirServers,

            @Described(
                    "How many suggestions of a card its users may choose, in place of `lumbar.cards.selection-behavior`.")
            @Nullable
            SelectionBehavior selectionBehavior,

            @Described(
                    "What its calls get that can't be decided for lack of data, in place of `lumbar.cards.undecided`.")
            @Nullable
            UndecidedAnswer undecided,

            @DefaultValue @Described("Origins of its browser applications, beside `lumbar.cors.allowed-origins`.")
            List<String> corsOrigins,

            @DefaultValue @Described("Values that `tenant` may have in its tokens; none: any, or no tenant at all.")
            List<String> tenants,

            @DefaultValue("false") @Described("Whether the user who answered a card may be kept.")
            boolean userInFeedback) {

        public ClientSettings {
            algorithms = List.copyOf(algorithms);
            services = List.copyOf(services);
            fhirServers = fhirServers == null ? null : List.copyOf(fhirServers);
            corsOrigins = List.copyOf(corsOrigins);
            tenants = List.copyOf(tenants);
        }
    }
}
