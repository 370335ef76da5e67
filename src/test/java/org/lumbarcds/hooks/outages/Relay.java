package org.lumbarcds.hooks.outages;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a service and its database, and is as slow, silent or gone as a test wants. */
public final class Relay implements AutoCloseable {

    public enum State {
        /** Everything passes. */
        UP,
        /** Connections stay, nothing passes. */
        SILENT,
        /** Connections break. */
        DOWN
    }

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private State state;

    public Relay(int target, State state) {
        this.target = target;
        this.state = state;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    synchronized void be(State wanted) {
        state = wanted;
        if (wanted == State.DOWN) {
            sockets.forEach(Relay::close);
            sockets.clear();
        }
        notifyAll();
    }

    private synchronized boolean pass() throws InterruptedException {
        while (state == State.SILENT) {
            wait();
        }
        return state == State.UP;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                sockets.add(client);
                daemon(() -> join(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void join(Socket client) {
        try {
            if (!pass()) {
                close(client);
                return;
            }
            Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(database);
            daemon(() -> copy(database, client));
            copy(client, database);
        } catch (IOException | InterruptedException e) {
            close(client);
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0 && pass(); n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        } catch (IOException | InterruptedException e) {
            // One side is gone; both are closed.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        be(State.DOWN);
    }
}
