package org.lumbarcds.fetch;

import java.time.Duration;

/**
 * What fetching one part of a chart took.
 *
 * @param took from the start of the fetch to its answer, waiting included; zero when nothing was tried
 * @param requests HTTP requests sent, repeated ones included
 * @param bytes bytes of bodies read
 */
public record FetchTrace(Duration took, int requests, long bytes) {

    /** Nothing was tried. */
    public static final FetchTrace NONE = new FetchTrace(Duration.ZERO, 0, 0);
}
