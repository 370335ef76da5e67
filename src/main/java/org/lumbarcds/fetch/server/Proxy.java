package org.lumbarcds.fetch.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP proxy through which FHIR servers are reached. It looks names up itself, so the addresses of servers can't be
 * checked: only servers that a pattern names exactly are reached through it.
 *
 * @param host name or IPv4 address
 * @param port its port
 */
public record Proxy(String host, int port) {

    private static final Pattern SYNTAX = Pattern.compile("(?<host>[A-Za-z0-9.-]+):(?<port>[0-9]{1,5})");

    /** @throws IllegalArgumentException unless the text is {@code host:port} */
    public static Proxy parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (matcher.matches()) {
            String host = ServerUrl.canonicalHost(matcher.group("host"));
            int port = Integer.parseInt(matcher.group("port"));
            if (host != null && port >= 1 && port <= 65_535) {
                return new Proxy(host, port);
            }
        }
        throw new IllegalArgumentException("Not a proxy: write host:port, without scheme and user");
    }
}
