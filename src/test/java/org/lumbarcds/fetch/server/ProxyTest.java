package org.lumbarcds.fetch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {

    @Test
    void hostAndPort() {
        assertThat(Proxy.parse("Proxy.example.org:3128")).isEqualTo(new Proxy("proxy.example.org", 3128));
        assertThat(Proxy.parse("10.0.0.1:80")).isEqualTo(new Proxy("10.0.0.1", 80));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "proxy",
                "proxy:",
                ":3128",
                "proxy:0",
                "proxy:65536",
                "proxy:99999",
                "http://proxy:3128",
                "user@proxy:3128",
                "proxy:3128/",
                "proxy.:3128",
                "2130706433:80",
                "pro xy:3128"
            })
    void anythingElseIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Proxy.parse(text)).withMessageContaining("host:port");
    }
}
