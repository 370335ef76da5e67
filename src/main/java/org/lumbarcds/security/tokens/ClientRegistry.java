package org.lumbarcds.security.tokens;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** "{@code iss} on the allowlist": the clients by their {@code iss}. */
public final class ClientRegistry {

    private final Map<String, RegisteredClient> byIss;
    private volatile @Nullable RegisteredClient warmUp;

    /** @param clients each with an {@code iss} of its own */
    public ClientRegistry(List<RegisteredClient> clients) {
        byIss = clients.stream().collect(Collectors.toUnmodifiableMap(RegisteredClient::iss, Function.identity()));
    }

    public boolean isEmpty() {
        return byIss.isEmpty();
    }

    @Nullable
    RegisteredClient find(@Nullable String iss) {
        if (iss == null) {
            return null;
        }
        RegisteredClient client = byIss.get(iss);
        RegisteredClient self = warmUp;
        return client == null && self != null && self.iss().equals(iss) ? self : client;
    }

    /** The service itself, as long as it warms up; null from then on. */
    void admit(@Nullable RegisteredClient self) {
        warmUp = self;
    }
}
