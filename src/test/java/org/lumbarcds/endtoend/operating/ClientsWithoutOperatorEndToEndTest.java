package org.lumbarcds.endtoend.operating;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.endtoend.EndToEnd;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Where clients are registered and no operator is named, nobody sees analytics; what is advised by stays public. */
@DirtiesContext
class ClientsWithoutOperatorEndToEndTest extends EndToEnd {

    @TempDir
    static Path keys;

    @DynamicPropertySource
    static void client(DynamicPropertyRegistry properties) throws IOException, JOSEException {
        String key = new ECKeyGenerator(Curve.P_384)
                .keyID("ehr")
                .generate()
                .toPublicJWK()
                .toJSONString();
        Path jwks = Files.writeString(keys.resolve("jwks.json"), "{\"keys\":[" + key + "]}");
        properties.add("lumbar.security.clients[0].iss", () -> "https://ehr.example.org");
        properties.add("lumbar.security.clients[0].jwks", jwks::toString);
    }

    @Test
    void analytics_isForNobody() {
        for (String path : new String[] {"/analytics", "/analytics.html", "/analytics/feedback.csv"}) {
            var response = send(to(path).GET());
            assertThat(response.statusCode()).as(path).isEqualTo(403);
            assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("lumbar.security.operators");
        }
    }

    @Test
    void explanations_areForNobody() {
        var response = send(to("/explain/lbp-order-select")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(example("opioid-order-select").toString())));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("lumbar.security.operators");
    }

    @Test
    void guideline_isPublic_callsAreNot() {
        assertThat(send(to("/guideline").GET()).statusCode()).isEqualTo(200);
        assertThat(send(to("/guideline.html").GET()).statusCode()).isEqualTo(200);
        assertThat(call(example("opioid-order-select")).status()).isEqualTo(401);
    }
}
