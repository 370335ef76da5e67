package org.lumbarcds.fetch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {

    @ParameterizedTest(name = "{0}: public {1}, named {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            8.8.8.8                  | true  | true  | public
            9.255.255.255            | true  | true  | just before 10/8
            10.0.0.0                 | false | true  | private
            10.255.255.255           | false | true  | private
            11.0.0.0                 | true  | true  | just after 10/8
            100.63.255.255           | true  | true  | just before carrier-grade NAT
            100.64.0.1               | false | true  | carrier-grade NAT
            100.127.255.255          | false | true  | its end
            100.128.0.0              | true  | true  | just after it
            127.0.0.1                | false | true  | loopback
            127.255.255.254          | false | true  | all of 127/8 is
            169.254.169.254          | false | true  | link-local, where clouds keep credentials
            172.15.255.255           | true  | true  | just before 172.16/12
            172.16.0.1               | false | true  | private
            172.31.255.255           | false | true  | its end
            172.32.0.0               | true  | true  | just after it
            192.0.0.8                | false | true  | protocol assignments
            192.0.2.1                | false | true  | documentation
            192.88.99.1              | false | true  | 6to4 relays
            192.168.0.1              | false | true  | private
            192.169.0.1              | true  | true  | just after it
            198.18.0.1               | false | true  | benchmarks
            198.20.0.1               | true  | true  | just after them
            198.51.100.7             | false | true  | documentation
            203.0.113.7              | false | true  | documentation
            223.255.255.255          | true  | true  | just before multicast
            224.0.0.1                | false | false | multicast
            240.0.0.1                | false | true  | reserved
            255.255.255.255          | false | false | broadcast
            0.0.0.0                  | false | false | unspecified: this very machine
            0.1.2.3                  | false | true  | this network
            ::                       | false | false | unspecified
            ::1                      | false | true  | loopback
            ::7f00:1                 | false | true  | IPv4-compatible loopback
            fe80::1                  | false | true  | link-local
            fec0::1                  | false | true  | site-local
            fc00::1                  | false | true  | unique-local
            fdff::1                  | false | true  | unique-local
            ff02::1                  | false | false | multicast
            64:ff9b::7f00:1          | false | true  | translated to 127.0.0.1
            64:ff9b::808:808         | false | true  | translated, though to a public address
            64:ff9b:1::1             | false | true  | local translation
            100::1                   | false | true  | discard only
            2001::1                  | false | true  | Teredo
            2001:20::1               | false | true  | overlay routing
            2001:db8::1              | false | true  | documentation
            2002:7f00:1::            | false | true  | 6to4 of 127.0.0.1
            3fff::1                  | false | true  | documentation
            2001:4860:4860::8888     | true  | true  | public
            2a00:1450:4001:81b::200e | true  | true  | public
            4000::1                  | false | true  | not handed out
            """)
    void permits(String address, boolean whenPublic, boolean whenNamed, String why) throws UnknownHostException {
        InetAddress parsed = InetAddress.getByName(address);

        assertThat(Reach.PUBLIC.permits(parsed)).as(why).isEqualTo(whenPublic);
        assertThat(Reach.ANY.permits(parsed)).as(why).isEqualTo(whenNamed);
        assertThat(Reach.NONE.permits(parsed)).isFalse();
    }

    @Test
    void mappedAddressIsNotPublic() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        mapped[12] = 8;
        mapped[13] = 8;
        mapped[14] = 8;
        mapped[15] = 8;

        // The JDK makes IPv4 of it everywhere but here.
        assertThat(Reach.PUBLIC.permits(Inet6Address.getByAddress(null, mapped, -1)))
                .isFalse();
    }

    @Test
    void resolverHandsOutPermittedAddressesOnly() throws UnknownHostException {
        InetAddress open = InetAddress.getByName("8.8.8.8");
        InetAddress hidden = InetAddress.getByName("10.0.0.1");
        CheckedResolver resolver = new CheckedResolver(host -> new InetAddress[] {hidden, open}, Reach.PUBLIC);

        assertThat(resolver.resolve("fhir.example.org")).containsExactly(open);
        assertThat(resolver.resolveCanonicalHostname("fhir.example.org")).isEqualTo("fhir.example.org");
    }

    /** Clouds keep credentials there; a private FHIR server has a name or a private address. */
    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "fe80::1"})
    void linkLocalAddressIsReachedByItsNumberOnly(String address) throws UnknownHostException {
        InetAddress hidden = InetAddress.getByName(address);
        CheckedResolver resolver = new CheckedResolver(host -> new InetAddress[] {hidden}, Reach.ANY);

        assertThatExceptionOfType(CheckedResolver.NotPermittedException.class)
                .isThrownBy(() -> resolver.resolve("fhir.example.org"));
        assertThat(resolver.resolve(hidden.getHostAddress())).containsExactly(hidden);
    }

    @Test
    void resolverRefusesNameWithoutPermittedAddress() throws UnknownHostException {
        InetAddress hidden = InetAddress.getByName("10.0.0.1");
        CheckedResolver resolver = new CheckedResolver(host -> new InetAddress[] {hidden}, Reach.PUBLIC);

        assertThatExceptionOfType(CheckedResolver.NotPermittedException.class)
                .isThrownBy(() -> resolver.resolve("fhir.example.org"));
    }
}
