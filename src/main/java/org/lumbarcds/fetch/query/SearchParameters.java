package org.lumbarcds.fetch.query;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumbarcds.fetch.server.Reach;
import org.lumbarcds.fetch.server.ServerAllowlist;
import org.lumbarcds.fetch.server.ServerUrl;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * What our own searches ask beside the prefetch templates: "our own searches ask for {@code _count} and, by configuration
 * per server, further parameters (status, date)".
 *
 * @param count resources of one page; 0: the server's own size of page
 * @param further by server and key; of several that fit, all
 */
public record SearchParameters(int count, List<Further> further) {

    /** A page of 200, nothing else. */
    public static final SearchParameters DEFAULT = new SearchParameters(200, List.of());

    private static final Pattern PARAMETERS = Pattern.compile(
            "[A-Za-z_][\\w:.-]{0,60}=[^&#?{}\\s]{1,500}(&[A-Za-z_][\\w:.-]{0,60}=[^&#?{}\\s]{1,500}){0,9}");

    /** Those that would ask for another patient's data, another page, or less than whole resources. */
    private static final Pattern RESERVED =
            Pattern.compile("(?:^|&)(?:patient|subject|_id|_count|_elements|_summary|_format)\\b[^&]*=");

    private static final Pattern TODAY = Pattern.compile("\\{\\{today(?:-(\\d{1,5})d)?}}");

    public SearchParameters {
        further = List.copyOf(further);
    }

    /**
     * Further parameters of one search.
     *
     * @param servers base URLs of the servers that are asked so, as in the allowlist
     * @param key what is searched for
     * @param parameters as in a URL, {@code status=active&authoredon=ge{{today-400d}}}
     */
    public record Further(ServerAllowlist servers, ChartKey key, String parameters) {

        /** @throws IllegalArgumentException when they are no parameters, or change what the search means */
        public Further {
            String filled = TODAY.matcher(parameters).replaceAll("2000-01-01");
            if (!PARAMETERS.matcher(filled).matches()
                    || RESERVED.matcher(filled).find()) {
                throw new IllegalArgumentException("not parameters that narrow a search");
            }
        }
    }

    /** The query as it is sent; one that reads a single resource stays as it is. */
    public FhirQuery on(FhirQuery query, ServerUrl server, ChartKey key, LocalDate today) {
        if (query.id() != null) {
            return query;
        }
        FhirQuery asked = count > 0 ? query.and("_count=" + count) : query;
        for (Further more : further) {
            if (more.key() == key && more.servers().reach(server) != Reach.NONE) {
                asked = asked.and(filled(more.parameters(), today));
            }
        }
        return asked;
    }

    private static String filled(String parameters, LocalDate today) {
        Matcher days = TODAY.matcher(parameters);
        StringBuilder filled = new StringBuilder();
        while (days.find()) {
            String before = days.group(1);
            LocalDate day = before == null ? today : today.minusDays(Long.parseLong(before));
            days.appendReplacement(filled, day.toString());
        }
        return days.appendTail(filled).toString();
    }
}
