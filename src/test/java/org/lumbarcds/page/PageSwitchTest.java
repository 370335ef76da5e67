package org.lumbarcds.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.security.Keys;
import org.lumbarcds.security.tokens.SecuredService;
import org.lumbarcds.settings.check.PageSwitch;
import org.lumbarcds.settings.check.SettingsFailureAnalyzer;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** "One property switches it off; on by default only where the service listens on loopback." */
class PageSwitchTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "- | 127.0.0.1 | - | true | loopback, nothing said",
                "- | ::1 | - | true | loopback of IPv6",
                "- | localhost | - | true | loopback by name",
                "- | 0.0.0.0 | - | false | every network",
                "- | - | - | false | no address means every network",
                "auto | 127.0.0.1 | none | true | the same, said",
                "auto | 127.0.0.1 | framework | false | behind a proxy others come by loopback",
                "auto | 127.0.0.1 | native | false | likewise",
                "on | 0.0.0.0 | - | true | wanted",
                "on | 127.0.0.1 | framework | true | wanted",
                "off | 127.0.0.1 | - | false | not wanted",
                "false | 127.0.0.1 | - | false | off, as YAML has it",
                "true | 0.0.0.0 | - | true | on, as YAML has it"
            })
    void page_isOnWhere(String enabled, String address, String forwarded, boolean on, String reason) {
        Map<String, Object> values = new HashMap<>();
        put(values, "lumbar.page.enabled", enabled);
        put(values, "server.address", address);
        put(values, "server.forward-headers-strategy", forwarded);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", values));
        assertThat(PageSwitch.isOn(environment)).as(reason).isEqualTo(on);
    }

    private static void put(Map<String, Object> values, String name, String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    @Test
    void whereItIsOff_theseAddressesAreNothing() {
        try (SecuredService service = SecuredService.start("lumbar.page.enabled=off")) {
            for (String path : Arrays.asList(
                    "/", "/page/main.js", "/page/markdown-it.min.js", "/examples", "/examples/opioid-order-select")) {
                assertThat(service.send(service.to(path).header("Accept", "text/html"))
                                .statusCode())
                        .as(path)
                        .isEqualTo(404);
            }
            for (String view : Arrays.asList("/guideline.html", "/analytics.html", "/connect.html")) {
                assertThat(service.send(service.to(view)).body())
                        .as("%s leads nowhere that is not", view)
                        .contains("<nav class=\"views\"")
                        .doesNotContain("href=\"./\"");
            }
            assertThat(service.send(service.to("/").POST(BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void unusableValue_saysWhatToWrite() {
        assertThatThrownBy(() -> SecuredService.start("lumbar.page.enabled=maybe"))
                .satisfies(failure -> assertThat(new SettingsFailureAnalyzer().analyze(failure))
                        .satisfies(said -> {
                            assertThat(said.getDescription()).contains("lumbar.page.enabled", "maybe");
                            assertThat(said.getAction())
                                    .isEqualTo(
                                            "For lumbar.page.enabled write auto, on or off, or leave it out for the default, auto.");
                        }));
    }

    @Test
    void clientsRegistered_pageIsReadWithoutAToken_andWhatItCallsAsksForOne(@TempDir Path keys) {
        try (SecuredService service = SecuredService.start(
                "lumbar.security.clients[0].iss=https://ehr.example.org",
                "lumbar.security.clients[0].jwks=" + Keys.file(keys, "ehr.json", Keys.p384("ehr")),
                "lumbar.security.discovery=closed")) {
            for (String path : Arrays.asList(
                    "/",
                    "/page/main.js",
                    "/page/markdown-it.min.js",
                    "/guideline.css",
                    "/examples",
                    "/examples/opioid-order-select")) {
                assertThat(service.send(service.to(path).header("Accept", "text/html, */*"))
                                .statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
            assertThat(service.get("/cds-services").statusCode()).isEqualTo(401);
            assertThat(post(service, "/cds-services/lbp-order-select").statusCode())
                    .isEqualTo(401);
            assertThat(post(service, "/explain/lbp-order-select").statusCode()).isEqualTo(403);
            assertThat(post(service, "/").statusCode()).isEqualTo(401);
            assertThat(service.get("/pages").statusCode()).isEqualTo(401);
        }
    }

    private static HttpResponse<String> post(SecuredService service, String path) {
        return service.send(service.to(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(SecuredService.BODY)));
    }
}
