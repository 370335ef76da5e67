package org.lumbarcds.record;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns a patient's id into what may be kept: HMAC-SHA-256 under a key of this installation, cut to 128 bits. The same
 * patient of the same client has the same hash; without the key nobody can tell whose it is, by trying ids either.
 */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;

    private final SecretKeySpec key;

    /** @param key at least 16 bytes; kept secret */
    public KeyedHash(byte[] key) {
        if (key.length < BYTES) {
            throw new IllegalArgumentException("The key has fewer than " + BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The hash of these parts together, as 32 hexadecimal digits; their order and borders count. */
    public String of(String... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(HexFormat.of().toHexDigits(bytes.length).getBytes(StandardCharsets.US_ASCII));
                mac.update(bytes);
            }
            return HexFormat.of().formatHex(mac.doFinal(), 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    /** Names no key. */
    @Override
    public String toString() {
        return "KeyedHash";
    }
}
