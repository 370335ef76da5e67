package org.lumbarcds.connect;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.services.CdsService;

/** What a token may be for: each service and its feedback, under the URL that clients know the service by. */
final class Targets {

    private static final String FEEDBACK = "/feedback";

    private final String discovery;
    private final Map<String, Target> all = new LinkedHashMap<>();

    /**
     * @param name as a question names it: the id of a service, {@code /feedback} behind it or not
     * @param service the id alone
     * @param hook whose service it is
     * @param url that the client calls, which {@code aud} is to the letter
     */
    record Target(String name, String service, String hook, String url) {}

    Targets(URI publicUrl) {
        discovery = publicUrl.toString().replaceAll("/+$", "") + "/cds-services";
        for (CdsService service : CdsService.values()) {
            for (String more : new String[] {"", FEEDBACK}) {
                String name = service.id() + more;
                all.put(name, new Target(name, service.id(), service.hook().code(), discovery + "/" + name));
            }
        }
    }

    String discovery() {
        return discovery;
    }

    /** In the order of discovery, each before its feedback. */
    String names() {
        return String.join(", ", all.keySet());
    }

    @Nullable
    Target of(String name) {
        return all.get(name);
    }

    /** Those of calls, without feedback. */
    List<Target> services() {
        return all.values().stream()
                .filter(target -> target.name().equals(target.service()))
                .toList();
    }
}
