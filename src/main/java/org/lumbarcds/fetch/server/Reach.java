package org.lumbarcds.fetch.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** Which addresses a server may have. */
public enum Reach {
    /** None: it may not be called. */
    NONE,
    /** Public ones: a wildcard allows it, so its name may be anybody's choice. */
    PUBLIC,
    /** Private ones too: the configuration names this very server. */
    ANY;

    /** Special-purpose registries of IANA; nothing in them is a server on the public internet. */
    private static final List<Block> NOT_PUBLIC_IPV4 = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4")
            .map(Block::parse)
            .toList();

    /** The only range of which global unicast addresses are handed out, so no mapped, translated or local one is in it. */
    private static final Block PUBLIC_IPV6 = Block.parse("2000::/3");

    /** Tunnels to IPv4 addresses, protocol assignments and documentation within it. */
    private static final List<Block> NOT_PUBLIC_IPV6 = Stream.of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
            .map(Block::parse)
            .toList();

    boolean permits(InetAddress address) {
        return switch (this) {
            case NONE -> false;
            case PUBLIC -> isPublic(address.getAddress());
            case ANY -> !address.isAnyLocalAddress() && !address.isMulticastAddress() && !isBroadcast(address);
        };
    }

    private static boolean isPublic(byte[] address) {
        if (address.length == 4) {
            return NOT_PUBLIC_IPV4.stream().noneMatch(block -> block.has(address));
        }
        return PUBLIC_IPV6.has(address) && NOT_PUBLIC_IPV6.stream().noneMatch(block -> block.has(address));
    }

    private static boolean isBroadcast(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 && (bytes[0] & bytes[1] & bytes[2] & bytes[3]) == -1;
    }

    private static final class Block {

        private final byte[] start;
        private final int prefix;

        private Block(byte[] start, int prefix) {
            this.start = start;
            this.prefix = prefix;
        }

        static Block parse(String text) {
            int slash = text.indexOf('/');
            try {
                return new Block(
                        InetAddress.getByName(text.substring(0, slash)).getAddress(),
                        Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            }
        }

        boolean has(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < prefix; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
