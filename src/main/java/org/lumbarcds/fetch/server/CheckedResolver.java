package org.lumbarcds.fetch.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names and hands out only addresses that may be connected to. The connection is made to what it hands out, so
 * that a name can't mean one address when it is checked and another when it is used.
 */
public final class CheckedResolver implements DnsResolver {

    /** Where addresses of names come from. */
    @FunctionalInterface
    public interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** The name has addresses, but none of them is permitted. */
    public static final class NotPermittedException extends UnknownHostException {

        private static final long serialVersionUID = 1L;
    }

    private final Names names;
    private final Reach reach;

    public CheckedResolver(Names names, Reach reach) {
        this.names = names;
        this.reach = reach;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] permitted = Arrays.stream(names.addresses(host))
                .filter(reach::permits)
                .filter(address -> !address.isLinkLocalAddress() || isWrittenAs(host, address))
                .toArray(InetAddress[]::new);
        if (permitted.length == 0) {
            throw new NotPermittedException();
        }
        return permitted;
    }

    /** Clouds keep credentials at link-local addresses: a name never leads there, only the very address does. */
    private static boolean isWrittenAs(String host, InetAddress address) {
        return host.equals(address.getHostAddress());
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
