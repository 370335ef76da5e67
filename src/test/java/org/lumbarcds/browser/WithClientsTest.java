package org.lumbarcds.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.browser.Browser.Theme;
import org.lumbarcds.security.Keys;
import org.lumbarcds.security.tokens.SecuredService;

/** The page where clients are registered: it can't call without a token, and says so. */
class WithClientsTest {

    @Test
    void callAndExplanation_sayWhoMayAsk(@TempDir Path keys) {
        try (SecuredService service = SecuredService.start(
                        "lumbar.security.clients[0].iss=https://ehr.example.org",
                        "lumbar.security.clients[0].jwks=" + Keys.file(keys, "ehr.json", Keys.p384("ehr")));
                Browser browser = Browser.open(service.to("/").build().uri().toString())) {
            browser.show(390, Theme.LIGHT);
            browser.go("");
            browser.awaitText("#cards", "each call needs a token of one of them, which this page has not");
            assertThat(browser.barriers()).isEmpty();
            browser.press("#tab-why", "Why");
            browser.awaitText(
                    "#panel-why",
                    "Explanations are for operators, or for this machine alone while no client is registered.");
            assertThat(browser.barriers()).isEmpty();
            assertThat(browser.overflow()).isEmpty();
        }
    }
}
