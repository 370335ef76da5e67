package org.lumbarcds.record;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the service keeps what it must not lose. Comments and hashes are for nobody else to read. */
final class DataDirectory {

    private static final FileAttribute<?>[] PRIVATE =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                    }
                    : new FileAttribute<?>[0];

    private DataDirectory() {}

    /**
     * Makes a missing directory, for the service's user alone; one that is there is left as it is.
     *
     * @throws IOException when it can't be made
     */
    public static void make(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, PRIVATE);
        }
    }
}
