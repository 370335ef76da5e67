package org.lumbarcds.security.tokens;

import com.nimbusds.jose.JWSAlgorithm;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.clients.Client;
import org.lumbarcds.clients.OfferedServices;
import org.lumbarcds.fetch.server.ServerAllowlist;
import org.lumbarcds.security.keys.ClientKeys;
import org.lumbarcds.security.keys.KeyFile;
import org.lumbarcds.security.keys.KeyServer;
import org.lumbarcds.security.keys.KeySource;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.settings.SecuritySettings.ClientSettings;
import org.lumbarcds.settings.check.InvalidSettingException;
import org.lumbarcds.settings.values.SelectionBehavior;
import org.lumbarcds.settings.values.UndecidedAnswer;

/** Makes clients of what is configured, and judges it before the start: each message says what to write. */
public final class ClientReader {

    private static final Set<String> ALGORITHMS = new LinkedHashSet<>(
            List.of("ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512"));
    private static final int MAX_NAME = 200;

    private final LumbarSettings settings;
    private final OfferedServices services;
    private final Clock clock;
    private final MeterRegistry meters;
    private final List<RegisteredClient> clients = new ArrayList<>();
    private final List<ClientKeys> keys = new ArrayList<>();
    private @Nullable HttpClient http;

    /** @throws InvalidSettingException naming the first property that can't be used */
    public ClientReader(LumbarSettings settings, OfferedServices services, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.services = services;
        this.clock = clock;
        this.meters = meters;
        ClientSettings[] configured = settings.security().clients();
        Set<String> issuers = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < configured.length; i++) {
            String property = "lumbar.security.clients[" + i + "]";
            RegisteredClient client = read(configured[i], property);
            InvalidSettingException.unless(
                    issuers.add(client.iss()), property + ".iss", client.iss(), "an iss that no other client has");
            InvalidSettingException.unless(
                    names.add(client.name()), property + ".name", client.name(), "a name that no other client has");
            clients.add(client);
        }
    }

    public List<RegisteredClient> clients() {
        return List.copyOf(clients);
    }

    public List<ClientKeys> keys() {
        return List.copyOf(keys);
    }

    private RegisteredClient read(ClientSettings client, String property) {
        String iss = given(client.iss(), property + ".iss", "the iss of the client's tokens, exactly as it sends it");
        String jwks = given(
                client.jwks(),
                property + ".jwks",
                "the https URL of the client's JWK set, or the path of a file with it");
        String name = client.name() == null ? iss : client.name();
        InvalidSettingException.unless(
                isName(name), property + ".name", name, "a name of at most " + MAX_NAME + " printable characters");
        Set<JWSAlgorithm> algorithms = algorithms(client, property + ".algorithms");
        Set<String> offered = new TreeSet<>(services.ids());
        for (String service : client.services()) {
            InvalidSettingException.unless(
                    offered.contains(service),
                    property + ".services",
                    service,
                    "ids among " + String.join(", ", offered) + ", or leave it out for all of them");
        }
        requireServers(client.fhirServers(), property + ".fhir-servers");
        requireOrigins(client.corsOrigins(), property + ".cors-origins");
        ClientKeys read = new ClientKeys(name, source(jwks, property + ".jwks"), clock, meters);
        keys.add(read);
        SelectionBehavior behavior = client.selectionBehavior();
        UndecidedAnswer undecided = client.undecided();
        return new RegisteredClient(
                new Client(
                        name,
                        Set.copyOf(client.services()),
                        client.fhirServers(),
                        behavior == null ? null : behavior.code(),
                        client.userInFeedback(),
                        undecided == null ? null : undecided == UndecidedAnswer.CARD),
                iss,
                jku(client, jwks, property + ".jku"),
                algorithms,
                Set.copyOf(client.tenants()),
                client.corsOrigins(),
                RegisteredClient.signature(algorithms, read));
    }

    private static Set<JWSAlgorithm> algorithms(ClientSettings client, String property) {
        String write = "one or more of " + String.join(", ", ALGORITHMS);
        InvalidSettingException.unless(!client.algorithms().isEmpty(), property, "", write);
        for (String algorithm : client.algorithms()) {
            InvalidSettingException.unless(ALGORITHMS.contains(algorithm), property, algorithm, write);
        }
        return client.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable String jku(ClientSettings client, String jwks, String property) {
        if (client.jku() == null) {
            return isUrl(jwks) ? jwks : null;
        }
        InvalidSettingException.unless(
                isTrustworthy(client.jku()), property, client.jku(), "an https URL (http for this machine only)");
        return client.jku();
    }

    private KeySource source(String jwks, String property) {
        if (isUrl(jwks)) {
            InvalidSettingException.unless(
                    isTrustworthy(jwks),
                    property,
                    jwks,
                    "an https URL (http for this machine only), or the path of a file");
            HttpClient shared = http == null ? KeyServer.client() : http;
            http = shared;
            return new KeyServer(URI.create(jwks), shared);
        }
        KeyFile file = new KeyFile(path(jwks, property));
        requireKeys(file, jwks, property);
        return file;
    }

    private static Path path(String jwks, String property) {
        try {
            return jwks.startsWith("file:") ? Path.of(URI.create(jwks)) : Path.of(jwks);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw InvalidSettingException.of(
                    property, jwks, "For " + property + " write an https URL, or the path of a file.");
        }
    }

    private static void requireKeys(KeyFile file, String jwks, String property) {
        try {
            if (!ClientKeys.parse(file.read().join()).isEmpty()) {
                return;
            }
        } catch (CompletionException e) {
            // Said below: a file that can't be read and one that is no JWK set are mended alike.
        }
        String readable = Files.isReadable(file.path()) ? "has no usable public key" : "can't be read";
        throw InvalidSettingException.of(
                property,
                jwks,
                "The file " + readable + ". For " + property + " write the path of a file with a JWK set"
                        + " ({\"keys\":[…]}) whose keys have a kid and are EC, or RSA of at least 2048 bits.");
    }

    private void requireServers(@Nullable List<String> patterns, String property) {
        if (patterns == null) {
            return;
        }
        for (String pattern : patterns) {
            try {
                ServerAllowlist.of(List.of(pattern), settings.fhir().allowHttp());
            } catch (IllegalArgumentException e) {
                throw InvalidSettingException.of(
                        property,
                        pattern,
                        "For " + property
                                + " write base URLs of FHIR servers such as https://fhir.example.org/r4, * for"
                                + " a part of a name; http ones need lumbar.fhir.allow-http=true.");
            }
            InvalidSettingException.unless(
                    !pattern.contains("*")
                            || settings.fhir().proxy() == null
                            || settings.fhir().proxy().isBlank(),
                    property,
                    pattern,
                    "exact base URLs such as https://fhir.example.org/r4, without *, or leave lumbar.fhir.proxy out:"
                            + " through a proxy it can't be checked where a name leads");
        }
    }

    private static void requireOrigins(List<String> origins, String property) {
        for (String origin : origins) {
            InvalidSettingException.unless(
                    origin.matches("https?://[^/?#\\s]+"),
                    property,
                    origin,
                    "origins such as https://app.example.org, without a path");
        }
    }

    private static String given(@Nullable String value, String property, String write) {
        if (value == null || value.isBlank()) {
            throw InvalidSettingException.missing(property, "For " + property + " write " + write + ".");
        }
        return value;
    }

    private static boolean isName(String name) {
        return !name.isBlank() && name.length() <= MAX_NAME && name.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isUrl(String text) {
        return text.matches("(?i)[a-z][a-z0-9+.-]+://.*") && !text.startsWith("file:");
    }

    /** Keys that came over plain http could be anybody's. */
    private static boolean isTrustworthy(String text) {
        try {
            URI url = URI.create(text);
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            return url.getHost() != null
                    && url.getRawUserInfo() == null
                    && (scheme.equals("https") || scheme.equals("http") && isLoopback(url.getHost()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
