package org.lumbarcds.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.lumbarcds.security.tokens.SecuredService.BODY;
import static org.lumbarcds.security.tokens.SecuredService.PUBLIC;
import static org.lumbarcds.security.tokens.SecuredService.SELECT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.ECKey;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.security.tokens.SecuredService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Hospitals that share one EHR: what one of them considered, or watches in shadow, is no other's matter. */
class TenantsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String EHR = "https://ehr.example.org";
    private static final String OTHER = "https://other.example.org";
    private static final ECKey KEY = Keys.p384("ehr");
    private static final ECKey OTHER_KEY = Keys.p384("other");
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    Path directory;

    private SecuredService start(String... more) {
        return SecuredService.start(Stream.concat(
                        Stream.of(
                                "spring.datasource.url=jdbc:h2:file:" + directory.resolve("record"),
                                "lumbar.security.clients[0].name=ehr",
                                "lumbar.security.clients[0].iss=" + EHR,
                                "lumbar.security.clients[0].jwks=" + Keys.file(directory, "ehr.json", KEY),
                                "lumbar.security.clients[1].name=other",
                                "lumbar.security.clients[1].iss=" + OTHER,
                                "lumbar.security.clients[1].jwks=" + Keys.file(directory, "other.json", OTHER_KEY),
                                "lumbar.security.operators[0].name=quality office",
                                "lumbar.security.operators[0].password-hash={bcrypt}"
                                        + new BCryptPasswordEncoder(4).encode(PASSWORD)),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static Token token(SecuredService service, String iss, @Nullable String tenant, String path) {
        return Token.of(iss, iss.equals(EHR) ? KEY : OTHER_KEY, "ES384", PUBLIC + path, service.now())
                .claim("tenant", tenant);
    }

    /** The cards for the same opioid for a patient of the same id. */
    private static JsonNode cards(SecuredService service, String iss, @Nullable String tenant)
            throws JsonProcessingException {
        HttpResponse<String> answer = post(service, iss, tenant, SELECT, BODY);
        return MAPPER.readTree(answer.body()).path("cards");
    }

    private static HttpResponse<String> post(
            SecuredService service, String iss, @Nullable String tenant, String path, String body) {
        HttpRequest.Builder request = service.to(path)
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Bearer " + token(service, iss, tenant, path).sign())
                .POST(BodyPublishers.ofString(body));
        HttpResponse<String> answer = service.send(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static List<String> topics(SecuredService service, String iss, @Nullable String tenant)
            throws JsonProcessingException {
        return cards(service, iss, tenant).findValues("topic").stream()
                .map(topic -> topic.get("code").asText())
                .toList();
    }

    @Test
    void whatOneTenantConsidered_isShownToTheOthers() throws JsonProcessingException {
        try (SecuredService service = start("lumbar.snooze.rules=opioid-first-line")) {
            String card = cards(service, EHR, "north").get(0).get("uuid").asText();
            post(
                    service,
                    EHR,
                    "north",
                    SELECT + "/feedback",
                    "{\"feedback\":[{\"card\":\"" + card
                            + "\",\"outcome\":\"overridden\",\"overrideReason\":{\"reason\":"
                            + "{\"code\":\"already-considered\"}},\"outcomeTimestamp\":\"" + service.now() + "\"}]}");

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(cards(service, EHR, "north"))
                    .isEmpty());
            assertThat(topics(service, EHR, "south")).as("another tenant").containsExactly("opioid-first-line");
            assertThat(topics(service, EHR, null)).as("no tenant").containsExactly("opioid-first-line");
            assertThat(topics(service, OTHER, "north"))
                    .as("a tenant of the same name at another client")
                    .containsExactly("opioid-first-line");
        }
    }

    @Test
    void whatIsInShadowForOneTenant_isShownToTheOthers_andCounted() throws JsonProcessingException {
        try (SecuredService service = start(
                "lumbar.shadow[0].client=ehr",
                "lumbar.shadow[0].tenant=north",
                "lumbar.shadow[0].rules=opioid-first-line")) {
            assertThat(cards(service, EHR, "north")).isEmpty();
            assertThat(topics(service, EHR, "south")).as("another tenant").containsExactly("opioid-first-line");
            assertThat(topics(service, EHR, null)).as("no tenant").containsExactly("opioid-first-line");
            assertThat(topics(service, OTHER, "north"))
                    .as("a tenant of the same name at another client")
                    .containsExactly("opioid-first-line");

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(shownAndShadowed(service, "client=ehr&tenant=north")).isEqualTo("0 1");
                assertThat(shownAndShadowed(service, "client=ehr&tenant=south")).isEqualTo("1 0");
                assertThat(shownAndShadowed(service, "client=other&tenant=north"))
                        .isEqualTo("1 0");
            });
        }
    }

    /** How often the rule was shown to these callers and how often it was in shadow for them. */
    private static String shownAndShadowed(SecuredService service, String callers) throws JsonProcessingException {
        String credentials =
                Base64.getEncoder().encodeToString(("quality office:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = service.send(service.to("/analytics?rule=opioid-first-line&" + callers)
                .header("Authorization", "Basic " + credentials));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode figures = MAPPER.readTree(answer.body()).at("/figures/0");
        return figures.path("shown").asText() + " " + figures.path("shadowed").asText();
    }
}
