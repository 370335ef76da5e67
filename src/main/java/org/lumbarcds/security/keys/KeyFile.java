package org.lumbarcds.security.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A JWK set in a file, read anew every few seconds: whoever replaces it need not restart anything. */
public record KeyFile(Path path) implements KeySource {

    private static final Duration PERIOD = Duration.ofSeconds(10);

    @Override
    public CompletableFuture<byte[]> read() {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("More than " + MOST_BYTES + " bytes");
            }
            return CompletableFuture.completedFuture(bytes);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public Duration period() {
        return PERIOD;
    }
}
