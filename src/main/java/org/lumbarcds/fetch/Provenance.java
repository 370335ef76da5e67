package org.lumbarcds.fetch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where one part of a chart came from, for the trace of a call. Holds no patient data.
 *
 * @param failure why it could not be fetched; null unless {@code source} is {@link Source#FAILED} or {@link
 *     Source#IN_PART}, and then null when fetching was not tried
 * @param trace what it took; {@link FetchTrace#NONE} when it was not fetched
 */
public record Provenance(Source source, @Nullable FetchFailure failure, FetchTrace trace) {

    /** How the data came in. */
    public enum Source {
        /** With the call. */
        GIVEN,
        /** With the call, which said that there is none. */
        EMPTY,
        /** From the client's FHIR server. */
        FETCHED,
        /** Only in part: a limit cut the list off, of the call or of the FHIR server. */
        IN_PART,
        /** Not at all: what the call sent can't be used, or fetching failed. */
        FAILED,
        /** Not at all: the call did not send it and names no FHIR server. */
        ABSENT,
        /** No rule wanted it. */
        NOT_ASKED;

        /** The value of the metric's label. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The call brought it along. */
    public static final Provenance GIVEN = untried(Source.GIVEN);

    /** The call brought a part of it along, and names no FHIR server. */
    public static final Provenance IN_PART = untried(Source.IN_PART);

    /** The call said that there is none. */
    public static final Provenance EMPTY = untried(Source.EMPTY);

    /** The call sent something else, and names no FHIR server. */
    public static final Provenance UNUSABLE = untried(Source.FAILED);

    /** The call did not send it, and names no FHIR server. */
    public static final Provenance ABSENT = untried(Source.ABSENT);

    /** No rule wanted it. */
    public static final Provenance NOT_ASKED = untried(Source.NOT_ASKED);

    private static Provenance untried(Source source) {
        return new Provenance(source, null, FetchTrace.NONE);
    }

    /** The same when the data that came can't be used: it is about another patient, for example. */
    public Provenance unusable() {
        return source == Source.FETCHED || source == Source.IN_PART
                ? new Provenance(Source.FAILED, FetchFailure.WRONG_RESOURCE, trace)
                : this;
    }

    /** It was fetched, or that was tried. */
    public static Provenance of(Fetched fetched) {
        if (fetched instanceof Fetched.NotHad notHad) {
            return new Provenance(Source.FAILED, notHad.failure(), notHad.trace());
        }
        FetchFailure cutOffBy = ((Fetched.Got) fetched).cutOffBy();
        return cutOffBy == null
                ? new Provenance(Source.FETCHED, null, fetched.trace())
                : new Provenance(Source.IN_PART, cutOffBy, fetched.trace());
    }
}
