package org.lumbarcds.security.tokens;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.lumbarcds.LumbarCdsApplication;
import org.lumbarcds.security.TestClock;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The whole service on a free port, known under another URL, with a clock that stands still. */
public final class SecuredService implements AutoCloseable {

    public static final String PUBLIC = "https://cds.example.org/lbp";
    public static final String DISCOVERY = "/cds-services";
    public static final String SELECT = DISCOVERY + "/lbp-order-select";
    public static final String SIGN = DISCOVERY + "/lbp-order-sign";
    public static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    public static final String BODY = read("opioid-order-select");

    private final TestClock clock;
    private final ConfigurableApplicationContext context;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private SecuredService(ConfigurableApplicationContext context, TestClock clock) {
        this.context = context;
        this.clock = clock;
    }

    public static SecuredService start(String... properties) {
        return start(beans -> {}, properties);
    }

    /** With beans of the test's own. */
    public static SecuredService start(Consumer<GenericApplicationContext> more, String... properties) {
        TestClock clock = new TestClock(START);
        List<String> args = new ArrayList<>(List.of(
                "--server.port=0",
                "--lumbar.public-url=" + PUBLIC + "/",
                "--lumbar.data.directory=" + System.getProperty("lumbar.data.directory", "target/data")));
        for (String property : properties) {
            args.add("--" + property);
        }
        SpringApplication application = new SpringApplication(LumbarCdsApplication.class);
        application.addInitializers((ApplicationContextInitializer<GenericApplicationContext>) beans -> {
            beans.registerBean("testClock", Clock.class, () -> clock, bean -> bean.setPrimary(true));
            more.accept(beans);
        });
        return new SecuredService(application.run(args.toArray(String[]::new)), clock);
    }

    private static String read(String example) {
        try {
            return Files.readString(Path.of("fhir-resources/examples", example + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestClock clock() {
        return clock;
    }

    public Instant now() {
        return clock.instant();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
    }

    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> get(String path) {
        return send(to(path));
    }

    /** POSTs the example call of order-select with this token. */
    HttpResponse<String> call(String path, String token) {
        return send(post(path).header("Authorization", "Bearer " + token));
    }

    HttpRequest.Builder post(String path) {
        return to(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(BODY));
    }

    /** How often a call was refused for this reason, whoever sent it. */
    double refused(RefusalReason reason) {
        return bean(MeterRegistry.class).find("lumbar.tokens.refused").tag("reason", reason.code()).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Override
    public void close() {
        context.close();
    }
}
