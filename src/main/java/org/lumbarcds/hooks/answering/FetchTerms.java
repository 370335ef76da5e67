package org.lumbarcds.hooks.answering;

import org.jspecify.annotations.Nullable;
import org.lumbarcds.fetch.Room;
import org.lumbarcds.fetch.server.ServerAllowlist;

/**
 * On what terms data may be fetched for a call.
 *
 * @param arrival when the call arrived, by {@link System#nanoTime()}: its deadline runs from there
 * @param room the memory that the call may take for its data
 * @param servers the servers that its client may name, in place of those of {@code lumbar.fhir.allowed-servers}; null for
 *     those
 */
public record FetchTerms(long arrival, Room room, @Nullable ServerAllowlist servers) {

    /** From now on, with the servers of the configuration. */
    public static FetchTerms fromNow() {
        return new FetchTerms(System.nanoTime(), Room.UNLIMITED, null);
    }
}
