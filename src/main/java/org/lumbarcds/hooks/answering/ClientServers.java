package org.lumbarcds.hooks.answering;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.clients.Client;
import org.lumbarcds.fetch.server.ServerAllowlist;

/** The FHIR servers that each client may name, where it has a list of its own. */
public final class ClientServers {

    private final boolean allowHttp;
    private final Map<Client, ServerAllowlist> lists = new ConcurrentHashMap<>();

    public ClientServers(boolean allowHttp) {
        this.allowHttp = allowHttp;
    }

    /** The client's own list; null means that of everybody. */
    @Nullable
    public ServerAllowlist of(Client client) {
        List<String> patterns = client.fhirServers();
        return patterns == null
                ? null
                : lists.computeIfAbsent(client, unknown -> ServerAllowlist.of(patterns, allowHttp));
    }
}
