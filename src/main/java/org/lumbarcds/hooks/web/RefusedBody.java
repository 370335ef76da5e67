package org.lumbarcds.hooks.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * The rest of a body that was refused: read for a moment, so that a client in the middle of sending can read its answer, then
 * given up with the connection. Tomcat would read on as long as a byte comes every few seconds, and hold a thread for it.
 */
final class RefusedBody {

    /** For all of it; a client that sends as fast as it can has sent 16 MB by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Without a byte. */
    private static final Duration SILENCE = Duration.ofMillis(500);

    private static final long PAUSE_MS = 5;

    private RefusedBody() {}

    static void giveUp(Request request, Response response) {
        if (request.isFinished()) {
            return;
        }
        try {
            response.finishResponse();
            if (!drain(request.getCoyoteRequest())) {
                response.getCoyoteResponse().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
        } catch (IOException | RuntimeException e) {
            // The client is gone, or its headers were never read to their end.
            response.getCoyoteResponse().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether all of it came. */
    private static boolean drain(org.apache.coyote.Request body) throws IOException, InterruptedException {
        Sink sink = new Sink();
        long start = System.nanoTime();
        long heard = start;
        // Not one read more than the body has: what follows it is the next request.
        while (!body.isFinished()) {
            body.action(ActionCode.AVAILABLE, true);
            if (body.getAvailable() > 0) {
                if (body.doRead(sink) < 0) {
                    return true;
                }
                heard = System.nanoTime();
            }
            if (System.nanoTime() - start > PATIENCE.toNanos() || System.nanoTime() - heard > SILENCE.toNanos()) {
                return false;
            }
            if (body.getAvailable() <= 0) {
                Thread.sleep(PAUSE_MS);
            }
        }
        return true;
    }

    /** Forgets what it is handed. */
    private static final class Sink implements ApplicationBufferHandler {

        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer next) {
            buffer = next;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // Whatever is handed over is large enough.
        }
    }
}
