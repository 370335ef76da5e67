package org.lumbarcds.hooks;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lumbarcds.audit.AuditConfiguration;
import org.lumbarcds.cards.CardWriter;
import org.lumbarcds.chart.ChartReader;
import org.lumbarcds.feedback.FeedbackConfiguration;
import org.lumbarcds.feedback.FeedbackController;
import org.lumbarcds.fetch.ChartFetcher;
import org.lumbarcds.fetch.FetchSettings;
import org.lumbarcds.fetch.http.HttpChartFetcher;
import org.lumbarcds.guideline.engine.Guideline;
import org.lumbarcds.guideline.engine.Numbers;
import org.lumbarcds.hooks.answering.RuleFailures;
import org.lumbarcds.hooks.web.ErrorAnswers;
import org.lumbarcds.hooks.web.OutcomeErrorController;
import org.lumbarcds.record.ContentVersion;
import org.lumbarcds.record.KeyedHash;
import org.lumbarcds.record.RuleVersions;
import org.lumbarcds.security.SecurityConfiguration;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.settings.check.SettingsConfiguration;
import org.lumbarcds.terminology.Terminology;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The whole protocol on a free port, with {@link FakeGuideline} behind it. */
public final class RunningService implements AutoCloseable {

    public static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private final ConfigurableApplicationContext context;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static RunningService start(String... properties) {
        List<String> args = new ArrayList<>(List.of("--server.port=0", "--logging.level.root=info"));
        for (String property : properties) {
            args.add("--" + property);
        }
        if (args.stream().noneMatch(arg -> arg.contains("datasource.url") || arg.contains("data.directory"))) {
            // A database of its own, which is gone with the service.
            args.add("--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID());
        }
        return new RunningService(new SpringApplication(Parts.class).run(args.toArray(String[]::new)));
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
    }

    public MeterRegistry meters() {
        return context.getBean(MeterRegistry.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> get(String path) {
        return send(to(path));
    }

    public HttpResponse<String> post(String path, String body) {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    public HttpResponse<String> post(String path, byte[] body) {
        return send(
                to(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    public Socket connect() throws IOException {
        return connect(port());
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Sends these very characters and reads until the server closes. */
    public String raw(String request) {
        return raw(port(), request);
    }

    /** The same to another port of the service. */
    public static String raw(int port, String request) {
        try (Socket socket = connect(port)) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /** No component of the application scan, so that other tests don't find it. */
    @EnableAutoConfiguration
    @Import({
        SettingsConfiguration.class,
        AuditConfiguration.class,
        HooksConfiguration.class,
        SecurityConfiguration.class,
        FeedbackConfiguration.class,
        ServiceController.class,
        FeedbackController.class,
        ErrorAnswers.class,
        OutcomeErrorController.class
    })
    public static final class Parts {
        @Bean
        Clock clock() {
            return Clock.fixed(TODAY.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
        }

        @Bean
        Numbers numbers(LumbarSettings settings) {
            return settings.toNumbers();
        }

        @Bean
        Guideline guideline(LumbarSettings settings, RuleFailures failures) {
            return new Guideline(FakeGuideline.rules(), settings.rules().modes(), failures);
        }

        @Bean
        ChartReader chartReader() {
            return new FakeGuideline.FakeReader();
        }

        /** Without an allowed server nothing is ever fetched. */
        @Bean
        ChartFetcher chartFetcher(MeterRegistry meters) {
            return new HttpChartFetcher(FetchSettings.of(List.of(), false), null, meters);
        }

        @Bean
        CardWriter cardWriter() {
            return new FakeGuideline.FakeWriter();
        }

        @Bean
        KeyedHash keyedHash() {
            return new KeyedHash("a key for tests only, 32 bytes!!".getBytes(StandardCharsets.US_ASCII));
        }

        @Bean
        ContentVersion contentVersion() {
            return new ContentVersion("0123456789abcdef");
        }

        @Bean
        RuleVersions ruleVersions() {
            return rule -> "1.0.0";
        }

        @Bean
        Terminology terminology() {
            return new FakeGuideline.FakeTerminology();
        }
    }
}
