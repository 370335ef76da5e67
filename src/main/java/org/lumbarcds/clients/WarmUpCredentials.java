package org.lumbarcds.clients;

import org.jspecify.annotations.Nullable;

/** How the service proves to itself who it is while it warms up. */
public interface WarmUpCredentials {

    /**
     * For one call.
     *
     * @param path of the call, below the context path
     * @return the value of {@code Authorization}; null where anybody may call
     */
    @Nullable
    String authorization(String path);

    /** Warming up is over: from here on nothing that was given out is accepted. */
    void end();
}
