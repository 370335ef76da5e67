package org.lumbarcds.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers with whatever bytes a test wants, one request per connection unless the answer goes on reading. */
public final class RawServer implements AutoCloseable {

    /** Writes an answer; the number counts connections from 1. */
    @FunctionalInterface
    public interface Answer {
        void write(int connection, Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    /** Writes an answer to a request with this first line. */
    @FunctionalInterface
    public interface Reply {
        void write(String requestLine, Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    @FunctionalInterface
    private interface Exchange {
        void write(int connection, String requestLine, Socket socket, OutputStream out)
                throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private final Exchange exchange;
    private final List<String> requestLines = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    public RawServer(Answer answer) {
        this((connection, requestLine, socket, out) -> answer.write(connection, socket, out));
    }

    /** Answers by what is asked for. */
    public static RawServer replying(Reply reply) {
        return new RawServer((connection, requestLine, socket, out) -> reply.write(requestLine, socket, out));
    }

    private RawServer(Exchange exchange) {
        this.exchange = exchange;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    private void accept() {
        for (int connection = 1; ; connection++) {
            try {
                Socket socket = listening.accept();
                sockets.add(socket);
                int number = connection;
                daemon(() -> serve(number, socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(int connection, Socket socket) {
        try (socket) {
            String head = wholeHead(socket);
            heads.add(head);
            String requestLine = head.lines().findFirst().orElse("");
            requestLines.add(requestLine);
            exchange.write(connection, requestLine, socket, socket.getOutputStream());
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // The client went away, as many tests want it to.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The head of a request, for answers that go on on the same connection; its first line is returned. */
    static String readHead(Socket socket) throws IOException {
        return wholeHead(socket).lines().findFirst().orElse("");
    }

    private static String wholeHead(Socket socket) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), 1);
        StringBuilder head = new StringBuilder();
        String line = reader.readLine();
        while (line != null && !line.isEmpty()) {
            head.append(line).append('\n');
            line = reader.readLine();
        }
        return head.toString();
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A whole answer in JSON. */
    public static byte[] json(String body) {
        return bytes("HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\nContent-Length: " + bytes(body).length
                + "\r\n\r\n" + body);
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/fhir";
    }

    public int port() {
        return listening.getLocalPort();
    }

    public List<String> requestLines() {
        return requestLines;
    }

    /** The whole heads of all requests, to see what was sent in them. */
    public List<String> heads() {
        return heads;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
