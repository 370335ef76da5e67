package org.lumbarcds.fetch.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One pattern of the allowlist, matched component by component. */
record ServerPattern(
        String scheme,
        List<Pattern> labels,
        int port,
        List<Pattern> segments,
        @Nullable ServerUrl exact) {

    private static final Pattern SYNTAX = Pattern.compile(
            "(?<scheme>https?)://(?<host>\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.*-]+)(?::(?<port>[0-9]{1,5}))?(?<path>(?:/[A-Za-z0-9._~*-]+)*)/?");

    private static final Pattern AROUND_WILDCARD = Pattern.compile("(?<=\\*)|(?=\\*)");

    /**
     * @throws IllegalArgumentException when the text is no pattern; configuration is wrong then, and the process should not
     *     start
     */
    static ServerPattern parse(String text) {
        if (text.indexOf('*') < 0) {
            ServerUrl url = ServerUrl.parse(text);
            if (url == null) {
                throw malformed(text);
            }
            return new ServerPattern(url.scheme(), List.of(), url.port(), List.of(), url);
        }
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw malformed(text);
        }
        String scheme = matcher.group("scheme");
        String explicitPort = matcher.group("port");
        int port = ServerUrl.port(scheme, explicitPort == null ? -1 : Integer.parseInt(explicitPort));
        if (port < 1 || port > 65_535) {
            throw malformed(text);
        }
        return new ServerPattern(
                scheme, labels(matcher.group("host"), text), port, segments(matcher.group("path"), text), null);
    }

    private static List<Pattern> labels(String host, String text) {
        String lower = host.toLowerCase(Locale.ROOT);
        // What a wildcard stands for must not change whether the rest is a sound name.
        boolean sound = !lower.startsWith("[") && ServerUrl.canonicalHost(lower.replace('*', 'a')) != null;
        if (!sound || lower.substring(lower.lastIndexOf('.') + 1).contains("*")) {
            throw malformed(text);
        }
        return globs(lower.split("\\.", -1), "[a-z0-9-]*");
    }

    private static List<Pattern> segments(String path, String text) {
        if (!ServerUrl.isPath(path.replace('*', 'a'))) {
            throw malformed(text);
        }
        return path.isEmpty() ? List.of() : globs(path.substring(1).split("/", -1), "[A-Za-z0-9._~-]*");
    }

    private static List<Pattern> globs(String[] parts, String wildcard) {
        List<Pattern> globs = new ArrayList<>();
        for (String part : parts) {
            StringBuilder regex = new StringBuilder("(?=.)");
            for (String literal : AROUND_WILDCARD.split(part, -1)) {
                regex.append(literal.equals("*") ? wildcard : Pattern.quote(literal));
            }
            globs.add(Pattern.compile(regex.toString()));
        }
        return List.copyOf(globs);
    }

    boolean matches(ServerUrl url) {
        if (exact != null) {
            return exact.equals(url);
        }
        return scheme.equals(url.scheme())
                && port == url.port()
                && url.host().indexOf(':') < 0
                && matches(labels, url.host().split("\\.", -1))
                && matches(
                        segments,
                        url.path().isEmpty()
                                ? new String[0]
                                : url.path().substring(1).split("/", -1));
    }

    private static boolean matches(List<Pattern> globs, String[] parts) {
        if (globs.size() != parts.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!globs.get(i).matcher(parts[i]).matches()) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("Not a base URL or a pattern of one: " + text
                + " (https://host[:port][/path], * within a host label other than the last or within a path segment,"
                + " names in punycode)");
    }
}
