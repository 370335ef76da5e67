package org.lumbarcds.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.fetch.Calls;
import org.lumbarcds.fetch.FetchFailure;
import org.lumbarcds.fetch.FetchRequest;
import org.lumbarcds.fetch.FetchSettings;
import org.lumbarcds.fetch.Fetched;
import org.lumbarcds.fetch.RawServer;
import org.lumbarcds.fetch.server.Proxy;
import org.lumbarcds.fetch.server.ServerAllowlist;
import org.lumbarcds.guideline.model.record.ChartKey;

/** The address is chosen by us, the certificate is still checked against the name. */
class FetchTlsTest {

    private static final List<String> ASKED_NAMES = new CopyOnWriteArrayList<>();
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path directory;

    private static ExecutorService threads;
    private static SSLContext trust;
    private static HttpsServer ehr;

    @BeforeAll
    static void startServer() throws Exception {
        KeyStore keys = keys();
        trust = context(keys);
        threads = Executors.newCachedThreadPool();
        ehr = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        ehr.setExecutor(threads);
        ehr.setHttpsConfigurator(new HttpsConfigurator(context(keys)) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                ssl.setSNIMatchers(List.of(new SNIMatcher(StandardConstants.SNI_HOST_NAME) {
                    @Override
                    public boolean matches(SNIServerName name) {
                        ASKED_NAMES.add(new SNIHostName(name.getEncoded()).getAsciiName());
                        return true;
                    }
                }));
                parameters.setSSLParameters(ssl);
            }
        });
        ehr.createContext("/", exchange -> {
            byte[] body = RawServer.bytes(Calls.searchset(Calls.condition("c1")));
            exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        ehr.start();
    }

    private static KeyStore keys() throws Exception {
        Path file = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "ehr",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=ehr",
                        "-ext",
                        "san=dns:fhir.example.org",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static SSLContext context(KeyStore keys) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore certificates = KeyStore.getInstance(KeyStore.getDefaultType());
        certificates.load(null, null);
        certificates.setCertificateEntry("ehr", keys.getCertificate("ehr"));
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        return context;
    }

    @AfterAll
    static void stopServer() {
        ehr.stop(0);
        threads.shutdownNow();
    }

    private static Fetched conditions(String host, SSLContext trusted) {
        String url = "https://" + host + ":" + ehr.getAddress().getPort() + "/r4";
        try (HttpChartFetcher fetcher = new HttpChartFetcher(
                FetchSettings.of(List.of(url), false),
                trusted,
                new SimpleMeterRegistry(),
                name -> new InetAddress[] {InetAddress.getByName("127.0.0.1")},
                Clock.systemUTC())) {
            return fetcher.fetch(Calls.request(url, ChartKey.CONDITIONS)).get(ChartKey.CONDITIONS);
        }
    }

    @Test
    void nameOfTheCertificateIsServed() {
        ASKED_NAMES.clear();

        assertThat(Calls.references(conditions("fhir.example.org", trust))).containsExactly("Condition/c1");
        assertThat(ASKED_NAMES).containsOnly("fhir.example.org");
    }

    /** Tunnels what a client sends after CONNECT to the server of this test. */
    private static void tunnel(String requestLine, Socket client, OutputStream out) throws IOException {
        try (Socket server = new Socket("127.0.0.1", ehr.getAddress().getPort())) {
            out.write(RawServer.bytes("HTTP/1.1 200 Connected\r\n\r\n"));
            out.flush();
            threads.execute(() -> {
                try {
                    server.getInputStream().transferTo(out);
                } catch (IOException e) {
                    // One of them is through.
                }
            });
            client.getInputStream().transferTo(server.getOutputStream());
        }
    }

    @Test
    void proxyTunnels_andSeesNoToken() throws IOException {
        List<String> lookedUp = new CopyOnWriteArrayList<>();
        String url = "https://fhir.example.org/r4";
        try (RawServer proxy = RawServer.replying(FetchTlsTest::tunnel);
                HttpChartFetcher fetcher = new HttpChartFetcher(
                        Calls.through(
                                FetchSettings.of(List.of(url), false), new Proxy("proxy.example.org", proxy.port())),
                        trust,
                        new SimpleMeterRegistry(),
                        name -> {
                            lookedUp.add(name);
                            return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
                        },
                        Clock.systemUTC())) {
            Fetched outcome =
                    fetcher.fetch(Calls.request(url, ChartKey.CONDITIONS)).get(ChartKey.CONDITIONS);

            assertThat(Calls.references(outcome)).containsExactly("Condition/c1");
            assertThat(proxy.requestLines()).containsExactly("CONNECT fhir.example.org:443 HTTP/1.1");
            assertThat(proxy.heads()).noneMatch(head -> head.contains(Calls.TOKEN));
            assertThat(lookedUp).containsOnly("proxy.example.org");
        }
    }

    @Test
    void proxyThatRefuses_getsNoToken() throws IOException {
        String url = "https://fhir.example.org/r4";
        try (RawServer proxy = RawServer.replying((line, socket, out) ->
                        out.write(RawServer.bytes("HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n")));
                HttpChartFetcher fetcher = new HttpChartFetcher(
                        Calls.through(FetchSettings.of(List.of(url), false), new Proxy("127.0.0.1", proxy.port())),
                        trust,
                        new SimpleMeterRegistry())) {
            Fetched outcome =
                    fetcher.fetch(Calls.request(url, ChartKey.CONDITIONS)).get(ChartKey.CONDITIONS);

            assertThat(Calls.failure(outcome)).isIn(FetchFailure.REJECTED, FetchFailure.UNREACHABLE);
            assertThat(proxy.heads()).isNotEmpty().noneMatch(head -> head.contains(Calls.TOKEN));
        }
    }

    @Test
    void wildcardsDontGoWithAProxy() {
        FetchSettings settings =
                Calls.through(FetchSettings.of(List.of("https://*.example.org/r4"), false), new Proxy("127.0.0.1", 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpChartFetcher(settings, trust, new SimpleMeterRegistry()))
                .withMessageContaining("exact base URLs");
    }

    @Test
    void wildcardsOfAClientDontReachThroughAProxy() {
        FetchSettings settings = Calls.through(FetchSettings.of(List.of(), false), new Proxy("127.0.0.1", 1));
        try (HttpChartFetcher fetcher = new HttpChartFetcher(settings, trust, new SimpleMeterRegistry())) {
            FetchRequest request = Calls.from(
                    Calls.request("https://fhir.example.org/r4", ChartKey.CONDITIONS),
                    ServerAllowlist.of(List.of("https://*.example.org/r4"), false));

            assertThat(Calls.failure(fetcher.fetch(request).get(ChartKey.CONDITIONS)))
                    .isEqualTo(FetchFailure.ADDRESS_NOT_ALLOWED);
        }
    }

    @Test
    void anotherNameIsRefused() {
        assertThat(Calls.failure(conditions("other.example.org", trust))).isEqualTo(FetchFailure.TLS);
    }

    @Test
    void unknownIssuerIsRefused() {
        assertThat(Calls.failure(conditions("fhir.example.org", null))).isEqualTo(FetchFailure.TLS);
    }
}
