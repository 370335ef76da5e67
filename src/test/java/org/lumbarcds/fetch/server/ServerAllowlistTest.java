package org.lumbarcds.fetch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAllowlistTest {

    private static final String EXACT = "https://fhir.example.org/r4";

    @ParameterizedTest(name = "{0} | {1} -> {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            https://fhir.example.org/r4      | https://fhir.example.org/r4                     | ANY    | the same
            https://fhir.example.org/r4      | https://fhir.example.org/r4/                    | ANY    | one slash at the end means nothing
            https://fhir.example.org/r4/     | https://fhir.example.org/r4                     | ANY    | neither in the pattern
            https://fhir.example.org/r4      | HTTPS://FHIR.Example.ORG/r4                     | ANY    | scheme and host ignore case
            https://FHIR.example.org/r4      | https://fhir.example.org/r4                     | ANY    | in the pattern, too
            https://fhir.example.org/r4      | https://fhir.example.org/R4                     | NONE   | a path does not
            https://fhir.example.org/r4      | https://fhir.example.org:443/r4                 | ANY    | the scheme's own port may be named
            https://fhir.example.org:443/r4  | https://fhir.example.org/r4                     | ANY    | or left out
            https://fhir.example.org/r4      | https://fhir.example.org:8443/r4                | NONE   | another port
            https://fhir.example.org:8443/r4 | https://fhir.example.org:8443/r4                | ANY    | a port of its own
            https://fhir.example.org:8443/r4 | https://fhir.example.org/r4                     | NONE   | that is missing
            https://fhir.example.org/r4      | http://fhir.example.org/r4                      | NONE   | http instead of https
            http://fhir.example.org/r4       | http://fhir.example.org/r4                      | ANY    | http when allowed
            http://fhir.example.org/r4       | https://fhir.example.org/r4                     | NONE   | https is another server, too
            https://fhir.example.org/r4      | ftp://fhir.example.org/r4                       | NONE   | another scheme
            https://fhir.example.org/r4      | file:///r4                                      | NONE   | no host
            https://fhir.example.org/r4      | //fhir.example.org/r4                           | NONE   | no scheme
            https://fhir.example.org/r4      | fhir.example.org/r4                             | NONE   | no URL
            https://fhir.example.org/r4      | https://fhir.example.org/r4/tenant              | NONE   | a path below
            https://fhir.example.org/r4      | https://fhir.example.org                        | NONE   | a path above
            https://fhir.example.org/r4      | https://fhir.example.org/r4evil                 | NONE   | a prefix of text is no match
            https://fhir.example.org         | https://fhir.example.org.evil.example/          | NONE   | nor is one of the host
            https://fhir.example.org/r4      | https://fhir.example.org@evil.example/r4        | NONE   | user info
            https://fhir.example.org/r4      | https://evil@fhir.example.org/r4                | NONE   | user info before the right host
            https://fhir.example.org/r4      | https://:@fhir.example.org/r4                   | NONE   | empty user info
            https://fhir.example.org/r4      | https://fhir.example.org:@evil.example/r4       | NONE   | user info that looks like a port
            https://fhir.example.org/r4      | https://evil.example\\@fhir.example.org/r4      | NONE   | browsers take a backslash for a slash
            https://fhir.example.org/r4      | https://fhir.example.org\\r4                    | NONE   | backslash as a slash
            https://fhir.example.org/r4      | https://fhir.example.org/r4?x=1                 | NONE   | a query
            https://fhir.example.org/r4      | https://fhir.example.org/r4?                    | NONE   | an empty query
            https://fhir.example.org/r4      | https://fhir.example.org/r4#x                   | NONE   | a fragment
            https://fhir.example.org/r4      | https://evil.example#fhir.example.org/r4        | NONE   | a host in the fragment
            https://fhir.example.org/r4      | https://fhir.example.org./r4                    | NONE   | a trailing dot
            https://fhir.example.org/r4      | https://fhir%2eexample.org/r4                   | NONE   | percent signs in the host
            https://fhir.example.org/r4      | https://fhir.example.org/%72%34                 | NONE   | percent signs in the path
            https://fhir.example.org/r4      | https://fhir.example.org/x/../r4                | NONE   | dot segments
            https://fhir.example.org/r4      | https://fhir.example.org/./r4                   | NONE   | a single dot
            https://fhir.example.org/r4      | https://fhir.example.org//r4                    | NONE   | an empty segment
            https://fhir.example.org/r4      | https://fhir.example.org/r4//                   | NONE   | two slashes at the end
            https://fhir.example.org/r4      | https://fhir.example.org:/r4                    | NONE   | an empty port
            https://fhir.example.org/r4      | https://fhir.example.org:0/r4                   | NONE   | port 0
            https://fhir.example.org/r4      | https://fhir.example.org:65979/r4               | NONE   | a port that wraps to 443
            https://fhir.example.org/r4      | https://fhır.example.org/r4                     | NONE   | letters outside ASCII
            https://xn--fhr-qza.example/r4   | https://xn--fhr-qza.example/r4                  | ANY    | punycode is ASCII
            https://127.0.0.1/r4             | https://127.0.0.1/r4                            | ANY    | an address
            https://127.0.0.1/r4             | https://127.1/r4                                | NONE   | an address cut short
            https://127.0.0.1/r4             | https://2130706433/r4                           | NONE   | an address as one number
            https://127.0.0.1/r4             | https://0x7f.0.0.1/r4                           | NONE   | a hexadecimal address
            https://127.0.0.1/r4             | https://0177.0.0.1/r4                           | NONE   | an octal address
            https://127.0.0.1/r4             | https://[::ffff:127.0.0.1]/r4                   | NONE   | an IPv4 address in IPv6
            https://[::1]/r4                 | https://[0:0:0:0:0:0:0:1]/r4                    | ANY    | one IPv6 address in two notations
            https://[::1]/r4                 | https://[::2]/r4                                | NONE   | another IPv6 address
            https://[fe80::1]/r4             | https://[fe80::1%25eth0]/r4                     | NONE   | a zone
            https://[::1]/r4                 | https://[::1/r4                                 | NONE   | an open bracket
            https://*.example.org/r4         | https://fhir.example.org/r4                     | PUBLIC | a wildcard label
            https://*.example.org/r4         | https://a.b.example.org/r4                      | NONE   | a wildcard is one label
            https://*.example.org/r4         | https://example.org/r4                          | NONE   | and not none
            https://*.example.org/r4         | https://evil.example/.example.org/r4            | NONE   | never reaches into the path
            https://*.example.org/r4         | https://evil.example?.example.org/r4            | NONE   | nor into a query
            https://*.example.org/r4         | https://evilexample.org/r4                      | NONE   | the dot is literal
            https://*.example.org/r4         | https://fhir.example.org:8443/r4                | NONE   | the port counts here, too
            https://*.example.org/r4         | http://fhir.example.org/r4                      | NONE   | and the scheme
            https://fhir-*.example.org/r4    | https://fhir-north.example.org/r4               | PUBLIC | part of a label
            https://fhir-*.example.org/r4    | https://north.example.org/r4                    | NONE   | that is not there
            https://fhir.example.org/*/r4    | https://fhir.example.org/tenant-1/r4            | PUBLIC | a wildcard segment
            https://fhir.example.org/*/r4    | https://fhir.example.org/a/b/r4                 | NONE   | is one segment
            https://fhir.example.org/*/r4    | https://fhir.example.org/../r4                  | NONE   | and no dot segment
            https://fhir.example.org/*/r4    | https://fhir.example.org/a%2Fb/r4               | NONE   | no encoded slash
            https://fhir.example.org/*       | https://fhir.example.org                        | NONE   | not none at the end either
            *                                | https://anything.example/fhir                   | PUBLIC | the allowlist is off
            *                                | http://anything.example/fhir                    | PUBLIC | http as allowed
            *                                | https://a:b@anything.example/fhir               | NONE   | odd URLs stay refused
            *                                | https://anything.example/fhir?x                 | NONE   | with a query, too
            """)
    void reach(String pattern, String url, Reach expected, String why) {
        ServerAllowlist allowlist = ServerAllowlist.of(List.of(pattern), true);
        ServerUrl parsed = ServerUrl.parse(url);

        assertThat(parsed == null ? Reach.NONE : allowlist.reach(parsed))
                .as(why)
                .isEqualTo(expected);
        assertThat(allowlist.allows(url)).as(why).isEqualTo(expected != Reach.NONE);
    }

    @Test
    void nothingIsAllowedByDefault() {
        assertThat(ServerAllowlist.of(List.of(), false).allows(EXACT)).isFalse();
    }

    @Test
    void exactPatternWinsOverWildcard() {
        ServerAllowlist allowlist = ServerAllowlist.of(List.of("*", "https://*.example.org/r4", EXACT), false);

        assertThat(allowlist.reach(ServerUrl.parse(EXACT))).isEqualTo(Reach.ANY);
    }

    @Test
    void httpNeedsItsSetting() {
        assertThat(ServerAllowlist.of(List.of("*"), false).allows("http://fhir.example.org/r4"))
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerAllowlist.of(List.of("http://fhir.example.org"), false));
    }

    @Test
    void noUrlIsNotAllowed() {
        ServerAllowlist allowlist = ServerAllowlist.of(List.of("*"), true);

        assertThat(allowlist.allows(null)).isFalse();
        assertThat(allowlist.allows("")).isFalse();
        assertThat(allowlist.allows("https://fhir.example.org/" + "a".repeat(3000)))
                .isFalse();
        assertThat(allowlist.allows("https://fhir.example.org/r4\r\nHost: evil.example"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://",
                "https://*",
                "https://*/r4",
                "https://fhir.*",
                "https://10.0.0.*/r4",
                "https://10.*.0.1/r4",
                "https://[::1]/*",
                "https://*@evil.example/",
                "https://*.example.org:99999/r4",
                "https://*.example.org/../r4",
                "https://*.example.org//r4",
                "https://*.example.org/r4?x=*",
                "*://fhir.example.org/r4",
                "fhir.example.org",
                "https://fhır.example.org/r4"
            })
    void malformedPatternStopsTheStart(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> ServerAllowlist.of(List.of(pattern), true));
    }
}
