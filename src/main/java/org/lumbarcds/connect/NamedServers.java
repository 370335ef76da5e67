package org.lumbarcds.connect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.fetch.server.Reach;
import org.lumbarcds.fetch.server.ServerAllowlist;
import org.lumbarcds.fetch.server.ServerUrl;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.settings.SecuritySettings.ClientSettings;

/** The lists of servers that calls may name: everybody's, then those of the clients that have one of their own. */
final class NamedServers {

    private final List<ServerAllowlist> lists;

    private NamedServers(List<ServerAllowlist> lists) {
        this.lists = List.copyOf(lists);
    }

    /** The patterns were judged at the start. */
    static NamedServers of(LumbarSettings settings) {
        boolean http = settings.fhir().allowHttp();
        List<ServerAllowlist> lists = new ArrayList<>();
        lists.add(ServerAllowlist.of(settings.fhir().allowedServers(), http));
        for (ClientSettings client : settings.security().clients()) {
            if (client.fhirServers() != null) {
                lists.add(ServerAllowlist.of(client.fhirServers(), http));
            }
        }
        return new NamedServers(lists);
    }

    /** The list by which a call may name this server, of several the one that reaches furthest; null when none may. */
    @Nullable
    ServerAllowlist listOf(ServerUrl server) {
        return lists.stream()
                .filter(list -> list.reach(server) != Reach.NONE)
                .max(Comparator.comparing((ServerAllowlist list) -> list.reach(server)))
                .orElse(null);
    }
}
