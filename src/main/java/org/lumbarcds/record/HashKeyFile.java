package org.lumbarcds.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The key of {@link KeyedHash} in a file of its own, as 64 hexadecimal digits. Made on the first start: hashes must mean the
 * same after a restart, and a key in a configuration would end up in a repository.
 */
public final class HashKeyFile {

    /** Its name in the data directory. */
    public static final String NAME = "patient-hash.key";

    private static final int BYTES = 32;

    private HashKeyFile() {}

    /**
     * The key of an existing file.
     *
     * @throws KeyUnusableException when it can't be read or holds no key
     */
    public static KeyedHash read(Path file) {
        try {
            byte[] key = HexFormat.of()
                    .parseHex(Files.readString(file, StandardCharsets.US_ASCII).strip());
            return new KeyedHash(key);
        } catch (IOException e) {
            throw new KeyUnusableException(file + " can't be read.", "Make it readable for this service.", e);
        } catch (IllegalArgumentException e) {
            throw new KeyUnusableException(
                    file + " holds no key.",
                    "Write 64 hexadecimal digits into it, as of \"openssl rand -hex 32\".",
                    // Its message would quote what is in the file.
                    null);
        }
    }

    /**
     * The key of a file, which is made when it is missing, readable for this service alone.
     *
     * @throws KeyUnusableException when it can neither be read nor made
     */
    public static KeyedHash readOrMake(Path file) {
        if (!Files.exists(file)) {
            make(file);
        }
        return read(file);
    }

    /** Written aside and then moved, so that two services that start together never read half a key. */
    private static void make(Path file) {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a directory");
            DataDirectory.make(directory);
            Path draft = Files.createTempFile(directory, NAME, ".new");
            if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(draft, HexFormat.of().formatHex(key), StandardCharsets.US_ASCII);
            try {
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException e) {
                // Another service was first: its key is the one.
            } catch (UnsupportedOperationException e) {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new KeyUnusableException(
                    file + " can't be made.",
                    "Set lumbar.data.directory to a directory that this service may write to, or"
                            + " lumbar.data.hash-key-file to a file with 64 hexadecimal digits.",
                    e);
        }
    }
}
