package org.lumbarcds.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.fetch.server.ServerUrl;

class ServerUrlTest {

    private static final ServerUrl SERVER = Objects.requireNonNull(ServerUrl.parse("https://fhir.example.org/r4"));

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            https://fhir.example.org/r4?_getpages=1          | https://fhir.example.org/r4?_getpages=1 | the base with a query
            https://fhir.example.org/r4/Condition?page=2     | https://fhir.example.org/r4/Condition?page=2 | below the base
            https://FHIR.example.org:443/r4/Condition?page=2 | https://fhir.example.org/r4/Condition?page=2 | the same origin, written otherwise
            Condition?page=2                                 | https://fhir.example.org/r4/Condition?page=2 | relative to the base
            ?page=2                                          | https://fhir.example.org/r4/?page=2 | a query alone
            /r4/Condition?page=2                             | https://fhir.example.org/r4/Condition?page=2 | an absolute path
            /r4/x%20y/z?page=2                               | https://fhir.example.org/r4/x%20y/z?page=2 | encoded characters
            /other?page=2                                    | - | a path beside the base
            /r4evil?page=2                                   | - | a prefix of text is not below
            https://fhir.example.org/r4/../admin             | - | dot segments
            https://fhir.example.org/r4/%2e%2e/admin         | - | encoded ones
            https://fhir.example.org/r4/.%2e/admin           | - | half encoded ones
            https://fhir.example.org/r4/..;/admin            | - | with a parameter
            https://fhir.example.org/r4/x%2f..%2fadmin       | - | encoded slashes
            https://fhir.example.org/r4/x%5c                 | - | encoded backslashes
            https://fhir.example.org/r4//evil.example        | - | empty segments
            ../r4/Condition                                  | - | dots though they lead back
            http://fhir.example.org/r4/Condition             | - | another scheme
            https://fhir.example.org:8443/r4/Condition       | - | another port
            https://evil.example/r4/Condition                | - | another host
            //evil.example/r4/Condition                      | - | another host without a scheme
            https://fhir.example.org@evil.example/r4         | - | user info
            https://fhir.example.org/r4/Condition#x          | - | a fragment
            https://fhir.example.org\\@evil.example/r4       | - | a backslash
            javascript:alert(1)                              | - | another kind of URL
            https:fhir.example.org/r4                        | - | opaque
            urn:uuid:0d3b0c1e-0000-4000-8000-000000000000    | - | a name
            https://fhir.example.org/r4/{x}                  | - | no URI
            """)
    void below(String link, String expected, String why) {
        assertThat(Objects.toString(SERVER.below(link), null)).as(why).isEqualTo(expected);
    }

    @Test
    void barsAreEncoded() {
        assertThat(SERVER.below("/r4/Condition?code=a|b"))
                .hasToString("https://fhir.example.org/r4/Condition?code=a%7Cb");
    }

    @Test
    void longLinksAreNotFollowed() {
        assertThat(SERVER.below("/r4/Condition?page=" + "x".repeat(9000))).isNull();
        assertThat(SERVER.below("/r4/" + "a/".repeat(4000))).isNotNull();
    }

    @Test
    void baseIsWrittenInOneWay() {
        assertThat(Objects.requireNonNull(ServerUrl.parse("HTTPS://FHIR.Example.org:443/r4/"))
                        .base())
                .isEqualTo("https://fhir.example.org/r4");
        assertThat(Objects.requireNonNull(ServerUrl.parse("http://[::1]:8080/")).base())
                .isEqualTo("http://[0:0:0:0:0:0:0:1]:8080");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Medication/17                                      | Medication/17
            Medication/17/_history/3                           | Medication/17
            https://fhir.example.org/r4/Medication/17          | Medication/17
            https://other.example/r4/Medication/17             | -
            '#contained'                                       | -
            urn:uuid:0d3b0c1e-0000-4000-8000-000000000000      | -
            Medication/..                                      | -
            Medication/1,2                                     | -
            Medication?identifier=1                            | -
            medication/17                                      | -
            """)
    void referencesOfTheServer(String text, String expected) {
        assertThat(Objects.toString(ServerReference.of(text, SERVER), null)).isEqualTo(expected);
    }
}
