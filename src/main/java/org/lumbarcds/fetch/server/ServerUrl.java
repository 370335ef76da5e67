package org.lumbarcds.fetch.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A FHIR base URL in one canonical form, so that comparing two of them is comparing their components. Whatever two
 * readers of a URL could understand differently is no base URL: user info, backslashes, percent signs, a query, a
 * fragment, dot segments, trailing dots, numbers that some resolvers take for addresses, letters outside ASCII.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case; an IPv6 address in its one Java form without brackets
 * @param port explicit even when it is the scheme's own
 * @param path empty, or with a slash at its start and none at its end
 */
public record ServerUrl(String scheme, String host, int port, String path) {

    private static final int LONGEST = 2048;
    private static final int LONGEST_LINK = 8192;
    private static final Pattern LABELS =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern LAST_LABEL_IS_NUMBER = Pattern.compile("(?:.*\\.)?[0-9][^.]*");
    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._~/-]*)?");
    private static final Pattern LINK_PATH = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@%/-]*");
    private static final Pattern DOT_SEGMENT = Pattern.compile("/(?:\\.|%2[eE]){1,2}(?:/|;|$)");
    private static final Pattern ENCODED_SEPARATOR = Pattern.compile("%(?:2[fF]|5[cC]|00|25)");

    /** Null when it is none. */
    public static @Nullable ServerUrl parse(@Nullable String text) {
        if (text == null || text.length() > LONGEST || !isPlain(text) || text.indexOf('%') >= 0) {
            return null;
        }
        URI uri = uri(text);
        if (uri == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return null;
        }
        String path = uri.getRawPath();
        if (path == null) {
            return null;
        }
        return at(uri, path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    private static @Nullable ServerUrl at(URI uri, String path) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return null;
        }
        String authority = uri.getRawAuthority();
        if (uri.getHost() == null || uri.getRawUserInfo() != null || authority == null) {
            return null;
        }
        if (authority.endsWith(":") || authority.indexOf('@') >= 0) {
            return null;
        }
        String host = canonicalHost(uri.getHost());
        int port = port(scheme, uri.getPort());
        if (host == null || port < 1 || port > 65_535 || !isPath(path)) {
            return null;
        }
        return new ServerUrl(scheme, host, port, path);
    }

    static int port(String scheme, int explicit) {
        if (explicit >= 0) {
            return explicit;
        }
        return scheme.equals("https") ? 443 : 80;
    }

    static boolean isPath(String path) {
        return PATH.matcher(path).matches()
                && !path.contains("//")
                && !path.endsWith("/")
                && !DOT_SEGMENT.matcher(path).find();
    }

    /** Null when it is no name and no address in its usual notation. */
    static @Nullable String canonicalHost(String host) {
        if (host.startsWith("[")) {
            return canonicalIpv6(host);
        }
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.length() > 253 || !LABELS.matcher(lower).matches()) {
            return null;
        }
        if (LAST_LABEL_IS_NUMBER.matcher(lower).matches()
                && !IPV4.matcher(lower).matches()) {
            return null;
        }
        return lower;
    }

    private static @Nullable String canonicalIpv6(String host) {
        if (!host.endsWith("]") || host.indexOf('%') >= 0) {
            return null;
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            // An IPv4-mapped literal comes out as IPv4: two ways to write one server, so it is none.
            return address instanceof Inet6Address ? address.getHostAddress() : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** The URL itself, without a slash at its end. */
    public String base() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        String shownPort = port == port(scheme, -1) ? "" : ":" + port;
        return scheme + "://" + name + shownPort + path;
    }

    /**
     * Where a link of this server leads, rebuilt from this base so that it can't lead elsewhere; null unless scheme, host
     * and port are this server's and the path is at or below the base.
     */
    @Nullable
    public URI below(String link) {
        if (link.length() > LONGEST_LINK || !isPlain(link)) {
            return null;
        }
        URI uri = uri(withEncodedBars(link));
        if (uri == null) {
            return null;
        }
        URI target = URI.create(base() + "/").resolve(uri);
        String targetPath = target.getRawPath() == null ? "" : target.getRawPath();
        ServerUrl origin = at(target, "");
        if (origin == null || !origin.equals(new ServerUrl(scheme, host, port, ""))) {
            return null;
        }
        if (!isBelow(targetPath) || hasDotSegment(link) || target.getRawFragment() != null) {
            return null;
        }
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        return uri(base() + targetPath.substring(path.length()) + query);
    }

    private boolean isBelow(String targetPath) {
        return (targetPath.equals(path) || targetPath.startsWith(path + "/"))
                && LINK_PATH.matcher(targetPath).matches()
                && !targetPath.contains("//")
                && !ENCODED_SEPARATOR.matcher(targetPath).find();
    }

    /** Looked for in the link as sent: resolving it would have hidden them. */
    private static boolean hasDotSegment(String link) {
        int query = link.indexOf('?');
        String beforeQuery = query < 0 ? link : link.substring(0, query);
        return DOT_SEGMENT.matcher("/" + beforeQuery).find();
    }

    /** Servers write {@code system|code} as it is into their links, which is not a URI. */
    private static String withEncodedBars(String link) {
        return link.replace("|", "%7C");
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '\\');
    }

    private static @Nullable URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
