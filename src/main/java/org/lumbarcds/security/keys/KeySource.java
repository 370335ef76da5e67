package org.lumbarcds.security.keys;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Where a client's public keys come from. */
public interface KeySource {

    /** Largest JWK set that is read, in bytes. */
    int MOST_BYTES = 256 * 1024;

    /** The JWK set as it is now; never blocks for long. Fails with an IOException or a time-out. */
    CompletableFuture<byte[]> read();

    /** How often it is read without a reason. */
    Duration period();
}
