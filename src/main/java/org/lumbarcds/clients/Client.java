package org.lumbarcds.clients;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An EHR or application that may call, as far as the answer to a call depends on it.
 *
 * @param name what it is called in logs, metrics and analytics
 * @param services ids of the services it may call; empty means all
 * @param fhirServers patterns of FHIR servers that may be asked for its calls' data, in place of those for everybody; null
 *     means those for everybody
 * @param selectionBehavior {@code at-most-one} or {@code any}; null means the one for everybody
 * @param userInFeedback whether the user who answered a card may be kept
 * @param undecidedAsCard whether a call that can't be decided gets a card in place of a refusal; null means as everybody's
 */
public record Client(
        String name,
        Set<String> services,
        @Nullable List<String> fhirServers,
        @Nullable String selectionBehavior,
        boolean userInFeedback,
        @Nullable Boolean undecidedAsCard) {

    /** One whose undecided calls are answered as everybody's. */
    public Client(
            String name,
            Set<String> services,
            @Nullable List<String> fhirServers,
            @Nullable String selectionBehavior,
            boolean userInFeedback) {
        this(name, services, fhirServers, selectionBehavior, userInFeedback, null);
    }

    /** Everybody, where no client is registered. */
    public static final Client ANYBODY = new Client("anonymous", Set.of(), null, null, false);

    public Client {
        services = Set.copyOf(services);
        fhirServers = fhirServers == null ? null : List.copyOf(fhirServers);
    }

    public boolean mayCall(String service) {
        return services.isEmpty() || services.contains(service);
    }
}
