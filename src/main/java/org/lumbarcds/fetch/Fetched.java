package org.lumbarcds.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The outcome of fetching one part of a chart. */
public sealed interface Fetched {

    /** What it took. */
    FetchTrace trace();

    /**
     * Data. A Bundle without entries means none on record.
     *
     * @param body the resource that was read, or one searchset Bundle of all pages, without links
     * @param unresolved references such as {@code Medication/17} which the data points at and which could not be had; the
     *     data itself is complete
     * @param cutOffBy null when it is complete; else why it is only the beginning of a list, which the Bundle says too, by a
     *     {@code next} link: what it shows is on record, what it does not may be
     */
    record Got(
            JsonNode body, Set<String> unresolved, @Nullable FetchFailure cutOffBy, FetchTrace trace)
            implements Fetched {

        public Got {
            unresolved = Set.copyOf(unresolved);
        }

        /** Has no patient data, so that it can stand in any log. */
        @Override
        public String toString() {
            return "Got[unresolved=" + unresolved.size() + ", cutOffBy=" + cutOffBy + ", trace=" + trace + "]";
        }
    }

    /** Nobody knows what is on record: never to be taken for "none". */
    record NotHad(FetchFailure failure, FetchTrace trace) implements Fetched {}
}
