package org.lumbarcds.settings;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.settings.values.Described;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** Fetching of data that a call did not bring along, from the client's FHIR server. */
public record FhirSettings(
        @DefaultValue
        @Described(
                "Base URLs that `fhirServer` may be, `*` for a part of a name; none: nothing is fetched. `*` alone allows any.")
        List<String> allowedServers,

        @DefaultValue("false") @Described("Whether `http` is allowed beside `https`.")
        boolean allowHttp,

        @DefaultValue("400ms") @Described("Time for all data of one call, from its arrival.")
        Duration deadline,

        @DefaultValue("get")
        @Described(
                "How searches are sent; `post` keeps their parameters out of access logs, but not every server has it.")
        SearchMethod search,

        @DefaultValue("200")
        @Described(
                value = "Resources that a search asks for in one page (`_count`); 0: the server's own size of page.",
                min = 0,
                max = 10_000)
        int count,

        @DefaultValue FurtherParameters[] further,

        @DefaultValue("50")
        @Described(
                value =
                        "Most pages of one search. A list that this, another limit or the deadline cuts off is used for what it shows.",
                max = 1_000)
        int maxPages,

        @DefaultValue("10000") @Described(value = "Most resources of one search, all pages together.", max = 1_000_000)
        int maxResources,

        @DefaultValue("5MB") @Described("Most bytes of one search, all pages together.")
        DataSize maxBytes,

        @DefaultValue("32") @Described(value = "Queries under way to one server at the same time.", max = 1_000)
        int maxPerServer,

        @Described(
                "HTTP proxy to reach FHIR servers through, as `host:port`. It looks their names up itself, so neither `allowed-servers` nor a client's `fhir-servers` may have a `*` then.")
        @Nullable
        String proxy) {

    public FhirSettings {
        allowedServers = List.copyOf(allowedServers);
        further = further.clone();
    }

    /** What some servers are asked beside; an array, since JDK 17 can't tell what a list in a record holds. */
    @Override
    public FurtherParameters[] further() {
        return further.clone();
    }

    /** {@code lumbar.fhir.further[n]}: what a search asks some servers beside. */
    public record FurtherParameters(
            @DefaultValue("*") @Described("Base URLs of the servers that are asked so, as in `allowed-servers`.")
            List<String> servers,

            @Described("Prefetch key whose search it is, such as `medications`.") @Nullable
            ChartKey key,

            @Described(
                    "What to add to the search, such as `status=active,on-hold,completed,stopped&authoredon=ge{{today-400d}}`. What it leaves out counts as not on record.")
            @Nullable
            String parameters) {

        public FurtherParameters {
            servers = List.copyOf(servers);
        }
    }

    /** How searches are sent. */
    public enum SearchMethod {
        GET,
        POST
    }
}
