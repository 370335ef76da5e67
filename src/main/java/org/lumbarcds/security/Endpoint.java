package org.lumbarcds.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request calls, below the context path and without what a proxy or an encoding made of it. */
record Endpoint(String path) {

    static final String DISCOVERY = "/cds-services";

    private static final List<String> FOR_OPERATORS = List.of("/analytics", "/explain", "/connect");
    private static final Set<String> VIEWS = Set.of("/connect.html", "/connect.js", "/figures.js", "/chart.js");

    private static final Pattern SERVICE = Pattern.compile(DISCOVERY + "/([^/]+)(/feedback)?");

    static Endpoint of(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return new Endpoint(rest == null ? request.getServletPath() : request.getServletPath() + rest);
    }

    /**
     * The public URLs by which a token may name this endpoint: its own, and the one that was called when that has a slash
     * behind it.
     */
    static Set<String> urls(HttpServletRequest request, String publicUrl) {
        String url = publicUrl + of(request).path();
        return TrailingSlashFilter.isCalledWithIt(request) ? Set.of(url, url + "/") : Set.of(url);
    }

    /** What the service advises by is as public as that it does, and so are the pages' files. */
    boolean isPublicView() {
        return path.equals("/guideline") || path.startsWith("/guideline.") || VIEWS.contains(path);
    }

    /** What is for operators alone. */
    boolean isForOperators() {
        return FOR_OPERATORS.stream()
                        .anyMatch(
                                each -> path.equals(each) || path.startsWith(each + "/") || path.startsWith(each + "."))
                && !VIEWS.contains(path);
    }

    boolean isDiscovery() {
        return path.equals(DISCOVERY);
    }

    /** Id of the service that is called or given feedback; null for anything else. */
    @Nullable
    String service() {
        Matcher matcher = SERVICE.matcher(path);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
