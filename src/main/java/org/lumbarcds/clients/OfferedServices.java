package org.lumbarcds.clients;

import java.util.Set;

/**
 * What there is to call.
 *
 * @param ids ids of the services, as in discovery
 */
public record OfferedServices(Set<String> ids) {

    public OfferedServices {
        ids = Set.copyOf(ids);
    }
}
