package org.lumbarcds.fetch;

import org.jspecify.annotations.Nullable;

/**
 * Where one part of a chart came from, for the trace of a call. Holds no patient data.
 *
 * @param failure why it could not be fetched; null unless {@code source} is {@link Source#FAILED}
 * @param trace what it took; {@link FetchTrace#NONE} when it was given
 */
public record Provenance(Source source, @Nullable FetchFailure failure, FetchTrace trace) {

    /** How the data came in. */
    public enum Source {
        /** With the call. */
        GIVEN,
        /** From the client's FHIR server. */
        FETCHED,
        /** Not at all. */
        FAILED
    }

    /** The call brought it along. */
    public static final Provenance GIVEN = new Provenance(Source.GIVEN, null, FetchTrace.NONE);

    /** It was fetched, or that was tried. */
    public static Provenance of(Fetched fetched) {
        if (fetched instanceof Fetched.NotHad notHad) {
            return new Provenance(Source.FAILED, notHad.failure(), notHad.trace());
        }
        return new Provenance(Source.FETCHED, null, fetched.trace());
    }
}
