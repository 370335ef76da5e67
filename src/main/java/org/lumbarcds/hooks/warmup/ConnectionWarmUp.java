package org.lumbarcds.hooks.warmup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.clients.WarmUpCredentials;
import org.lumbarcds.hooks.answering.CallMetrics;
import org.lumbarcds.services.CdsService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;

/**
 * Sends the sample calls over a real connection between the server's start and readiness, so that the way through the
 * server is warm too, TLS and the check of tokens included. Whatever is answered (nothing where clients have to show
 * certificates) is fine. These calls are marked, and not recorded.
 */
public final class ConnectionWarmUp implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionWarmUp.class);

    private static final String SERVICES = "/cds-services";
    private static final int ROUNDS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** A call given up too early would be answered once calls count. */
    private static final int TIMEOUT_MS = 5000;

    private final Environment environment;
    private final CallMetrics record;
    private final WarmUpCredentials credentials;
    private final OwnConnection connection;
    private final Consumer<String> fetching;

    /** @param fetching asks the FHIR server with this base URL something, so that the first real fetch is not the first */
    public ConnectionWarmUp(
            Environment environment,
            CallMetrics record,
            WarmUpCredentials credentials,
            OwnConnection connection,
            Consumer<String> fetching) {
        this.environment = environment;
        this.connection = connection;
        this.record = record;
        this.credentials = credentials;
        this.fetching = fetching;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Integer port = environment.getProperty("local.server.port", Integer.class);
        try {
            if (port != null && port > 0) {
                warm(address(environment.getProperty("server.address")), port);
            }
        } catch (IOException e) {
            LOG.debug("The way through the server stays cold");
        } finally {
            credentials.end();
            record.begin();
        }
    }

    private void warm(InetAddress address, int port) throws IOException {
        String context = environment.getProperty("server.servlet.context-path", "");
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int i = 0; i < ROUNDS && System.nanoTime() - end < 0; i++) {
            for (CdsService service : CdsService.values()) {
                exchange(address, port, "POST", context, service(service), WarmUp.sample(service));
            }
            exchange(address, port, "POST", context, service(CdsService.ORDER_SIGN), new byte[] {'{'});
            exchange(address, port, "GET", context, SERVICES, new byte[0]);
        }
        if (!connection.isTls()) {
            fetching.accept("http://" + host(address) + ":" + port + context + SERVICES);
        }
    }

    private static String host(InetAddress address) {
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }

    private static String service(CdsService service) {
        return SERVICES + "/" + service.id();
    }

    private void exchange(InetAddress address, int port, String method, String context, String path, byte[] body)
            throws IOException {
        String authorization = credentials.authorization(path);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes((method + " " + context + path
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        + CallMetrics.WARM_UP + ": " + record.warmUp() + "\r\n"
                        + (authorization == null ? "" : "Authorization: " + authorization + "\r\n")
                        + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        try (Socket socket = connection.to(address, port)) {
            socket.setSoTimeout(TIMEOUT_MS);
            request.writeTo(socket.getOutputStream());
            socket.getInputStream().readAllBytes();
        }
    }

    private static InetAddress address(@Nullable String configured) throws IOException {
        InetAddress address = InetAddress.getByName(configured);
        return address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    }
}
