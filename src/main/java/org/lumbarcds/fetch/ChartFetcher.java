package org.lumbarcds.fetch;

import java.util.Map;
import java.util.Set;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * Gets missing chart data from the client's FHIR server. "Absent or failed data is fetched from {@code fhirServer} with
 * the token of {@code fhirAuthorization} only when a decision needs it, all needed queries at once, under one deadline."
 * Never throws and never returns later than the deadline of the request. Safe for concurrent use.
 */
public interface ChartFetcher {

    /** An answer for every key of the request; what did not come in time is {@link Fetched.NotHad}. */
    Map<ChartKey, Fetched> fetch(FetchRequest request);

    /**
     * The resources that draft orders refer to. The keys and queries of the request are not looked at.
     *
     * @param resourceType type of all the references, such as {@code Medication} or {@code Condition}
     * @param ids their ids on the client's server, without the type
     * @return a searchset Bundle with those that were found; the others are in {@link Fetched.Got#unresolved()}
     */
    Fetched resolve(FetchRequest request, String resourceType, Set<String> ids);
}
