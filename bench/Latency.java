import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Measures one call over one connection: the very first one, then many. Started by bench/latency.
 *
 * <p>Arguments: port, file with the body, number of calls.
 */
final class Latency {

    private static final int WARM_UP =
            Integer.parseInt(System.getenv().getOrDefault("WARM_UP", "2000"));

    private final Socket socket;
    private final InputStream in;
    private final byte[] request;

    private Latency(int port, byte[] request) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        this.request = request;
    }

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        byte[] body = Files.readAllBytes(Path.of(args[1]));
        int calls = Integer.parseInt(args[2]);
        Latency latency = new Latency(port, request(body));
        // The client's own classes are warmed by a path that nobody serves.
        new Latency(port, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII)).call();
        long first = latency.call();
        for (int i = 0; i < WARM_UP; i++) {
            latency.call();
        }
        long[] nanos = new long[calls];
        for (int i = 0; i < calls; i++) {
            nanos[i] = latency.call();
        }
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "answer       HTTP %d, %d cards%n", latency.status, latency.cards);
        System.out.printf(Locale.ROOT, "first call   %.1f ms%n", first / 1e6);
        System.out.printf(
                Locale.ROOT, "then         median %.2f ms, p99 %.2f ms, of %d calls of %d bytes over one connection%n",
                nanos[calls / 2] / 1e6, nanos[calls * 99 / 100] / 1e6, calls, body.length);
    }

    private int status;
    private int cards;

    private static byte[] request(byte[] body) throws IOException {
        String hook = hook(new String(body, StandardCharsets.UTF_8));
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(("POST /cds-services/lbp-" + hook + " HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        request.write(body);
        return request.toByteArray();
    }

    private static String hook(String body) {
        for (String hook : new String[] {"order-select", "order-sign", "patient-view"}) {
            if (body.replaceAll("\\s", "").contains("\"hook\":\"" + hook + "\"")) {
                return hook;
            }
        }
        throw new IllegalArgumentException("The body names no hook of this service");
    }

    private long call() throws IOException {
        long start = System.nanoTime();
        socket.getOutputStream().write(request);
        String head = head();
        int length = Integer.parseInt(head.replaceAll("(?is).*\r\ncontent-length: *(\\d+).*", "$1"));
        byte[] body = in.readNBytes(length);
        long nanos = System.nanoTime() - start;
        status = Integer.parseInt(head.substring(9, 12));
        cards = new String(body, StandardCharsets.UTF_8).split("\"indicator\"", -1).length - 1;
        return nanos;
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("The server closed the connection");
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
