package org.lumbarcds.simulate.patients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory of a run's own, readable by its owner only; gone when the run ends, also when it is interrupted. */
public final class Workspace implements AutoCloseable {

    private final Path directory;
    private final Thread atExit = new Thread(this::delete, "delete-workspace");

    private Workspace(Path directory) {
        this.directory = directory;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** @param parent an existing directory, or null for the system's temporary one */
    public static Workspace in(@Nullable Path parent) throws IOException {
        String prefix = "lumbar-simulate";
        return new Workspace(
                parent == null
                        ? Files.createTempDirectory(prefix)
                        : Files.createTempDirectory(Files.createDirectories(parent), prefix));
    }

    public Path resolve(String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException alreadyShuttingDown) {
            // Then the hook runs too, and finds nothing.
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            // Nothing is left to delete.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
