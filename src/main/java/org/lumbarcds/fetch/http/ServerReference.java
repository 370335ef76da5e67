package org.lumbarcds.fetch.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.fetch.query.FhirQuery;
import org.lumbarcds.fetch.server.ServerUrl;

/** A reference to a resource on the client's own server. */
record ServerReference(String type, String id) {

    private static final Pattern RELATIVE =
            Pattern.compile("([A-Z][A-Za-z]{1,63})/([^/?#]{1,512})(?:/_history/[^/?#]*)?");

    /** Null for references to contained resources, to Bundle entries, to other servers, and for what is none. */
    static @Nullable ServerReference of(String text, ServerUrl server) {
        String base = server.base() + "/";
        Matcher matcher = RELATIVE.matcher(text.startsWith(base) ? text.substring(base.length()) : text);
        if (!matcher.matches() || !FhirQuery.isId(matcher.group(2))) {
            return null;
        }
        return new ServerReference(matcher.group(1), matcher.group(2));
    }

    @Override
    public String toString() {
        return type + "/" + id;
    }
}
