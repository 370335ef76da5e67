package org.lumbarcds.hooks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;

/**
 * Sends the sample calls over a real connection between the server's start and readiness, so that the way through the
 * server is warm too, TLS included. Whatever is answered (401 where clients must be registered, nothing where clients have to
 * show certificates) is fine.
 * Calls are recorded from then on.
 */
final class ConnectionWarmUp implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionWarmUp.class);

    private static final int ROUNDS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int TIMEOUT_MS = 1000;

    private final Environment environment;
    private final CallRecord record;
    private final OwnConnection connection;
    private final Consumer<String> fetching;

    /** @param fetching asks the FHIR server with this base URL something, so that the first real fetch is not the first */
    ConnectionWarmUp(Environment environment, CallRecord record, OwnConnection connection, Consumer<String> fetching) {
        this.environment = environment;
        this.connection = connection;
        this.record = record;
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
            record.begin();
        }
    }

    private void warm(InetAddress address, int port) throws IOException {
        String base = environment.getProperty("server.servlet.context-path", "") + "/cds-services";
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int i = 0; i < ROUNDS && System.nanoTime() - end < 0; i++) {
            for (CdsService service : CdsService.values()) {
                exchange(address, port, "POST " + base + "/" + service.id(), WarmUp.sample(service));
            }
            exchange(address, port, "POST " + base + "/" + CdsService.ORDER_SIGN.id(), new byte[] {'{'});
            exchange(address, port, "GET " + base, new byte[0]);
        }
        if (!connection.isTls()) {
            fetching.accept("http://" + host(address) + ":" + port + base);
        }
    }

    private static String host(InetAddress address) {
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }

    private void exchange(InetAddress address, int port, String line, byte[] body) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(
                (line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
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
