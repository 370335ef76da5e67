package org.lumbarcds.hooks.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.hooks.Calls;
import org.lumbarcds.hooks.RunningService;

/** TLS and mutual TLS as docs/security.md sets them up, with certificates of an authority made here. */
class TlsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static Authority authority;
    private static KeyStore ehr;

    @BeforeAll
    static void issueCertificates() throws Exception {
        authority = Authority.create(directory, "hospital-ca");
        authority.issue("service");
        ehr = authority.issue("ehr");
    }

    private static RunningService start(String... more) {
        String[] tls = {
            "server.ssl.bundle=lumbar",
            "spring.ssl.bundle.pem.lumbar.keystore.certificate=file:" + directory.resolve("service.crt"),
            "spring.ssl.bundle.pem.lumbar.keystore.private-key=file:" + directory.resolve("service.key"),
            "spring.ssl.bundle.pem.lumbar.reload-on-update=true",
            "spring.ssl.bundle.watch.file.quiet-period=200ms"
        };
        String[] all = Arrays.copyOf(tls, tls.length + more.length);
        System.arraycopy(more, 0, all, tls.length, more.length);
        return RunningService.start(all);
    }

    private static RunningService startMutual() {
        return start(
                "server.ssl.client-auth=need",
                "spring.ssl.bundle.pem.lumbar.truststore.certificate=file:" + authority.file());
    }

    private static HttpResponse<String> call(RunningService service, SSLContext client) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + service.port() + Calls.SIGN))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Calls.sign("", Calls.GIVEN)))
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(client)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static X509Certificate certificate(HttpResponse<?> answer) throws Exception {
        return (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
    }

    @Test
    void tls_isSpoken_andInsistedOn() throws Exception {
        try (RunningService service = start()) {
            HttpResponse<String> answer = call(service, authority.client(null));
            assertThat(answer.body()).isEqualTo(Calls.NO_CARDS);
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isIn("TLSv1.2", "TLSv1.3");
            assertThat(service.raw("GET /cds-services HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                    .as("without TLS")
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void tls_ofAnUnknownAuthority_isRefusedByTheClient() throws Exception {
        Authority other = Authority.create(directory, "other-ca");
        try (RunningService service = start()) {
            assertThatThrownBy(() -> call(service, other.client(null))).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void mutualTls_wantsACertificateOfTheAuthority() throws Exception {
        Authority stranger = Authority.create(directory, "stranger-ca");
        KeyStore strangersKeys = stranger.issue("stranger");
        try (RunningService service = startMutual()) {
            assertThat(call(service, authority.client(ehr)).body()).isEqualTo(Calls.NO_CARDS);
            assertRefused(service, null);
            assertRefused(service, strangersKeys);
        }
    }

    /** TLS 1.3 tells a client only after its first bytes, so the connection may break in one of several ways. */
    private static void assertRefused(RunningService service, @Nullable KeyStore keys) {
        long before = calls(service);
        assertThatThrownBy(() -> call(service, authority.client(keys))).isInstanceOf(IOException.class);
        assertThat(calls(service)).isEqualTo(before);
    }

    private static long calls(RunningService service) {
        return service.meters().get("lumbar.calls").timer().count();
    }

    @Test
    void renewedCertificate_isServedWithoutARestart() throws Exception {
        try (RunningService service = start()) {
            X509Certificate before = certificate(call(service, authority.client(null)));
            authority.issue("service");
            X509Certificate now = certificate(call(service, authority.client(null)));
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (now.equals(before) && System.nanoTime() - end < 0) {
                now = certificate(call(service, authority.client(null)));
            }
            assertThat(now).isNotEqualTo(before);
        }
    }
}
