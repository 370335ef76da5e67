package org.lumbarcds.fetch.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which FHIR servers may be called. A pattern is a base URL, exact in every component, or one with {@code *} for any
 * characters within one host label or one path segment; {@code *} alone allows every server. Private, loopback and other
 * special addresses are only reached on servers that an exact pattern names.
 */
public final class ServerAllowlist {

    private final List<ServerPattern> patterns;
    private final boolean allowAll;
    private final boolean allowHttp;

    private ServerAllowlist(List<ServerPattern> patterns, boolean allowAll, boolean allowHttp) {
        this.patterns = patterns;
        this.allowAll = allowAll;
        this.allowHttp = allowHttp;
    }

    /**
     * No patterns: nothing is allowed.
     *
     * @throws IllegalArgumentException when a text is no pattern, or an {@code http} one while {@code http} is not allowed
     */
    public static ServerAllowlist of(List<String> patterns, boolean allowHttp) {
        List<ServerPattern> parsed = patterns.stream()
                .filter(pattern -> !pattern.equals("*"))
                .map(ServerPattern::parse)
                .toList();
        for (ServerPattern pattern : parsed) {
            if (!allowHttp && pattern.scheme().equals("http")) {
                throw new IllegalArgumentException("A pattern of http servers needs http to be allowed");
            }
        }
        return new ServerAllowlist(parsed, patterns.contains("*"), allowHttp);
    }

    /** Whether one of the patterns is no exact base URL. */
    public boolean hasWildcards() {
        return allowAll || patterns.stream().anyMatch(pattern -> pattern.exact() == null);
    }

    /** Whether a call's {@code fhirServer} may be called, as far as its URL tells; null may not. */
    public boolean allows(@Nullable String fhirServer) {
        ServerUrl url = ServerUrl.parse(fhirServer);
        return url != null && reach(url) != Reach.NONE;
    }

    public Reach reach(ServerUrl url) {
        if (!allowHttp && url.scheme().equals("http")) {
            return Reach.NONE;
        }
        Reach reach = allowAll ? Reach.PUBLIC : Reach.NONE;
        for (ServerPattern pattern : patterns) {
            if (pattern.matches(url)) {
                if (pattern.exact() != null) {
                    return Reach.ANY;
                }
                reach = Reach.PUBLIC;
            }
        }
        return reach;
    }
}
